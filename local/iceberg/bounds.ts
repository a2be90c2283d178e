import type { Bounds } from './data-file';

/** A type of Iceberg whose values have an order that every reader sees alike. */
const WIDTHS: Readonly<Record<string, 'text' | 4 | 8>> = {
  string: 'text',
  int: 4,
  date: 4,
  long: 8,
  timestamp: 8,
};

/** Whether files can be told apart by values of the type. @param type Iceberg's name */
export const isOrdered = (type: string): boolean => type in WIDTHS;

/** A bound as manifests have it. @see https://iceberg.apache.org/spec/#binary-single-value-serialization */
export function encodeBound(type: string, value: string): Buffer {
  const width = WIDTHS[type];
  if (width === undefined) throw new Error(`Values of the type ${type} have no bounds here`);
  if (width === 'text') return Buffer.from(value);
  const bytes = Buffer.alloc(width);
  if (width === 4) bytes.writeInt32LE(Number(value));
  else bytes.writeBigInt64LE(BigInt(value));
  return bytes;
}

/** The same read again. A column may have been narrower. */
export function decodeBound(type: string, bytes: Buffer): string {
  if (WIDTHS[type] === 'text') return bytes.toString();
  return String(bytes.length === 4 ? bytes.readInt32LE() : bytes.readBigInt64LE());
}

/** Sorts bounds of one column by what they begin with. */
export function compareBounds(type: string, a: Bounds['lower'], b: Bounds['lower']): number {
  if (WIDTHS[type] === 'text') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  const difference = BigInt(a) - BigInt(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
