import { CALENDAR } from '../../../core/validation/formats';
import type { JsonSchema } from '../../../core/validation/json-schema';

const MAX_INTEGER = 2_147_483_647;

/** Control characters, for a class of a pattern. */
const CONTROLS = '\\u0000-\\u001F\\u007F';

/**
 * Text without control characters other than tab and line ends, at least one character. The pattern
 * of the official schema means the same in XML Schema, but in JavaScript it would refuse a
 * no-break space.
 */
const text: JsonSchema = {
  type: 'string',
  pattern: '^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$',
  expected: 'a string that is not empty and has no control characters',
};

function uri(expected: string): JsonSchema {
  return { type: 'string', pattern: `^[^\\s${CONTROLS}]+$`, expected };
}

function dated(rule: string, pattern: string, expected: string): JsonSchema {
  return {
    type: 'string',
    pattern: `^${pattern}$`,
    rule,
    expected: `${expected}, that exists in the calendar`,
  };
}

/**
 * The primitive types. The official JSON Schema describes them by patterns it partly puts on numbers,
 * where they say nothing, and lets days such as 30 February and empty URIs pass.
 *
 * @see https://hl7.org/fhir/R4/datatypes.html#primitive
 */
export const PRIMITIVES: Readonly<Record<string, JsonSchema>> = {
  boolean: { type: 'boolean' },
  integer: { type: 'integer', minimum: -MAX_INTEGER - 1, maximum: MAX_INTEGER },
  positiveInt: { type: 'integer', minimum: 1, maximum: MAX_INTEGER },
  unsignedInt: { type: 'integer', minimum: 0, maximum: MAX_INTEGER },
  decimal: { type: 'number' },
  string: text,
  markdown: text,
  id: {
    type: 'string',
    pattern: '^[A-Za-z0-9\\-.]{1,64}$',
    rule: 'id',
    expected: 'an id: 1 to 64 letters, digits, - and .',
  },
  code: {
    type: 'string',
    pattern: `^[^\\s${CONTROLS}]+(?: [^\\s${CONTROLS}]+)*$`,
    expected: 'a code without control characters, and white space but for single spaces inside',
  },
  uri: uri('a URI without white space'),
  url: uri('a URL without white space'),
  canonical: uri('a canonical URL without white space'),
  oid: { type: 'string', pattern: '^urn:oid:[0-2](?:\\.(?:0|[1-9][0-9]*))+$', expected: 'an OID as a URI' },
  uuid: {
    type: 'string',
    pattern: '^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
    expected: 'a UUID as a URI',
  },
  base64Binary: { type: 'string', pattern: '^[0-9A-Za-z+/=\\s]+$', expected: 'base64 text' },
  xhtml: { type: 'string', pattern: '^\\s*<', expected: 'an XHTML div' },
  date: dated('date', CALENDAR.partialDay, 'a date, YYYY, YYYY-MM or YYYY-MM-DD'),
  dateTime: dated(
    'dateTime',
    CALENDAR.partialInstant,
    'a dateTime, YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with a time zone',
  ),
  instant: dated('instant', CALENDAR.instant, 'an instant, YYYY-MM-DDThh:mm:ss with a time zone'),
  time: { type: 'string', pattern: `^${CALENDAR.clock}$`, rule: 'time', expected: 'a time, hh:mm:ss' },
};
