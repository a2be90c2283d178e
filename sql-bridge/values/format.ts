import { refused } from '../errors';
import type { Type } from '../types/type';
import { decimalText } from './athena-text';
import { parseDecimal, rescale } from './decimal';
import { wordOf, type Value } from './codec';
import { castFloat } from './floating';

/** A place of a format for one value. @see https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/Formatter.html */
export interface Specifier {
  readonly index: number;
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly conversion: 's' | 'S' | 'd' | 'x' | 'X' | 'f' | 'b';
}

const PLACE = /%(?:(\d+)\$)?([-+ 0,(#]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/y;

/** The text of a format and its places, in order. @throws SqlTranslationError for other conversions */
export function specifiersOf(format: string): readonly (string | Specifier)[] {
  const pieces: (string | Specifier)[] = [];
  let next = 0;
  for (let at = 0; at < format.length;) {
    const percent = format.indexOf('%', at);
    if (percent !== at) {
      pieces.push(format.slice(at, percent < 0 ? undefined : percent));
      at = percent < 0 ? format.length : percent;
      continue;
    }
    PLACE.lastIndex = at;
    const [all, index, flags = '', width, precision, conversion] = PLACE.exec(format) ?? [];
    if (all === undefined) throw refused('`format` with this specifier', 'Use %s, %d, %x, %f or %b.');
    at += all.length;
    if (conversion === '%') pieces.push('%');
    else if (conversion === 'n') pieces.push('\n');
    else if (/^[sSdxXfb]$/.test(conversion!)) {
      pieces.push({
        index: index === undefined ? next++ : Number(index) - 1,
        flags,
        width: Number(width ?? '0'),
        precision: precision === undefined ? undefined : Number(precision),
        conversion: conversion as Specifier['conversion'],
      });
    } else throw refused(`\`format\` with %${conversion}`, 'Use %s, %d, %x, %f or %b.');
  }
  return pieces;
}

/** One value as its place asks for. @param text the value as text, for %s */
export function formatValue(place: Specifier, value: Value, text: string | undefined, type: Type): string {
  const { conversion, flags, width, precision } = place;
  let found: string;
  if (conversion === 'b')
    found = value === null ? 'false' : typeof value === 'boolean' ? wordOf(value) : 'true';
  else if (value === null) found = 'null';
  else if (conversion === 's' || conversion === 'S') {
    found = precision === undefined ? text! : text!.slice(0, precision);
    if (conversion === 'S') found = found.toUpperCase();
  } else if (conversion === 'd')
    return pad(
      signed(group(wordOf(value).replace('-', ''), flags), wordOf(value).startsWith('-'), flags),
      flags,
      width,
    );
  else if (conversion === 'f') return float(place, value, type);
  else {
    const bits = { tinyint: 8, smallint: 16, integer: 32 }[type.kind as 'integer'] ?? 64;
    found = BigInt.asUintN(bits, BigInt(value as number | bigint)).toString(16);
    if (conversion === 'X') found = found.toUpperCase();
  }
  return pad(found, conversion === 'x' || conversion === 'X' ? flags : flags.replaceAll('0', ''), width);
}

function float({ flags, width, precision = 6 }: Specifier, value: Value, type: Type): string {
  if (typeof value === 'number' && !Number.isFinite(value))
    return pad(wordOf(value), flags.replaceAll('0', ''), width);
  const unscaled =
    type.kind === 'decimal'
      ? rescale(value as bigint, type.scale, precision)
      : parseDecimal(castFloat(value as number, type.kind === 'real'), precision)!;
  const negative =
    type.kind === 'decimal' ? (value as bigint) < 0n : (value as number) < 0 || Object.is(value, -0);
  const [whole, part] = decimalText(unscaled < 0n ? -unscaled : unscaled, precision).split('.');
  return pad(
    signed(group(whole!, flags) + (part === undefined ? '' : `.${part}`), negative, flags),
    flags,
    width,
  );
}

const group = (digits: string, flags: string): string =>
  flags.includes(',') ? digits.replace(/\B(?=(\d{3})+$)/g, ',') : digits;

function signed(digits: string, negative: boolean, flags: string): string {
  if (negative) return flags.includes('(') ? `(${digits})` : `-${digits}`;
  return flags.includes('+') ? `+${digits}` : flags.includes(' ') ? ` ${digits}` : digits;
}

function pad(text: string, flags: string, width: number): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0')) return text.padStart(width);
  const [, sign = '', rest = ''] = /^([-+ (]?)(.*)$/.exec(text) ?? [];
  return sign + rest.padStart(width - sign.length, '0');
}
