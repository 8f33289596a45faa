// See bench/authorship.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { environment, isBinary, neutral, sample, textFiles } from '../tests/blame/sample.mjs';

const options = { graph: false, files: 40, seed: 1, threads: 2, rounds: 3, repositories: [] };
const words = process.argv.slice(2);
while (words.length > 0) {
  const word = words.shift();
  if (word === '-g') options.graph = true;
  else if (word === '-n') options.files = Number(words.shift());
  else if (word === '-s') options.seed = Number(words.shift());
  else if (word === '-r') options.rounds = Number(words.shift());
  else if (word === '-j') options.threads = Number(words.shift());
  else options.repositories.push(word);
}

// Runs a shell's script over lines of input: { wall, cpu } in seconds, and what it wrote to stderr.
function timed(script, input, ...words) {
  const result = spawnSync('bash', ['-c', `TIMEFORMAT='times %R %U %S'; time { ${script}; }`, 'bash', ...words], {
    env: environment,
    input: Buffer.from(input.join('\n') + '\n', 'latin1'),
    maxBuffer: 2 ** 30,
  });
  const stderr = result.stderr.toString();
  if (result.status !== 0) throw new Error(`${script}: ${result.error ?? stderr}`);
  const [wall, user, system] = stderr.match(/times (\S+) (\S+) (\S+)/).slice(1).map(Number);
  return { wall, cpu: user + system, stderr };
}

function assay(repository, paths, ...flags) {
  const result = timed('"$@" > /dev/null', paths, process.env.BLAME_LINES, repository, ...flags);
  const parts = result.stderr.split('\n')[0].split(' ');
  for (let i = 0; i + 1 < parts.length; i += 2) result[parts[i]] = Number(parts[i + 1]);
  return result;
}

const blameEach = 'while IFS= read -r path; do "$@" blame --porcelain HEAD -- "$path" > /dev/null; done';

// The least of each figure.
function least(runs) {
  return { wall: Math.min(...runs.map(({ wall }) => wall)), cpu: Math.min(...runs.map(({ cpu }) => cpu)) };
}

function show({ wall, cpu }) {
  return `${wall.toFixed(2)} s (${cpu.toFixed(2)} s of CPU)`;
}

// The lines of one file after the other, each in a run of its own, with a commit-graph and without.
function compareGraph(repository, paths) {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  try {
    const git = (...words) => execFileSync('git', [...neutral, ...words], { env: environment });
    git('clone', '-q', '--bare', '--shared', resolve(repository), join(folder, 'clone'));
    git('-C', join(folder, 'clone'), 'commit-graph', 'write', '--reachable', '--changed-paths', '--no-progress');
    const runs = { with: [], without: [] };
    for (const path of paths.slice(0, options.rounds * 2)) {
      runs.with.push(assay(join(folder, 'clone'), [path], '--summary', '-j', options.threads));
      runs.without.push(assay(join(folder, 'clone'), [path], '--summary', '-j', options.threads, '--no-graph'));
    }
    const told = (all) => `${sum(all, 'history_ms')} ms for the history, ${sum(all, 'lines_ms')} ms for the lines, ` +
      `${sum(all, 'cpu').toFixed(2)} s of CPU`;
    console.log(`  ${runs.with.length} single files with a commit-graph: ${told(runs.with)}`);
    console.log(`  the same without: ${told(runs.without)}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function sum(runs, key) {
  return runs.reduce((total, run) => total + run[key], 0);
}

for (const repository of options.repositories) {
  const files = textFiles(repository).map(({ path }) => path);
  const text = sample(files, options.files * 2, options.seed)
    .filter((path) => !isBinary(repository, path)).slice(0, options.files);
  console.log(`${repository}: blamed are ${text.length} of ${files.length} files (seed ${options.seed}):`);
  for (const path of text) console.log(`  ${path}`);
  const runs = { assay: [], blame: [], touched: [], log: [] };
  const git = ['git', ...neutral, '-C', repository];
  for (let round = 0; round < options.rounds; ++round) {
    runs.assay.push(assay(repository, files, '--summary', '-j', options.threads));
    runs.blame.push(timed(blameEach, text, ...git));
    runs.touched.push(assay(repository, [], '--touched', '-j', options.threads));
    runs.log.push(timed('"$@" > /dev/null', [], ...git, 'log', '--format=%H', '--name-only', '--no-renames', 'HEAD'));
  }
  const figures = runs.assay[0];
  const mine = least(runs.assay);
  const blame = least(runs.blame);
  const scale = files.length / text.length;
  console.log(`  ${figures.commits} commits, ${figures.lines} lines, peak ${figures.peak_mb} MB`);
  console.log(`  every line: assay ${show(mine)}; git blame ${show(blame)} for the sample`);
  console.log(`  git blame of all files, scaled, takes ${(scale * blame.wall / mine.wall).toFixed(0)} times as long, ` +
    `and ${(scale * blame.cpu / mine.cpu).toFixed(0)} times the CPU`);
  console.log(`  touched paths: assay ${show(least(runs.touched))}; git log --name-only ${show(least(runs.log))}`);
  if (options.graph) compareGraph(repository, text);
}
