import { byKind, js, jsCall } from '../build';
import type { Implementation } from '../implementation';
import { points } from './points';
import { wholeOf } from './whole-argument';

function slice(text: readonly string[], start: bigint, length?: bigint): string {
  const size = BigInt(text.length);
  const from = start > 0n ? start - 1n : size + start;
  if (start === 0n || from < 0n || from >= size || (length !== undefined && length <= 0n)) return '';
  const to = length === undefined ? size : from + length < size ? from + length : size;
  return text.slice(Number(from), Number(to)).join('');
}

export const substr: Implementation = byKind({
  varchar: (call) => {
    const places = call.node.args.slice(1).map(wholeOf);
    // Places that are counted from the end differ.
    if (places.every((place) => place !== undefined) && places[0]! > 0)
      return `substring(${[call.args[0]!.sql, ...places].join(', ')})`;
    return jsCall(call, (text: string, start: bigint, length?: bigint) => slice(points(text), start, length));
  },
  char: (call) => {
    const { length } = call.parameters[0] as { readonly length: number };
    return jsCall(call, (text: string, start: bigint, count?: bigint) =>
      slice(points(text.padEnd(length)), start, count),
    );
  },
  varbinary: js((bytes: Uint8Array, start: bigint, length?: bigint) => {
    const size = BigInt(bytes.length);
    const from = start > 0n ? start - 1n : size + start;
    if (start === 0n || from < 0n || from >= size || (length !== undefined && length <= 0n))
      return new Uint8Array();
    return bytes.slice(Number(from), length === undefined ? undefined : Number(from + length));
  }),
});
