// See bench/authorship.
import { spawnSync } from 'node:child_process';
import { git, isBinary, sample, textFiles } from '../tests/blame/sample.mjs';

const options = { files: 40, seed: 1, threads: 2, repositories: [] };
const words = process.argv.slice(2);
while (words.length > 0) {
  const word = words.shift();
  if (word === '-n') options.files = Number(words.shift());
  else if (word === '-s') options.seed = Number(words.shift());
  else if (word === '-j') options.threads = Number(words.shift());
  else options.repositories.push(word);
}

function seconds(run) {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

// Its line of figures as an object, with `wall` in seconds.
function assay(repository, paths, ...flags) {
  let figures = '';
  const wall = seconds(() => {
    const result = spawnSync(process.env.BLAME_LINES, [repository, '--summary', ...flags], {
      input: Buffer.from(paths.join('\n') + '\n', 'latin1'),
    });
    if (result.status !== 0) throw new Error(`blame_lines: ${result.error ?? result.stderr}`);
    figures = result.stderr.toString().split('\n')[0];
  });
  const parts = figures.split(' ');
  const named = { wall };
  for (let i = 0; i + 1 < parts.length; i += 2) named[parts[i]] = Number(parts[i + 1]);
  return named;
}

for (const repository of options.repositories) {
  const files = textFiles(repository).map(({ path }) => path);
  const text = sample(files, options.files * 2, options.seed)
    .filter((path) => !isBinary(repository, path)).slice(0, options.files);
  console.log(`${repository}: blamed are ${text.length} of ${files.length} files (seed ${options.seed}):`);
  for (const path of text) console.log(`  ${path}`);
  const best = { assay: Infinity, blame: Infinity, touched: Infinity, log: Infinity };
  let figures = {};
  for (let round = 0; round < 3; ++round) {
    figures = assay(repository, files, '-j', options.threads);
    best.assay = Math.min(best.assay, figures.wall);
    best.blame = Math.min(best.blame, seconds(() => {
      for (const path of text) {
        git(repository, 'blame', '--porcelain', 'HEAD', '--', Buffer.from(path, 'latin1').toString());
      }
    }));
    best.touched = Math.min(best.touched, assay(repository, [], '--touched', '-j', options.threads).wall);
    best.log = Math.min(best.log, seconds(() => {
      git(repository, 'log', '--format=%H', '--name-only', '--no-renames', 'HEAD');
    }));
  }
  const scaled = best.blame * files.length / text.length;
  console.log(`  ${figures.commits} commits, ${figures.lines} lines, peak ${figures.peak_mb} MB`);
  console.log(`  every line: assay ${best.assay.toFixed(2)} s; git blame ${best.blame.toFixed(2)} s for the sample, ` +
    `${scaled.toFixed(0)} s scaled: ${(scaled / best.assay).toFixed(0)} times as long`);
  console.log(`  touched paths: assay ${best.touched.toFixed(2)} s; git log --name-only ${best.log.toFixed(2)} s`);
}
