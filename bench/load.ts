import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { median, milliseconds, round, type BenchRow } from './bench-row';
import { benchPosted } from './posted';
import { runLake } from './run-lake';
import { syntheticBronze } from './synthetic-bronze';

const SIZES = [10_000, 100_000, 1_000_000];
/** Loads of one lake, and the records of each. */
const [LOADS, LOAD_RECORDS] = [20, 50_000];
/** Runs of which the one in the middle is told. */
const CHANGES = 3;

/**
 * Bronze to gold of synthetic immunizations in a fresh process, quarantine, audit and gold included: time,
 * rows per second, peak memory. The peer is DuckDB reading the same file and extracting thirteen columns
 * into one table, which is the least that any loader does.
 */
export async function benchLoad(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  warmUp();
  for (const size of SIZES) {
    const root = mkdtempSync(join(tmpdir(), 'headwater-bench-'));
    try {
      const file = await syntheticBronze(root, size);
      const floor = await milliseconds(() => extract(file));
      const { seconds, peakMb } = runLake(root, 'transform', '--json');
      rows.push(
        {
          name: `bronze to gold, ${size.toLocaleString('en')} records`,
          value: round(seconds),
          unit: 's',
          against: 'DuckDB extracting 13 columns',
          ratio: round(floor / 1000 / seconds),
          ...(size === 1_000_000 && { target: 20 }),
        },
        { name: `  records per second`, value: round(size / seconds), unit: '1/s' },
        {
          name: `  peak memory`,
          value: round(peakMb),
          unit: 'MB',
          ...(size === 1_000_000 && { target: 1500 }),
        },
      );
      if (size === SIZES.at(-1)) {
        rows.push(...small(root), ...(await oneChanged(root, size)));
        rows.push(...(await benchPosted(root, 'a lake of a million')));
      }
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }
  return [...rows, ...(await repeated())];
}

/** The first command after a change compiles the command line and puts the gold models in order. */
function warmUp(): void {
  const root = mkdtempSync(join(tmpdir(), 'headwater-bench-'));
  runLake(root, 'transform', '--json');
  rmSync(root, { recursive: true });
}

/** What costs little, on a lake that holds much. */
function small(root: string): BenchRow[] {
  const start = runLake(root, '--help').seconds;
  const beyond = (name: string, ...command: readonly string[]): BenchRow => {
    const { seconds } = runLake(root, ...command);
    return {
      name,
      value: round(seconds),
      unit: 's',
      against: `start-up ${round(start)} s`,
      ratio: round(start / seconds),
    };
  };
  return [
    beyond('  transform with nothing new', 'transform', '--json'),
    beyond('  status', 'status', '--json'),
    beyond('  sql "SELECT 1"', 'sql', 'SELECT 1'),
  ];
}

/** A run for one record of which the table has another version; what it writes of what lies there. */
async function oneChanged(root: string, size: number): Promise<BenchRow[]> {
  const seconds: number[] = [];
  let share = 0;
  for (let version = 1; version <= CHANGES; version++) {
    await syntheticBronze(root, 1, Math.floor(size / 2), version);
    const before = filesOfTables(root);
    seconds.push(runLake(root, 'transform', '--json').seconds);
    const written = [...filesOfTables(root)].filter(([path]) => !before.has(path));
    share = Math.max(share, sum(written) / sum([...before]));
  }
  const name = `  one changed record in a table of ${size.toLocaleString('en')}`;
  return [
    { name, value: round(median(seconds)), unit: 's', target: 1 },
    { name: `    bytes that it writes`, value: round(100 * share), unit: '% of the tables', target: 5 },
  ];
}

/** Bytes of every file of a table, its metadata too, by its path. */
function filesOfTables(root: string): Map<string, number> {
  const files = ['silver', 'gold', 'staging'].flatMap((database) =>
    readdirSync(join(root, database), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(root, database, name),
    ),
  );
  return new Map(files.filter((path) => statSync(path).isFile()).map((path) => [path, statSync(path).size]));
}

const sum = (files: readonly (readonly [string, number])[]): number =>
  files.reduce((bytes, [, size]) => bytes + size, 0);

/** One load after the other into one lake; what the last costs of the second. */
async function repeated(): Promise<BenchRow[]> {
  const root = mkdtempSync(join(tmpdir(), 'headwater-bench-'));
  try {
    const seconds: number[] = [];
    for (let nth = 0; nth < LOADS; nth++) {
      await syntheticBronze(root, LOAD_RECORDS, nth * LOAD_RECORDS);
      seconds.push(runLake(root, 'transform', '--json').seconds);
    }
    const [, second = Number.NaN] = seconds;
    const last = seconds.at(-1) ?? Number.NaN;
    const each = LOAD_RECORDS.toLocaleString('en');
    return [
      { name: `load 2 of ${each} records into one lake`, value: round(second), unit: 's' },
      {
        name: `load ${LOADS}`,
        value: round(last),
        unit: 's',
        against: 'load 2',
        ratio: round(second / last),
        target: 0.83,
      },
    ];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function extract(file: string): Promise<void> {
  const paths = [
    'id',
    'data.id',
    'data.status',
    'data.patient.reference',
    'data.occurrenceDateTime',
    'data.primarySource',
  ];
  paths.push(
    'data.lotNumber',
    'data.location.display',
    'data.vaccineCode.text',
    'data.vaccineCode.coding[0].code',
  );
  paths.push('recordedtime', 'sequence', 'data.resourceType');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const columns = paths.map((path, index) => `record ->> '$.${path}' AS c${index}`).join(', ');
  await connection.run(
    `CREATE TABLE extracted AS SELECT ${columns} FROM read_csv('${file}', columns = {'record': 'VARCHAR'}, delim = E'\\x01', quote = '', escape = '', header = false, auto_detect = false, max_line_size = 4194304)`,
  );
  connection.closeSync();
  instance.closeSync();
}
