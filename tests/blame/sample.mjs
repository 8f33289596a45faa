// What tests/blame/compare and bench/authorship share: git with a neutral configuration, and a seeded
// sample of the text files of a repository.
import { execFileSync } from 'node:child_process';

export const environment = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_ATTR_NOSYSTEM: '1',
};

export const neutral = ['-c', 'safe.directory=*', '-c', 'blame.ignoreRevsFile=', '-c', 'core.quotePath=false'];

export function git(repository, ...command) {
  return execFileSync('git', [...neutral, '-C', repository, ...command], {
    env: environment,
    maxBuffer: 2 ** 31,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

// Paths of regular files of HEAD without a NUL among their first bytes.
export function textFiles(repository) {
  const entries = git(repository, 'ls-tree', '-r', '-z', 'HEAD').toString('latin1').split('\0');
  const files = entries.filter((entry) => entry.startsWith('100')).map((entry) => {
    const [meta, path] = entry.split('\t');
    return { blob: meta.split(' ')[2], path };
  });
  return files.filter(({ path }) => !path.includes('\n') && !path.startsWith('"'));
}

// A small generator of numbers, the same everywhere (mulberry32).
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function sample(items, count, seed) {
  const rest = [...items];
  const next = random(seed);
  const taken = [];
  while (taken.length < count && rest.length > 0) {
    const at = Math.floor(next() * rest.length);
    taken.push(rest[at]);
    rest[at] = rest[rest.length - 1];
    rest.pop();
  }
  return taken;
}

export function isBinary(repository, path) {
  return git(repository, 'cat-file', 'blob', `HEAD:${Buffer.from(path, 'latin1').toString()}`)
    .subarray(0, 8000).includes(0);
}
