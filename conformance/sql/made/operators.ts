/** Every operator between every two types. */
export function operatorStatements(): readonly string[] {
  const values = [
    "TINYINT '5'",
    "SMALLINT '7'",
    '3',
    '-7',
    '2147483647',
    "BIGINT '9223372036854775807'",
    '0',
    "REAL '1.5'",
    '2.5e0',
    'nan()',
    '0e0',
    '1.10',
    "DECIMAL '12345678901234567890.12'",
    '0.0',
    "'a'",
    "'3'",
    "CAST('a' AS char(3))",
    "DATE '2026-01-31'",
    "TIMESTAMP '2026-01-31 10:20:30.123456'",
    "TIMESTAMP '2026-01-31 10:20:30 Europe/Brussels'",
    "TIME '10:20:30'",
    "INTERVAL '36' HOUR",
    "INTERVAL '14' MONTH",
    'true',
    'NULL',
    'ARRAY[1,NULL]',
    'ARRAY[1,2]',
    "MAP(ARRAY['a','b'],ARRAY[1,2])",
    "MAP(ARRAY['b','a'],ARRAY[2,1])",
    "ROW(1,'a')",
    'ROW(1,NULL)',
    "JSON '1'",
    "X'61'",
  ];
  const operators = ['+', '-', '*', '/', '%', '=', '<', '>=', '<>', '||', 'IS DISTINCT FROM'];
  return values.flatMap((a) =>
    values.flatMap((b) => operators.map((operator) => `SELECT ${a} ${operator} ${b}`)),
  );
}
