import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SqlRow } from '../../core/ports';
import type { LocalLake } from '../../local/lake';
import { immunization, sampleLines } from '../support/immunization';
import { intoBronze, testLake } from '../support/lake';
import { sharedDirectory, temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();
const shared = sharedDirectory();
const DAY = Date.UTC(2026, 10, 20);

interface Loaded {
  readonly lake: LocalLake;
  /** Silver's, by immunization_id. */
  readonly rows: Record<string, SqlRow>;
}

/** Loads payloads into a fresh lake. */
async function load(root: string, payloads: readonly unknown[]): Promise<Loaded> {
  const lake = testLake(root);
  await intoBronze(
    lake,
    payloads.map((payload, index) => ({ id: `e${index}`, payload, arrivedAt: DAY + index })),
    'a',
  );
  await lake.transform();
  const rows = await lake.query('SELECT * FROM silver.immunizations');
  return { lake, rows: Object.fromEntries(rows.map((row) => [String(row.immunization_id), row])) };
}

/** What single records become, all of them in one lake: each is registered where its test is declared. */
const registered: unknown[] = [];
let silver: Record<string, SqlRow>;
let quarantine: Record<string, SqlRow>;

beforeAll(async () => {
  const { lake, rows } = await load(shared(), registered);
  const quarantined = await lake.query('SELECT * FROM silver.quarantine');
  silver = rows;
  quarantine = Object.fromEntries(quarantined.map((row) => [String(row.event_id), row]));
});

/** @returns the row of an immunization with such a change */
function loaded(change: Record<string, unknown>): () => SqlRow | undefined {
  const id = `imm-${registered.length}`;
  registered.push(immunization({ id, ...change }));
  return () => silver[id];
}

/** @returns the row in quarantine of a payload that leaves none in silver */
function refused(payload: unknown): () => SqlRow | undefined {
  const eventId = `e${registered.length}`;
  registered.push(payload);
  return () => {
    expect(Object.values(silver).map((row) => row.event_id)).not.toContain(eventId);
    return quarantine[eventId];
  };
}

const full = loaded({
  lotNumber: 'AAJN11K',
  location: { display: 'Clinic' },
  protocolApplied: [{ doseNumberPositiveInt: 2 }],
  isSubpotent: false,
  meta: { lastUpdated: '2020-06-01T00:00:00+02:00' },
});

test('types every column of an immunization', () => {
  expect(full()).toEqual({
    server: '/test',
    immunization_id: 'imm-0',
    patient_id: '/test/Patient/p-1',
    status: 'completed',
    cvx_code: '140',
    code_system: null,
    code: null,
    vaccine_name: 'Influenza',
    occurred_at: '2020-05-01 10:00:00',
    occurred_text: '2020-05-01T10:00:00Z',
    primary_source: true,
    lot_number: 'AAJN11K',
    location_name: 'Clinic',
    dose_number: '2',
    is_subpotent: false,
    last_updated_at: '2020-05-31 22:00:00',
    event_id: 'e0',
    arrived_at: '2026-11-20 00:00:00',
    arrival_sequence: expect.stringMatching(/^0+1-test$/) as string,
    versioned_at: '2020-05-31 22:00:00',
    dated_at: '2020-05-31 22:00:00',
  });
});

describe.each([
  ['Patient/p-1', '/test/Patient/p-1'],
  ['https://fhir.example.org/r4/Patient/p-1', 'https://fhir.example.org/r4/Patient/p-1'],
  ['Patient/p-1/_history/3', '/test/Patient/p-1'],
  ['urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0', 'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0'],
])('patient_id of %s', (reference, id) => {
  const row = loaded({ patient: { reference } });
  test(`is ${id}`, () => {
    expect(row()?.patient_id).toBe(id);
  });
});

describe.each([
  ['2013', '2013-01-01 00:00:00'],
  ['2013-07', '2013-07-01 00:00:00'],
  ['2013-07-09', '2013-07-09 00:00:00'],
  ['2013-07-09T23:30:00-05:00', '2013-07-10 04:30:00'],
  ['2013-07-09T23:30:00.125+13:45', '2013-07-09 09:45:00.125'],
])('occurred_at of %s', (occurrenceDateTime, instant) => {
  const row = loaded({ occurrenceDateTime });
  test(`is ${instant} UTC`, () => {
    expect(row()?.occurred_at).toBe(instant);
  });
});

const worded = loaded({ occurrenceDateTime: undefined, occurrenceString: 'January 2012' });

test('words in place of a date are kept as text', () => {
  expect(worded()).toMatchObject({ occurred_at: null, occurred_text: 'January 2012' });
});

const FLUVAX = { system: 'urn:oid:1.2.36.1.2001.1005.17', code: 'FLUVAX' };
const CVX = { system: 'http://hl7.org/fhir/sid/cvx', code: '141', display: 'Influenza, seasonal' };
const codedTwice = loaded({ vaccineCode: { coding: [FLUVAX, CVX], text: 'Fluvax' } });
const codedElsewhere = loaded({ vaccineCode: { coding: [FLUVAX], text: 'Fluvax' } });

test('finds the CVX code wherever it stands among the codings', () => {
  expect(codedTwice()).toMatchObject({
    cvx_code: '141',
    code: null,
    code_system: null,
    vaccine_name: 'Influenza, seasonal',
  });
});

test('keeps the other coding when none is CVX', () => {
  expect(codedElsewhere()).toMatchObject({
    cvx_code: null,
    code: 'FLUVAX',
    code_system: 'urn:oid:1.2.36.1.2001.1005.17',
    vaccine_name: 'Fluvax',
  });
});

describe.each([
  ['8', '08'],
  ['08', '08'],
  ['008', '08'],
  ['0140', '140'],
  ['207', '207'],
])('CVX %s', (code, known) => {
  const row = loaded({
    vaccineCode: {
      coding: [
        { system: CVX.system, display: 'no code' },
        { system: CVX.system, code },
      ],
    },
  });
  test(`is ${known}`, () => {
    expect(row()?.cvx_code).toBe(known);
  });
});

test('a version dated in the future gives way to one that arrives later', async () => {
  const { rows } = await load(directory(), [
    immunization({ lotNumber: 'first', meta: { lastUpdated: '2999-01-01T00:00:00Z' } }),
    immunization({ lotNumber: 'second' }),
  ]);
  expect(rows['imm-1']).toMatchObject({ lot_number: 'second' });
});

describe('quarantine', () => {
  describe.each<[string, unknown, string, string | null]>([
    ['a missing patient', immunization({ patient: {} }), 'required', 'patient_id'],
    ['a date that is none', immunization({ occurrenceDateTime: 'yesterday' }), 'type', 'occurred_at'],
    ['a status outside its value set', immunization({ status: 'maybe' }), 'not_allowed', 'status'],
    ['a boolean that is none', immunization({ primarySource: 'perhaps' }), 'type', 'primary_source'],
    ['another resource', { resourceType: 'Patient', id: 'p' }, 'resource_type', null],
    ['two occurrences', immunization({ occurrenceString: 'also' }), 'one_occurrence', null],
    ['text', '"no json"', 'not_json', null],
    ['a number', 5, 'not_json', null],
    ['an array', [], 'resource_type', null],
  ])('%s', (_name, payload, reason, columnName) => {
    const row = refused(payload);
    test('goes there with its reason and its raw form', () => {
      expect(row()).toMatchObject({ dataset: 'immunizations', reason, column_name: columnName });
      expect((JSON.parse(String(row()?.record)) as { data: unknown }).data).toEqual(
        typeof payload === 'string' ? JSON.parse(payload) : JSON.parse(JSON.stringify(payload)),
      );
      expect(String(row()?.source_object)).toMatch(/2026\/11\/20\/a\.json$/);
    });
  });

  test('a line that is no envelope at all is kept under a name made from its bytes', async () => {
    const lake = testLake(directory());
    await lake.bronze.putIfAbsent('immunizations/2026/11/20/x.json', '{"broken\nplain words\n');
    await lake.transform();
    expect(
      await lake.query('SELECT reason, record, length(event_id) AS n FROM silver.quarantine ORDER BY record'),
    ).toEqual([
      { reason: 'envelope', record: 'plain words', n: 64 },
      { reason: 'envelope', record: '{"broken', n: 64 },
    ]);
  });

  test('two different bad records under one event id are both kept, the same one twice is kept once', async () => {
    const lake = testLake(directory());
    const bad = (id: string): unknown => immunization({ id, status: 'maybe' });
    const landed = [bad('a'), bad('b'), bad('a')].map((payload) => ({ id: 'same', payload, arrivedAt: DAY }));
    await intoBronze(lake, landed, 'a');
    const [report] = await lake.transform();
    expect(report).toMatchObject({ landed: 3, quarantined: 2, duplicates: 1, unaccounted: 0 });
  });
});

test('the HL7 examples end where they should', async () => {
  const folder = join(__dirname, '../fixtures/fhir/hl7-examples');
  const examples = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown);
  const { lake, rows } = await load(directory(), examples);
  expect(rows).toMatchObject({
    example: { cvx_code: null, code: 'FLUVAX', lot_number: 'AAJN11K', status: 'completed' },
    historical: { occurred_at: null, occurred_text: 'January 2012', primary_source: false },
    notGiven: { status: 'not-done', cvx_code: '01' },
    protocol: { cvx_code: '104', dose_number: '1' },
    subpotent: { occurred_at: '2015-01-15 00:00:00' },
  });
  const [doses] = await lake.query('SELECT sum(doses) AS doses FROM gold.immunizations_by_vaccine');
  expect(doses).toEqual({ doses: 4 });
});

test('the sample of the tests: 161 records, 13 patients, 17 vaccines', async () => {
  const { lake } = await load(
    directory(),
    sampleLines.map((line) => JSON.parse(line) as unknown),
  );
  expect(
    await lake.query(
      'SELECT count(*) AS records, count(DISTINCT patient_id) AS patients, count(DISTINCT cvx_code) AS vaccines FROM silver.immunizations',
    ),
  ).toEqual([{ records: 161, patients: 13, vaccines: 17 }]);
});
