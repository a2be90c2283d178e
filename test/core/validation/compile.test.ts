import { runInNewContext } from 'node:vm';
import { compileValidator } from '../../../scripts/compile-validator';
import type { JsonSchema } from '../../../core/validation/json-schema';
import { toValidator, type CompiledValidator } from '../../../core/validation/validator';
import { staleValidators } from '../../../scripts/generate-validators';

/** Runs the text of a compiled module without giving it a `require`. */
function load(schema: JsonSchema): CompiledValidator {
  const module = { exports: {} };
  runInNewContext(compileValidator(schema), { module, exports: module.exports });
  return module.exports as CompiledValidator;
}

const READING: JsonSchema = {
  type: 'object',
  required: ['id', 'at'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', minLength: 2, maxLength: 4 },
    at: { type: 'string', format: 'date-time' },
    day: { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] },
    level: { type: ['number', 'null'], minimum: 0, maximum: 100 },
    unit: { enum: ['C', 'F'] },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    codes: { type: 'array', items: { type: 'string' }, uniqueItems: true },
  },
};

const VALID = { id: 'ab', at: '2013-01-10T10:00:00Z' };

describe('compileValidator', () => {
  const compiled = load(READING);
  const validate = toValidator(compiled);

  it.each([
    {},
    { day: '2012-02-29' },
    { day: null, level: null },
    { level: 100, unit: 'F' },
    { labels: { a: 'b' } },
    { id: '😀😀' },
    { codes: ['a', 'b'] },
  ])('accepts a record with %j', (changes) => {
    expect(validate({ ...VALID, ...changes })).toEqual([]);
  });

  it.each<[object, path: string, expected: string, found: string, rule: string]>([
    [{ id: undefined }, '$.id', 'a string of 2 to 4 characters', 'nothing', 'required'],
    [{ id: 'a' }, '$.id', 'a string of 2 to 4 characters', 'a string of 1 character', 'minLength'],
    [
      { day: '2013-02-29' },
      '$.day',
      expect.stringContaining('a date') as string,
      'a string of 10 characters',
      'anyOf',
    ],
    [{ level: -1 }, '$.level', 'a number of 0 to 100 or null', 'a number', 'minimum'],
    [{ unit: 'K' }, '$.unit', 'one of C | F', 'a string of 1 character', 'enum'],
    [{ labels: { 'Jane Doe': 1 } }, '$.labels.*', 'a string', 'a number', 'type'],
    [{ codes: ['a', 'a'] }, '$.codes', 'an array', 'an array of 2', 'uniqueItems'],
    [
      { at: '2013-01-10T10:00:00' },
      '$.at',
      expect.stringContaining('zone') as string,
      'a string of 19 characters',
      'format',
    ],
  ])('refuses a record with %j', (changes, path, expected, found, rule) => {
    expect(validate({ ...VALID, ...changes })).toEqual([{ path, expected, found, rule }]);
  });

  it('decides without Ajv when it knows all keywords', () => {
    expect(compiled.accepts({ ...VALID, level: 1, labels: { a: 'b' } })).toBe(true);
  });

  it('refuses a format it does not know', () => {
    expect(() => compileValidator({ type: 'string', format: 'iban' })).toThrow('unknown format "iban"');
  });

  it('builds no functions from text', () => {
    expect(compileValidator(READING)).not.toMatch(/new Function|eval\(/);
  });
});

describe('the generated validators', () => {
  it('are up to date (npx tsx scripts/generate-validators.ts)', () => {
    expect(staleValidators()).toEqual([]);
  });
});
