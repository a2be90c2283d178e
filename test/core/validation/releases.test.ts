import { validateImmunization } from '../../../datasets/immunizations/fhir/validate';
import { immunization, type Json } from './samples';

const WITHOUT_OCCURRENCE = { occurrenceDateTime: undefined };

describe('immunizations of other FHIR releases', () => {
  it.each<[string, Json]>([
    [
      'DSTU-2',
      immunization({ ...WITHOUT_OCCURRENCE, date: '2013-01-10', wasNotGiven: false, reported: false }),
    ],
    [
      'DSTU-2',
      immunization({ ...WITHOUT_OCCURRENCE, date: '2013-01-10', requester: { reference: 'Practitioner/1' } }),
    ],
    [
      'STU-3',
      immunization({ ...WITHOUT_OCCURRENCE, date: '2013-01-10', notGiven: false, primarySource: true }),
    ],
    ['DSTU-2 or STU-3', immunization({ ...WITHOUT_OCCURRENCE, date: '2013-01-10', vaccinationProtocol: [] })],
    ['R5', immunization({ informationSource: { concept: { text: 'x' } } })],
    ['R5', immunization({ basedOn: [{ reference: 'CarePlan/1' }] })],
    ['R5', immunization({ reason: [{ concept: { text: 'x' } }] })],
    ['R5', immunization({ reaction: [{ manifestation: { concept: { text: 'rash' } } }] })],
    ['R5', immunization({ protocolApplied: [{ doseNumber: '1' }] })],
  ])('refuses one that looks like %s and says so first', (release, record) => {
    expect(validateImmunization(record)[0]).toEqual({
      path: '$',
      expected: 'a FHIR R4 (4.0.1) Immunization',
      found: `what looks like ${release}`,
      rule: 'fhir-release',
    });
  });

  it('names the properties that give a release away', () => {
    const record = immunization({ ...WITHOUT_OCCURRENCE, date: '2013-01-10', wasNotGiven: false });
    const paths = validateImmunization(record).map((finding) => finding.path);
    expect(paths).toEqual(
      ['$', '$.occurrence[x]', '$.date', '$.wasNotGiven'].sort((a, b) => paths.indexOf(a) - paths.indexOf(b)),
    );
  });

  it('does not suspect a release when the record is only wrong', () => {
    const rules = validateImmunization(immunization({ status: 'done' })).map((finding) => finding.rule);
    expect(rules).toEqual(['status']);
  });
});
