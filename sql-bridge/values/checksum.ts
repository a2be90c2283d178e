import type { Type } from '../types/type';
import type { Value, Zoned } from './codec';
import { xxhash64 } from './hash';

/** The first prime of xxHash, by which hashes are spread before they are added. */
const PRIME = 0x9e3779b185ebca87n;

const ofBits = (write: (view: DataView) => void): bigint => {
  const bytes = new Uint8Array(8);
  write(new DataView(bytes.buffer));
  return xxhash64(bytes);
};
const ofLong = (value: bigint): bigint =>
  ofBits((view) => view.setBigInt64(0, BigInt.asIntN(64, value), true));

/** The hash of a value in Trino; undefined for types of which it isn't known here. */
export function hashOf(type: Type): ((value: NonNullable<Value>) => bigint) | undefined {
  switch (type.kind) {
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'date':
    case 'boolean':
    case 'timestamp':
    case 'interval day to second':
    case 'interval year to month':
      return (value) => ofLong(BigInt(value as number | bigint | boolean));
    case 'double':
      return (value) => ofBits((view) => view.setFloat64(0, onlyZero(value as number), true));
    case 'real': {
      const bits = new DataView(new ArrayBuffer(4));
      return (value) => {
        bits.setFloat32(0, onlyZero(value as number));
        return ofLong(BigInt(bits.getInt32(0)));
      };
    }
    case 'decimal':
      if (type.precision <= 18) return (value) => ofLong(value as bigint);
      return (value) => ofLong((value as bigint) >> 64n) ^ ofLong(value as bigint);
    case 'varchar':
      return (value) => xxhash64(new TextEncoder().encode(value as string));
    case 'varbinary':
      return (value) => xxhash64(value as Uint8Array);
    case 'timestamp with time zone':
      if (type.precision <= 3) return (value) => ofLong((value as Zoned).u / 1000n);
      return undefined;
    default:
      return undefined;
  }
}

const onlyZero = (value: number): number => (value === 0 ? 0 : value);

/** One hash over many values, whatever their order; a NULL counts, too. */
export function checksum(hash: (value: NonNullable<Value>) => bigint, values: readonly Value[]): Uint8Array {
  let sum = 0n;
  for (const value of values) sum += PRIME * (value === null ? 1n : hash(value));
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt.asUintN(64, sum), true);
  return bytes;
}
