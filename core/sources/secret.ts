import { z } from 'zod';
import { SecretMissingError } from './errors';

const secretSchema = z.record(z.string(), z.string());

/**
 * The fields of a secret, whatever it is kept in.
 *
 * @param text undefined when there is none
 * @param where what it is called and where it has to stand; told when it can't be used
 * @throws SecretMissingError when it isn't a JSON object of texts
 */
export function secretFields(
  text: string | undefined,
  where: { readonly name: string; readonly put: string },
): Readonly<Record<string, string>> {
  if (text === undefined)
    throw new SecretMissingError(`There is no secret "${where.name}": put ${where.put}`);
  const parsed = secretSchema.safeParse(jsonOf(text));
  if (!parsed.success)
    throw new SecretMissingError(`The secret "${where.name}" can't be read: expected ${where.put}`);
  return parsed.data;
}

/**
 * A field that a login can't do without.
 *
 * @throws SecretMissingError naming the fields there are, never what they hold
 */
export function secretField(secret: Readonly<Record<string, string>>, field: string, source: string): string {
  const value = secret[field];
  if (value !== undefined && value !== '') return value;
  const found = Object.keys(secret).join(', ') || 'nothing';
  throw new SecretMissingError(`The secret of ${source} has ${found}; expected "${field}"`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
