import { createHash } from 'node:crypto';
import { typeText, type Type } from '../types/type';

const names = new Map<string, string>();

/**
 * A name for the version of a function for these types, the same in every process: translations are kept. Names of fields
 * count, since JSON knows them.
 */
export function udfName(name: string, ...types: readonly Type[]): string {
  if (types.length === 0) return `athena_${name}`;
  const key = `${name}(${types.map(typeText).join(';')})`;
  let known = names.get(key);
  if (known === undefined) {
    const digest = createHash('sha256').update(key).digest('hex').slice(0, 16);
    names.set(key, (known = `athena_${name}_${digest}`));
  }
  return known;
}
