import fc from '../support/properties';
import { patientOf } from '../../datasets/covidx-ct/patient-of';

const PATIENTS = new Set([
  'CP_0',
  'CP_01',
  'CP_0_1',
  'NCP_1013',
  'patient7',
  'Ncovid',
  'radiopaedia_10_85902_1',
  'volume-covid19-A-0001',
  'LIDC-IDRI-0001',
  'HUST-Patient5',
]);

it.each([
  ['CP_0_2_0001.png', 'CP_0'],
  ['CP_0_1_0001.png', 'CP_0_1'],
  ['CP_01_1_0002.png', 'CP_01'],
  ['NCP_1013_2577_0000.png', 'NCP_1013'],
  ['Ncovid_patient7_SR_2_IM00010.png', 'patient7'],
  ['patient7_SR_2_IM00010.png', 'patient7'],
  ['radiopaedia_10_85902_1-0.png', 'radiopaedia_10_85902_1'],
  ['volume-covid19-A-0001_0000.png', 'volume-covid19-A-0001'],
  ['LIDC-IDRI-0001-12.png', 'LIDC-IDRI-0001'],
  ['HUST-Patient5-00010.png', 'HUST-Patient5'],
])('%s is a slice of %s', (image, patient) => {
  expect(patientOf(image, PATIENTS)).toBe(patient);
});

it.each([
  'nobody_0001.png',
  'CP_012_1_0002.png',
  'CP_0.png',
  'NCP_10131_2.png',
  'patient8_SR_2_IM00010.png',
  '',
])('nobody is guessed for %s', (image) => {
  expect(patientOf(image, PATIENTS)).toBeUndefined();
});

const id = fc.string({ unit: fc.constantFrom('a', 'b', '1', '_', '-'), minLength: 1, maxLength: 6 });

it('is the longest id that ends where a part of the name does', () => {
  fc.assert(
    fc.property(fc.uniqueArray(id, { minLength: 1, maxLength: 8 }), id, (ids, rest) => {
      const image = `${ids[0]}_${rest}.png`;
      const fitting = ids.filter((each) => image.startsWith(`${each}_`) || image.startsWith(`${each}-`));
      const longest = fitting.sort((a, b) => b.length - a.length)[0];
      expect(patientOf(image, new Set(ids))).toBe(longest);
    }),
  );
});
