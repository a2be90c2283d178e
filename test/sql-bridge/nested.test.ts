import { parse, translateStatement } from '../../sql-bridge';

const DEEP = 30;
/** Characters; without care each of these forms doubles with every level. */
const MOST = 400_000;

const chain = (item: string, operator: string): string => Array(DEEP).fill(item).join(` ${operator} `);
const nest = (before: string, innermost: string, after: string): string =>
  before.repeat(DEEP) + innermost + after.repeat(DEEP);

test.each([
  ['a chain of ||', chain("'a'", '||')],
  ['a chain of +', chain("DECIMAL '1.5'", '+')],
  ['a chain of OR', chain("('a' LIKE 'b')", 'OR')],
  ['concat', nest('concat(', "'a'", ", 'b')")],
  ['concat of lists', nest('concat(', 'ARRAY[1]', ', ARRAY[2])')],
  ['date', nest('date(', "'2020-01-01'", ')')],
  ['nullif', nest('nullif(', '1', ', 2)')],
  ['coalesce', nest('coalesce(NULL, ', '1', ')')],
  ['greatest', nest('greatest(1, ', '2', ')')],
  ['CASE', nest('CASE WHEN true THEN 1 ELSE ', '2', ' END')],
  ['CASE of a value', nest('CASE ', '1', ' WHEN 1 THEN 1 ELSE 2 END')],
  ['if', nest('if(true, 1, ', '2', ')')],
  ['TRY', nest('TRY(', '1', ')')],
  ['AT TIME ZONE', `TIMESTAMP '2020-01-01 00:00:00 UTC'${" AT TIME ZONE 'UTC'".repeat(DEEP)}`],
  ['subscripts', `${nest('ARRAY[', '1', ']')}${'[1]'.repeat(DEEP)}`],
  ['element_at', nest('element_at(ARRAY[', '1', '], 1)')],
  ['cos', nest('cos(', '1e0', ')')],
  ['comparisons', nest('(', 'true', ' = true)')],
  ['BETWEEN', nest('CAST((', '1', ' BETWEEN 0 AND 2) AS integer)')],
  ['casts', nest('CAST(CAST(', "'1'", ' AS double) AS varchar)')],
  ['queries', nest('(SELECT ', '1', ')')],
])('%s within each other grow by what is added', (_name, expression) => {
  const sql = `SELECT ${expression}`;
  const options = { catalog: { table: () => undefined }, now: '2026-01-31 10:00:00.000000' };
  expect(translateStatement(parse(sql).statement, sql, options).sql.length).toBeLessThan(MOST);
});
