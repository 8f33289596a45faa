// What npm's dockerfile-ast sees in the Dockerfiles whose paths are on standard input.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../tools/package.json', import.meta.url));
const { DockerfileParser, JSONInstruction } = require('dockerfile-ast');

const maxWords = 256;
const maxBytes = 512; // of one text of a fact

// A text of a fact is cut.
const cut = (text) => Buffer.from(text).subarray(0, maxBytes).toString();

// The text of a range as the builder joins it: without continued lines' ends.
function rawOf(text, document, { start, end }) {
  const escape = document.getEscapeCharacter() === '`' ? '`' : '\\\\';
  const lines = text.split('\n');
  const before = (at) => lines.slice(0, at.line).join('\n').length + (at.line > 0 ? 1 : 0) + at.character;
  return text.slice(before(start), before(end)).replace(new RegExp(`${escape}[ \\t\\r]*\n(\\s*#.*\n|[ \\t\\r]*\n)*[ \\t]*`, 'g'), '');
}

const unquoted = (value) => value.replace(/"([^"]*)"|'([^']*)'/g, '$1$2');

// The value that a name has on a line, and the line that gives it: the environment of the stage,
// its arguments, those from before the first FROM, the environment of the stages that it builds on.
function valueOf(name, document, line) {
  const froms = document.getFROMs();
  const within = (instruction, from) => (froms.findLast((one) => one.getRange().start.line <= instruction.getRange().start.line) ?? null) === from;
  const find = (keyword, from, before) => document.getInstructions()
    .filter((one) => one.getKeyword() === keyword && one.getRange().start.line < before && within(one, from))
    .flatMap((one) => one.getProperties().map((property) => ({ property, line: one.getRange().start.line })))
    .findLast(({ property }) => property.getName() === name);
  const given = (found) => found && { value: found.property.getValue(), line: found.line };
  const initial = () => given(find('ARG', null, Infinity));
  let from = froms.findLast((one) => one.getRange().start.line <= line) ?? null;
  if (!from) return given(find('ARG', null, line));
  if (from.getRange().start.line === line) return initial();
  const argument = find('ARG', from, line);
  for (let before = line; from; before = Infinity) {
    const environment = find('ENV', from, before);
    if (environment) return given(environment);
    const stage = from.getImage();
    const at = from.getRange().start.line;
    from = froms.findLast((one) => one.getBuildStage()?.toLowerCase() === stage?.toLowerCase() && one.getRange().start.line < at);
  }
  return argument && typeof argument.property.getValue() !== 'string' ? initial() : given(argument);
}

// `$NAME`, `${NAME}`, `${NAME:-default}` as dockerfile-ast knows the variables.
function expand(word, document, line, depth = 0) {
  if (depth > 8) return word;
  return word.replace(/\\.|'[^']*'|\$(\w+)|\$\{(\w+)(:-([^}]*))?[^}]*\}/g, (found, plain, braced, modifier, otherwise) => {
    const name = plain ?? braced;
    if (!name) return found;
    const { value, line: at } = valueOf(name, document, line) ?? {};
    if (typeof value === 'string' && (value !== '' || !modifier)) return unquoted(expand(value, document, at, depth + 1));
    return modifier ? otherwise : found;
  });
}

// The items of `["a", "b"]`; what is no JSON is a shell's text.
function execForm(instruction, text, document) {
  if (!(instruction instanceof JSONInstruction)) return undefined;
  try {
    const items = instruction.getJSONStrings().map((item) => JSON.parse(rawOf(text, document, item.getRange())));
    return instruction.getClosingBracket() && items.length > 0 ? items : undefined;
  } catch {
    return undefined;
  }
}

function itemsOf(text) {
  const document = DockerfileParser.parse(text);
  let stage = -1;
  return document.getInstructions().map((instruction) => {
    const keyword = instruction.getKeyword();
    if (keyword === 'FROM') ++stage;
    const { start, end } = instruction.getRange();
    const flags = (instruction.getFlags?.() ?? []).map(String);
    // The lines of a here-document are no words of the instruction.
    const script = (instruction.getHeredocs?.() ?? [])[0]?.getContentRange()?.start.line ?? Infinity;
    const words = execForm(instruction, text, document) ?? instruction.getArguments()
      .filter((word) => word.getRange().start.line < script)
      .map((word) => rawOf(text, document, word.getRange()));
    const shell = ['RUN', 'CMD', 'ENTRYPOINT'].includes(keyword); // that expands its own words
    const expanded = shell ? words : words.map((word) => expand(word, document, start.line));
    const joined = expanded.join(' ').split(/[ \t]+/).slice(0, maxWords).map(cut).join(' ');
    return [start.line + 1, end.line + 1, keyword, flags.join(' '), joined, Math.max(stage, 0)];
  });
}

const paths = readFileSync(0, 'utf8').split('\n').filter(Boolean);
console.log(JSON.stringify(Object.fromEntries(paths.map((path) => [path, itemsOf(readFileSync(path, 'utf8'))]))));
