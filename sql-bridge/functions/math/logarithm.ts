/** Where DuckDB fails, a float goes beyond: of 0 it is -Infinity, of less NaN. */
export const logarithm = (name: string, x: string): string =>
  `CASE WHEN ${x} > 0 THEN ${name}(${x}) WHEN ${x} = 0 THEN CAST('-Infinity' AS DOUBLE) WHEN ${x} < 0 THEN CAST('NaN' AS DOUBLE) END`;
