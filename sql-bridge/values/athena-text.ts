import type { Type } from '../types/type';
import { dateText, dayToSecondText, timestampText, timeText, yearToMonthText } from './calendar';
import { wordOf, type Value, type Zoned } from './codec';
import { javaFloat } from './floating';
import { wallOf } from './zone';

/** A decimal's digits with its point. */
export function decimalText(unscaled: bigint, scale: number): string {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const sign = unscaled < 0n ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

export const zonedText = ({ u, z }: Zoned, precision: number): string =>
  `${timestampText(wallOf(u, z), precision)} ${z}`;

/** A value as Athena's API gives it: text, or null. */
export function athenaText(type: Type, value: Value): string | null {
  return value === null ? null : textOf(type, value);
}

function textOf(type: Type, value: NonNullable<Value>): string {
  switch (type.kind) {
    case 'real':
    case 'double':
      return javaFloat(value as number, type.kind === 'real');
    case 'decimal':
      return decimalText(value as bigint, type.scale);
    case 'char':
      return wordOf(value).padEnd(type.length);
    case 'date':
      return dateText(value as number, true);
    case 'timestamp':
      return timestampText(value as bigint, type.precision);
    case 'timestamp with time zone':
      return zonedText(value as Zoned, type.precision);
    case 'time':
      return timeText(value as bigint, type.precision);
    case 'interval day to second':
      return dayToSecondText(value as bigint);
    case 'interval year to month':
      return yearToMonthText(value as number);
    case 'varbinary':
      return Array.from(value as Uint8Array, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    case 'array':
      return `[${(value as readonly Value[]).map((item) => inner(type.element, item)).join(', ')}]`;
    case 'map':
      return `{${(value as readonly (readonly Value[])[]).map(([k, v]) => `${inner(type.key, k!)}=${inner(type.value, v!)}`).join(', ')}}`;
    case 'row':
      return `{${type.fields.map((field, i) => `${field.name ?? `field${i}`}=${inner(field.type, (value as readonly Value[])[i]!)}`).join(', ')}}`;
    default:
      return wordOf(value);
  }
}

const inner = (type: Type, value: Value): string => athenaText(type, value) ?? 'null';
