import { typeText, type Type } from '../types/type';

const numbers = new Map<string, number>();

/** A name for the version of a function for these types: names of fields count, since JSON knows them. */
export function udfName(name: string, ...types: readonly Type[]): string {
  const key = `${name}(${types.map(typeText).join(';')})`;
  if (types.length === 0) return `athena_${name}`;
  if (!numbers.has(key)) numbers.set(key, numbers.size + 1);
  return `athena_${name}_${numbers.get(key)}`;
}
