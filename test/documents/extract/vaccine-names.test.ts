import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isVaccineCode, mayMean } from '../../../lambdas/documents/extract/vaccine-names';

const seed = join(__dirname, '../../../datasets/vaccines/seed/cvx-codes.tsv');
const list = readFileSync(seed, 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t') as [string, string]);

it('knows every code of the bundled list, and that some of them are no vaccines', () => {
  const unknown = list.filter(([code]) => !isVaccineCode(code)).map(([code]) => code);
  expect(list.length).toBeGreaterThan(250);
  expect(unknown).toEqual(['99', '801', '998', '999']);
  for (const code of ['0', '3', '124', '987']) expect(isVaccineCode(code)).toBe(false);
});

it('agrees with the list on every name in it', () => {
  expect(list.filter(([code, name]) => !mayMean(name, code))).toEqual([]);
});

it.each([
  ['Hep B', '08'],
  ['Hepatitis B vaccine', '45'],
  ['Influenza, seasonal', '140'],
  ['flu', '141'],
  ['COVID-19 Moderna', '207'],
  ['PCV 13', '133'],
  ['PPSV23', '33'],
  ['Boostrix', '115'],
  ['chickenpox', '21'],
  ['DTaP', '107'],
])('lets %j mean %s', (name, code) => {
  expect(mayMean(name, code)).toBe(true);
});

it.each([
  ['Hep A', '08'],
  ['Hep B', '104'],
  ['Hep A', '154'],
  ['DTaP', '120'],
  ['MMR', '94'],
  ['MMRV', '03'],
  ['measles', '04'],
  ['tetanus', '180'],
  ['COVID-19 Pfizer', '207'],
  ['Influenza', '160'],
  ['Trade-O-Vax', '140'],
  ['the', '03'],
  ['vaccine', '03'],
  ['MMR', '987'],
])('does not let %j mean %s', (name, code) => {
  expect(mayMean(name, code)).toBe(false);
});
