import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDbEngine } from '../../../local/engine/duckdb-engine';
import { TranslationsFile } from '../../../local/engine/translations-file';
import { temporaryDirectory } from '../../support/temporary-directory';

const directory = temporaryDirectory();
const file = (): string => join(directory(), 'lake.cjs.translations');
const now = { time: new Date('2026-11-26T12:00:00Z') };

/** What a process of its own gives, which finds what others have kept. */
async function ask(sql: string, table: string, parameters: readonly string[] = []): Promise<unknown> {
  const translations = new TranslationsFile(file());
  const engine = await DuckDbEngine.open({ clock: { now: () => now.time }, translations, threads: 1 });
  try {
    await engine.native(`CREATE TABLE silver.things AS ${table}`);
    return (await engine.own(sql, parameters)).rows;
  } finally {
    engine.close();
    translations.save();
  }
}

const kept = jest.spyOn(TranslationsFile.prototype, 'set');
beforeEach(() => kept.mockClear());

const ONE = `SELECT 'é1' AS a, 1 AS b`;

test('a statement is translated once, and functions in JavaScript that it calls say the same', async () => {
  const sql = "SELECT lower(a) AS a, date_format(from_unixtime(b), '%W') AS w FROM silver.things";
  const table = `SELECT 'É1' AS a, 86400 AS b`;
  expect(await ask(sql, table)).toEqual([{ a: 'é1', w: 'Friday' }]);
  expect(kept.mock.calls[0]?.[1].functions).not.toEqual([]);
  expect(await ask(sql, table)).toEqual([{ a: 'é1', w: 'Friday' }]);
  expect(await ask(sql, `SELECT 'ÄÖ' AS a, 0 AS b`)).toEqual([{ a: 'äö', w: 'Thursday' }]);
  expect(kept).toHaveBeenCalledTimes(1);
});

test('a table with other columns is another statement', async () => {
  const sql = 'SELECT b / 2 AS half FROM silver.things';
  expect(await ask(sql, 'SELECT 1 AS b')).toEqual([{ half: 0 }]);
  expect(await ask(sql, 'SELECT CAST(1 AS DOUBLE) AS b')).toEqual([{ half: 0.5 }]);
  expect(await ask(sql, 'SELECT 1 AS b')).toEqual([{ half: 0 }]);
});

test('what asks for the date holds for a day, and what asks for the time is never kept', async () => {
  const date = 'SELECT CAST(current_date AS varchar) AS d FROM silver.things';
  const time = 'SELECT CAST(current_timestamp AS varchar) AS t FROM silver.things';
  expect(await ask(date, ONE)).toEqual([{ d: '2026-11-26' }]);
  const asked = await ask(time, ONE);
  await ask(date, ONE);
  expect(kept).toHaveBeenCalledTimes(1);
  now.time = new Date('2026-11-27T00:00:00Z');
  expect(await ask(date, ONE)).toEqual([{ d: '2026-11-27' }]);
  expect(await ask(time, ONE)).not.toEqual(asked);
});

test('other parameters are another statement, and what is kept is whole or made anew', async () => {
  const sql = 'SELECT count(*) AS n FROM silver.things WHERE a > ?';
  expect(await ask(sql, ONE, ['a'])).toEqual([{ n: 1 }]);
  expect(await ask(sql, ONE, ['z'])).toEqual([{ n: 1 }]);
  expect(await ask(sql, ONE, ['\u{10ffff}'])).toEqual([{ n: 0 }]);
  expect(kept).toHaveBeenCalledTimes(3);
  await appendFile(file(), ' ');
  expect(await ask(sql, ONE, ['a'])).toEqual([{ n: 1 }]);
  const text = await readFile(file(), 'utf8');
  await writeFile(file(), text.replaceAll("'a'", "'z'"));
  expect(await ask(sql, ONE, ['a'])).toEqual([{ n: 1 }]);
  expect(kept).toHaveBeenCalledTimes(5);
});
