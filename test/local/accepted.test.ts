import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { immunizations } from '../../datasets/immunizations/contract';
import { intakeDeps } from '../../local/sources/intake/intake-deps';
import { put } from '../../local/sources/intake/put';
import { MemorySpool } from '../../lambdas/intake/body/spool';
import { immunization, sampleLines } from '../support/immunization';
import { testLake } from '../support/lake';
import { temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();
const FIXTURES = join(__dirname, '../fixtures');

const texts = (folder: string): string[] =>
  readdirSync(join(FIXTURES, folder)).map((name) => readFileSync(join(FIXTURES, folder, name), 'utf8'));

/** Values that stand, one at a time, in place of each member of an immunization. */
const ODD: readonly unknown[] = [
  undefined,
  null,
  '',
  ' ',
  'x',
  '\u0007',
  0,
  -1,
  1.5,
  1e30,
  true,
  [],
  {},
  [{}],
  ['x'],
  [null],
  '2021',
  '2021-02',
  '2021-02-30',
  '2021-02-03',
  '2021-02-03T24:00:00Z',
  '2021-02-03T10:00:60Z',
  '9999-12-31',
  '0001-01-01',
  { reference: 'Patient/1' },
  { reference: '#x' },
  { reference: 'resource:0' },
  { display: 'Jane' },
  { identifier: {} },
  { identifier: { value: 'N' } },
  { text: 'v' },
  { coding: [] },
  { coding: [{ code: '8' }, null] },
  {
    coding: [{ system: 'http://hl7.org/fhir/sid/cvx' }, { system: 'http://hl7.org/fhir/sid/cvx', code: '8' }],
  },
  { lastUpdated: '2999-01-01T00:00:00Z' },
  { lastUpdated: 'never' },
];
const MEMBERS = [
  'id',
  'status',
  'vaccineCode',
  'patient',
  'occurrenceDateTime',
  'occurrenceString',
  'primarySource',
  'lotNumber',
  'location',
  'protocolApplied',
  'isSubpotent',
  'meta',
  'contained',
  'extension',
  'doseQuantity',
  'resourceType',
];

test('what the edge accepts silver holds: a broad corpus, nothing of it quarantined', async () => {
  const lake = testLake(directory());
  const mutants = MEMBERS.flatMap((member, m) =>
    ODD.map((odd, o) => JSON.stringify({ ...immunization({ id: `m-${m}-${o}` }), [member]: odd })),
  );
  const bodies = [...texts('fhir/hl7-examples'), ...texts('intake'), [...sampleLines, ...mutants].join('\n')];
  const deps = await intakeDeps(lake);
  let accepted = 0;
  for (const body of bodies) {
    const answer = await put(immunizations, Readable.from([Buffer.from(body)]), deps, {
      spool: () => new MemorySpool(),
    });
    accepted += answer.accepted;
  }
  expect(accepted).toBeGreaterThan(sampleLines.length + 60);
  await lake.land();
  await lake.transform();
  const quarantined = await lake.query('SELECT reason, column_name, record FROM silver.quarantine');
  expect(quarantined).toEqual([]);
  const status = (await lake.status()).find(({ dataset }) => dataset === 'immunizations');
  expect(status).toMatchObject({ landed: accepted, quarantined: 0, pending: 0 });
  await lake.close();
});
