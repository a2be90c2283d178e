import { SqlError } from '../../errors';
import { js, jsTyped, template } from '../build';
import type { FunctionTable, Implementation } from '../implementation';

const invalid = (message: string): SqlError => new SqlError('INVALID_FUNCTION_ARGUMENT', message);

/** Shifts within the bits of the type. */
const BITS: Readonly<Record<string, number>> = { tinyint: 8, smallint: 16, integer: 32, bigint: 64 };
const shift = (run: (value: bigint, by: bigint, bits: number) => bigint): Implementation =>
  jsTyped(([type]) => (value: number | bigint, by: number | bigint) => {
    const bits = BITS[type!.kind]!;
    const found = BigInt.asIntN(bits, run(BigInt(value), BigInt(by), bits));
    return type!.kind === 'bigint' ? found : Number(found);
  });

export const bitFunctions: FunctionTable = {
  bit_count: js((x: bigint, bits: bigint) => {
    if (bits < 2n || bits > 64n) throw invalid('bits must be between 2 and 64');
    const width = Number(bits);
    if (BigInt.asIntN(width, x) !== x) throw invalid('Number must be representable with the bits specified');
    return BigInt(BigInt.asUintN(width, x).toString(2).replaceAll('0', '').length);
  }),
  bitwise_and: template((a, b) => `(${a} & ${b})`),
  bitwise_left_shift: shift((x, by, bits) => (by >= BigInt(bits) || by < 0n ? 0n : x << by)),
  bitwise_not: template((a) => `(~${a})`),
  bitwise_or: template((a, b) => `(${a} | ${b})`),
  bitwise_right_shift: shift((x, by, bits) =>
    by >= BigInt(bits) || by < 0n ? 0n : BigInt.asUintN(bits, x) >> by,
  ),
  bitwise_right_shift_arithmetic: shift((x, by, bits) =>
    by >= BigInt(bits) || by < 0n ? (x < 0n ? -1n : 0n) : x >> by,
  ),
  bitwise_xor: template((a, b) => `xor(${a}, ${b})`),
};
