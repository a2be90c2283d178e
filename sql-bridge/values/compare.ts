import { SqlError } from '../errors';
import type { Type } from '../types/type';
import type { Value, Zoned } from './codec';

/**
 * Whether two values are equal; null when a NULL inside leaves it open.
 *
 * @param identical whether NULL equals NULL and NaN equals NaN, as in IS NOT DISTINCT FROM and in keys
 */
export function equalValues(type: Type, a: Value, b: Value, identical = false): boolean | null {
  if (a === null || b === null) return identical ? a === b : null;
  switch (type.kind) {
    case 'array':
      return equalLists(a as readonly Value[], b as readonly Value[], () => type.element, identical);
    case 'row':
      return equalLists(a as readonly Value[], b as readonly Value[], (i) => type.fields[i]!.type, identical);
    case 'map':
      return equalMaps(
        type,
        a as readonly (readonly Value[])[],
        b as readonly (readonly Value[])[],
        identical,
      );
    case 'timestamp with time zone':
      return (a as Zoned).u === (b as Zoned).u;
    case 'varbinary':
      return Buffer.compare(a as Uint8Array, b as Uint8Array) === 0;
    case 'real':
    case 'double':
      return a === b || (identical && Number.isNaN(a) && Number.isNaN(b));
    default:
      return a === b;
  }
}

function equalLists(
  a: readonly Value[],
  b: readonly Value[],
  typeAt: (i: number) => Type,
  identical: boolean,
): boolean | null {
  if (a.length !== b.length) return false;
  let open = false;
  for (const [i, item] of a.entries()) {
    const equal = equalValues(typeAt(i), item, b[i]!, identical);
    if (equal === false) return false;
    if (equal === null) open = true;
  }
  return open ? null : true;
}

function equalMaps(
  type: Type & { readonly kind: 'map' },
  a: readonly (readonly Value[])[],
  b: readonly (readonly Value[])[],
  identical: boolean,
): boolean | null {
  if (a.length !== b.length) return false;
  let open = false;
  for (const [key, value] of a) {
    const other = b.find(([k]) => equalValues(type.key, key!, k!, true) === true);
    if (!other) return false;
    const equal = equalValues(type.value, value!, other[1]!, identical);
    if (equal === false) return false;
    if (equal === null) open = true;
  }
  return open ? null : true;
}

/** Text by its code points, as UTF-8 orders it. */
export function compareText(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** The order of two values that are not NULL: negative, 0 or positive. NaN comes last. */
export function compareValues(type: Type, a: Value, b: Value): number {
  switch (type.kind) {
    case 'array':
      return compareLists(a as readonly Value[], b as readonly Value[], () => type.element);
    case 'row':
      return compareLists(a as readonly Value[], b as readonly Value[], (i) => type.fields[i]!.type);
    case 'timestamp with time zone':
      return sign((a as Zoned).u, (b as Zoned).u);
    case 'varbinary':
      return Buffer.compare(a as Uint8Array, b as Uint8Array);
    case 'varchar':
    case 'char':
      return compareText(a as string, b as string);
    case 'real':
    case 'double':
      if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
      return sign(a as number, b as number);
    default:
      return sign(a as number | bigint, b as number | bigint);
  }
}

const sign = <T extends number | bigint>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

function compareLists(a: readonly Value[], b: readonly Value[], typeAt: (i: number) => Type): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (x === null || y === null)
      throw new SqlError('NOT_SUPPORTED', 'Values with NULL inside have no order');
    const order = compareValues(typeAt(i), x, y);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
