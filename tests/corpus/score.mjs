// The comparison behind tests/corpus/score.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2);
const labelled = words.includes('--heldout') ? 'heldout' : 'labels';
const [clones, ...wanted] = words.filter((word) => !word.startsWith('--'));
const assay = process.env.ASSAY;
const run = (words) => execFileSync(assay, words, { encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] });

// The skills that some practice rule can claim.
const ruled = new Set();
for (const line of run(['rules', 'list']).split('\n')) {
  const found = /^ {2}(\S+)\/\S+ +used$/.exec(line);
  if (found) ruled.add(found[1]);
}

function readLabels(file) {
  const labels = { commit: '', skills: new Map() };
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const commit = /^# commit: ([0-9a-f]{40})/.exec(line);
    if (commit) labels.commit = commit[1];
    if (!line || line.startsWith('#')) continue;
    const [id, label] = line.split('\t');
    labels.skills.set(id, label);
  }
  return labels;
}

function cloneOf(name) {
  const places = [join(clones, name, 'repo'), join(clones, name), join(clones, name.split('+')[1])];
  return places.find((place) => existsSync(join(place, 'HEAD')) || existsSync(join(place, '.git')));
}

// Whether `assay verify` makes every evidence item of the profile again.
const place = mkdtempSync(join(tmpdir(), 'assay-score-'));
function verifies(text, clone) {
  const file = join(place, 'profile.json');
  writeFileSync(file, text);
  try {
    run(['verify', '--no-cache', file, clone]);
    return true;
  } catch {
    return false;
  }
}

const total = { right: 0, wrong: 0, missed: 0, repositories: 0 };
const percent = (part, whole) => (whole === 0 ? 'none' : (part / whole).toFixed(3));
for (const file of readdirSync(join(here, labelled)).filter((name) => name.endsWith('.tsv')).sort()) {
  const name = file.slice(0, -'.tsv'.length);
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const clone = cloneOf(name);
  if (!clone) {
    console.log(`${name}: no clone in ${clones}; not counted`);
    process.exitCode = 1;
    continue;
  }
  const labels = readLabels(join(here, labelled, file));
  const text = run(['scan', '--no-cache', '--quiet', '--format', 'json', '--rev', labels.commit, clone]);
  const profile = JSON.parse(text);
  let [right, wrong, missed] = [0, 0, 0];
  const told = [];
  for (const skill of profile.skills) {
    if (!ruled.has(skill.id)) continue;
    const label = labels.skills.get(skill.id) ?? 'no';
    const best = skill.evidence[0];
    if (label === 'unsure') continue;
    if (skill.claimed && label === 'yes') ++right;
    if (skill.claimed && label === 'no') {
      ++wrong;
      told.push(`  false claim ${skill.id}: ${best.path ? `${best.path}:${best.line}` : (best.tag ?? best.at)} (${best.signal})`);
    }
    if (!skill.claimed && label === 'yes') {
      ++missed;
      told.push(`  missed      ${skill.id}${skill.strength === 'none' ? '' : ` (${skill.strength})`}`);
    }
  }
  console.log(`${name}: precision ${percent(right, right + wrong)} recall ${percent(right, right + missed)} (${right} right, ${wrong} false, ${missed} missed)`);
  for (const line of told) console.log(line);
  if (!verifies(text, clone)) {
    console.log('  assay verify does not hold');
    process.exitCode = 1;
  }
  total.right += right;
  total.wrong += wrong;
  total.missed += missed;
  ++total.repositories;
}
console.log(`\n${total.repositories} repositories, ${ruled.size} skills with rules: precision ${percent(total.right, total.right + total.wrong)}, recall ${percent(total.right, total.right + total.missed)}`);
rmSync(place, { recursive: true });
