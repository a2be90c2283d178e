/**
 * One thing that is wrong with a record, told without repeating any of its content: findings go back
 * to the caller and into logs, and a record may hold personal data anywhere, even in a property name.
 */
export interface Finding {
  /** JSONPath such as `$.vaccineCode.coding[0].code`; holds only names the schema knows. */
  readonly path: string;
  /** What the schema asks for, in words. */
  readonly expected: string;
  /** The kind of thing that was there (see {@link kindOf}), never the value. */
  readonly found: string;
  /** The schema keyword or the constraint of the specification that was broken. */
  readonly rule: string;
}

/** Checks one parsed record. */
export interface Validator {
  /** What is wrong with it; nothing when it is valid. */
  (value: unknown): readonly Finding[];
  /** Whether it is valid, for less than it costs to say why not. */
  readonly accepts: (value: unknown) => boolean;
  /** Whether it wants whole numbers that a double doesn't hold as text. @default false */
  readonly wantsDigits?: boolean;
  /** Whether a finding may show a property's name. */
  readonly knows: (name: string) => boolean;
}

/** How many findings are told about one record. */
export const MAX_FINDINGS = 10;

/** The kind of a JSON value in words: `a string of 12 characters`, `an array of 3`, `nothing`. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : `an array of ${value.length}`;
  switch (typeof value) {
    case 'string':
      return kindOfString(value);
    case 'object':
      return Object.keys(value).length === 0 ? 'an empty object' : 'an object';
    default:
      return `a ${typeof value}`;
  }
}

function kindOfString(value: string): string {
  if (value.length === 0) return 'an empty string';
  return value.length === 1 ? 'a string of 1 character' : `a string of ${value.length} characters`;
}
