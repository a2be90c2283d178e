import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { DuckDBInstance } from '@duckdb/node-api';
import { immunizations } from '../datasets/immunizations/contract';
import { cloudEvent } from '../core/bronze/cloud-event';
import { arrivalAttributes } from '../core/bronze/arrival';
import { milliseconds, round, type BenchRow } from './bench-row';

const SIZES = [10_000, 100_000, 1_000_000];
/** Patients among the records of the largest size; the sample's thirteen would make gold trivial. */
const PATIENTS = 50_000;
/** Loads of one lake, and the records of each. */
const [LOADS, LOAD_RECORDS] = [20, 50_000];
const DAY = Date.UTC(2026, 0, 15);

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
      const file = await bronze(root, size);
      const floor = await milliseconds(() => extract(file));
      const { seconds, peakMb } = lake(root, 'transform', '--json');
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
      if (size === SIZES.at(-1)) rows.push(...small(root));
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }
  return [...rows, ...(await repeated())];
}

/** The first command after a change compiles the command line and puts the gold models in order. */
function warmUp(): void {
  const root = mkdtempSync(join(tmpdir(), 'headwater-bench-'));
  lake(root, 'transform', '--json');
  rmSync(root, { recursive: true });
}

/** What costs little, on a lake that holds much. */
function small(root: string): BenchRow[] {
  const start = lake(root, '--help').seconds;
  const beyond = (name: string, ...command: readonly string[]): BenchRow => {
    const { seconds } = lake(root, ...command);
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

/** One load after the other into one lake; what the last costs of the second. */
async function repeated(): Promise<BenchRow[]> {
  const root = mkdtempSync(join(tmpdir(), 'headwater-bench-'));
  try {
    const seconds: number[] = [];
    for (let nth = 0; nth < LOADS; nth++) {
      await bronze(root, LOAD_RECORDS, nth * LOAD_RECORDS);
      seconds.push(lake(root, 'transform', '--json').seconds);
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

async function bronze(root: string, size: number, first = 0): Promise<string> {
  const sample = readFileSync(
    join(__dirname, '../datasets/immunizations/sample/immunizations.ndjson'),
    'utf8',
  )
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; patient: { reference: string } });
  const directory = join(root, 'bronze/immunizations/2026/01/15');
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `000000000Z-bench-${first}.json`);
  const out = createWriteStream(file);
  for (let index = first; index < first + size; index++) {
    const resource = sample[index % sample.length];
    const payload = {
      ...resource,
      id: `imm-${index}`,
      patient: { reference: `Patient/${index % PATIENTS}` },
    };
    const attributes = { id: `event-${index}`, source: '/bench', time: new Date(DAY) };
    const head = arrivalAttributes(
      { sequenceNumber: String(index), arrivedAt: DAY + Math.floor(index / 100) },
      'bench',
    );
    const line = `${head}${cloudEvent(immunizations, attributes, JSON.stringify(payload)).slice(1)}\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return file;
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

/** A command in a process of its own. */
function lake(root: string, ...command: readonly string[]): { seconds: number; peakMb: number } {
  const start = process.hrtime.bigint();
  const script = `process.on('exit', () => require('fs').writeSync(1, String(process.resourceUsage().maxRSS)));
process.argv.splice(1, 0, 'lake'); require(${JSON.stringify(join(__dirname, '../bin/lake.js'))});`;
  const done = spawnSync(process.execPath, ['-e', script, '--', ...command, '--lake', root], {
    encoding: 'utf8',
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (done.status !== 0) throw new Error(`lake ${command[0]} failed:\n${done.stderr}`);
  return { seconds, peakMb: Number(/(\d+)$/.exec(done.stdout)?.[1]) / 1024 };
}
