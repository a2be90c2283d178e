import { signaturesOf } from '../../../sql-bridge';

/** Of DISTINCT values these take any, or in any order. */
const UNORDERED = new Set([
  'array_agg',
  'any_value',
  'arbitrary',
  'stddev',
  'stddev_samp',
  'stddev_pop',
  'variance',
  'var_samp',
  'var_pop',
  'skewness',
  'kurtosis',
  'geometric_mean',
]);

const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  integer: ['1, 2, 3, NULL, 2', '5'],
  bigint: ["BIGINT '9223372036854775807', 1", "BIGINT '4', -4, 0"],
  double: ['1e0, 2e0, 4e0, 8.5e0', 'nan(), 1e0, NULL', '3e0'],
  real: ["REAL '1.5', REAL '2.25', REAL '-1'"],
  decimal: ['1.10, 2.25, -3.5', "DECIMAL '99999999999999999999.99', 0.01"],
  varchar: ["'b', 'a', NULL, 'a'", "''"],
  boolean: ['true, false, NULL', 'true, true'],
  date: ["DATE '2026-01-31', DATE '2025-12-31'"],
  timestamp: ["TIMESTAMP '2026-01-31 10:00:00.123456', TIMESTAMP '2025-01-01 00:00:00'"],
  'timestamp with time zone': [
    "TIMESTAMP '2026-01-31 10:00:00 UTC', TIMESTAMP '2026-01-31 10:30:00 Europe/Brussels'",
  ],
  interval: ["INTERVAL '2' DAY, INTERVAL '1' HOUR"],
  array: ['ARRAY[1,2], ARRAY[1,3]'],
  map: ["MAP(ARRAY['a'],ARRAY[1]), MAP(ARRAY['b','a'],ARRAY[2,3])"],
};

/** Calls of an aggregate over columns of every type. */
export function aggregateStatements(name: string): readonly string[] {
  const found = new Set<string>();
  const arities = new Set(
    signaturesOf(name)!
      .filter(({ kind }) => kind === 'aggregate')
      .map(({ args }) => args.length),
  );
  if (name === 'listagg') {
    return [
      "SELECT listagg(x, ',') WITHIN GROUP (ORDER BY x) FROM (VALUES 'b', 'a', NULL) t(x)",
      "SELECT listagg(DISTINCT x, '') WITHIN GROUP (ORDER BY x) FROM (VALUES 'b', 'a', 'b') t(x)",
      "SELECT listagg(x) WITHIN GROUP (ORDER BY y DESC) FROM (VALUES ('b', 1), ('a', 2)) t(x, y)",
    ];
  }
  for (const lists of Object.values(COLUMNS)) {
    for (const list of lists) {
      if (arities.has(1)) {
        found.add(`SELECT ${name}(x) FROM (VALUES ${list}) t(x)`);
        if (!UNORDERED.has(name)) found.add(`SELECT ${name}(DISTINCT x) FROM (VALUES ${list}) t(x)`);
        found.add(`SELECT ${name}(x) FROM (VALUES ${list}) t(x) WHERE false`);
        found.add(`SELECT ${name}(x) FILTER (WHERE x IS NOT NULL) OVER () FROM (VALUES ${list}) t(x)`);
      }
      if (arities.has(2)) {
        const share =
          name === 'approx_percentile'
            ? ['0.5e0', 'ARRAY[0e0, 0.25e0, 1e0]']
            : name === 'max' || name === 'min'
              ? ['2']
              : ['n', 'x', 'CAST(n AS double)'];
        for (const other of share) {
          const items = list.split(/, (?![^()[\]]*[)\]])/);
          found.add(
            `SELECT ${name}(x, ${other}) FROM (VALUES ${items.map((item, i) => `(${item}, ${i + 1})`).join(', ')}) t(x, n)`,
          );
        }
      }
    }
  }
  return [...found];
}
