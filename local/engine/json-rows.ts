import {
  DuckDBTypeId,
  JsonDuckDBValueConverter,
  type DuckDBResultReader,
  type DuckDBType,
  type DuckDBValue,
  type DuckDBValueConverter,
  type Json,
} from '@duckdb/node-api';
import { once } from '../../core/once';
import type { SqlRow } from '../../core/ports';

const wholeNumbers = once(
  (): ReadonlySet<DuckDBTypeId> =>
    new Set([DuckDBTypeId.BIGINT, DuckDBTypeId.UBIGINT, DuckDBTypeId.HUGEINT, DuckDBTypeId.UHUGEINT]),
);

/** Whole numbers as JSON numbers where JavaScript holds them exactly, as text beyond. */
const convert: DuckDBValueConverter<Json> = (value: DuckDBValue, type: DuckDBType) => {
  if (value !== null && wholeNumbers().has(type.typeId)) {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  return JsonDuckDBValueConverter(value, type, convert);
};

/** Rows as JSON values keyed by column name; dates and timestamps as text the way Athena prints them. */
export function jsonRows(reader: DuckDBResultReader): SqlRow[] {
  const names = reader.deduplicatedColumnNames();
  return reader
    .convertRows(convert)
    .map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]])));
}
