import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { GetQueryExecutionCommand, ListQueryExecutionsCommand } from '@aws-sdk/client-athena';
import { personaNamed } from '../../../core/governance';
import { immunizations } from '../../../datasets/immunizations/contract';
import { AthenaReader } from '../../../local/deployed/athena-reader';
import { deployedStatus } from '../../../local/deployed/status';
import { ACCOUNT } from '../../../local/door/names';
import { lake as run, type Finished } from '../../support/lake-process';
import { ENDLESS, personas, type OpenDoor } from './door';
import { theDoor } from './the-door';

let directory: string;
let open: OpenDoor;
let outputs: string;
let aws: Readonly<Record<string, string>>;

/** A door speaks as Athena does: to the command line it is a deployed lake. */
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'headwater-deployed-'));
  open = theDoor();
  outputs = join(directory, 'outputs.json');
  const of = (value: (persona: string) => string, name: string): Record<string, string> =>
    Object.fromEntries(
      ['analyst', 'data-steward'].map((persona) => [`${name}${persona.replace('-', '')}`, value(persona)]),
    );
  await writeFile(
    outputs,
    JSON.stringify({
      'headwater-dev-analytics': {
        Region: 'eu-central-1',
        ...of((persona) => `headwater-local-${persona}`, 'WorkGroupName'),
      },
      'headwater-dev-access': of(
        (persona) => `arn:aws:iam::${ACCOUNT}:role/headwater-local-${persona}`,
        'Role',
      ),
    }),
  );
  const files = open.lake.layout.aws;
  aws = {
    AWS_CONFIG_FILE: join(files, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(files, 'credentials'),
    AWS_ENDPOINT_URL: open.url,
  };
});
afterAll(async () => rm(directory, { recursive: true, force: true }));

const deployed = (persona: string, ...args: readonly string[]): string[] => [
  ...args,
  ...['--env', 'dev', '--as', persona, '--profile', persona, '--outputs', outputs],
];

async function asked(persona: string, ...args: readonly string[]): Promise<Finished> {
  return run(deployed(persona, ...args), '', aws);
}

/** The same statement, asked of the lake in its directory. */
async function here(...args: readonly string[]): Promise<Finished> {
  return run([...args, '--lake', open.lake.layout.root], '', aws);
}

const TYPES = `SELECT cvx_code, vaccine_name, doses, suppressed, CAST(1.50 AS decimal(5, 2)) AS price, 1e10 AS big,
  9007199254740993 AS exact, TIMESTAMP '2026-01-02 03:04:05.120' AS at, DATE '2026-01-02' AS day, CAST(NULL AS varchar) AS none
FROM gold.immunizations_by_vaccine ORDER BY cvx_code`;

test.each(['table', 'json'])('prints %s as for the lake on this machine', async (format) => {
  const [there, local] = await Promise.all([
    asked('analyst', 'sql', TYPES, '--format', format),
    here('sql', TYPES, '--format', format, '--as', 'analyst'),
  ]);
  expect(there.stdout).toBe(local.stdout);
  expect(there).toMatchObject({ code: 0 });
  expect(there.stderr).toContain('Athena (headwater-local-analyst): ');
});

test('runs the statements of a file, and tells errors of the statement in Athena’s words', async () => {
  const file = join(directory, 'statements.sql');
  await writeFile(
    file,
    'SELECT 1 AS one; SELECT patient_id FROM silver.immunizations; SELEC 2; SELECT 3 AS three',
  );
  const { code, stdout } = await asked('analyst', 'sql', '--file', file, '--keep-going', '--json');
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(code).toBe(1);
  expect(lines).toMatchObject([
    { columns: [{ name: 'one', type: 'integer' }], rows: [['1']] },
    {
      error: {
        code: 'COLUMN_NOT_FOUND',
        message: expect.stringMatching(/^line 1:8: Column 'patient_id'/) as string,
      },
    },
    { error: { code: 'SYNTAX_ERROR' } },
    { rows: [['3']] },
  ]);
});

test('asks as the persona, whose profile says who that is', async () => {
  const { stdout } = await asked(
    'data-steward',
    'sql',
    'SELECT count(patient_id) AS n FROM silver.immunizations',
    '--json',
  );
  expect(JSON.parse(stdout)).toEqual([{ n: 3 }]);
  const none = await run(['sql', 'SELECT 1', '--env', 'dev', '--outputs', outputs], '', aws);
  expect(none).toMatchObject({ code: 1, stdout: '' });
  expect(none.stderr).toMatch(/AWS profile "headwater-local-analyst".*`lake bi jdbc` writes one/);
});

test('counts what a persona may count, and leaves out the rest', async () => {
  const { stdout } = await asked('data-steward', 'status', '--json');
  const steward = (JSON.parse(stdout) as Record<string, object>).immunizations;
  const reader = new AthenaReader({
    client: open.athena('analyst'),
    connection: { workgroup: 'primary', catalog: 'AwsDataCatalog', database: 'silver' },
    signal: new AbortController().signal,
    onState: () => undefined,
  });
  const persona = personaNamed(personas, 'analyst');
  const [analyst] = await deployedStatus(reader, [immunizations], persona);
  expect(steward).toMatchObject({
    landed: 0,
    silver: 3,
    quarantined: 0,
    deleted: 0,
    duplicates: 0,
    pending: 0,
  });
  expect(analyst).toMatchObject({ landed: null, silver: null, quarantined: 0 });
});

test('Ctrl-C ends the statement in Athena, too', async () => {
  const child = spawn(
    process.execPath,
    [join(__dirname, '../../../bin/lake.js'), ...deployed('analyst', 'sql', ENDLESS)],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...aws },
    },
  );
  const ended = once(child, 'close');
  let told = '';
  for await (const chunk of child.stderr as AsyncIterable<Buffer>) {
    told += chunk.toString('utf8');
    if (!child.killed && /running|queued/.test(told)) child.kill('SIGINT');
  }
  const [code] = (await ended) as [number | null];
  expect(code).toBe(130);
  const [, id] = /Stopped in Athena, too: query ([0-9a-f-]{36})/.exec(told) ?? [];
  const athena = open.athena('analyst');
  const { QueryExecutionIds = [] } = await athena.send(new ListQueryExecutionsCommand({}));
  expect(QueryExecutionIds).toContain(id);
  const stateNow = async (): Promise<string | undefined> => {
    const found = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId: id }));
    return found.QueryExecution?.Status?.State;
  };
  while ((await stateNow()) === 'RUNNING') await setImmediate();
  expect(await stateNow()).toBe('CANCELLED');
});
