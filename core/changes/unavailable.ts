import { createHash } from 'node:crypto';
import { isObject, type Json } from './exact-json';

/** What Debezium writes by default. */
export const UNAVAILABLE = '__debezium_unavailable_value';

/**
 * Tells the values that a sender puts in place of those that it doesn't have: of large values that a change left as
 * they were PostgreSQL sends nothing, and Debezium writes a text in their place, in the form of the column's type.
 *
 * @see https://debezium.io/documentation/reference/stable/connectors/postgresql.html#postgresql-toasted-values
 */
export function unavailableValues(placeholder: string): (value: Json) => boolean {
  const bytes = Buffer.from(placeholder);
  const texts = new Set([
    placeholder,
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    uuidOf(bytes),
    JSON.stringify({ [placeholder]: placeholder }),
  ]);
  const codes = [...bytes].join();
  return (value) => {
    if (typeof value === 'string') return texts.has(value);
    if (Array.isArray(value))
      return value.length === 1 ? texts.has(String(value[0])) : value.length > 1 && value.join() === codes;
    return isObject(value) && value[placeholder] === placeholder;
  };
}

/** The name-based UUID of a text, version 3 without a namespace, as Java makes it. */
function uuidOf(bytes: Buffer): string {
  const digest = createHash('md5').update(bytes).digest();
  digest[6] = ((digest[6] as number) & 0x0f) | 0x30;
  digest[8] = ((digest[8] as number) & 0x3f) | 0x80;
  return digest.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
