// See tests/blame/compare.
import { execFileSync } from 'node:child_process';
import { git, isBinary, sample, textFiles } from './sample.mjs';

const options = { files: 200, seed: 1, verbose: false, all: false, blame: [], repositories: [] };
const words = process.argv.slice(2);
while (words.length > 0) {
  const word = words.shift();
  if (word === '-n') options.files = Number(words.shift());
  else if (word === '-s') options.seed = Number(words.shift());
  else if (word === '-v') options.verbose = true;
  else if (word === '--all') options.all = true;
  else if (word === '-w') options.blame.push('-w');
  else if (word === '--ignore-revs') options.ignored = words.shift();
  else options.repositories.push(word);
}

// A path as porcelain writes it: in quotes, with escapes, where it holds '"', a backslash or control bytes.
function unquoted(text) {
  if (!text.startsWith('"')) return text;
  const letters = { a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' };
  return text.slice(1, -1).replace(/\\([0-7]{3}|.)/g, (_, escape) =>
    escape.length === 3 ? String.fromCharCode(parseInt(escape, 8)) : letters[escape] ?? escape);
}

// [{ commit, line, path, author }] of each line of a file.
function blame(repository, path) {
  const ignored = options.ignored ? [`--ignore-revs-file=${options.ignored}`] : [];
  const text = git(repository, 'blame', '--line-porcelain', ...options.blame, ...ignored, 'HEAD', '--',
    Buffer.from(path, 'latin1').toString()).toString('latin1');
  const lines = [];
  let line = null;
  for (const row of text.split('\n')) {
    if (row.startsWith('\t')) {
      lines.push(line);
      line = null;
    } else if (line === null) {
      const [commit, number] = row.split(' ');
      line = { commit, line: number };
    } else if (row.startsWith('author ')) line.author = row.slice(7);
    else if (row.startsWith('author-mail ')) line.author += ` ${row.slice(12)}`;
    else if (row.startsWith('filename ')) line.path = unquoted(row.slice(9));
  }
  return lines;
}

function ours(repository, paths) {
  const ignored = options.ignored ? ['--ignore-revs', options.ignored] : [];
  const text = execFileSync(process.env.BLAME_LINES, [repository, '-j', '2', ...options.blame, ...ignored], {
    input: Buffer.from(paths.join('\n') + '\n', 'latin1'),
    maxBuffer: 2 ** 31,
    stdio: ['pipe', 'pipe', 'inherit'],
  }).toString('latin1');
  const files = new Map();
  let lines = null;
  for (const row of text.split('\n')) {
    if (row.startsWith('= ')) files.set(row.slice(2), lines = []);
    else if (row !== '') {
      const [commit, line] = row.split(' ', 2);
      lines.push({ commit, line, path: row.slice(commit.length + line.length + 2) });
    }
  }
  return files;
}

function authors(repository) {
  const rows = git(repository, 'log', '--format=%H %aN <%aE>', 'HEAD').toString('latin1').split('\n');
  return new Map(rows.map((row) => [row.slice(0, 40), row.slice(41)]));
}

function show(path, differences) {
  if (!options.verbose) return;
  let last = null;
  for (const { number, theirs, mine } of differences) {
    const same = last && last.number + 1 === number && last.theirs.commit === theirs.commit &&
      last.mine.commit === mine.commit;
    if (!same) {
      console.log(`  ${path}:${number}: git ${theirs.commit.slice(0, 10)} ${theirs.path}:${theirs.line}, ` +
        `assay ${mine.commit.slice(0, 10)} ${mine.path}:${mine.line}`);
    }
    last = { number, theirs, mine };
  }
}

let good = true;
for (const repository of options.repositories) {
  let files = textFiles(repository);
  if (!options.all) files = sample(files, options.files * 2, options.seed);
  files = files.map(({ path }) => path).filter((path) => !isBinary(repository, path));
  if (!options.all) files = files.slice(0, options.files);
  const mine = ours(repository, files);
  const authorOf = authors(repository);
  const count = { lines: 0, commit: 0, author: 0, place: 0, files: 0 };
  for (const path of files) {
    const theirs = blame(repository, path);
    const answers = mine.get(path) ?? [];
    if (answers.length !== theirs.length) console.log(`  ${path}: ${theirs.length} lines, assay has ${answers.length}`);
    const differences = [];
    theirs.forEach((line, i) => {
      const answer = answers[i] ?? { commit: '' };
      const same = line.commit === answer.commit;
      count.lines += 1;
      count.commit += same;
      count.place += same && line.line === answer.line && line.path === answer.path;
      count.author += line.author === authorOf.get(answer.commit);
      if (!same) differences.push({ number: i + 1, theirs: line, mine: answer });
    });
    count.files += differences.length === 0;
    if (options.verbose) console.log(`${path}: ${theirs.length} lines, ${differences.length} differ`);
    show(path, differences);
  }
  const percent = (n) => `${(100 * n / count.lines).toFixed(3)} %`;
  console.log(`${repository}: ${files.length} files (seed ${options.seed}), ${count.lines} lines; ` +
    `same commit ${percent(count.commit)}, author ${percent(count.author)}, place ${percent(count.place)}; ` +
    `${count.files} files without a difference`);
  good &&= count.commit >= 0.99 * count.lines && count.author >= 0.99 * count.lines;
}
process.exitCode = good ? 0 : 1;
