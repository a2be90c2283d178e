import type { Type } from '../types/type';
import type { Value } from './codec';
import { equalValues } from './compare';

/** Whether a key is there more than once. */
export function hasTwice(key: Type, entries: readonly (readonly Value[])[]): boolean {
  return entries.some(([one], i) =>
    entries.slice(i + 1).some(([other]) => equalValues(key, one!, other!, true) === true),
  );
}
