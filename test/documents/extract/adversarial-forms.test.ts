import fc from '../../support/properties';
import type { ImmunizationCandidate } from '../../../lambdas/documents/extract/immunization-candidates';
import { inMemory } from '../../../lambdas/documents/precheck/random-access';
import { LocalReader } from '../../../local/sources/documents/local-reader';
import { found } from '../support/forms';
import { adversarial, type Dose, formOf, type FormShape, honest } from '../support/form-generator';

const reader = new LocalReader();
afterAll(() => reader.close());

async function candidatesOf(shape: FormShape): Promise<ImmunizationCandidate[]> {
  const all: ImmunizationCandidate[] = [];
  for await (const page of reader.read(inMemory(await formOf(shape))))
    if (!('unread' in page)) all.push(...found(page));
  return all;
}

/** Whether a dose of the page is just what a record says of it; what it leaves out it doesn't say. */
function isTrue({ patient, vaccine, date, lot }: ImmunizationCandidate, truth: readonly Dose[]): boolean {
  return truth.some(
    (dose) =>
      patient === dose.patient &&
      vaccine === dose.vaccine &&
      date === dose.date &&
      (lot === null || lot === dose.lot),
  );
}

it('trusts nothing of a form but what it states, whatever words it is put in', async () => {
  await fc.assert(
    fc.asyncProperty(adversarial, async ({ shape, truth }) => {
      const trusted = (await candidatesOf(shape)).filter(({ needsReview }) => !needsReview);
      expect(trusted.filter((record) => !isTrue(record, truth))).toEqual([]);
    }),
    { numRuns: 400 },
  );
}, 120_000);

it('finds every dose of an honest form with its date and lot, in any of the layouts, and trusts it', async () => {
  await fc.assert(
    fc.asyncProperty(honest, async (shape) => {
      const records = await candidatesOf(shape);
      expect(records.map(({ patient, vaccine, date, lot }) => ({ patient, vaccine, date, lot }))).toEqual(
        expect.arrayContaining(shape.doses.map((dose) => ({ ...dose }))),
      );
      expect(records).toHaveLength(shape.doses.length);
      expect(records.filter(({ needsReview }) => needsReview)).toEqual([]);
    }),
    { numRuns: 200 },
  );
}, 120_000);

const beside = async (line: string): Promise<boolean[]> =>
  (
    await candidatesOf({
      layout: 'colons',
      labels: { patient: 'Patient name', vaccine: 'Vaccine', date: 'Date given', lot: 'Lot' },
      doses: [{ patient: 'Rosa Example', vaccine: 'MMR', date: '2020-01-20', lot: 'K1234' }],
      title: [line],
      extra: [],
    })
  ).map(({ needsReview }) => needsReview);

it.each([
  'Could be done only after recovery',
  'the child came back another day',
  'Specimen',
  'MMR at fifteen months',
  'nicht geimpft',
])('has a person look where it doesn’t understand the line %j', async (line) =>
  expect(await beside(line)).toEqual([true]),
);

it.each([
  'Greenfield Clinic, 12 Main Street',
  'Vaccination certificate of the clinic',
  'Please keep this record with you',
  'IMMUNIZATION RECORD',
])('trusts a dose beside the line %j', async (line) => expect(await beside(line)).toEqual([false]));
