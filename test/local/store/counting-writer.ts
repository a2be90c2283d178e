import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Table } from '../../../core/tables';
import { TableStore } from '../../../local/store/table-store';

export const COUNTED: Table = {
  database: 'silver',
  name: 'counted',
  description: '',
  domain: 'lake',
  columns: [{ name: 'n', type: 'int', sensitivity: 'internal', description: 'The n' }],
  key: [],
  partitions: [],
};

/** Writes one number after the other as all that a table holds, and says each, until somebody ends it. */
async function count(root: string): Promise<void> {
  const store = new TableStore(root);
  const [file] = (await store.currentFiles(COUNTED)) ?? [];
  let n = file === undefined ? 0 : Number(await readFile(file, 'utf8'));
  for (;;) {
    const text = String(++n);
    await store.replace(COUNTED, async ({ directory, folder, prefix, partitions }) => {
      const name = `${prefix}-0.parquet`;
      await writeFile(join(directory, name), text);
      const counts = { columnBytes: new Map<number, number>(), nulls: new Map<number, number>() };
      return [
        {
          path: `${folder}/${name}`,
          rows: 1,
          bytes: text.length,
          partition: partitions.map(() => null),
          ...counts,
        },
      ];
    });
    process.stdout.write(`${text}\n`);
  }
}

const [root] = process.argv.slice(2);
if (require.main === module && root !== undefined) void count(root);
