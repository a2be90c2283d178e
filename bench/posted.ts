import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { qualityResultsTable, silverTable, type Table } from '../core/tables';
import { datasets } from '../datasets';
import { immunizations } from '../datasets/immunizations/contract';
import { LocalLake } from '../local/lake';
import { TableStore } from '../local/store/table-store';
import { median, milliseconds, round, type BenchRow } from './bench-row';

const TURNS = 5;
/** Milliseconds between two looks. */
const LOOK_MS = 20;
/** Nobody waits for longer: the lake stands still. Milliseconds. */
const LONGEST_MS = 60_000;

/**
 * From the beginning of a POST to the lake that serves until the record can be read in silver by another process, and
 * until gold has been filled from it and judged.
 *
 * @param root directory of a lake
 */
export async function benchPosted(root: string, what: string): Promise<BenchRow[]> {
  const lake = new LocalLake({ root, datasets, defaultDataset: 'immunizations' });
  const { server, url } = await serving(root);
  const silver: number[] = [];
  const gold: number[] = [];
  try {
    for (let turn = 0; turn <= TURNS; turn++) {
      const id = `posted-${randomUUID()}`;
      let toSilver = 0;
      const toGold = await milliseconds(async () => {
        const judged = written(lake, qualityResultsTable);
        toSilver = await milliseconds(async () => {
          const loaded = written(lake, silverTable(immunizations));
          await post(url, id);
          await until(async () => (await loaded()) && isInSilver(lake, id));
        });
        await until(judged);
      });
      // The first finds a server that has just started.
      if (turn > 0) {
        silver.push(toSilver);
        gold.push(toGold);
      }
    }
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
    await lake.close();
  }
  return [
    {
      name: `  posted to silver, one record, ${what}`,
      value: round(median(silver) / 1000),
      unit: 's',
      target: 2,
    },
    { name: `  posted to gold, filled and judged`, value: round(median(gold) / 1000), unit: 's' },
  ];
}

async function serving(root: string): Promise<{ readonly server: ChildProcess; readonly url: string }> {
  const program = join(__dirname, '../bin/lake.js');
  const server = spawn(process.execPath, [program, 'start', '--lake', root, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let url: string | undefined;
  for await (const line of createInterface({ input: server.stdout })) {
    url ??= /^API\s+(\S+)/.exec(line)?.[1];
    if (line.startsWith('Ctrl-C')) break;
  }
  if (url === undefined) throw new Error('The lake has ended before it served');
  server.stdout.resume();
  return { server, url };
}

async function post(url: string, id: string): Promise<void> {
  const body = JSON.stringify({
    resourceType: 'Immunization',
    id,
    status: 'completed',
    vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '140' }] },
    patient: { reference: 'Patient/1' },
    occurrenceDateTime: '2026-01-15T10:00:00Z',
  });
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json' },
    body,
  });
  if (!answer.ok) throw new Error(`The lake has answered ${answer.status}`);
}

async function isInSilver(lake: LocalLake, id: string): Promise<boolean> {
  const rows = await lake.query(
    `SELECT 1 AS found FROM silver.immunizations WHERE immunization_id = '${id}'`,
  );
  return rows.length > 0;
}

/** Tells whether a table is another one than when it was last looked at, which takes no time from the lake that is measured. */
function written(lake: LocalLake, table: Table): () => Promise<boolean> {
  const store = new TableStore(lake.layout.tables);
  const version = async (): Promise<string | undefined> => (await store.current(table))?.id;
  let seen = version();
  return async () => {
    const [before, now] = await Promise.all([seen, version()]);
    seen = Promise.resolve(now);
    return before !== now;
  };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await isSo()); waited += LOOK_MS) {
    if (waited > LONGEST_MS) throw new Error('What was posted has not arrived within a minute');
    await sleep(LOOK_MS);
  }
}
