// Validates JSON documents against a JSON Schema (draft 2020-12), with a validator that shares
// nothing with the code that wrote them.
//
//   node tests/tools/validate.mjs SCHEMA.json DOCUMENT.json...
//
// Exits 1 and says what is wrong where, at most 20 lines a document.
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const [schema, ...documents] = process.argv.slice(2);
if (!schema || documents.length === 0) {
  console.error('usage: node validate.mjs SCHEMA.json DOCUMENT.json...');
  process.exit(2);
}
const ajv = new Ajv2020({ allErrors: true, strict: true });
addFormats(ajv);
const validate = ajv.compile(read(schema));
for (const path of documents) {
  if (validate(read(path))) continue;
  process.exitCode = 1;
  for (const error of validate.errors.slice(0, 20)) {
    const params = JSON.stringify(error.params);
    console.error(`${path}: ${error.instancePath || '/'} ${error.message} ${params}`);
  }
}
