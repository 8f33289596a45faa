// What JavaScript's own JSON and npm's yaml see in the files whose paths are on standard input: every
// scalar and empty collection as [line, key path, value, ""]. Null: another language than they read, or
// what docs/facts.md says is not kept.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../tools/package.json', import.meta.url));
const YAML = require('yaml');

const maxBytes = 200_000;
const maxKept = 2_000; // settings of a document of no known kind that assay keeps
const maxKey = 400;

const part = (key) => String(key).replaceAll('.', '\\.');
const join = (parent, key) => (parent ? `${parent}.${part(key)}` : part(key));
const isTemplate = (text) => text.includes('{{') || text.includes('<%') || text.includes('{%');

// "" for null and for what is empty, as assay writes it.
function scalar(node) {
  // What a tag makes of a text (`!!binary`) is the application's business.
  if (!YAML.isScalar(node)) return '';
  const value = node.value instanceof Uint8Array ? node.source : node.value;
  return value === null || typeof value === 'object' ? '' : String(value);
}

const resolved = (node, document) => (YAML.isAlias(node) ? node.resolve(document) : node);

// The pairs of a map: its own, then those of what it merges (`<<`, a symbol) that it has not.
function pairsOf(map, document) {
  const pairs = new Map();
  const open = [map];
  while (open.length > 0) {
    const next = open.shift();
    if (!YAML.isMap(next)) continue;
    const merged = [];
    for (const pair of next.items) {
      const key = YAML.isScalar(pair.key) ? pair.key.value : pair.key;
      const value = resolved(pair.value, document);
      if (typeof key === 'symbol') merged.push(...(YAML.isSeq(value) ? value.items.map((item) => resolved(item, document)) : [value]));
      else if (!pairs.has(String(key))) pairs.set(String(key), pair);
    }
    open.unshift(...merged);
  }
  return pairs;
}

// What an alias brings stands where its anchor does.
function flatten(document, counter) {
  const items = [];
  const open = [[document.contents, '', document.contents]];
  while (open.length > 0) {
    const [at, key, place] = open.pop();
    const node = resolved(at, document);
    if (YAML.isMap(node) && node.items.length > 0) {
      for (const [name, pair] of pairsOf(node, document)) open.push([pair.value, join(key, name), pair.key]);
    } else if (YAML.isSeq(node) && node.items.length > 0) {
      node.items.forEach((item, i) => open.push([item, `${key}[${i}]`, item]));
    } else {
      items.push([place?.range ? counter.linePos(place.range[0]).line : 0, key, scalar(node), '']);
    }
  }
  return items;
}

function readYaml(text, options) {
  const lineCounter = new YAML.LineCounter();
  const items = [];
  for (const document of YAML.parseAllDocuments(text, { lineCounter, logLevel: 'silent', ...options })) {
    if (document.errors.length > 0 || !document.contents) return null;
    items.push(...flatten(document, lineCounter));
  }
  return items;
}

// The values are JSON's own; the lines are those of yaml, which reads JSON too.
function readJson(text) {
  const values = new Map();
  const open = [['', JSON.parse(text)]];
  while (open.length > 0) {
    const [key, value] = open.pop();
    const entries = value !== null && typeof value === 'object' ? Object.entries(value) : [];
    if (entries.length === 0) values.set(key, value === null || typeof value === 'object' ? '' : String(value));
    for (const [name, child] of entries) open.push([Array.isArray(value) ? `${key}[${name}]` : join(key, name), child]);
  }
  const items = readYaml(text, { strict: false });
  if (!items || items.length !== values.size || items.some(([, key]) => !values.has(key))) return null;
  return items.map(([line, key]) => [line, key, values.get(key), '']);
}

function read(path) {
  const text = readFileSync(path, 'utf8');
  if (text.length > maxBytes) return null;
  try {
    const isJson = path.endsWith('.json');
    const items = isJson ? readJson(text) : isTemplate(text) ? null : readYaml(text, { merge: true });
    const kept = items && items.length <= maxKept && !items.some(([, key]) => key.length > maxKey);
    return kept ? items : null;
  } catch {
    return null; // JSON with comments, or none at all
  }
}

const paths = readFileSync(0, 'utf8').split('\n').filter(Boolean);
console.log(JSON.stringify(Object.fromEntries(paths.map((path) => [path, read(path)]))));
