import type { SqlError } from '../../errors';
import type { Type } from '../../types/type';
import { athenaText } from '../athena-text';
import type { Value } from '../codec';
import { parseDecimal, rescale } from '../decimal';
import { castFloat } from '../floating';
import { noCast, type Cast } from './cast';

const BITS: Readonly<Record<string, bigint>> = { tinyint: 8n, smallint: 16n, integer: 32n, bigint: 64n };

/** The value as one of an integer type; undefined beyond its range. */
export function asInteger(value: bigint, kind: string): number | bigint | undefined {
  if (BigInt.asIntN(Number(BITS[kind]), value) !== value) return undefined;
  return kind === 'bigint' ? value : Number(value);
}

export function castInteger(from: Type, to: Type, bad: () => SqlError): Cast {
  const fit = (value: bigint): Value => {
    const found = asInteger(value, to.kind);
    if (found === undefined) throw bad();
    return found;
  };
  switch (from.kind) {
    case 'boolean':
      return (value) => fit(value ? 1n : 0n);
    case 'varchar':
      return (value) => {
        if (!/^[+-]?\d+$/.test(value as string)) throw bad();
        return fit(BigInt((value as string).replace(/^\+/, '')));
      };
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return (value) => fit(BigInt(value as number | bigint));
    case 'real':
    case 'double':
      return (value) => fit(roundFloat(value as number, bad));
    case 'decimal':
      return (value) => fit(rescale(value as bigint, from.scale, 0));
    default:
      throw noCast(from, to);
  }
}

function roundFloat(value: number, bad: () => SqlError): bigint {
  if (!Number.isFinite(value)) throw bad();
  const whole = Math.trunc(value);
  return BigInt(whole) + BigInt(Math.abs(value - whole) >= 0.5 ? Math.sign(value) : 0);
}

const FLOAT = /^\s*([+-]?)(NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[dDfF]?\s*$/;

/** Java's reading of a float; undefined for other text. */
export function parseFloatText(text: string): number | undefined {
  const [, sign, digits] = FLOAT.exec(text) ?? [];
  return digits === undefined ? undefined : Number(sign + digits);
}

export function castFloating(from: Type, to: Type, bad: () => SqlError): Cast {
  const round = to.kind === 'real' ? Math.fround : (value: number): number => value;
  switch (from.kind) {
    case 'varchar':
      return (value) => {
        const number = parseFloatText(value as string);
        if (number === undefined) throw bad();
        return round(number);
      };
    case 'boolean':
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
      return (value) => round(Number(value));
    case 'decimal':
      return (value) => round(Number(athenaText(from, value)));
    default:
      throw noCast(from, to);
  }
}

export function castDecimal(from: Type, to: Type & { readonly kind: 'decimal' }, bad: () => SqlError): Cast {
  const limit = 10n ** BigInt(to.precision);
  const fit = (value: bigint | undefined): bigint => {
    if (value === undefined || value >= limit || value <= -limit) throw bad();
    return value;
  };
  switch (from.kind) {
    case 'varchar':
      return (value) => fit(parseDecimal(value as string, to.scale));
    case 'boolean':
      return (value) => fit(rescale(value ? 1n : 0n, 0, to.scale));
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return (value) => fit(rescale(BigInt(value as number | bigint), 0, to.scale));
    case 'decimal':
      return (value) => fit(rescale(value as bigint, from.scale, to.scale));
    case 'real':
    case 'double':
      return (value) => fit(parseDecimal(castFloat(value as number, from.kind === 'real'), to.scale));
    default:
      throw noCast(from, to);
  }
}
