import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import avro from 'avsc';
import { systemClock, type SqlRow } from '../../../core/ports';
import type { Table } from '../../../core/tables';
import { DuckDbEngine } from '../../../local/engine/duckdb-engine';
import { createTable, quoted } from '../../../local/engine/duckdb-types';
import { loadPart, loadTable, saveTable, viewTable } from '../../../local/engine/load-tables';
import { apart } from '../../../local/iceberg/spans';
import { ConcurrentWriteError } from '../../../local/store/errors';
import { TableStore } from '../../../local/store/table-store';
import { temporaryDirectory } from '../../support/temporary-directory';

const directory = temporaryDirectory();
const HOUR = 3_600_000;

const column = (name: string, type: Table['columns'][number]['type']): Table['columns'][number] => ({
  name,
  type,
  sensitivity: 'internal',
  description: `The ${name}`,
});

function table(...columns: Table['columns'][number][]): Table {
  const all = columns.length > 0 ? columns : [column('dataset', 'string'), column('n', 'int')];
  return {
    database: 'silver',
    name: 't',
    description: '',
    domain: 'lake',
    columns: all,
    key: [],
    partitions: [],
  };
}
const byDataset: Table = { ...table(), partitions: ['dataset'] };

let engine: DuckDbEngine;
beforeAll(async () => {
  engine = await DuckDbEngine.open({ memoryMb: 100, threads: 1 });
});
afterAll(() => engine.close());

/** Writes rows, given as SQL, as all that a table holds. */
async function write(
  store: TableStore,
  target: Table,
  rows: string,
  only?: readonly string[],
): Promise<void> {
  await engine.native(`DROP VIEW IF EXISTS silver.t`).catch(() => engine.native('DROP TABLE silver.t'));
  await engine.native(createTable(target));
  if (rows !== '') await engine.native(`INSERT INTO silver.t VALUES ${rows}`);
  await saveTable(engine, store, target, { ...(only && { only }) });
  await engine.native('DROP TABLE silver.t');
}

async function read(store: TableStore, target: Table): Promise<SqlRow[]> {
  const kind = await viewTable(engine, store, target);
  const rows = await engine.native('SELECT * FROM silver.t ORDER BY ALL');
  await engine.native(`DROP ${kind} silver.t`);
  return rows;
}

interface Metadata {
  readonly location: string;
  readonly 'last-column-id': number;
  readonly 'current-schema-id': number;
  readonly schemas: readonly {
    readonly 'schema-id': number;
    readonly fields: readonly { readonly id: number; readonly name: string; readonly type: string }[];
  }[];
  readonly snapshots: readonly { readonly 'manifest-list': string }[];
}

async function metadata(store: TableStore): Promise<Metadata> {
  const folder = join(store.directory(table()), 'metadata');
  const version = await readFile(join(folder, 'version-hint.text'), 'utf8');
  return JSON.parse(await readFile(join(folder, `v${version}.metadata.json`), 'utf8')) as Metadata;
}

async function ids(store: TableStore): Promise<Record<string, number>> {
  const found = await metadata(store);
  const schema = found.schemas.find((each) => each['schema-id'] === found['current-schema-id']);
  return Object.fromEntries((schema?.fields ?? []).map(({ id, name }) => [name, id]));
}

test('columns have the ids that the catalog of the deployment gives them, in the files too', async () => {
  const store = new TableStore(directory());
  await write(store, table(), "('a', 1)");
  expect(await ids(store)).toEqual({ dataset: 1, n: 2 });
  const [file] = (await store.currentFiles(table()))!;
  const fields = await engine.native(`SELECT name, field_id FROM parquet_schema(${quoted(file!)}) OFFSET 1`);
  expect(fields).toEqual([
    { name: 'dataset', field_id: 1 },
    { name: 'n', field_id: 2 },
  ]);
});

test('a new column has a new id, a widened one keeps its own, and none is given twice', async () => {
  const store = new TableStore(directory());
  await write(store, table(), "('a', 1)");
  const wider = table(column('n', 'bigint'), column('added', 'date'));
  expect(await store.isUpToDate(wider)).toBe(false);
  await write(store, wider, "(2, DATE '2026-01-01')");
  expect(await ids(store)).toEqual({ n: 2, added: 3 });
  await write(store, table(), "('b', 3)");
  expect(await ids(store)).toEqual({ dataset: 4, n: 5 });
  expect((await metadata(store))['last-column-id']).toBe(5);
  expect(await store.isUpToDate(table())).toBe(true);
});

test('a table is there before it has rows, and without them again', async () => {
  const store = new TableStore(directory());
  await store.create(table());
  expect(await store.current(table())).toBeUndefined();
  expect(await read(store, table())).toEqual([]);
  await write(store, table(), "('a', 1)");
  await write(store, table(), '');
  expect(await read(store, table())).toEqual([]);
  expect((await store.current(table()))?.files).toEqual([]);
});

test('only the files of partitions that have changed are written again', async () => {
  const store = new TableStore(directory());
  await write(store, byDataset, "('a', 1), ('b', 2), (NULL, 3)");
  const before = (await store.currentFiles(byDataset))!;
  await write(store, byDataset, "('a', 10)", ['a']);
  const after = (await store.currentFiles(byDataset))!;
  expect(after.filter((file) => before.includes(file))).toHaveLength(2);
  expect((await read(store, byDataset)).map(({ n }) => n)).toEqual([10, 2, 3]);
  await write(store, byDataset, '', ['b']);
  expect((await read(store, byDataset)).map(({ n }) => n)).toEqual([10, 3]);
});

test('what partitions held goes into the new schema, too', async () => {
  const store = new TableStore(directory());
  await write(store, byDataset, "('a', 1), ('b', 2)");
  const wider = { ...byDataset, columns: [...byDataset.columns, column('more', 'string')] };
  await engine.native(`DROP VIEW IF EXISTS silver.t`);
  await loadTable(engine, store, wider);
  await saveTable(engine, store, wider, { only: ['a'] });
  await engine.native('DROP TABLE silver.t');
  expect(await read(store, wider)).toHaveLength(2);
  for (const file of (await store.currentFiles(wider))!)
    expect(await engine.native(`SELECT name FROM parquet_schema(${quoted(file)}) OFFSET 3`)).toEqual([
      { name: 'more' },
    ]);
});

test('manifests carry what readers ask for, and no bounds of a table that is one file', async () => {
  const store = new TableStore(directory());
  await write(store, byDataset, "('a', 1)");
  const folder = join(store.directory(byDataset), 'metadata');
  const name = (await readdir(folder)).find((each) => each.endsWith('-m0.avro'))!;
  const decoder = avro.createFileDecoder(join(folder, name));
  const [header, entry] = await Promise.all([
    new Promise<{ meta: Record<string, Buffer> }>((resolve) =>
      decoder.once('metadata', (_type, _codec, found: { meta: Record<string, Buffer> }) => resolve(found)),
    ),
    new Promise<object>((resolve) => decoder.once('data', resolve)),
  ]);
  expect(Object.keys(header.meta)).toEqual(
    expect.arrayContaining([
      'schema',
      'schema-id',
      'partition-spec',
      'partition-spec-id',
      'format-version',
      'content',
    ]),
  );
  expect(String(header.meta['avro.schema'])).toContain('"field-id":1000');
  expect(entry).toMatchObject({ status: 1, data_file: { record_count: 1, partition: { dataset: 'a' } } });
  expect(entry).toMatchObject({ data_file: { lower_bounds: null, upper_bounds: null } });
});

test('a reader of the snapshot before still finds its files, and of the one before that they are gone', async () => {
  const store = new TableStore(directory());
  const files: (readonly string[])[] = [];
  for (const n of [1, 2, 3]) {
    await write(store, table(), `('a', ${n})`);
    files.push((await store.currentFiles(table()))!);
  }
  expect(files.map(([file]) => existsSync(file!))).toEqual([false, true, true]);
  expect((await metadata(store)).snapshots).toHaveLength(2);
  expect((await readdir(join(store.directory(table()), 'metadata'))).length).toBe(7);
});

test('a version counts by its own name: a hint that is behind, torn or gone misleads nobody', async () => {
  const store = new TableStore(directory());
  const hint = join(store.directory(table()), 'metadata', 'version-hint.text');
  await write(store, table(), "('a', 1)");
  await write(store, table(), "('a', 2)");
  for (const text of ['1', '', 'x', '99', undefined]) {
    await (text === undefined ? rm(hint) : writeFile(hint, text));
    expect(await read(store, table())).toEqual([{ dataset: 'a', n: 2 }]);
  }
  await write(store, table(), "('a', 3)");
  expect(await readFile(hint, 'utf8')).toBe('3');
});

test('a writer that dies leaves the old table, and what it left goes after a day', async () => {
  let now = Date.now();
  const store = new TableStore(directory(), { now: () => new Date(now) });
  await write(store, table(), "('a', 1)");
  const left = ['data/left.parquet', 'metadata/left-m0.avro', 'metadata/8b7c'].map((name) =>
    join(store.directory(table()), name),
  );
  for (const file of left) await writeFile(file, 'cut');
  await write(store, table(), "('a', 2)");
  expect(left.map((file) => existsSync(file))).toEqual([true, true, true]);
  now += 25 * HOUR;
  await write(store, table(), "('a', 3)");
  expect(left.map((file) => existsSync(file))).toEqual([false, false, false]);
  expect(await read(store, table())).toEqual([{ dataset: 'a', n: 3 }]);
});

test('a write that fails half way changes nothing and leaves nothing', async () => {
  const store = new TableStore(directory());
  await write(store, table(), "('a', 1)");
  const before = await readdir(join(store.directory(table()), 'data'));
  await expect(
    store.replace(table(), async ({ directory: folder, prefix }) => {
      await writeFile(join(folder, `${prefix}-0.parquet`), 'half');
      throw new Error('IO Error: Could not write file: No space left on device');
    }),
  ).rejects.toThrow(
    /^Table silver\.t could not be written and stays as it was\. There is no space left.*make room/,
  );
  expect(await readdir(join(store.directory(table()), 'data'))).toEqual(before);
  expect(await read(store, table())).toEqual([{ dataset: 'a', n: 1 }]);
});

test('of two writers one wins, and the other is told', async () => {
  const store = new TableStore(directory());
  await write(store, table(), "('a', 1)");
  const other = new TableStore(join(store.directory(table()), '..', '..'));
  const second = store.replace(table(), async () => {
    await write(other, table(), "('a', 2)");
    return [];
  });
  await expect(second).rejects.toThrow(ConcurrentWriteError);
  expect(await read(store, table())).toEqual([{ dataset: 'a', n: 2 }]);
});

test('who has read a version doesn’t write over a later one, however long ago that was written', async () => {
  const store = new TableStore(directory());
  await write(store, table(), "('a', 1)");
  const { version: base } = await store.base(table());
  for (const n of [2, 3, 4]) await write(store, table(), `('a', ${n})`);
  const late = jest.fn(() => Promise.resolve([]));
  await expect(store.replace(table(), late, { base })).rejects.toThrow(ConcurrentWriteError);
  expect(late).not.toHaveBeenCalled();
  expect(await read(store, table())).toEqual([{ dataset: 'a', n: 4 }]);
  const { version } = await store.base(table());
  expect(await store.replace(table(), () => Promise.resolve([]), { base: version })).toBe(version + 1);
});

test('a writer that many others overtake while it writes changes nothing, though its version’s name is free', async () => {
  const store = new TableStore(directory());
  await write(store, table(), "('a', 1)");
  const { version: base } = await store.base(table());
  const slow = store.replace(
    table(),
    async () => {
      for (const n of [2, 3, 4, 5, 6]) await write(store, table(), `('a', ${n})`);
      return [];
    },
    { base },
  );
  const names = (): Promise<string[]> => readdir(join(store.directory(table()), 'metadata'));
  await expect(slow).rejects.toThrow(ConcurrentWriteError);
  expect(await names()).not.toContain(`v${base + 1}.metadata.json`);
  expect(await read(store, table())).toEqual([{ dataset: 'a', n: 6 }]);
});

test('what can’t be cleaned up is told, and what was written counts', async () => {
  const said: string[] = [];
  const store = new TableStore(directory(), systemClock, (problem) => void said.push(problem));
  await write(store, table(), "('a', 1)");
  await mkdir(join(store.directory(table()), 'left.parquet'));
  await write(store, table(), "('a', 2)");
  expect(said).toEqual([expect.stringContaining('Table silver.t is written; files that it was before')]);
  expect(await read(store, table())).toEqual([{ dataset: 'a', n: 2 }]);
  await rm(join(store.directory(table()), 'left.parquet'), { recursive: true });
  await write(store, table(), "('a', 3)");
  expect(said).toHaveLength(1);
});

test('what a table was can be taken away once it has been replaced for long enough', async () => {
  let now = Date.now();
  const store = new TableStore(directory(), { now: () => new Date(now) });
  await write(store, table(), "('a', 1)");
  const [old] = (await store.currentFiles(table()))!;
  await write(store, table(), "('a', 2)");
  const before = (): Date => new Date(now - HOUR);
  expect(await store.remembers(table(), before())).toBe(false);
  now += 2 * HOUR;
  expect(await store.remembers(table(), before())).toBe(true);
  const { id } = (await store.current(table()))!;
  await store.forget(table());
  expect(existsSync(old!)).toBe(false);
  expect(await store.remembers(table(), before())).toBe(false);
  expect(await store.current(table())).toMatchObject({ id, rows: 1 });
});

test('a lake may be moved: it is read where it lies, and is written anew for others', async () => {
  const root = directory();
  const store = new TableStore(join(root, 'here'));
  await write(store, table(), "('a', 1)");
  await rename(join(root, 'here'), join(root, 'there'));
  const moved = new TableStore(join(root, 'there'));
  expect(await read(moved, table())).toEqual([{ dataset: 'a', n: 1 }]);
  expect(await moved.isUpToDate(table())).toBe(false);
  await write(moved, table(), "('a', 1)");
  expect(await moved.isUpToDate(table())).toBe(true);
  expect((await metadata(moved)).snapshots).toHaveLength(1);
});

test('a table of the former layout is read, and Iceberg once it is written', async () => {
  const store = new TableStore(directory());
  const place = store.directory(table());
  await mkdir(place, { recursive: true });
  await engine.native(
    `COPY (SELECT 'a' AS dataset, 1 AS n) TO ${quoted(join(place, 't-1.parquet'))} (FORMAT parquet)`,
  );
  await writeFile(
    join(place, 'current.json'),
    '{"file":"t-1.parquet","rows":1,"writtenAt":"2026-01-01T00:00:00Z"}',
  );
  expect(await store.current(table())).toMatchObject({ rows: 1 });
  expect(await store.isUpToDate(table())).toBe(false);
  expect(await read(store, table())).toEqual([{ dataset: 'a', n: 1 }]);
  await write(store, table(), "('a', 2)");
  expect((await readdir(place)).sort()).toEqual(['data', 'metadata']);
  expect(await read(store, table())).toEqual([{ dataset: 'a', n: 2 }]);
});

test('a clock that was set back doesn’t bring the order of snapshots about', async () => {
  let now = Date.now();
  const store = new TableStore(directory(), { now: () => new Date(now) });
  await write(store, table(), "('a', 1)");
  now -= 24 * HOUR;
  await write(store, table(), "('a', 2)");
  const { snapshots } = (await metadata(store)) as unknown as { snapshots: { 'timestamp-ms': number }[] };
  expect(snapshots[1]!['timestamp-ms']).toBeGreaterThanOrEqual(snapshots[0]!['timestamp-ms']);
  expect(await read(store, table())).toEqual([{ dataset: 'a', n: 2 }]);
});

describe('a large table lies in files by values of a column', () => {
  const OF_TYPES: readonly [Table['columns'][number]['type'], readonly string[]][] = [
    ['string', ["''", "'a'", "'a''b'", "'a' || chr(0) || 'b'", "'ab'", "'z'", "'\u{ffff}'", "'\u{1f600}'"]],
    ['int', ['-2147483648', '-7', '0', '1', '5', '6', '2147483647']],
    ['bigint', ['-9223372036854775808', '-1', '0', '9007199254740993', '9223372036854775807']],
    ['date', ["DATE '1582-10-15'", "DATE '1969-12-31'", "DATE '1970-01-01'", "DATE '9999-12-31'"]],
    [
      'timestamp',
      ["TIMESTAMP '0001-01-01'", "TIMESTAMP '1969-12-31 23:59:59.999999'", "TIMESTAMP '2026-01-01'"],
    ],
  ];

  test.each(OF_TYPES)('of %s, and a change of one row writes its file alone', async (type, values) => {
    const store = new TableStore(directory(), systemClock, undefined, 2);
    const large = { ...table(column('k', type), column('n', 'int')), clusters: ['k'] };
    await write(store, large, values.flatMap((value) => [`(${value}, 1)`]).join(', '));
    for (const value of values) {
      const before = (await store.currentFiles(large))!;
      await engine.native('DROP VIEW IF EXISTS silver.t');
      const { version, spans } = await loadPart(engine, store, large, {
        values: () => `SELECT ${value} AS value`,
      });
      expect(spans?.files).toHaveLength(1);
      await engine.native(`UPDATE silver.t SET n = n + 1 WHERE k = ${value}`);
      await saveTable(engine, store, large, { base: version, spans: spans! });
      await engine.native('DROP TABLE silver.t');
      const after = (await store.currentFiles(large))!;
      expect(before.filter((file) => !after.includes(file))).toHaveLength(1);
    }
    const rows = await read(store, large);
    expect(rows.map(({ n }) => n)).toEqual(values.map(() => 2));
  });

  describe('of which a writer changes some', () => {
    const large = { ...table(column('k', 'int'), column('n', 'int')), clusters: ['k', 'n'] };
    const rows = (from: number, to: number): string => `SELECT range AS value FROM range(${from}, ${to})`;
    const insert = (values: string): string => `INSERT INTO silver.t SELECT value::INT, 0 FROM (${values})`;

    /** @returns how many files were copied for it; undefined when the table was */
    async function change(store: TableStore, values: string, sql: string): Promise<number | undefined> {
      await engine.native('DROP VIEW IF EXISTS silver.t');
      const { version, spans } = await loadPart(engine, store, large, { values: () => values });
      await engine.native(sql);
      await saveTable(engine, store, large, { base: version, ...(spans && { spans }) });
      await engine.native('DROP TABLE silver.t');
      return spans?.files.length;
    }

    test('what is new gets files of its own, what is too large is cut, and what has become sparse is put together', async () => {
      const store = new TableStore(directory(), systemClock, undefined, 8);
      await change(store, rows(0, 64), insert(rows(0, 64)));
      expect(await store.currentFiles(large)).toHaveLength(8);
      expect(await change(store, rows(64, 100), insert(rows(64, 100)))).toBe(0);
      expect(await change(store, rows(-9, 0), insert(rows(-9, 0)))).toBe(0);
      const files = (await store.currentFiles(large))!.length;
      expect(files).toBe(8 + 5 + 2);
      const gone = 'k NOT IN (3, 11, 27, 60, 99)';
      expect(await change(store, rows(-9, 100), `DELETE FROM silver.t WHERE ${gone}`)).toBe(files);
      expect((await read(store, large)).map(({ k }) => k)).toEqual([3, 11, 27, 60, 99]);
      expect(await change(store, rows(27, 28), 'DELETE FROM silver.t WHERE k = 27')).toBe(1);
      for (let k = 200; k < 212; k++) await change(store, rows(k, k + 1), insert(rows(k, k + 1)));
      expect((await store.currentFiles(large))!.length).toBeLessThan(10);
      expect(await read(store, large)).toHaveLength(16);
    });

    test('files of the same values are parted when there are many', async () => {
      const store = new TableStore(directory(), systemClock, undefined, 8);
      const among = (nth: number): string => `SELECT 800 * range + ${nth} AS value FROM range(0, 8)`;
      const first = 'SELECT 100 * range AS value FROM range(0, 64)';
      await change(store, first, insert(first));
      const copied: (number | undefined)[] = [0];
      for (let nth = 1; copied.at(-1) !== undefined; nth++)
        copied.push(await change(store, among(nth), insert(among(nth))));
      expect(copied).toEqual([...Array.from({ length: 9 }, () => 0), undefined]);
      const { files } = (await store.spans(large))!;
      expect(apart(files, 'int', 8)).toHaveLength(files.length);
      expect(await read(store, large)).toHaveLength(64 + 9 * 8);
    });

    test('a changed row is looked for where its value may lie, and its file alone is written', async () => {
      const store = new TableStore(directory(), systemClock, undefined, 8);
      const evens = 'SELECT 2 * range AS value FROM range(0, 32)';
      const odds = 'SELECT 2 * range + 1 AS value FROM range(0, 32)';
      await change(store, evens, insert(evens));
      expect(await change(store, odds, insert(odds))).toBe(0);
      const before = (await store.currentFiles(large))!;
      expect(await change(store, rows(31, 32), 'UPDATE silver.t SET n = 1 WHERE k = 31')).toBe(1);
      const after = (await store.currentFiles(large))!;
      expect(before.filter((file) => !after.includes(file))).toHaveLength(1);
      expect((await read(store, large)).filter(({ n }) => n === 1)).toEqual([{ k: 31, n: 1 }]);
    });
  });

  test('a table that only grows is never copied: each write adds a file, and small ones become one', async () => {
    const store = new TableStore(directory(), systemClock, undefined, 64);
    const log = table();
    let added = 0;
    for (let nth = 0; nth < 24; nth++) {
      await engine.native('DROP VIEW IF EXISTS silver.t');
      const before = (await store.current(log))?.files ?? [];
      const { version, spans } = await loadPart(engine, store, log, {});
      const [copied] = await engine.native('SELECT count(*) AS n FROM silver.t');
      await engine.native(`INSERT INTO silver.t VALUES ('a', ${nth})`);
      await saveTable(engine, store, log, { base: version, ...(spans && { spans }) });
      await engine.native('DROP TABLE silver.t');
      const after = (await store.currentFiles(log))!;
      expect(after.length).toBeLessThanOrEqual(8);
      if (Number(copied?.n) > 0) continue;
      expect(after).toEqual([...before, expect.any(String)]);
      added++;
    }
    expect(added).toBeGreaterThan(12);
    expect((await read(store, log)).map(({ n }) => n)).toEqual(Array.from({ length: 24 }, (_, n) => n));
  });

  test('a part of a table isn’t written over what others have made of it', async () => {
    const store = new TableStore(directory(), systemClock, undefined, 2);
    const large = { ...table(column('k', 'int')), clusters: ['k'] };
    await write(store, large, '(1), (2), (3), (4), (5)');
    await engine.native('DROP VIEW IF EXISTS silver.t');
    const { version, spans } = await loadPart(engine, store, large, { values: () => 'SELECT 1 AS value' });
    await saveTable(engine, store, large, { base: version, spans: spans! });
    const again = saveTable(engine, store, large, { base: version, spans: spans! });
    await expect(again).rejects.toThrow(ConcurrentWriteError);
    await engine.native('DROP TABLE silver.t');
    expect(await read(store, large)).toHaveLength(5);
  });
});
