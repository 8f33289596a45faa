// The comparison behind tests/facts/oracle.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const require = createRequire(new URL('../tools/package.json', import.meta.url));
const YAML = require('yaml');

const maxBytes = 200_000;
const maxFiles = 400; // a clone and kind
const maxKept = 2_000; // settings of a document of no known kind that assay keeps
const shown = 12;
const folder = mkdtempSync(join(tmpdir(), 'assay-oracle-'));
const git = (clone, words) => execFileSync('git', ['-C', clone, ...words], { encoding: 'utf8', maxBuffer: 1 << 30 });

function factsOf(name, text) {
  const file = join(folder, basename(name));
  writeFileSync(file, text);
  const out = execFileSync(process.env.ASSAY, ['facts', '--quiet', '--format', 'json', file], { encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] });
  rmSync(file);
  return JSON.parse(out).facts;
}

const part = (key) => String(key).replaceAll('.', '\\.');
const path = (parent, key) => (parent ? `${parent}.${part(key)}` : part(key));

// "key path = value" of every scalar and empty collection below a JavaScript value.
function flatten(value, parent, out) {
  const open = [[value, parent]];
  while (open.length > 0) {
    const [node, key] = open.pop();
    if (node !== null && typeof node === 'object' && Object.keys(node).length > 0) {
      for (const [name, child] of Object.entries(node)) open.push([child, Array.isArray(node) ? `${key}[${name}]` : path(key, name)]);
    } else {
      out.push({ key, value: node === null || typeof node === 'object' ? null : String(node) });
    }
  }
}

// The same of a YAML document, with lines.
function flattenYaml(node, document, counter, parent, out) {
  const open = [[node, parent, node]];
  while (open.length > 0) {
    const [at, key, place] = open.pop();
    const resolved = YAML.isAlias(at) ? at.resolve(document) : at;
    if (YAML.isCollection(resolved) && resolved.items.length > 0) {
      resolved.items.forEach((item, i) => {
        if (YAML.isPair(item)) {
          open.push([item.value, path(key, YAML.isScalar(item.key) ? item.key.value : item.key), YAML.isAlias(at) ? place : item.key]);
        } else {
          open.push([item, `${key}[${i}]`, YAML.isAlias(at) ? place : item]);
        }
      });
      continue;
    }
    // What a tag makes of a text (`!!binary`) is the application's business.
    const tagged = YAML.isScalar(resolved) && resolved.value instanceof Uint8Array;
    const scalar = tagged ? resolved.source : YAML.isScalar(resolved) ? resolved.value : null;
    const line = place?.range ? counter.linePos(place.range[0]).line : 0;
    out.push({ key, value: scalar === null || typeof scalar === 'object' ? null : String(scalar), line });
  }
}

function expectedYaml(text) {
  const counter = new YAML.LineCounter();
  const out = [];
  for (const document of YAML.parseAllDocuments(text, { lineCounter: counter, merge: true, logLevel: 'silent' })) {
    if (document.errors.length > 0 || !document.contents) return undefined;
    flattenYaml(document.contents, document, counter, '', out);
  }
  return out;
}

const totals = new Map();
function count(kind, same, differs, example) {
  const total = totals.get(kind) ?? { same: 0, differs: 0, files: 0, examples: [] };
  total.same += same;
  total.differs += differs;
  total.files += 1;
  if (example && total.examples.length < shown) total.examples.push(example);
  totals.set(kind, total);
}

function compare(kind, name, expected, found) {
  const have = new Map();
  for (const item of found) have.set(item, (have.get(item) ?? 0) + 1);
  let same = 0;
  const missing = [];
  for (const item of expected) {
    const left = have.get(item) ?? 0;
    if (left > 0) {
      have.set(item, left - 1);
      ++same;
    } else {
      missing.push(item);
    }
  }
  const extra = [...have].filter(([, left]) => left > 0).map(([item]) => item);
  const example = missing.length + extra.length > 0 ? `${name}: expected ${missing[0] ?? 'nothing'} | found ${extra[0] ?? 'nothing'}` : undefined;
  count(kind, same, missing.length + extra.length, example);
}

// A number's spelling is the parser's business, a text's end the limit's, and a null's the syntax's.
const told = (value) => (value === null || value === undefined ? '' : Number.isNaN(Number(value)) || value === '' ? value.slice(0, 400).trim() : String(Number(value)));

function compareSettings(kind, name, expected, text, lines) {
  if (!expected || expected.length > maxKept || expected.some(({ key }) => key.length > 400 || key.includes('<<'))) return;
  const found = factsOf(name, text).filter((fact) => fact.kind === 'setting');
  const write = (key, value, line) => `${key} = ${told(value)}${lines ? ` @${line}` : ''}`;
  compare(kind, name, expected.map(({ key, value, line }) => write(key, value, line)), found.map((fact) => write(fact.key ?? '', fact.of === 'null' ? null : fact.value, fact.start_line)));
}

const sections = {
  'package.json': { dependencies: 'npm', devDependencies: 'npm', peerDependencies: 'npm', optionalDependencies: 'npm' },
  'composer.json': { require: 'composer', 'require-dev': 'composer' },
};

function compareManifest(name, text) {
  const manifest = JSON.parse(text);
  const expected = [];
  for (const section of Object.keys(sections[basename(name)])) {
    for (const [dependency, version] of Object.entries(manifest[section] ?? {})) {
      const alias = /^npm:(@?[^@]+)(?:@(.*))?$/.exec(version);
      if (basename(name) === 'composer.json' && !dependency.includes('/')) continue;
      expected.push(alias ? `${alias[1]} ${alias[2] ?? ''}` : `${dependency} ${version}`);
    }
  }
  const found = factsOf(name, text).filter((fact) => fact.kind === 'dependency');
  compare(basename(name), name, expected, found.map((fact) => `${fact.name} ${fact.constraint ?? ''}`));
}

const isTemplate = (text) => text.includes('{{') || text.includes('<%') || text.includes('{%');
try {
  for (const clone of process.argv.slice(2)) {
    const files = git(clone, ['ls-tree', '-r', '-l', 'HEAD']).split('\n').flatMap((row) => {
      const found = /^100\d{3} blob ([0-9a-f]{40}) +(\d+)\t(.+)$/.exec(row);
      return found && Number(found[2]) <= maxBytes ? [{ blob: found[1], name: found[3] }] : [];
    });
    const some = (test) => files.filter(({ name }) => test(name) && !/(^|\/)(locales?|i18n|lang|translations|node_modules)\//.test(name)).slice(0, maxFiles);
    for (const { blob, name } of some((n) => basename(n) in sections)) {
      try {
        compareManifest(name, git(clone, ['cat-file', 'blob', blob]));
      } catch {} // JSON that JavaScript does not read.
    }
    for (const { blob, name } of some((n) => n.endsWith('.json') && !(basename(n) in sections) && !/(^|[-.])lock\.json$|package-lock|^npm-shrinkwrap|vcpkg\.json|packages\.lock/.test(basename(n)))) {
      const text = git(clone, ['cat-file', 'blob', blob]);
      const out = [];
      try {
        flatten(JSON.parse(text), '', out);
      } catch {
        continue; // With comments, or none at all.
      }
      compareSettings('JSON', name, out, text, false);
    }
    for (const { blob, name } of some((n) => /\.ya?ml$/.test(n) && !/pnpm-lock|(^|\/)(docker-)?compose/.test(n))) {
      const text = git(clone, ['cat-file', 'blob', blob]);
      if (!isTemplate(text)) compareSettings('YAML', name, expectedYaml(text), text, true);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
for (const [kind, { same, differs, files, examples }] of totals) {
  console.log(`${kind}: ${same} of ${same + differs} agree (${((100 * same) / Math.max(1, same + differs)).toFixed(2)} %) in ${files} files`);
  for (const example of examples) console.log(`  ${example.slice(0, 300)}`);
}
