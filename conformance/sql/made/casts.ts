import { VALUES } from './values';

const CASTS = [
  'boolean',
  'tinyint',
  'integer',
  'bigint',
  'real',
  'double',
  'decimal(10,2)',
  'decimal(38,0)',
  'varchar',
  'varchar(3)',
  'char(4)',
  'varbinary',
  'date',
  'timestamp',
  'timestamp(6)',
  'timestamp(0)',
  'timestamp with time zone',
  'time',
  'json',
  'array(varchar)',
  'array(double)',
  'map(varchar,varchar)',
  'row(a bigint,b varchar)',
  'uuid',
  'interval day to second',
];
const TEXTS = [
  "'1'",
  "' 1'",
  "'+7'",
  "'1.5'",
  "' 1.5 '",
  "'1e2'",
  "'NaN'",
  "'true'",
  "'T'",
  "'x'",
  "''",
  "'300'",
  "'2026-01-31'",
  "'2026-1-1'",
  "'2026-01-31 10:20:30.123456'",
  "'2026-01-31 10:20'",
  "'2026-01-31T10:20:30'",
  "'2026-01-31 10:20:30 Europe/Brussels'",
  "'10:20:30'",
  "'99999999999999999999'",
  "'1.005'",
  "'-0.5'",
];
const NESTED = [
  'ARRAY[1,NULL]',
  "ARRAY['1','2']",
  "MAP(ARRAY['a'],ARRAY[1])",
  "ROW(1,'a')",
  "CAST(ROW(1,'a') AS row(x integer, y varchar))",
  'ARRAY[ROW(1,2)]',
  'JSON \'{"b":2,"A":"1"}\'',
  'JSON \'[1,"2",null]\'',
  "JSON '1.5'",
  "JSON 'true'",
  'JSON \'"7"\'',
  'NULL',
];

/** Every value cast to every type. */
export function castStatements(): readonly string[] {
  const values = [...TEXTS, ...NESTED, ...Object.values(VALUES).flatMap((list) => list.slice(0, 4))];
  return CASTS.flatMap((type) => values.flatMap((value) => [`SELECT CAST(${value} AS ${type})`])).concat(
    TEXTS.flatMap((text) => CASTS.slice(0, 18).map((type) => `SELECT TRY_CAST(${text} AS ${type})`)),
  );
}
