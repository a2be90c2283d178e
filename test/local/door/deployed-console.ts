import { Readable } from 'node:stream';
import { STSClient } from '@aws-sdk/client-sts';
import { HttpResponse } from '@smithy/core/protocols';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { ConsolePort, TableView } from '../../../core/console';
import { personaNamed } from '../../../core/governance';
import { systemClock } from '../../../core/ports';
import { immunizations } from '../../../datasets/immunizations/contract';
import { athenaPort } from '../../../lambdas/console/athena-port';
import { PersonaSessions } from '../../../lambdas/console/persona-session';
import { respond } from '../../../lambdas/console/respond';
import { personas, type OpenDoor } from './door';
import { theDoor } from './the-door';

let open: OpenDoor;
beforeAll(() => {
  open = theDoor();
});

/** The door speaks as Athena and Glue do: to the function of the console it is a deployed lake. */
describe('the console of a deployed lake', () => {
  const SUBJECT = '5f0c2c1e-8f4b-4c57-9c3b-0d8f6a3f1b22';
  const logged: Readonly<Record<string, unknown>>[] = [];
  const opened: string[] = [];
  const portFor = ({ subject }: { readonly subject: string }): ConsolePort =>
    athenaPort({
      datasets: [immunizations],
      personas,
      workGroupPrefix: 'headwater-local',
      clock: systemClock,
      open: async ({ name }) => {
        opened.push(`${name} for ${subject}`);
        return { athena: open.athena(name), glue: open.glue(name) };
      },
    });

  const claims = (groups: string | undefined): object => ({
    sub: SUBJECT,
    token_use: 'access',
    ...(groups !== undefined && { 'cognito:groups': groups }),
  });

  async function ask(
    operation: string,
    input: object,
    {
      persona = 'analyst',
      authorizer = { jwt: { claims: claims('[analyst clinician pool_saml]') } },
    }: { readonly persona?: string; readonly authorizer?: object } = {},
  ): Promise<{ readonly status: number | undefined; readonly body: string }> {
    const event = {
      pathParameters: { operation },
      headers: { 'x-persona': persona },
      requestContext: { authorizer },
      body: Buffer.from(JSON.stringify(input)).toString('base64'),
      isBase64Encoded: true,
    } as unknown as APIGatewayProxyEventV2;
    const deps = {
      personas,
      portFor,
      onAnswer: (asked: Readonly<Record<string, unknown>>) => void logged.push(asked),
    };
    const { statusCode, body = '' } = await respond(event, deps);
    return { status: statusCode, body };
  }

  async function run(sql: string, persona: string): Promise<Record<string, unknown>> {
    const { id } = JSON.parse((await ask('query', { sql }, { persona })).body) as { id: string };
    for (;;) {
      const page = JSON.parse((await ask('result', { id }, { persona })).body) as Record<string, unknown>;
      if (page.state !== 'QUEUED' && page.state !== 'RUNNING') return page;
    }
  }

  test('somebody is the personas of their groups, and no others', async () => {
    const { status, body } = await ask('enter', {});
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      personas: [
        { name: 'clinician', mayReview: false, mayReplay: false },
        { name: 'analyst', mayReview: false, mayReplay: false },
      ],
      givesFiles: false,
    });
    expect(await ask('saved', {}, { persona: 'lake-admin' })).toMatchObject({ status: 403 });
    expect(await ask('saved', {}, { persona: '' })).toMatchObject({ status: 403 });
  });

  test.each([
    ['no groups', undefined],
    ['a group that is no persona', '[pool_saml]'],
    ['a list of another form', 'analyst'],
    ['a group named like a list', '[[analyst]]'],
    ['part of a name', '[analyst-2 lake-analyst]'],
  ])('with %s nobody is let in', async (_name, groups) => {
    opened.length = 0;
    const authorizer = { jwt: { claims: claims(groups) } };
    for (const operation of ['enter', 'saved', 'query'])
      expect(
        await ask(operation, { ...(operation === 'query' && { sql: 'SELECT 1' }) }, { authorizer }),
      ).toMatchObject({ status: 403 });
    expect(opened).toEqual([]);
  });

  test.each([
    ['no authorizer', undefined],
    ['another authorizer', { lambda: claims('[analyst]') }],
    ['IAM', { iam: { userArn: 'arn:aws:iam::111122223333:user/somebody' } }],
    ['an identity token', { jwt: { claims: { ...claims('[analyst]'), token_use: 'id' } } }],
    [
      'a subject of another form',
      { jwt: { claims: { ...claims('[analyst]'), sub: 'someone@example.org' } } },
    ],
  ])('with %s nothing is answered', async (_name, authorizer) => {
    opened.length = 0;
    const whoever = { authorizer } as { authorizer: object };
    expect(await ask('enter', {}, authorizer === undefined ? { authorizer: {} } : whoever)).toMatchObject({
      status: 401,
    });
    expect(
      await ask('query', { sql: 'SELECT 1' }, authorizer === undefined ? { authorizer: {} } : whoever),
    ).toMatchObject({ status: 401 });
    expect(opened).toEqual([]);
  });

  test('statements run in the persona’s work group with its credentials', async () => {
    expect(await run('SELECT max(patient_id) AS id FROM silver.immunizations', 'clinician')).toMatchObject({
      state: 'SUCCEEDED',
      columns: [{ name: 'id', type: 'varchar' }],
      rows: [['secret-person-1']],
      scannedBytes: expect.any(Number) as number,
    });
    expect(await run('SELECT\n  patient_id FROM silver.immunizations', 'analyst')).toMatchObject({
      state: 'FAILED',
      rows: [],
      error: { code: 'COLUMN_NOT_FOUND', line: 2, column: 3 },
    });
    expect(await ask('query', { sql: 'SELEC 1' })).toMatchObject({
      status: 400,
      body: expect.stringContaining('SYNTAX_ERROR') as string,
    });
  });

  test('a long result comes page by page, each row once', async () => {
    const { id } = JSON.parse(
      (await ask('query', { sql: 'SELECT n FROM UNNEST(sequence(1, 2500)) AS u(n) ORDER BY n' })).body,
    ) as { id: string };
    const rows: string[][] = [];
    let from: string | undefined;
    do {
      const { body } = await ask('result', { id, ...(from !== undefined && { from }) });
      const page = JSON.parse(body) as { state: string; rows: string[][]; next?: string };
      if (page.state !== 'SUCCEEDED') continue;
      rows.push(...page.rows);
      from = page.next;
    } while (rows.length === 0 || from !== undefined);
    expect(rows.map(([n]) => Number(n))).toEqual(Array.from({ length: 2500 }, (_, i) => i + 1));
  });

  test('a statement of one persona is none of another’s', async () => {
    const { id } = JSON.parse((await ask('query', { sql: 'SELECT 1' }, { persona: 'clinician' })).body) as {
      id: string;
    };
    for (const operation of ['result', 'stop'])
      expect(await ask(operation, { id })).toMatchObject({ status: 404 });
  });

  test('the catalog is Glue’s, as far as the persona sees it, with what contracts say of it', async () => {
    const catalog = async (persona: string): Promise<string> => (await ask('catalog', {}, { persona })).body;
    const analyst = await catalog('analyst');
    expect(analyst).not.toMatch(/"patient_id"|lot_number/);
    const tables = JSON.parse(await catalog('clinician')) as TableView[];
    const silver = tables.find(({ database, name }) => `${database}.${name}` === 'silver.immunizations');
    expect(silver?.columns).toContainEqual(
      expect.objectContaining({ name: 'patient_id', sensitivity: 'personal' }),
    );
    expect(silver?.contract).toMatchObject({ dataset: 'immunizations' });
  });

  test('the overview counts what the persona may count', async () => {
    const { datasets: views } = JSON.parse((await ask('overview', {}, { persona: 'clinician' })).body) as {
      datasets: readonly object[];
    };
    expect(views).toContainEqual(
      expect.objectContaining({ dataset: 'immunizations', silver: null, quarantined: 0, pending: null }),
    );
  });

  test('what isn’t done there is refused, and nothing of a question is logged', async () => {
    expect(await ask('replay', { dataset: 'immunizations' })).toMatchObject({ status: 404 });
    const documentId = '0'.repeat(64);
    expect(await ask('picture', { documentId, page: 1 })).toMatchObject({ status: 404 });
    expect(JSON.stringify(logged)).not.toMatch(/SELECT|secret-person/);
    expect(logged).toContainEqual({
      operation: 'query',
      persona: 'clinician',
      subject: SUBJECT,
      status: 200,
    });
    expect(new Set(opened)).toEqual(new Set([`analyst for ${SUBJECT}`, `clinician for ${SUBJECT}`]));
  });
});

test('a persona’s role is taken on in the name of who asks, once a quarter of an hour', async () => {
  const asked: URLSearchParams[] = [];
  const sts = new STSClient({
    region: 'eu-central-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 's' },
    requestHandler: {
      handle: async ({ body }: { readonly body: string }) => {
        asked.push(new URLSearchParams(body));
        const xml = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>k</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t${asked.length}</SessionToken><Expiration>2026-01-01T00:15:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
        return { response: new HttpResponse({ statusCode: 200, headers: {}, body: Readable.from([xml]) }) };
      },
    },
  });
  let now = Date.parse('2026-01-01T00:00:00Z');
  const sessions = new PersonaSessions(sts, 'arn:aws:iam::111122223333:role/headwater-prod', {
    now: () => new Date(now),
  });
  const [analyst, clinician] = ['analyst', 'clinician'].map((name) => personaNamed(personas, name));
  const first = await sessions.open(analyst!, 'somebody');
  expect(await sessions.open(analyst!, 'somebody')).toBe(first);
  expect(await sessions.open(clinician!, 'somebody')).not.toBe(first);
  expect(await sessions.open(analyst!, 'another')).not.toBe(first);
  now += 15 * 60_000;
  expect(await sessions.open(analyst!, 'somebody')).not.toBe(first);
  expect(await first.athena.config.credentials()).toMatchObject({ sessionToken: 't1' });
  const roles = asked.map((each) => [
    each.get('RoleArn')?.split('/')[1],
    each.get('SourceIdentity'),
    each.get('RoleSessionName'),
  ]);
  expect(roles).toEqual([
    ['headwater-prod-analyst', 'somebody', 'console-somebody'],
    ['headwater-prod-clinician', 'somebody', 'console-somebody'],
    ['headwater-prod-analyst', 'another', 'console-another'],
    ['headwater-prod-analyst', 'somebody', 'console-somebody'],
  ]);
});
