// See tests/corpus/cautions.
import { spawnSync } from 'node:child_process';

// The codes whose commits make no person practised; docs/profile.md marks them with a star.
const doubting = new Set(['bulk-import', 'squashed-history', 'scaffold', 'reformatting', 'back-dated']);

const words = process.argv.slice(2);
const verbose = words.includes('-v');
const repositories = words.filter((word) => word !== '-v');

function run(command, ...more) {
  const result = spawnSync(command, more, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (result.status !== 0) throw new Error(`${command} ${more.join(' ')}: ${result.error ?? result.stderr}`);
  return result.stdout;
}

function showCommit(repository, commit) {
  const git = ['--no-pager', '-C', repository, 'show', '-M', '--first-parent', '--format=%h %as %an, %cs %cn: %s'];
  try {
    if (verbose) return run('git', ...git, '--stat=120,80', commit);
    const [subject, , stat] = run('git', ...git, '--shortstat', commit).split('\n');
    return `${subject} (${(stat ?? '').trim()})`;
  } catch (error) {
    return `${commit.slice(0, 9)}: ${error.message.trim().split('\n')[0]}`;  // Objects may be missing.
  }
}

// The folder with the fewest files: cautions are of the whole history, whatever part is looked at.
function smallFolder(repository) {
  const files = new Map();
  for (const path of run('git', '-C', repository, 'ls-tree', '-r', '-z', '--name-only', 'HEAD').split('\0')) {
    const slash = path.indexOf('/');
    if (slash > 0) files.set(path.slice(0, slash), (files.get(path.slice(0, slash)) ?? 0) + 1);
  }
  const [folder] = [...files].sort((a, b) => a[1] - b[1])[0] ?? [];
  return folder === undefined ? [] : ['--path', folder];
}

const count = { all: 0, quiet: 0 };
for (const repository of repositories) {
  const threads = process.env.ASSAY_JOBS ? ['-j', process.env.ASSAY_JOBS] : [];
  const { history } = JSON.parse(run(process.env.ASSAY, 'scan', '--no-cache', '--quiet', '--format', 'json', ...threads,
    ...smallFolder(repository), repository));
  const doubted = history.cautions.filter(({ code }) => doubting.has(code));
  count.all += 1;
  count.quiet += doubted.length === 0;
  console.log(`${repository}: ${history.commits} commits, ${history.cautions.length} cautions, ${doubted.length} of them doubt a person`);
  for (const { code, count: commits, message, commits: examples } of history.cautions) {
    console.log(`  ${code}, ${commits}: ${message}`);
    for (const commit of examples) console.log(`    ${showCommit(repository, commit)}`);
  }
}
console.log(`${count.quiet} of ${count.all} repositories have no caution that doubts a person`);
