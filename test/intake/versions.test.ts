import { immunizations } from '../../datasets/immunizations/contract';
import { intake } from '../../lambdas/intake/intake';
import type { LocalLake } from '../../local/lake';
import { intakeDeps } from '../../local/sources/intake/intake-deps';
import { immunization } from '../support/immunization';
import { testLake } from '../support/lake';
import { temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();

interface Sent {
  /** @default the machine's own user */
  readonly caller?: string;
  readonly server?: string;
  readonly body: unknown;
}

/** A lake that was sent these bodies, one after the other, and loaded them. */
async function lakeOf(...sent: readonly Sent[]): Promise<LocalLake> {
  const lake = testLake(directory());
  const deps = await intakeDeps(lake);
  for (const { body, ...who } of sent) {
    const answer = await intake(
      { dataset: immunizations, body: Buffer.from(JSON.stringify(body)), ...who },
      deps,
    );
    expect(answer).toMatchObject({ status: 202, rejected: 0 });
    await lake.land();
  }
  await lake.transform();
  return lake;
}

const rows = async (lake: LocalLake): Promise<unknown[]> =>
  (
    await lake.query(
      'SELECT server, immunization_id, patient_id, lot_number FROM silver.immunizations ORDER BY 1, 2',
    )
  ).map((row) => Object.values(row));
const bundle = (type: string, ...entry: unknown[]): unknown => ({ resourceType: 'Bundle', type, entry });
const at = (server: string, changes: Record<string, unknown> = {}): unknown => ({
  fullUrl: `${server}/Immunization/1`,
  resource: immunization({ id: '1', patient: { reference: 'Patient/1' }, ...changes }),
});
const OWN = '/headwater/api/immunizations';
const [A, B] = ['https://a.example/fhir', 'https://b.example/fhir'];

describe('Immunization/1 and Patient/1', () => {
  test('of two servers are two records of two people, and the first server is the sender’s own', async () => {
    const lake = await lakeOf(
      { body: bundle('collection', at(A, { lotNumber: 'a' }), at(B, { lotNumber: 'b' })) },
      { body: bundle('collection', at(B, { lotNumber: 'b2' })) },
      { body: immunization({ id: '1', patient: { reference: `${A}/Patient/1` }, lotNumber: 'a2' }) },
    );
    expect(await rows(lake)).toEqual([
      [OWN, '1', `${A}/Patient/1`, 'a2'],
      [B, '1', `${B}/Patient/1`, 'b2'],
    ]);
    await lake.close();
  });

  test('of two callers are two of each; sessions of one role are one caller', async () => {
    const body = immunization({ id: '1', patient: { reference: 'Patient/1' } });
    const role = 'arn:aws:sts::123456789012:assumed-role/clinic';
    const lake = await lakeOf(
      { caller: `${role}/monday`, body },
      { caller: `${role}/tuesday`, body },
      { caller: 'arn:aws:iam::123456789012:user/other', body },
      { server: B, body },
      { server: A, body },
      { body },
    );
    const found = (await rows(lake)) as string[][];
    expect(found).toHaveLength(4);
    for (const [server, , person] of found) expect(person).toBe(`${server}/Patient/1`);
    expect(found.map(([server]) => server)).toEqual(expect.arrayContaining([A, OWN]));
    await lake.close();
  });

  test('are deleted where they are, also before they come', async () => {
    const gone = (server: string): unknown => ({
      fullUrl: `${server}/Immunization/1`,
      request: { method: 'DELETE', url: 'Immunization/1' },
    });
    const lake = await lakeOf(
      { body: bundle('collection', at(A), at(B)) },
      { body: bundle('history', gone(B)) },
      {
        body: bundle('transaction', {
          request: { method: 'DELETE', url: 'https://c.example/Immunization/1' },
        }),
      },
      { body: bundle('collection', at('https://c.example')) },
    );
    expect(await rows(lake)).toEqual([[OWN, '1', `${A}/Patient/1`, null]]);
    await lake.close();
  });
});

describe('versions in a history', () => {
  type Entry = (id: string) => unknown;
  const version =
    (lot: string, changes: Record<string, unknown> = {}, response?: unknown): Entry =>
    (id) => ({
      fullUrl: `${A}/Immunization/${id}`,
      resource: immunization({ id, lotNumber: lot, ...changes }),
      request: { method: 'PUT', url: `Immunization/${id}` },
      ...(response !== undefined && { response }),
    });
  const deleted =
    (lastModified?: string): Entry =>
    (id) => ({
      fullUrl: `${A}/Immunization/${id}`,
      request: { method: 'DELETE', url: `Immunization/${id}` },
      response: { status: '204', ...(lastModified !== undefined && { lastModified }) },
    });
  const dated = (lot: string, year: number): Entry =>
    version(lot, {}, { status: '200', lastModified: `${year}-01-01T00:00:00Z` });
  const own = (lot: string, year: number): Entry =>
    version(lot, { meta: { lastUpdated: `${year}-01-01T00:00:00Z` } });

  const HISTORIES: Readonly<Record<string, readonly [entries: readonly Entry[], lot: string | undefined]>> = {
    'without dates: the first is the latest': [[version('3'), version('2'), version('1')], '3'],
    'dated by their entries': [[dated('3', 2023), dated('1', 2021), dated('2', 2022)], '3'],
    'some of them dated': [[version('3'), own('2', 2022), version('1'), dated('0', 2020)], '3'],
    'dated but for the last': [[own('2', 2022), version('1')], '2'],
    'written again after a deletion': [[version('2'), deleted(), version('1')], '2'],
    'written again after a dated deletion': [
      [dated('2', 2022), deleted('2021-01-01T00:00:00Z'), dated('1', 2020)],
      '2',
    ],
    'deleted at last': [[deleted(), version('2'), version('1')], undefined],
    'deleted at last, with dates': [[deleted('2022-01-01T00:00:00Z'), dated('1', 2020)], undefined],
  };

  test('are put in order by their dates, else by their places', async () => {
    const cases = Object.entries(HISTORIES);
    const lake = await lakeOf(
      ...cases.map(([, [entries]], index) => ({
        body: bundle('history', ...entries.map((entry) => entry(`h${index}`))),
      })),
    );
    const lots = new Map((await rows(lake)).map((row) => [(row as string[])[1], (row as string[])[3]]));
    expect(cases.map(([name], index) => [name, lots.get(`h${index}`)])).toEqual(
      cases.map(([name, [, lot]]) => [name, lot]),
    );
    await lake.close();
  });
});

test('cards of one person count once in public, and stay apart in silver', async () => {
  const card = (day: number, name: unknown, birthDate = '1951-01-20'): Sent => ({
    body: bundle(
      'collection',
      { fullUrl: 'resource:0', resource: { resourceType: 'Patient', name: [name], birthDate } },
      {
        fullUrl: 'resource:1',
        resource: immunization({
          id: `card-${day}`,
          patient: { reference: 'resource:0' },
          occurrenceDateTime: `2021-01-${10 + day}`,
        }),
      },
    ),
  });
  const lake = await lakeOf(
    card(1, { family: 'Núñez', given: ['Ana', 'Maria'] }),
    card(2, { family: 'NUNEZ', given: ['Ana Maria'] }),
    card(3, { text: 'Ana Maria Nunez' }),
    card(4, { family: 'Núñez', given: ['Ana', 'Maria'] }, '1980-02-03'),
  );
  expect(await lake.query('SELECT count(DISTINCT patient_id) AS n FROM silver.immunizations')).toEqual([
    { n: 4 },
  ]);
  expect(
    await lake.query('SELECT sum(doses) AS doses, sum(patients) AS n FROM gold.immunizations_by_vaccine'),
  ).toEqual([{ doses: 4, n: 2 }]);
  await lake.close();
});
