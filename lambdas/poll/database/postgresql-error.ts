import { HeadwaterError } from '../../../core/errors';
import { DatabaseBusyError, DatabaseRefusedError } from '../errors';

/** Classes and codes after which another try may end otherwise. @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const PASSING = /^(08|53|40|57P|57014|55P03|58)/;

const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/^28/, 'check username and password in the secret'],
  [/^3D/, 'there is no such database'],
  [/^42501/, 'the login may not read the table'],
  [/^42P01/, 'there is no such table'],
  [/^42703/, 'there is no such column'],
];

/** What may be told of an error of PostgreSQL, or of the way there. */
export function postgresqlError(host: string, error: unknown): Error {
  if (error instanceof HeadwaterError) return error;
  const { code } = Object(error) as { readonly code?: unknown };
  if (typeof code !== 'string') return new DatabaseBusyError(host, 'the connection broke');
  if (!/^[0-9A-Z]{5}$/.test(code) || PASSING.test(code)) return new DatabaseBusyError(host, code);
  const remedy = REMEDIES.find(([pattern]) => pattern.test(code))?.[1] ?? 'its own log says more';
  return new DatabaseRefusedError(host, code, remedy);
}
