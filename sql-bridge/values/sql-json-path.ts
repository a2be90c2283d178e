import { refused } from '../errors';
import type { Json, JsonObject } from './json';

/** Finds the values at a path; undefined for an error that strict mode tells. */
export type SqlPath = (json: Json) => readonly Json[] | undefined;

type Step =
  { readonly name: string } | { readonly index: number; readonly last?: boolean } | 'fields' | 'items';

const STEP = /\s*(?:\.\s*(?:([A-Za-z_][\w]*)|"((?:[^"]|"")*)"|(\*))|\[\s*(?:(\d+)|(\*)|(last))\s*\])/y;

/**
 * A path of SQL/JSON such as `lax $.a[*]."b c"`. Filters, methods and arithmetic are refused.
 *
 * @see https://trino.io/docs/435/functions/json.html#json-path-language
 */
export function readPath(text: string): SqlPath {
  const [, mode, rest] = /^\s*(lax|strict)\s+\$(.*)$/s.exec(text) ?? [];
  if (mode === undefined) throw refused('a JSON path of this form', "Write it as 'lax $.a.b[0]'.");
  const steps = stepsOf(rest!);
  const strict = mode === 'strict';
  return (json) => {
    let values: readonly Json[] | undefined = [json];
    for (const step of steps) values = values && take(values, step, strict);
    return values;
  };
}

function stepsOf(text: string): readonly Step[] {
  const steps: Step[] = [];
  let at = 0;
  while (text.slice(at).trim() !== '') {
    STEP.lastIndex = at;
    const match = STEP.exec(text);
    if (!match)
      throw refused('a JSON path with filters, methods or arithmetic', 'Write names, places and wildcards.');
    const [, name, quoted, fields, index, items, last] = match;
    if (fields) steps.push('fields');
    else if (items) steps.push('items');
    else if (last) steps.push({ index: -1, last: true });
    else if (index !== undefined) steps.push({ index: Number(index) });
    else steps.push({ name: name ?? quoted!.replaceAll('""', '"') });
    at = STEP.lastIndex;
  }
  return steps;
}

const isObject = (value: Json): value is JsonObject => value instanceof Map;

function take(values: readonly Json[], step: Step, strict: boolean): readonly Json[] | undefined {
  const found: Json[] = [];
  for (const value of values) {
    const ofItems = step === 'items' || (typeof step === 'object' && 'index' in step);
    const inner = ofItems ? items(value, step, strict) : fields(value, step, strict);
    if (!inner) return undefined;
    found.push(...inner);
  }
  return found;
}

function items(value: Json, step: Step, strict: boolean): readonly Json[] | undefined {
  if (!Array.isArray(value) && strict) return undefined;
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value];
  if (step === 'items') return list;
  const { index, last } = step as { readonly index: number; readonly last?: boolean };
  const item = list[last ? list.length - 1 : index];
  if (item === undefined) return strict ? undefined : [];
  return [item];
}

function fields(
  value: Json,
  step: { readonly name: string } | 'fields',
  strict: boolean,
): readonly Json[] | undefined {
  if (!strict && Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((item) =>
      isObject(item) ? (fields(item, step, false) ?? []) : [],
    );
  }
  if (!isObject(value)) return strict ? undefined : [];
  if (step === 'fields') return [...value.values()];
  const field = value.get(step.name);
  if (field === undefined) return strict ? undefined : [];
  return [field];
}
