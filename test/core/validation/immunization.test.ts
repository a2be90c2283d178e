import { validateImmunization } from '../../../datasets/immunizations/fhir/validate';
import { bulkSample, immunization, officialExamples, type Json } from './samples';

const DAYS = ['2013', '2013-01', '2013-01-10', '2012-02-29', '2000-02-29', '0001-01-01'];
const INSTANTS = ['2014-08-19T01:16:46-04:00', '2014-08-19T01:16:46.123Z', '2014-08-19T23:59:60+14:00'];
const NO_DATES = [
  '2013-02-30',
  '2013-02-29',
  '1900-02-29',
  '2013-04-31',
  '2013-13',
  '2013-00-01',
  '0000',
  '13-01-10',
  '2013-1-1',
  '2013-01-10T10:00',
  '2013-01-10T10:00:00',
  '2013-01-10T24:00:00Z',
  '2013-01-10T10:00:00+15:00',
  '2013-01T10:00:00Z',
  '01/10/2013',
  ' 2013-01-10',
  '2013-01-10\n',
  '',
];

describe('valid immunizations', () => {
  it('accepts all 161 of the bulk sample', () => {
    const refused = bulkSample().flatMap(validateImmunization);
    expect(bulkSample()).toHaveLength(161);
    expect(refused).toEqual([]);
  });

  it.each(officialExamples())('accepts the HL7 example %s', (_name, record) => {
    expect(validateImmunization(record)).toEqual([]);
  });

  it.each([...DAYS, ...INSTANTS])('accepts the dateTime %s', (occurrenceDateTime) => {
    expect(validateImmunization(immunization({ occurrenceDateTime }))).toEqual([]);
  });

  const extension = [{ url: 'http://example.org/e', valueCode: 'unknown' }];
  it.each<[string, Json]>([
    ['entered in error', { status: 'entered-in-error' }],
    ['not done', { status: 'not-done' }],
    ['an occurrence in words', { occurrenceDateTime: undefined, occurrenceString: 'January 2012' }],
    ['an extension beside a primitive', { _occurrenceDateTime: { extension } }],
    [
      'an absent occurrence with its reason',
      { occurrenceDateTime: undefined, _occurrenceDateTime: { extension } },
    ],
    ['a patient by identifier', { patient: { identifier: { system: 'urn:x', value: '1' } } }],
    ['a patient by name', { patient: { display: 'P. Peter' } }],
    ['a no-break space and letters of any script', { lotNumber: 'A\u00a0Ω漢😀' }],
    ['contained resources of any type', { contained: [{ resourceType: 'Patient', id: 'p', name: [{}] }] }],
    ['extensions of extensions', { extension: [{ url: 'a', extension: [{ url: 'b', valueDate: '2013' }] }] }],
    ['a dose number in words', { protocolApplied: [{ doseNumberString: 'first' }] }],
  ])('accepts %s', (_what, changes) => {
    expect(validateImmunization(immunization(changes))).toEqual([]);
  });
});

describe('invalid immunizations', () => {
  it.each<[string, Json, path: string, rule: string, found: string]>([
    ['no status', { status: undefined }, '$.status', 'required', 'nothing'],
    ['a status of another set', { status: 'done' }, '$.status', 'status', 'a string of 4 characters'],
    ['a null status', { status: null }, '$.status', 'status', 'null'],
    ['no vaccine', { vaccineCode: undefined }, '$.vaccineCode', 'required', 'nothing'],
    ['a vaccine as text', { vaccineCode: 'Flu' }, '$.vaccineCode', 'type', 'a string of 3 characters'],
    ['an empty vaccine', { vaccineCode: {} }, '$.vaccineCode', 'ele-1', 'an object without content'],
    [
      'a vaccine with only an id',
      { vaccineCode: { id: 'a' } },
      '$.vaccineCode',
      'ele-1',
      'an object without content',
    ],
    [
      'no coding in the list',
      { vaccineCode: { coding: [] } },
      '$.vaccineCode.coding',
      'minItems',
      'an empty array',
    ],
    [
      'a code as a number',
      { vaccineCode: { coding: [{ code: '1' }, { code: 140 }] } },
      '$.vaccineCode.coding[1].code',
      'type',
      'a number',
    ],
    [
      'a code with a space',
      { vaccineCode: { coding: [{ code: '1 ' }] } },
      '$.vaccineCode.coding[0].code',
      'pattern',
      'a string of 2 characters',
    ],
    ['no patient', { patient: undefined }, '$.patient', 'required', 'nothing'],
    ['a patient without a reference', { patient: { type: 'Patient' } }, '$.patient', 'patient', 'nothing'],
    [
      'an empty reference',
      { patient: { reference: '' } },
      '$.patient.reference',
      'pattern',
      'an empty string',
    ],
    ['no occurrence', { occurrenceDateTime: undefined }, '$.occurrence[x]', 'choice', 'nothing'],
    ['two occurrences', { occurrenceString: 'then' }, '$.occurrence[x]', 'choice', '2 of them'],
    ['an occurrence as a number', { occurrenceDateTime: 2013 }, '$.occurrenceDateTime', 'type', 'a number'],
    ['an id that is too long', { id: 'a'.repeat(65) }, '$.id', 'id', 'a string of 65 characters'],
    ['an id with a slash', { id: 'a/b' }, '$.id', 'id', 'a string of 3 characters'],
    ['an empty lot number', { lotNumber: '' }, '$.lotNumber', 'pattern', 'an empty string'],
    ['a control character', { lotNumber: 'a\u0000' }, '$.lotNumber', 'pattern', 'a string of 2 characters'],
    ['a boolean as text', { primarySource: 'true' }, '$.primarySource', 'type', 'a string of 4 characters'],
    ['a list as an object', { performer: {} }, '$.performer', 'type', 'an empty object'],
    ['an object as a list', { patient: [] }, '$.patient', 'type', 'an empty array'],
    [
      'a performer without actor',
      { performer: [{ function: { text: 'f' } }] },
      '$.performer[0].actor',
      'required',
      'nothing',
    ],
    [
      'education of nothing',
      { education: [{ publicationDate: '2012' }] },
      '$.education[0]',
      'imm-1',
      'nothing',
    ],
    [
      'a protocol without dose',
      { protocolApplied: [{ series: 's' }] },
      '$.protocolApplied[0].doseNumber[x]',
      'choice',
      'nothing',
    ],
    [
      'dose zero',
      { protocolApplied: [{ doseNumberPositiveInt: 0 }] },
      '$.protocolApplied[0].doseNumberPositiveInt',
      'minimum',
      'a number',
    ],
    [
      'half a dose',
      { protocolApplied: [{ doseNumberPositiveInt: 1.5 }] },
      '$.protocolApplied[0].doseNumberPositiveInt',
      'type',
      'a number',
    ],
    ['a note without text', { note: [{ time: '2013' }] }, '$.note[0].text', 'required', 'nothing'],
    [
      'an extension without url',
      { extension: [{ valueCode: 'x' }] },
      '$.extension[0].url',
      'required',
      'nothing',
    ],
    ['an extension without value', { extension: [{ url: 'x' }] }, '$.extension[0]', 'ext-1', 'nothing'],
    [
      'an extension with two values',
      { extension: [{ url: 'x', valueCode: 'a', valueDate: '2013' }] },
      '$.extension[0]',
      'ext-1',
      '2 of them',
    ],
    [
      'resources in a contained one',
      { contained: [{ resourceType: 'Patient', contained: [] }] },
      '$.contained[0].contained',
      'not-allowed',
      'an empty array',
    ],
    [
      'a contained object of no type',
      { contained: [{ id: 'a' }] },
      '$.contained[0].resourceType',
      'required',
      'nothing',
    ],
    ['a narrative without div', { text: { status: 'empty' } }, '$.text.div', 'required', 'nothing'],
    ['a property of nobody', { 'Jane Doe': 1 }, '$', 'unknown-property', 'an unknown property'],
  ])('refuses %s', (_what, changes, path, rule, found) => {
    expect(validateImmunization(immunization(changes))).toEqual([
      { path, rule, found, expected: expect.any(String) as string },
    ]);
  });

  it.each(NO_DATES)('refuses the dateTime %j', (occurrenceDateTime) => {
    expect(validateImmunization(immunization({ occurrenceDateTime }))).toEqual([
      expect.objectContaining({
        path: '$.occurrenceDateTime',
        rule: 'dateTime',
        expected: expect.stringContaining('YYYY-MM-DD') as string,
      }),
    ]);
  });

  it.each([
    [null, '$', 'null'],
    [[], '$', 'an empty array'],
    ['x', '$', 'a string of 1 character'],
    [{}, '$.resourceType', 'nothing'],
    [{ resourceType: 'Patient', name: 'x' }, '$.resourceType', 'a string of 7 characters'],
  ])('says only what it is about %j', (value, path, found) => {
    expect(validateImmunization(value)).toEqual([expect.objectContaining({ path, found })]);
  });
});
