// What PostgreSQL's own parser sees in the .sql files whose paths are on standard input: a file's
// statements as [first line, last line, verb], their tables and their columns. What it cannot read,
// another dialect's, is told by its lines.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../tools/package.json', import.meta.url));
const { loadModule, parseSync, scanSync } = require('libpg-query');

const maxColumns = 64; // of a statement
const maxBytes = 1 << 20;

const object = (type) => type.replace('OBJECT_', '').toLowerCase().replace('matview', 'view');
const transaction = { BEGIN: 'begin', START: 'begin', COMMIT: 'commit', ROLLBACK: 'rollback', ROLLBACK_TO: 'rollback', SAVEPOINT: 'savepoint' };
const verbs = {
  SelectStmt: (node) => node.valuesLists ? undefined : 'select',
  InsertStmt: () => 'insert',
  UpdateStmt: () => 'update',
  DeleteStmt: () => 'delete',
  MergeStmt: () => 'merge',
  CreateStmt: () => 'create-table',
  CreateTableAsStmt: (node) => `create-${object(node.objtype)}`,
  IndexStmt: () => 'create-index',
  ViewStmt: () => 'create-view',
  AlterTableStmt: (node) => `alter-${object(node.objtype)}`,
  AlterOwnerStmt: (node) => `alter-${object(node.objectType)}`,
  AlterSeqStmt: () => 'alter-sequence',
  AlterEnumStmt: () => 'alter-type',
  // Of statistics assay tells the verb alone.
  DropStmt: (node) => `drop-${object(node.removeType)}`.replace('-statistic_ext', ''),
  RenameStmt: (node) => `alter-${object(node.relationType !== 'OBJECT_ACCESS_METHOD' && ['OBJECT_COLUMN', 'OBJECT_TABCONSTRAINT'].includes(node.renameType) ? node.relationType ?? 'OBJECT_TABLE' : node.renameType)}`.replace('tabconstraint', 'table'),
  CreateFunctionStmt: (node) => node.is_procedure ? 'create-procedure' : 'create-function',
  CreateTrigStmt: () => 'create-trigger',
  CreateEnumStmt: () => 'create-type',
  CompositeTypeStmt: () => 'create-type',
  CreateExtensionStmt: () => 'create-extension',
  CreateSchemaStmt: () => 'create-schema',
  CreateSeqStmt: () => 'create-sequence',
  CreatedbStmt: () => 'create-database',
  DropdbStmt: () => 'drop-database',
  CreateDomainStmt: () => 'create-domain',
  CreatePolicyStmt: () => 'create-policy',
  CreateRoleStmt: (node) => node.stmt_type === 'ROLESTMT_USER' ? 'create-user' : 'create-role',
  GrantStmt: (node) => node.is_grant ? 'grant' : 'revoke',
  GrantRoleStmt: (node) => node.is_grant ? 'grant' : 'revoke',
  TransactionStmt: (node) => transaction[node.kind.replace('TRANS_STMT_', '')],
  VariableSetStmt: (node) => node.kind === 'VAR_SET_MULTI' && node.name === 'TRANSACTION' ? 'set-transaction' : 'set',
  TruncateStmt: () => 'truncate',
  CommentStmt: () => 'comment',
  CopyStmt: () => 'copy',
  DoStmt: () => 'do',
  ExplainStmt: () => 'explain',
  VacuumStmt: (node) => node.is_vacuumcmd ? 'vacuum' : 'analyze',
  RefreshMatViewStmt: () => 'refresh',
  LockStmt: () => 'lock',
  CallStmt: () => 'call',
};

// Statements whose tables are told: what they read and write, without what a foreign key, LIKE or
// INHERITS refers to and without the names of their own WITH.
const tabled = /^(select|insert|update|delete|merge|explain|(create|alter|drop)-table|create-index|create-view|truncate)$/;
const elsewhere = new Set(['pktable', 'inhRelations', 'TableLikeClause', 'lockedRels', 'sequence']);

function tablesOf(kind, node) {
  if (kind === 'DropStmt') return node.objects.map((one) => one.List.items.at(-1).String.sval);
  const view = kind === 'ViewStmt' || node.objtype === 'OBJECT_MATVIEW';
  const tables = new Set();
  const common = new Set();
  const open = [node];
  while (open.length > 0) {
    const at = open.pop();
    if (at === null || typeof at !== 'object') continue;
    for (const [key, child] of Object.entries(at)) {
      if (elsewhere.has(key) || (view && (key === 'view' || key === 'into'))) continue;
      if (key === 'ctename') common.add(child);
      if (key === 'relname') tables.add(child);
      open.push(child);
    }
  }
  return [...tables].filter((name) => !common.has(name));
}

function columnsOf(kind, node) {
  if (kind === 'CreateStmt') return (node.tableElts ?? []).flatMap((one) => one.ColumnDef ? [one.ColumnDef.colname] : []);
  if (kind === 'IndexStmt') return node.indexParams.flatMap((one) => one.IndexElem.name ?? []);
  if (kind === 'InsertStmt') return (node.cols ?? []).map((one) => one.ResTarget.name);
  return [];
}

function read(path) {
  const bytes = readFileSync(path);
  const text = bytes.toString();
  if (bytes.length > maxBytes || Buffer.from(text).length !== bytes.length) return null;
  let tokens;
  try {
    tokens = scanSync(text).tokens.filter(({ tokenName }) => !tokenName.endsWith('COMMENT'));
  } catch {
    return null; // Not even tokens of PostgreSQL's.
  }
  const breaks = [...bytes.keys()].filter((at) => bytes[at] === 10);
  const line = (at) => {
    let [low, high] = [0, breaks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (breaks[middle] < at) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
  const answer = { verb: [], table: [], column: [], skipped: [] };
  const add = (kind, node, inside) => {
    const [start, end] = [line(inside[0].start), line(inside.at(-1).end - 1)];
    const verb = verbs[kind]?.(node);
    if (!verb) return answer.skipped.push([start, end]);
    answer.verb.push([start, end, verb, '']);
    if (tabled.test(verb)) for (const name of tablesOf(kind, node)) answer.table.push([start, verb, name.toLowerCase(), '']);
    for (const name of columnsOf(kind, node).slice(0, maxColumns)) answer.column.push([start, verb, name.toLowerCase(), '']);
  };
  // The whole file, or, where that is no PostgreSQL, what stands between semicolons.
  let pieces;
  try {
    pieces = parseSync(text).stmts.map(({ stmt, stmt_location: from = 0, stmt_len: length }) => {
      const to = length ? from + length : bytes.length;
      return { stmt, inside: tokens.filter((token) => token.start >= from && token.end <= to && token.text !== ';') };
    });
  } catch {
    pieces = [];
    for (let begin = 0; begin < tokens.length;) {
      let end = tokens.findIndex((token, i) => i >= begin && token.text === ';');
      if (end < 0) end = tokens.length;
      const inside = tokens.slice(begin, end);
      begin = end + 1;
      // The end of another dialect's block, which PostgreSQL takes for the end of a transaction.
      if (inside.length === 0 || inside[0].text.toLowerCase() === 'end') continue;
      let stmt;
      try {
        stmt = parseSync(bytes.subarray(inside[0].start, inside.at(-1).end).toString()).stmts[0]?.stmt;
      } catch {} // Another dialect's.
      pieces.push({ stmt, inside });
    }
  }
  for (const { stmt, inside } of pieces) {
    const [kind, node] = Object.entries(stmt ?? {})[0] ?? [];
    add(kind, node, inside);
  }
  return answer;
}

await loadModule();
const paths = readFileSync(0, 'utf8').split('\n').filter(Boolean);
console.log(JSON.stringify(Object.fromEntries(paths.map((path) => [path, read(path)]))));
