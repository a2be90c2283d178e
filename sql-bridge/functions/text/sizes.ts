import { SqlError } from '../../errors';
import { js } from '../build';
import type { FunctionTable } from '../implementation';

const COUNTS = ['', 'K', 'M', 'B', 'T', 'Q'];
const BYTES = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];
const LARGEST = 2n ** 63n - 1n;

/** A count with at most three digits and the sign of its size, as in `1.23M`. */
function shortCount(value: number | bigint): string {
  let count = Number(typeof value === 'bigint' ? value : wholeOf(value));
  let unit = 0;
  for (; Math.abs(count) >= 1000 && unit < COUNTS.length - 1; unit++) count /= 1000;
  return `${rounded(count, count < 10 ? 2 : count < 100 ? 1 : 0)}${COUNTS[unit]!}`;
}

/** Java's cast of a double to 64 bits. */
function wholeOf(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (Math.abs(value) >= 2 ** 63) return value > 0 ? LARGEST : -LARGEST - 1n;
  return BigInt(Math.trunc(value));
}

/** With that many digits behind the point at most, halves away from zero. */
function rounded(value: number, digits: number): string {
  const scaled = Math.abs(value) * 10 ** digits;
  return String((Math.sign(value) * Math.round(scaled)) / 10 ** digits || 0);
}

/** Bytes of a size such as `2.3MB`. */
function bytesOf(text: string): bigint {
  const [, whole, part = '', unit = ''] = /^(\d+)(?:\.(\d+))?([a-zA-Z]+)$/.exec(text) ?? [];
  const power = BYTES.indexOf(unit);
  if (whole === undefined || power < 0)
    throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'The text is no size such as 2.3MB');
  const digits = BigInt(whole + part) * 1024n ** BigInt(power);
  const bytes = digits / 10n ** BigInt(part.length);
  if (bytes >= 10n ** 38n)
    throw new SqlError('NUMERIC_VALUE_OUT_OF_RANGE', 'The size is beyond decimal(38,0)');
  return bytes;
}

export const sizeFunctions: FunctionTable = {
  format_number: js(shortCount),
  parse_data_size: js(bytesOf),
  parse_presto_data_size: js(bytesOf),
};
