import { quote, quoteName } from './bridge';
import type { Emitter } from './emit';
import { numberPattern } from './functions/json';
import { identifier } from './identifier';
import { isNode, type Emit, type Fields, type Node } from './node';

/** One item of a list that `parseOnce` reads. */
export const parsedItem: Readonly<Record<string, Emitter>> = {
  athena_json_item: (fields, emit) => {
    const column = emit(fields.node('column'));
    const value = `${emit(fields.node('list'))}[${fields.integer('index')}]`;
    const path = quote(fields.text('path') ?? '');
    return `athena_json_scalar(CAST(${column} AS VARCHAR), ${path}, ${value}, ${quote(numberPattern(fields.text('key')))})`;
  },
};

/** A comparison of `json-filter`. */
export const jsonEquals: Readonly<Record<string, Emitter>> = {
  athena_json_equals: (fields, emit) =>
    `(TRY(json_extract_string(CAST(${emit(fields.node('json'))} AS VARCHAR), ${quote(fields.text('path') ?? '')})) = ${quote(fields.text('text') ?? '')})`,
};

/** A source of rows with a list of JSON values for each column that is read several times. */
export function parsedSource(fields: Fields, emit: Emit, source: (node: Node) => string): string {
  const lists = fields.raw('lists');
  const columns = (Array.isArray(lists) ? lists : []).filter(isNode).map((list) => {
    const paths = (list.paths as readonly string[]).map(quote).join(', ');
    return `TRY(json_extract_string(CAST(${emit(list.column as Node)} AS VARCHAR), [${paths}])) AS ${quoteName(String(list.name))}`;
  });
  return `(SELECT *, ${columns.join(', ')} FROM ${source(fields.node('node'))}) AS ${identifier(fields.sub('alias', 'identifier'))}`;
}
