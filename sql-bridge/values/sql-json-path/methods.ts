import { DOUBLE, VARCHAR } from '../../types/type';
import { castValue } from '../cast/cast-value';
import { JsonNumber, type Json, type JsonObject } from '../json';
import { fail, figureOf, TypedNumber, type Figure } from './item';
import { negated } from './numbers';
import type { Method } from './path';

const isList = (item: Json): item is readonly Json[] => Array.isArray(item);

/** Methods that look at arrays as arrays in lax mode, too. */
export const TAKES_ARRAYS: readonly Method[] = ['type', 'size'];

/** What a method makes of one item. @throws PathFailure for an item that it isn't for */
export function apply(method: Exclude<Method, 'keyvalue'>, item: Json, lax: boolean): Json {
  switch (method) {
    case 'type':
      return typeName(item);
    case 'size':
      if (!isList(item) && !lax) fail();
      return new TypedNumber({ type: 'integer', value: BigInt(isList(item) ? item.length : 1) });
    case 'double':
      return new TypedNumber({ type: 'double', value: asDouble(item) });
    case 'ceiling':
      return rounded(item, Math.ceil);
    case 'floor':
      return rounded(item, Math.floor);
    case 'abs': {
      const figure = numeric(item);
      return new TypedNumber(figure.value < 0 ? negated(figure) : figure);
    }
  }
}

/** The fields of an object, each as an object. @param id of the object among those of the path */
export function keyValues(item: Json, id: number): readonly Json[] {
  if (!(item instanceof Map)) fail();
  const number = new TypedNumber({ type: 'integer', value: BigInt(id) });
  return [...(item as JsonObject)].map(
    ([name, value]) =>
      new Map<string, Json>([
        ['name', name],
        ['value', value],
        ['id', number],
      ]),
  );
}

function typeName(item: Json): string {
  if (item === null) return 'null';
  if (item instanceof JsonNumber) return 'number';
  if (isList(item)) return 'array';
  return item instanceof Map ? 'object' : typeof item;
}

export function numeric(item: Json): Figure {
  return item instanceof JsonNumber ? figureOf(item) : fail();
}

function rounded(item: Json, round: (value: number) => number): Json {
  const figure = numeric(item);
  return figure.type === 'double'
    ? new TypedNumber({ type: 'double', value: round(figure.value) })
    : new TypedNumber(figure);
}

function asDouble(item: Json): number {
  if (item instanceof JsonNumber) return Number(figureOf(item).value);
  if (typeof item !== 'string') fail();
  return textAsDouble(item);
}

function textAsDouble(text: string): number {
  try {
    return castValue(VARCHAR, DOUBLE)(text) as number;
  } catch {
    return fail();
  }
}
