import { personOf } from '../../datasets/immunizations/fhir/person';
import { immunization } from '../support/immunization';
import { intoBronze, testLake } from '../support/lake';
import { temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();
const UUID = '0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0';
const patient = (id: string, ...identifier: unknown[]): unknown => ({
  resourceType: 'Patient',
  id,
  ...(identifier.length > 0 && { identifier }),
});
const contained = (reference: string, ...resources: unknown[]): Record<string, unknown> => ({
  patient: { reference },
  contained: resources,
});
const N1 = { system: 'urn:x', value: 'N1' };

/** What a record that comes alone says of its patient, and who that is. */
const CASES: readonly (readonly [name: string, changes: Record<string, unknown>, person: string | null])[] = [
  ['an identifier', { patient: { identifier: N1 } }, 'urn:x|N1'],
  ['an identifier before a reference', { patient: { reference: 'Patient/1', identifier: N1 } }, 'urn:x|N1'],
  ['an identifier without a system', { patient: { identifier: { value: 'N1' } } }, '/test|N1'],
  ['an identifier without a value', { patient: { identifier: { system: 'urn:x' } } }, null],
  ['a blank identifier', { patient: { identifier: { system: 'urn:x', value: ' \t' } } }, null],
  ['an identifier that nobody sees', { patient: { identifier: { value: '\u00a0\u200b\ufeff' } } }, null],
  [
    'space around an identifier',
    { patient: { identifier: { ...N1, value: '\u2003N1 \u200b' } } },
    'urn:x|N1',
  ],
  ['a system that nobody sees', { patient: { identifier: { system: '\u200b', value: 'N1' } } }, '/test|N1'],
  [
    'letters taken apart',
    { patient: { identifier: { system: 'urn:x', value: 'Jose\u0301 A' } } },
    'urn:x|Jos\u00e9 A',
  ],
  ['zeros in front and case', { patient: { identifier: { system: 'urn:X', value: '007a' } } }, 'urn:X|007a'],
  ['a bar in the system', { patient: { identifier: { system: 'a|b', value: 'c' } } }, 'a%7Cb|c'],
  ['a relative reference', { patient: { reference: 'Patient/1' } }, '/test/Patient/1'],
  ['a version of it', { patient: { reference: 'Patient/1/_history/3' } }, '/test/Patient/1'],
  [
    'an absolute reference',
    { patient: { reference: 'https://a.example/r4/Patient/1' } },
    'https://a.example/r4/Patient/1',
  ],
  [
    'its version',
    { patient: { reference: 'https://a.example/Patient/1/_history/3' } },
    'https://a.example/Patient/1',
  ],
  [
    'a server in capitals',
    { patient: { reference: 'HTTPS://A.example/R4/Patient/1' } },
    'https://a.example/R4/Patient/1',
  ],
  ['a UUID', { patient: { reference: `urn:uuid:${UUID}` } }, `urn:uuid:${UUID}`],
  ['a UUID in capitals', { patient: { reference: `urn:uuid:${UUID.toUpperCase()}` } }, `urn:uuid:${UUID}`],
  ['an OID', { patient: { reference: 'urn:oid:1.2.36.146' } }, 'urn:oid:1.2.36.146'],
  ['a contained Patient', contained('#Pat1', patient('Pat1', N1)), 'urn:x|N1'],
  ['the one meant of two', contained('#b', patient('a', { value: 'A' }), patient('b', N1)), 'urn:x|N1'],
  [
    'the official identifier',
    contained('#a', patient('a', { value: 'A' }, { ...N1, use: 'official' })),
    'urn:x|N1',
  ],
  ['not an old identifier', contained('#a', patient('a', { value: 'A', use: 'old' }, N1)), 'urn:x|N1'],
  [
    'an identifier for good',
    contained('#a', patient('a', { value: 'T', use: 'temp' }, { ...N1, use: 'usual' })),
    'urn:x|N1',
  ],
  ['a passing one alone', contained('#a', patient('a', { ...N1, use: 'temp' })), 'urn:x|N1'],
  [
    'one that is seen',
    contained('#a', patient('a', { value: '\u200b', use: 'official' }, { ...N1, value: 'N1\u00a0' })),
    'urn:x|N1',
  ],
  ['a contained Patient without identifier', contained('#a', patient('a')), null],
  ['two contained of one id', contained('#a', patient('a', N1), patient('a', { value: 'A' })), null],
  [
    'a contained Practitioner',
    contained('#a', { resourceType: 'Practitioner', id: 'a', identifier: [N1] }),
    null,
  ],
  ['an unresolvable #x', { patient: { reference: '#x' } }, null],
  ['a place on a health card', { patient: { reference: 'resource:0' } }, null],
  ['free text', { patient: { reference: 'Jane Doe' } }, null],
  ['another type', { patient: { reference: 'Practitioner/5' } }, null],
  ['another type on a server', { patient: { reference: 'https://a.example/Practitioner/5' } }, null],
  ['a type without an id', { patient: { reference: 'Patient/' } }, null],
  ['a name that begins alike', { patient: { reference: 'Patient/1 (Jane)' } }, null],
  ['a broken UUID', { patient: { reference: 'urn:uuid:1' } }, null],
  ['a search', { patient: { reference: 'Patient?identifier=urn:x|N1' } }, null],
  ['a display only', { patient: { display: 'Jane Doe' } }, null],
  ['another type by name', { patient: { reference: 'Patient/1', type: 'Group' } }, null],
];

test.each(CASES)('the edge: %s', (_name, changes, person) => {
  expect(personOf(immunization(changes), { source: '/test' }) ?? null).toBe(person);
});

test('silver finds the same persons by itself, and quarantines by name what tells none', async () => {
  const lake = testLake(directory());
  const payloads = CASES.map(([, changes], index) => immunization({ id: `i-${index}`, ...changes }));
  await intoBronze(
    lake,
    payloads.map((payload) => ({ id: payload.id, payload, arrivedAt: Date.UTC(2026, 10, 20) })),
    'a',
  );
  await lake.transform();
  const rows = await lake.query('SELECT immunization_id, patient_id FROM silver.immunizations');
  const persons = new Map(rows.map(({ immunization_id, patient_id }) => [immunization_id, patient_id]));
  expect(CASES.map(([name], index) => [name, persons.get(`i-${index}`) ?? null])).toEqual(
    CASES.map(([name, , person]) => [name, person]),
  );
  const leadsNowhere = ([, { patient: of }]: (typeof CASES)[number]): boolean =>
    'reference' in (of as object);
  const nobody = CASES.filter(([, , person]) => person === null);
  expect(
    await lake.query(
      'SELECT reason, column_name, count(*) AS n FROM silver.quarantine GROUP BY 1, 2 ORDER BY 1',
    ),
  ).toEqual([
    { reason: 'patient_reference', column_name: null, n: nobody.filter(leadsNowhere).length },
    {
      reason: 'required',
      column_name: 'patient_id',
      n: nobody.filter((one) => !leadsNowhere(one)).length,
    },
  ]);
});
