// The comparison behind java-oracle, php-oracle and ruby-oracle: what another
// parser tells of source files, beside what `assay facts` tells of the same.
//
//   node source_oracle.mjs ROOT SUFFIX PARSER...      paths of files on standard input
//
// The parser reads those paths and writes a line of JSON for each: `path`, then
// `failed`, or `imports` ("LINE MODULE SYMBOL"), `calls` and perhaps `constants`
// ("LINE NAME"), `names` and perhaps `receivers` (patterns of what of assay's is
// compared: a name, and what is written before the method of a call), `unsure`
// (beginnings of names of which the file does not tell enough, left out on both
// sides) and `forms`: how many calls there are of each form, how many of them
// the parser resolved, how many to the file itself.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const [root, language, ...parser] = process.argv.slice(2);
const large = { encoding: 'utf8', maxBuffer: 2 ** 30 };
const verbose = Boolean(process.env.VERBOSE);
const exact = Boolean(process.env.EXACT); // a test: nothing may differ, nothing may be left unread
const callForms = new Set(['call', 'instantiation', 'decorator']);
const constantForms = new Set(['base', 'attribute']);
const files = readFileSync(0, 'utf8').split('\n').filter(Boolean);

function parse() {
  const run = spawnSync(parser[0], parser.slice(1), { ...large, input: files.join('\n'), stdio: ['pipe', 'pipe', 'inherit'] });
  if (run.status !== 0) throw new Error(`${parser[0]} failed: ${run.error ?? `status ${run.status}`}`);
  return run.stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

function ask(path) {
  const out = execFileSync(process.env.ASSAY, ['facts', '--quiet', '--format', 'json', path], { ...large, stdio: ['ignore', 'pipe', 'ignore'] });
  const { facts, diagnostics } = JSON.parse(out);
  if (diagnostics?.length > 0) throw new Error(diagnostics[0].code);
  return facts;
}

const figures = () => ({ right: 0, extra: 0, missing: 0 });
function compare(total, path, expected, told) {
  const left = new Map();
  for (const item of told) left.set(item, (left.get(item) ?? 0) + 1);
  const list = (sign, item) => verbose && console.log(`${sign} ${path}:${item}`);
  for (const item of expected) {
    const count = left.get(item) ?? 0;
    if (count > 0) {
      ++total.right;
      left.set(item, count - 1);
    } else {
      ++total.missing;
      list('-', item);
    }
  }
  for (const [item, count] of left) {
    total.extra += count;
    for (let i = 0; i < count; ++i) list('+', item);
  }
}

const ratio = (right, wrong) => (right + wrong === 0 ? 0 : right / (right + wrong));
function line(name, { right, extra, missing }) {
  const number = (value, width) => String(value).padStart(width);
  return `  ${name.padEnd(10)}${number(right, 6)} right ${number(extra, 4)} extra ${number(missing, 4)} missing` +
    `  precision ${ratio(right, extra).toFixed(4)} recall ${ratio(right, missing).toFixed(4)}`;
}

const imports = figures();
const calls = figures();
const constants = figures();
const forms = new Map();
let refused = 0;
let unread = 0;
let leftOut = 0;
for (const expected of parse()) {
  if (expected.failed !== undefined) {
    ++refused;
    if (verbose || exact) console.log(`! ${expected.path}: ${expected.failed}`);
    continue;
  }
  let facts;
  try {
    facts = ask(expected.path);
  } catch (error) {
    ++unread;
    console.error(`${expected.path}: assay: ${error.message}`);
    continue;
  }
  for (const [form, counts] of Object.entries(expected.forms)) {
    const total = forms.get(form) ?? [0, 0, 0];
    forms.set(form, total.map((count, i) => count + counts[i]));
  }
  const sure = (item) => {
    const name = item.slice(item.indexOf(' ') + 1);
    const unsure = expected.unsure.some((start) => name.startsWith(start));
    leftOut += unsure ? 1 : 0;
    return !unsure;
  };
  const names = new RegExp(expected.names);
  const receivers = new RegExp(expected.receivers ?? '');
  const told = (wanted) => facts.filter(({ kind, form, name, receiver }) => kind === 'use' && wanted.has(form) && names.test(name) &&
      (!callForms.has(form) || receivers.test(receiver ?? '')))
    .map((fact) => `${fact.start_line} ${fact.name}`).filter(sure);
  compare(imports, expected.path, expected.imports,
    facts.filter(({ kind }) => kind === 'import').map((fact) => `${fact.start_line} ${fact.module} ${fact.symbol ?? ''}`.trimEnd()));
  compare(calls, expected.path, expected.calls.filter(sure), told(callForms));
  if (expected.constants) compare(constants, expected.path, expected.constants.filter(sure), told(constantForms));
}

console.log(`${root}: ${files.length} files, ${refused} that ${language} cannot parse, ${unread} that assay did not read`);
console.log(line('imports', imports));
console.log(line('calls', calls));
if (constants.right > 0) console.log(line('constants', constants));
if (leftOut > 0) console.log(`  ${leftOut} names of either side left out, as one file does not tell them`);
const sum = [...forms.values()].reduce((all, counts) => all.map((count, i) => count + counts[i]), [0, 0, 0]);
const share = (part, whole) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
for (const [form, [all, resolved, own]] of [...forms].sort((a, b) => b[1][0] - a[1][0]).concat([['all', sum]])) {
  console.log(`  ${form.padEnd(24)}${String(all).padStart(7)} calls, ${share(resolved, all).padStart(7)} resolved, ${share(own, all).padStart(7)} of the file's own`);
}
const below = ({ right, extra, missing }, precision, recall) => ratio(right, extra) < precision || ratio(right, missing) < recall;
const others = constants.right + constants.extra + constants.missing > 0 ? [calls, constants] : [calls];
const wrong = exact
  ? refused + unread > 0 || [imports, ...others].some((of) => below(of, 1, 1))
  : unread > files.length / 100 || below(imports, 0.99, 0.99) || others.some((of) => below(of, 0.97, 0.9));
process.exitCode = wrong ? 1 : 0;
