import { readFileSync, writeFileSync } from 'node:fs';

const PLACE = '    occurred_at: {';
const COLUMN = `    lot_note: {
      type: 'string',
      sensitivity: 'health',
      from: '$.lotNote',
      description: 'What was noted of the lot',
    },
`;
const [file = ''] = process.argv.slice(2);

/** Changes a contract as people do: a column more, and a version with it. Called by `run.sh` on a copy of the lake. */
const contract = readFileSync(file, 'utf8');
const changed = contract
  .replace(PLACE, COLUMN + PLACE)
  .replace(/version: '3\.\d+\.\d+'/, "version: '3.99.0'");
if (!changed.includes(COLUMN) || !changed.includes('3.99.0'))
  throw new Error(`${file} has no place for a column.`);
writeFileSync(file, changed);
