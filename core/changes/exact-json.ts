import { LosslessNumber, parse, stringify } from 'lossless-json';

/** JSON in which a number that a double might not hold keeps its own text. */
export type Json =
  string | number | boolean | null | LosslessNumber | readonly Json[] | { readonly [name: string]: Json };

export type JsonObject = { readonly [name: string]: Json };

const parseNumber = (text: string): number | LosslessNumber =>
  /^-?\d{1,15}$/.test(text) ? Number(text) : new LosslessNumber(text);

/**
 * Parses JSON and loses no digit. The fast way of the language is taken when all its numbers are whole and small.
 *
 * @param part what of the value will be looked at. @default all of it
 * @returns undefined for what isn't JSON, or says one name twice
 */
export function parseExact(text: string, part: (value: Json) => Json = (value) => value): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    if (isExact(part(value))) return value;
    return parse(text, undefined, parseNumber) as Json;
  } catch {
    return undefined;
  }
}

/** JSON text of a value, its numbers as they came. */
export function exactJson(value: Json): string {
  return stringify(value) ?? 'null';
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumber(value);
}

export function isNumber(value: Json | undefined): value is number | LosslessNumber {
  return typeof value === 'number' || value instanceof LosslessNumber;
}

/** A text; undefined for whatever is none. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The digits of a number as they came. */
export function numberText(value: number | LosslessNumber): string {
  return String(value);
}

/** Whether the language's own parser has kept every number. */
function isExact(value: Json | undefined): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every((each) => isExact(each as Json));
}
