import { quoteName } from './bridge';
import type { Emitter } from './emit';
import { bodyOf, Fields, isNode, kindOf, stringLiteral, type Emit, type Node } from './node';
import { refused } from './unsupported';
import { isZoned, wall } from './zone';
import { isJson } from './json-type';

/** Scalar types whose conversion is a macro of the prelude, `athena_to_<name>`. */
const scalar: Readonly<Record<string, string>> = {
  boolean: 'boolean',
  tiny_int: 'tinyint',
  small_int: 'smallint',
  int: 'integer',
  big_int: 'bigint',
  double: 'double',
  var_binary: 'varbinary',
  json: 'json',
  date: 'date',
};

/** CAST and TRY_CAST. @see https://trino.io/docs/current/functions/conversion.html */
export const casts: Readonly<Record<string, Emitter>> = {
  cast: (fields, emit) => convert(fields, emit),
  try_cast: (fields, emit) => `TRY(${convert(fields, emit)})`,
};

function convert(fields: Fields, emit: Emit): string {
  const value = fields.node('this');
  const type = new Fields('type', fields.node('to'));
  fields.skip('to', 'original_name');
  const sql = castTo(value, type, emit);
  type.finish();
  return sql;
}

/** Reads the local clock of a zoned timestamp, as these targets do. */
const CLOCK_TARGETS = new Set(['date', 'timestamp', 'time']);

function castTo(value: Node, type: Fields, emit: Emit): string {
  const name = type.text('data_type') ?? '';
  if (name === 'decimal' && type.integer('precision') === undefined && stringLiteral(value) !== undefined) {
    throw refused(
      "a DECIMAL '...' literal",
      'a plain decimal such as 1.50, or CAST with precision and scale',
      'Leave out the word DECIMAL.',
    );
  }
  const source = CLOCK_TARGETS.has(name) && !type.flag('timezone') ? wall(value, emit) : emit(value);
  const digits = name === 'var_char' ? timestampPrecision(value) : undefined;
  if (digits !== undefined) {
    if (type.integer('length') !== undefined)
      throw refused('a timestamp as varchar(n)', 'varchar', 'Cast to varchar.');
    return `athena_timestamp_text(${source}, ${digits})`;
  }
  if (['array', 'map', 'struct'].includes(name) && kindOf(value) === 'null')
    return `CAST(NULL AS ${duckType(type)})`;
  if (['array', 'map', 'struct'].includes(name)) return nested(value, source, name, type, emit);
  if (
    name === 'timestamp' &&
    type.integer('precision') === 6 &&
    !type.flag('timezone') &&
    isZoned(value, emit)
  ) {
    return `CAST(${source} AS TIMESTAMP)`;
  }
  return scalarCast(source, name, type);
}

/** The name of a type in DuckDB, for a NULL that has the type. */
function duckType(type: Fields): string {
  const name = type.text('data_type') ?? '';
  const inner = (key: string): string => {
    const part = type.sub(key, 'type');
    return part ? duckType(part) : 'VARCHAR';
  };
  switch (name) {
    case 'array':
      return `${inner('element_type')}[]`;
    case 'map':
      return `MAP(${inner('key_type')}, ${inner('value_type')})`;
    case 'struct':
      type.skip('nested');
      return `STRUCT(${type
        .subs('fields', 'type')
        .map((field, i) => {
          const part = field.sub('data_type', 'type');
          return `${quoteName(field.text('name') || `field${i}`)} ${part ? duckType(part) : 'VARCHAR'}`;
        })
        .join(', ')})`;
    case 'decimal':
      return `DECIMAL(${type.integer('precision') ?? 38}, ${type.integer('scale') ?? 0})`;
    case 'timestamp':
      type.skip('precision');
      return type.flag('timezone') ? 'TIMESTAMPTZ' : 'TIMESTAMP';
    case 'var_char':
      type.skip('length');
      return 'VARCHAR';
    case 'var_binary':
      return 'BLOB';
    case 'float':
      type.skip('real_spelling');
      return 'FLOAT';
  }
  const scalarName = scalar[name];
  if (!scalarName)
    throw refused(
      `a NULL of type \`${name.replaceAll('_', '')}\``,
      'a type that DuckDB has too',
      'Cast to another type.',
    );
  return scalarName.toUpperCase();
}

/** How many digits of a second Athena writes, where the expression shows it. */
function timestampPrecision(node: Node): number | undefined {
  const cast = bodyOf(node, 'cast') ?? bodyOf(node, 'try_cast');
  const to = isNode(cast?.to) ? cast.to : undefined;
  if (to?.data_type === 'timestamp' && !to.timezone)
    return typeof to.precision === 'number' ? to.precision : 3;
  return String(bodyOf(node, 'function')?.name).toLowerCase() === 'date_parse' ? 3 : undefined;
}

/** DuckDB keeps microseconds, so six digits are all there are. A macro repeats its arguments: keep them few. */
function rounded(macro: string, source: string, precision: number): string {
  return precision === 6 ? `${macro}(${source})` : `${macro}_${precision}(${source})`;
}

/** Converts SQL text to a type. */
function scalarCast(source: string, name: string, type: Fields): string {
  const macro = scalar[name];
  if (macro) {
    type.skip('integer_spelling');
    return `athena_to_${macro}(${source})`;
  }
  switch (name) {
    case 'float':
      if (!type.flag('real_spelling')) break;
      return `athena_to_real(${source})`;
    case 'decimal':
      return `CAST(athena_decimal(${source}) AS DECIMAL(${type.integer('precision') ?? 38}, ${type.integer('scale') ?? 0}))`;
    case 'var_char': {
      const length = type.integer('length');
      return length === undefined
        ? `athena_to_varchar(${source})`
        : `athena_to_short_varchar(${source}, ${length})`;
    }
    case 'timestamp': {
      const precision = type.integer('precision') ?? 3;
      if (precision > 6)
        throw refused('a timestamp of more than microseconds', 'timestamp(6) at most', 'Use timestamp(6).');
      return rounded(`athena_to_timestamp${type.flag('timezone') ? 'tz' : ''}`, source, precision);
    }
    case 'uuid':
      return `CAST(${source} AS UUID)`;
  }
  throw refused(
    `a cast to \`${name.replaceAll('_', '')}\``,
    'a cast to a type of Athena that DuckDB has too',
    'Cast to another type.',
  );
}

function nested(value: Node, source: string, name: string, type: Fields, emit: Emit): string {
  const json = isJson(value);
  if (name === 'array') {
    const element = type.sub('element_type', 'type');
    if (json && element?.text('data_type') === 'json') return `CAST(${source} AS JSON[])`;
    return `list_transform(${json ? `CAST(${source} AS JSON[])` : source}, lambda athena_item: ${itemCast('athena_item', element)})`;
  }
  if (name === 'map' && json) {
    const [key, item] = [type.sub('key_type', 'type'), type.sub('value_type', 'type')];
    return `map_from_entries(list_transform(map_entries(CAST(${source} AS MAP(VARCHAR, JSON))),
      lambda athena_item: struct_pack(k := ${itemCast('athena_item.key', key)}, v := ${itemCast('athena_item.value', item)})))`;
  }
  if (name === 'struct') return row(value, source, json, type, emit);
  throw refused(
    `a cast to \`${name}\` of a value that is not visibly JSON`,
    'CAST(json_extract(...) AS ...) or CAST(json_parse(...) AS ...)',
    'Cast the JSON value in the same expression.',
  );
}

function itemCast(item: string, type: Fields | undefined): string {
  const name = type?.text('data_type') ?? '';
  if (!type)
    throw refused(
      'a nested type without its item',
      'a type such as array(varchar)',
      'Name the type of the items.',
    );
  if (['array', 'map', 'struct'].includes(name)) {
    if (name === 'array') {
      return `list_transform(CAST(${item} AS JSON[]), lambda athena_inner: ${itemCast('athena_inner', type.sub('element_type', 'type'))})`;
    }
    if (name === 'struct') return jsonRow(item, type);
    throw refused(
      `a cast to nested \`${name}\``,
      'arrays and rows of scalar types',
      'Extract the parts one by one.',
    );
  }
  return scalarCast(item, name, type);
}

function row(value: Node, source: string, json: boolean, type: Fields, emit: Emit): string {
  const literal = value.function;
  if (isNode(literal) && String(literal.name).toLowerCase() === 'row') {
    const args = (literal.args as readonly Node[]).map(emit);
    const fields = type.subs('fields', 'type');
    type.skip('nested');
    if (fields.length !== args.length)
      throw refused('a cast to a row of another length', 'a type for each field', 'Correct the type.');
    return structOf(fields, (i, item) => itemCast(args[i]!, item));
  }
  if (json) return `list_transform([${source}], lambda athena_row: ${jsonRow('athena_row', type)})[1]`;
  throw refused(
    'a cast to `row` of a value that is neither ROW(...) nor visibly JSON',
    'CAST(ROW(...) AS row(...)) or CAST(json_extract(...) AS row(...))',
    'Cast in the same expression.',
  );
}

function jsonRow(item: string, type: Fields): string {
  type.skip('nested');
  const fields = type.subs('fields', 'type');
  return `CASE WHEN ${item} IS NOT NULL THEN ${structOf(fields, (_i, field, name) =>
    itemCast(`json_extract(${item}, '$."${name.replaceAll("'", "''")}"')`, field),
  )} END`;
}

function structOf(
  fields: readonly Fields[],
  write: (i: number, type: Fields, name: string) => string,
): string {
  const parts = fields.map((field, i) => {
    const name = field.text('name');
    const type = field.sub('data_type', 'type');
    if (!name || !type)
      throw refused('a row with fields without names', 'row(name type, ...)', 'Name the fields.');
    return `"${name.replaceAll('"', '""')}" := ${write(i, type, name)}`;
  });
  return `struct_pack(${parts.join(', ')})`;
}
