import { appendFile, readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalLake } from '../../local/lake';
import { immunization } from '../support/immunization';
import { intoBronze, testLake } from '../support/lake';
import { temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();
const DAY = Date.UTC(2026, 10, 20);

async function loaded(): Promise<LocalLake> {
  const lake = testLake(directory());
  await intoBronze(lake, [{ id: 'a', payload: immunization({ id: 'a' }), arrivedAt: DAY }], 'a');
  await lake.transform();
  return lake;
}

const rows = (lake: LocalLake): Promise<unknown> =>
  lake.query('SELECT immunization_id FROM silver.immunizations');

/** Path of what a table's latest version is told in. */
const metadataOf = (lake: LocalLake, table: string): string =>
  join(lake.layout.tables, table, 'metadata', 'v1.metadata.json');

async function cutParquet(lake: LocalLake, table: string): Promise<void> {
  const folder = join(lake.layout.tables, table, 'data');
  for (const file of await readdir(folder)) await truncate(join(folder, file), 100);
}

test('a healthy lake has nothing to repair, and nothing is touched', async () => {
  const lake = await loaded();
  expect(await lake.repair()).toEqual([]);
  expect(await readdir(lake.layout.setAside).catch(() => [])).toEqual([]);
});

test('damaged tables are named with the cure, kept aside and built again from bronze', async () => {
  const lake = await loaded();
  await cutParquet(lake, 'silver/immunizations');
  await writeFile(metadataOf(lake, 'gold/immunizations_by_vaccine'), '');
  await expect(rows(lake)).rejects.toThrow(
    'Table silver.immunizations can\'t be read: its Parquet file is cut, empty or gone. "lake repair" builds it again',
  );
  expect((await lake.damages()).map(({ path }) => path).sort()).toEqual([
    'gold/immunizations_by_vaccine',
    'silver/immunizations',
  ]);
  expect(await lake.repair()).toHaveLength(2);
  expect(await rows(lake)).toEqual([{ immunization_id: 'a' }]);
  expect(await lake.query('SELECT doses FROM gold.immunizations_by_vaccine')).toEqual([{ doses: 1 }]);
  expect(await lake.damages()).toEqual([]);
  expect(await readdir(join(lake.layout.setAside, 'silver'))).toEqual(['immunizations']);
});

test('a damaged ledger entry that follows from bronze is found out again; another is only named', async () => {
  const lake = await loaded();
  await appendFile(join(lake.layout.ledger, 'loaded.log'), 'torn\n');
  await lake.ledger.put('documents', 'x', {}, 0);
  await appendFile(join(lake.layout.ledger, 'documents.log'), '["y",1,null]\t{\n');
  expect((await lake.repair()).map(({ curable }) => curable).sort()).toEqual([false, true]);
  expect(await lake.damages()).toMatchObject([{ path: 'ledger/documents.log', curable: false }]);
});
