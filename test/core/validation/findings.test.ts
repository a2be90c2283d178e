import fc from '../../support/properties';
import { validateImmunization } from '../../../datasets/immunizations/fhir/validate';
import * as compiled from '../../../datasets/immunizations/validator.generated';
import { MAX_FINDINGS } from '../../../core/validation/finding';
import { bulkSample, immunization, officialExamples } from './samples';

const RECORDS = [...bulkSample().slice(0, 5), ...officialExamples().map(([, record]) => record)];

/** A value no schema expects, with text that must not come back. */
const CANARY = 'canary-Jane-Doe-1970';
const anyValue = fc.oneof(
  fc.constantFrom(
    null,
    true,
    -1,
    1.5,
    '',
    CANARY,
    [],
    [CANARY],
    {},
    { [CANARY]: CANARY },
    { extension: [{ url: CANARY }] },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A record with one to three of its parts replaced, removed or added. */
const mutated = fc
  .record({
    record: fc.constantFrom(...RECORDS),
    changes: fc.array(
      fc.record({ at: fc.nat(), value: fc.option(anyValue, { nil: undefined }), add: fc.boolean() }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
  })
  .map(({ record, changes }) => {
    const copy = structuredClone(record);
    for (const { at, value, add } of changes) {
      const places = placesIn(copy);
      const [parent, key] = places[at % places.length]!;
      parent[add && !Array.isArray(parent) ? CANARY : key] = structuredClone(value);
    }
    return JSON.parse(JSON.stringify(copy)) as unknown;
  });

type Place = [parent: Record<string, unknown>, key: string];

function placesIn(value: object): Place[] {
  return Object.entries(value).flatMap(([key, member]): Place[] => [
    [value as Record<string, unknown>, key],
    ...(typeof member === 'object' && member !== null ? placesIn(member as object) : []),
  ]);
}

describe('findings', () => {
  it('never repeat anything the record holds', () => {
    fc.assert(
      fc.property(mutated, (record) => {
        expect(JSON.stringify(validateImmunization(record))).not.toContain(CANARY);
      }),
      { numRuns: 2000 },
    );
  });

  it('never repeat a text of the record, wherever it is wrong', () => {
    const marked = JSON.parse(JSON.stringify(RECORDS[5]), (_key, member: unknown) =>
      typeof member === 'string' ? `${CANARY}\u0000` : member,
    ) as object;
    const findings = validateImmunization({ ...marked, resourceType: 'Immunization' });
    expect(findings).toHaveLength(MAX_FINDINGS);
    expect(JSON.stringify(findings)).not.toContain(CANARY);
  });

  it('agree with Ajv: the fast path accepts what Ajv accepts, and nothing else', () => {
    fc.assert(
      fc.property(mutated, (record) => {
        expect(compiled.accepts(record)).toBe(compiled.explain(record).length === 0);
      }),
      { numRuns: 5000 },
    );
  });

  it('show a name of another release but not one a client made up', () => {
    const paths = validateImmunization(immunization({ fhir_comments: [], [CANARY]: 1 })).map(
      ({ path }) => path,
    );
    expect(paths).toEqual(['$', '$.fhir_comments']);
  });

  it('are few and come quickly for a megabyte of wrong items', () => {
    const start = Date.now();
    const record = immunization({ note: Array.from({ length: 500_000 }, () => 1) });
    expect(validateImmunization(record)).toHaveLength(MAX_FINDINGS);
    expect(Date.now() - start).toBeLessThan(2_000);
  });

  it('refuse a record nested deeper than the stack allows', () => {
    const open = '{"url":"x","extension":[';
    const deep = JSON.parse(
      `${open.repeat(50_000)}{"url":"x","valueCode":"a"}${']}'.repeat(50_000)}`,
    ) as unknown;
    const [finding] = validateImmunization(immunization({ extension: undefined, lotNumber: 'x' }));
    expect(finding).toBeUndefined();
    expect(validateImmunization({ ...immunization(), extension: [deep] })).toEqual([
      expect.objectContaining({ path: '$', rule: 'depth' }),
    ]);
  });
});
