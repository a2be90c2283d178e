import { quoteName } from './analysis/typed';
import { udfName } from './analysis/udf-name';
import type { Translation } from './translate';
import { VARCHAR, type Type } from './types/type';
import type { Udf } from './udf/udf';
import { athenaText } from './values/athena-text';

/**
 * The same statement with every value as the text that Athena gives for it: made by DuckDB itself where it writes what
 * {@link athenaText} writes, and by that function where it doesn't. NULL stays NULL.
 *
 * @param translation of a statement that gives rows
 */
export function textRows({ sql, columns = [], functions }: Translation): Translation {
  const called = new Map(functions.map((udf) => [udf.name, udf]));
  const names = columns.map((_, i) => `c${i + 1}`);
  const texts = columns.map(
    ({ name, type }, i) => `${textOf(type, `r.${names[i]}`, called)} AS ${quoteName(name)}`,
  );
  return {
    sql: `SELECT ${texts.join(', ')} FROM (${sql}) AS r(${names.join(', ')})`,
    columns: columns.map(({ name }) => ({ name, type: VARCHAR })),
    functions: [...called.values()],
  };
}

function textOf(type: Type, value: string, called: Map<string, Udf>): string {
  const plain = plainText(type, value);
  if (plain !== undefined) return plain;
  const udf: Udf = {
    name: udfName('text', type),
    parameters: [type],
    result: VARCHAR,
    run: (given) => athenaText(type, given),
  };
  called.set(udf.name, udf);
  const call = `${udf.name}(${value})`;
  const usual = usualText(type, value);
  return usual ? `CASE WHEN ${usual.when} THEN ${usual.text} ELSE ${call} END` : call;
}

/** Text of types whose every value DuckDB writes as Athena does. */
function plainText(type: Type, value: string): string | undefined {
  switch (type.kind) {
    case 'varchar':
    case 'json':
    case 'uuid':
      return value;
    case 'unknown':
      return 'CAST(NULL AS VARCHAR)';
    case 'boolean':
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return `CAST(${value} AS VARCHAR)`;
    case 'decimal':
      // Without a digit before the point DuckDB writes no zero.
      return type.precision > type.scale ? `CAST(${value} AS VARCHAR)` : undefined;
    case 'varbinary':
      return `rtrim(regexp_replace(lower(hex(${value})), '(..)', '\\1 ', 'g'))`;
    case 'array': {
      const item = plainText(type.element, 'e');
      return item && `'[' || ${joined(value, item)} || ']'`;
    }
    case 'map': {
      const [key, inner] = [plainText(type.key, 'e.key'), plainText(type.value, 'e.value')];
      return (
        key && inner && `'{' || ${joined(`map_entries(${value})`, `${key} || '=' || ${shown(inner)}`)} || '}'`
      );
    }
    case 'row':
      return rowText(type.fields, value);
    default:
      return undefined;
  }
}

function rowText(fields: Extract<Type, { kind: 'row' }>['fields'], value: string): string | undefined {
  const texts = fields.map((field, i) => {
    const text = plainText(field.type, `${value}.f${i + 1}`);
    return text && `'${`${field.name ?? `field${i}`}=`.replaceAll("'", "''")}' || ${shown(text)}`;
  });
  if (texts.some((text) => text === undefined)) return undefined;
  return `CASE WHEN ${value} IS NOT NULL THEN '{' || ${texts.join(` || ', ' || `)} || '}' END`;
}

const shown = (text: string): string => `coalesce(${text}, 'null')`;
const joined = (list: string, item: string): string =>
  `array_to_string(list_transform(${list}, lambda e: ${shown(item)}), ', ')`;

interface Usual {
  /** Which values DuckDB writes as Athena does. */
  readonly when: string;
  readonly text: string;
}

/** Text of types whose usual values DuckDB writes as Athena does. */
function usualText(type: Type, value: string): Usual | undefined {
  switch (type.kind) {
    case 'double':
      // Beyond, Java writes powers of ten.
      return { when: `abs(${value}) BETWEEN 1e-3 AND 9999999`, text: `CAST(${value} AS VARCHAR)` };
    case 'date':
      return {
        when: `${value} BETWEEN DATE '1000-01-01' AND DATE '9999-12-31'`,
        text: `CAST(${value} AS VARCHAR)`,
      };
    case 'timestamp':
      return momentText(type.precision, value);
    case 'timestamp with time zone': {
      const { when, text } = momentText(type.precision, `${value}.u`);
      return { when: `${value}.z = 'UTC' AND ${when}`, text: `${text} || ' UTC'` };
    }
    default:
      return undefined;
  }
}

/** Digits of `2026-01-31 10:00:00`. */
const TO_SECONDS = 19;

function momentText(precision: number, moment: string): Usual {
  const written = `strftime(${moment}, '%Y-%m-%d %H:%M:%S.%f')`;
  const length = precision === 0 ? TO_SECONDS : TO_SECONDS + 1 + precision;
  return {
    when: `${moment} BETWEEN TIMESTAMP '1000-01-01' AND TIMESTAMP '9999-12-31 23:59:59.999999'`,
    text: precision === 6 ? written : `left(${written}, ${length})`,
  };
}
