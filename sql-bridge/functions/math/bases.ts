import { SqlError } from '../../errors';
import { js } from '../build';
import type { FunctionTable } from '../implementation';

const invalid = (message: string): SqlError => new SqlError('INVALID_FUNCTION_ARGUMENT', message);

const base = (radix: bigint): number => {
  if (radix < 2n || radix > 36n) throw invalid('Radix must be between 2 and 36');
  return Number(radix);
};

function parseBase(text: string, radix: number): bigint | undefined {
  const [, sign, digits] = /^([+-]?)([0-9a-z]+)$/i.exec(text) ?? [];
  if (digits === undefined) return undefined;
  let value = 0n;
  for (const digit of digits.toLowerCase()) {
    const n = Number.parseInt(digit, 36);
    if (n >= radix) return undefined;
    value = value * BigInt(radix) + BigInt(n);
  }
  return sign === '-' ? -value : value;
}

export const baseFunctions: FunctionTable = {
  from_base: js((text: string, radix: bigint) => {
    const value = parseBase(text, base(radix));
    if (value === undefined || BigInt.asIntN(64, value) !== value)
      throw invalid(`Not a valid number of that base`);
    return value;
  }),
  to_base: js((value: bigint, radix: bigint) => value.toString(base(radix))),
};
