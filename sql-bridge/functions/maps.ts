import { typed } from '../analysis/typed';
import { mapValue } from '../analysis/subscript';
import { udfName } from '../analysis/udf-name';
import { refused, SqlError } from '../errors';
import { arrayOf, BIGINT, rowOf, type Type } from '../types/type';
import type { Value } from '../values/codec';
import { equalValues } from '../values/compare';
import { js, jsCall, jsTyped } from './build';
import type { BoundCall, FunctionTable, Implementation } from './implementation';

type Entries = readonly (readonly [Value, Value])[];
type MapType = Type & { readonly kind: 'map' };
const invalid = (message: string): SqlError => new SqlError('INVALID_FUNCTION_ARGUMENT', message);

/** Entries of which no two have one key. */
export function unique(
  type: Type,
  entries: Entries,
  message = 'Duplicate map keys are not allowed',
): Entries {
  entries.forEach(([key], i) => {
    if (key === null) throw invalid('map key cannot be null');
    if (entries.slice(0, i).some(([other]) => equalValues(type, other, key, true) === true))
      throw invalid(message);
  });
  return entries;
}

/** What a lambda of key and value makes of every entry, as a list. */
function mapped(call: BoundCall, place: number): string {
  const parameter = call.env.ctx.alias('l');
  return `list_transform(map_entries(${call.args[0]!.sql}), lambda ${parameter}: ${call.lambda(place, `${parameter}.key`, `${parameter}.value`)})`;
}

/** The map with other keys or values, in the order of its entries. */
function rebuilt(
  call: BoundCall,
  part: Type,
  build: (type: MapType, entries: Entries, made: readonly Value[]) => Value,
): ReturnType<Implementation> {
  const type = call.parameters[0] as MapType;
  const run = (entries: Entries, made: readonly Value[]): Value => build(type, entries, made);
  return typed(
    call.env.ctx.call(
      {
        name: udfName(call.name, type, part),
        parameters: [type, arrayOf(part)],
        result: call.result,
        run: run,
      },
      call.args[0]!.sql,
      mapped(call, 1),
    ),
    call.result,
  );
}

/** Keys of text, in the order in which they first stand. */
function split(text: string, entry: string, pair: string): readonly (readonly [string, string])[] {
  if (entry === '' || pair === '') throw invalid('The delimiter may not be the empty string');
  if (entry === pair) throw invalid('entryDelimiter and keyValueDelimiter must not be the same');
  const parts = text.split(entry);
  if (parts.at(-1) === '') parts.pop();
  return parts.map((part) => {
    const pieces = part.split(pair);
    if (pieces.length !== 2) throw invalid('Key-value delimiter must appear exactly once in each entry');
    return [pieces[0]!, pieces[1]!];
  });
}

/** @see https://trino.io/docs/435/functions/map.html */
export const mapFunctions: FunctionTable = {
  element_at: (call) => {
    const [base, key] = call.args;
    const [type] = call.parameters;
    if (type!.kind === 'map') return typed(mapValue(base!, key!, type, false, call.env), call.result);
    const place = call.node.args[1];
    if (place?.kind === 'integer' && Number(place.text) > 0)
      return typed(`(${base!.sql})[${place.text}]`, call.result);
    const run = (size: bigint, at: bigint): bigint | null => {
      if (at === 0n) throw invalid('SQL array indices start at 1');
      return at > size || -at > size ? null : at > 0n ? at : size + at + 1n;
    };
    const at = call.env.ctx.call(
      { name: 'athena_place', parameters: [BIGINT, BIGINT], result: BIGINT, run: run },
      `len(${base!.sql})`,
      key!.sql,
    );
    return typed(`(${base!.sql})[${at}]`, call.result);
  },
  map: (call) => {
    if (call.args.length === 0) return `CAST(map() AS ${'MAP(VARCHAR, VARCHAR)'})`;
    const { key } = call.result as MapType;
    return jsCall(call, (keys: readonly Value[], values: readonly Value[]) => {
      if (keys.length !== values.length) throw invalid('Key and value arrays must be the same length');
      return unique(
        key,
        keys.map((each, i) => [each, values[i]!]),
      );
    });
  },
  map_concat: (call) => {
    if (call.args.length < 2) throw refused('`map_concat` of one map', 'Leave it out.');
    return jsCall(call, (...maps: readonly Entries[]) => merged((call.result as MapType).key, maps));
  },
  map_entries: js((entries: Entries) => entries),
  map_filter: (call) =>
    rebuilt(call, { kind: 'boolean' }, (_type, entries, made) => entries.filter((_, i) => made[i] === true)),
  map_from_entries: jsTyped((_types, result) => (entries: readonly (readonly [Value, Value] | null)[]) => {
    if (entries.includes(null)) throw invalid('map entry cannot be null');
    return unique((result as MapType).key, entries as Entries);
  }),
  map_keys: js((entries: Entries) => entries.map(([key]) => key)),
  map_values: js((entries: Entries) => entries.map(([, value]) => value)),
  map_zip_with: (call) => {
    const [a, b] = call.parameters as readonly MapType[];
    const zipped = rowOf(a!.key, a!.value, b!.value);
    const join = (x: Entries, y: Entries): readonly (readonly Value[])[] => {
      const equal = (k: Value, l: Value): boolean => equalValues(a!.key, k, l, true) === true;
      const others = y.filter(([key]) => !x.some(([own]) => equal(own, key)));
      return [
        ...x.map(([key, value]) => [key, value, y.find(([other]) => equal(other, key))?.[1] ?? null]),
        ...others.map(([key, value]) => [key, null, value]),
      ];
    };
    const { ctx } = call.env;
    const list = ctx.call(
      { name: udfName('map_zip', a!, b!), parameters: [a!, b!], result: arrayOf(zipped), run: join },
      call.args[0]!.sql,
      call.args[1]!.sql,
    );
    const parameter = ctx.alias('l');
    const values = `list_transform(${list}, lambda ${parameter}: ${call.lambda(2, `${parameter}.f1`, `${parameter}.f2`, `${parameter}.f3`)})`;
    const { value } = call.result as MapType;
    const run = (rows: readonly (readonly Value[])[], made: readonly Value[]): Value =>
      rows.map(([key], i) => [key!, made[i]!]);
    return typed(
      ctx.call(
        {
          name: udfName('map_of', zipped, value),
          parameters: [arrayOf(zipped), arrayOf(value)],
          result: call.result,
          run: run,
        },
        list,
        values,
      ),
      call.result,
    );
  },
  multimap_from_entries: jsTyped(
    (_types, result) => (entries: readonly (readonly [Value, Value] | null)[]) => {
      if (entries.includes(null)) throw invalid('map entry cannot be null');
      return multi((result as MapType).key, entries as Entries);
    },
  ),
  split_to_map: js((text: string, entry: string, pair: string) =>
    unique({ kind: 'varchar' }, split(text, entry, pair), 'Duplicate keys are not allowed'),
  ),
  split_to_multimap: js((text: string, entry: string, pair: string) =>
    multi({ kind: 'varchar' }, split(text, entry, pair)),
  ),
  transform_keys: (call) =>
    rebuilt(call, (call.result as MapType).key, (_type, entries, made) =>
      unique(
        (call.result as MapType).key,
        entries.map(([, value], i) => [made[i]!, value]),
      ),
    ),
  transform_values: (call) =>
    rebuilt(call, (call.result as MapType).value, (_type, entries, made) =>
      entries.map(([key], i) => [key, made[i]!]),
    ),
};

/** Later maps win. */
export function merged(type: Type, maps: readonly Entries[]): Entries {
  const found: [Value, Value][] = [];
  for (const [key, value] of maps.flat()) {
    const known = found.findIndex(([other]) => equalValues(type, other, key, true) === true);
    if (known >= 0) found[known] = [key, value];
    else found.push([key, value]);
  }
  return found;
}

/** The values of each key as a list. */
export function multi(type: Type, entries: Entries): readonly (readonly [Value, readonly Value[]])[] {
  const found: [Value, Value[]][] = [];
  for (const [key, value] of entries) {
    if (key === null) throw invalid('map key cannot be null');
    const known = found.find(([other]) => equalValues(type, other, key, true) === true);
    if (known) known[1].push(value);
    else found.push([key, [value]]);
  }
  return found;
}
