import {
  AthenaClient,
  GetQueryExecutionCommand,
  StartQueryExecutionCommand,
  type QueryExecution,
} from '@aws-sdk/client-athena';
import type { FastifyInstance } from 'fastify';
import { GlueClient } from '@aws-sdk/client-glue';
import { S3Client } from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';
import { NodeSha256 } from './node-sha256';
import { parsePersonas } from '../../../core/governance';
import { modelTable, silverTable, type Table } from '../../../core/tables';
import { immunizations } from '../../../datasets/immunizations/contract';
import { Door, type DoorOptions } from '../../../local/door';
import { KeyRing } from '../../../local/door/credentials/key-ring';
import type { PersonaKey } from '../../../local/door/credentials/persona-key';
import { DuckDbEngine } from '../../../local/engine/duckdb-engine';
import { createTable } from '../../../local/engine/duckdb-types';
import { saveTable } from '../../../local/engine/load-tables';
import { lakeServer, listen } from '../../../local/server';
import { TableStore } from '../../../local/store/table-store';
import { datasets } from '../../../datasets';
import { LocalLake } from '../../../local/lake';

/** Is under way for longer than any test waits. */
export const ENDLESS =
  'SELECT count(*) FROM UNNEST(sequence(1, 10000)) AS a(x) CROSS JOIN UNNEST(sequence(1, 10000)) AS b(y) CROSS JOIN UNNEST(sequence(1, 10000)) AS c(z) WHERE (x * y + z) % 7 = 1';

export const personas = parsePersonas();
const byVaccine = immunizations.models.find(({ name }) => name === 'immunizations_by_vaccine')!;
const silver = silverTable(immunizations);

/** Writes rows as a table's current version. */
export async function fill(
  lake: LocalLake,
  table: Table,
  rows: readonly Record<string, string>[],
): Promise<void> {
  const engine = await DuckDbEngine.open({ memoryMb: 100, threads: 1 });
  await engine.native(createTable(table));
  for (const row of rows)
    await engine.native(
      `INSERT INTO ${table.database}.${table.name} (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')})`,
    );
  await saveTable(engine, new TableStore(lake.layout.tables), table);
  engine.close();
}

export interface OpenDoor {
  readonly lake: LocalLake;
  readonly url: string;
  readonly keys: readonly PersonaKey[];
  readonly athena: (persona: string) => AthenaClient;
  readonly glue: (persona: string) => GlueClient;
  readonly s3: (persona: string) => S3Client;
  /** Writes the profiles that lead to it. */
  readonly announce: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/**
 * A door to a small lake: two vaccines in gold, three immunizations in silver, one of them entered in error.
 *
 * @param more adds what else the server has
 */
export async function openDoor(
  root: string,
  options: Partial<DoorOptions> = {},
  more: (server: FastifyInstance, door: Door, lake: LocalLake) => Promise<void> = async () => undefined,
): Promise<OpenDoor> {
  const lake = new LocalLake({ root: `${root}/lake`, datasets, defaultDataset: 'immunizations' });
  await fill(lake, modelTable(byVaccine), [
    {
      cvx_code: "'140'",
      vaccine_name: '\'Influenza, "seasonal"\'',
      doses: '12',
      patients: '11',
      suppressed: 'false',
    },
    { cvx_code: "'10'", vaccine_name: "''", doses: 'NULL', patients: 'NULL', suppressed: 'true' },
  ]);
  await fill(
    lake,
    silver,
    ['completed', 'completed', 'entered-in-error'].map((status, i) => ({
      immunization_id: `'imm-${i}'`,
      patient_id: `'secret-person-${i}'`,
      status: `'${status}'`,
      cvx_code: "'140'",
    })),
  );
  const open = await doorTo(lake, options, more);
  return {
    ...open,
    close: async () => {
      await open.close();
      await lake.close();
    },
  };
}

/** One more door to a lake that stays open. */
export async function anotherDoor(
  { lake }: Pick<OpenDoor, 'lake'>,
  options: Partial<DoorOptions>,
): Promise<OpenDoor> {
  return doorTo(lake, options, async () => undefined);
}

async function doorTo(
  lake: LocalLake,
  options: Partial<DoorOptions>,
  more: (server: FastifyInstance, door: Door, lake: LocalLake) => Promise<void>,
): Promise<OpenDoor> {
  const server = lakeServer();
  const door = await Door.open(server, { lake, personas, ...options });
  await more(server, door, lake);
  const url = await listen(server, 0);
  const ring = await KeyRing.open(
    lake.layout.aws,
    personas.map(({ name }) => name),
  );
  const keys = await ring.all();
  const settings = (persona: string): object => ({
    endpoint: url,
    region: 'eu-central-1',
    credentials: keys.find((key) => key.persona === persona)!,
    maxAttempts: 1,
  });
  return {
    lake,
    url,
    keys,
    athena: (persona) => new AthenaClient(settings(persona)),
    glue: (persona) => new GlueClient(settings(persona)),
    s3: (persona) => new S3Client(settings(persona)),
    announce: async () => door.announce(url),
    close: async () => {
      door.close();
      await server.close();
    },
  };
}

/** Runs a query to its end. */
export async function ask(
  client: AthenaClient,
  sql: string,
  more: Partial<StartQueryExecutionCommand['input']> = {},
): Promise<QueryExecution> {
  const { QueryExecutionId } = await client.send(
    new StartQueryExecutionCommand({ QueryString: sql, ...more }),
  );
  for (;;) {
    const { QueryExecution: found } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    if (found?.Status?.CompletionDateTime) return found;
  }
}

/** An address with a persona's signature in it. */
export async function signedAddress({ url, keys }: OpenDoor, persona: string, path: string): Promise<string> {
  const signer = new SignatureV4({
    credentials: keys.find((key) => key.persona === persona)!,
    region: 'us-east-1',
    service: 's3',
    sha256: NodeSha256,
    uriEscapePath: false,
  });
  const { host, hostname, port } = new URL(url);
  const { query = {} } = await signer.presign(
    {
      method: 'GET',
      protocol: 'http:',
      hostname,
      port: Number(port),
      path,
      headers: { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
    },
    { expiresIn: 60 },
  );
  return `${url}${path}?${new URLSearchParams(query as Record<string, string>).toString()}`;
}
