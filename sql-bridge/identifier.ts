import { quoteName } from './bridge';
import type { Fields } from './node';
import { refused } from './unsupported';

/** An identifier, quoted. Names are compared without regard to case in both dialects. */
export function identifier(fields: Fields | undefined): string {
  return quoteName(nameOf(fields));
}

/** The bare text of an identifier. */
export function nameOf(fields: Fields | undefined): string {
  const name = fields?.text('name');
  fields?.skip('quoted');
  if (!name) throw refused('an expression without a name', 'a name', 'Give it a name with AS.');
  return name;
}
