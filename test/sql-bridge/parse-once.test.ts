import { translate } from '../../sql-bridge';
import { openAthena, type Athena } from './athena';

const RECORDS = `(VALUES (1, '{"a":"1","b":{"c":2.50},"d":[true],"e":[1]}'), (2, 'bad'), (3, NULL),
  (4, '{"a":"[x","e":"{}","b":{"c":1e2}}'), (5, '{"a":"{","d":[{}]}')) AS r (id, record)`;
const PATHS = ['$.a', '$.b.c', '$.d[0]', '$.e', '$.zz'];
const calls = (column: string): string =>
  PATHS.map((path) => `json_extract_scalar(${column}, '${path}')`).join(', ');

describe('several paths of one column', () => {
  let athena: Athena;
  beforeAll(async () => {
    athena = await openAthena();
  });
  afterAll(() => athena.close());

  it('are read in one go', () => {
    expect(translate(`SELECT ${calls('record')} FROM t`).match(/json_extract_string\(/g)).toHaveLength(1);
  });

  it('give what each path gives alone', async () => {
    const together = await athena.rows(`SELECT id, ${calls('record')} FROM ${RECORDS} ORDER BY id`);
    const alone = await Promise.all(
      PATHS.map((path) =>
        athena.rows(`SELECT json_extract_scalar(record, '${path}') FROM ${RECORDS} ORDER BY id`),
      ),
    );
    expect(together).toEqual([1, 2, 3, 4, 5].map((id, row) => [id, ...alone.map((rows) => rows[row]?.[0])]));
    expect(together[0]).toEqual([1, '1', '2.50', 'true', null, null]);
    expect(together[4]).toEqual([5, '{', null, null, null, null]);
  });

  it.each<[what: string, sql: string, expected: unknown[][]]>([
    [
      'in WHERE, GROUP BY and ORDER BY',
      `SELECT json_extract_scalar(record, '$.a') AS a, count(*) FROM ${RECORDS} WHERE json_extract_scalar(record, '$.b.c') IS NOT NULL
       GROUP BY json_extract_scalar(record, '$.a') ORDER BY json_extract_scalar(record, '$.a')`,
      [
        ['1', '1'],
        ['[x', '1'],
      ],
    ],
    [
      'of a named table in a join',
      `SELECT r.id, json_extract_scalar(r.record, '$.a'), json_extract_scalar(r.record, '$.b.c'), u.x FROM ${RECORDS}
       JOIN (VALUES (1, 'x')) AS u (id, x) ON u.id = r.id`,
      [[1, '1', '2.50', 'x']],
    ],
    [
      'beside a star',
      `SELECT *, json_extract_scalar(record, '$.a'), json_extract_scalar(record, '$.b') FROM (VALUES '{"a":1}') AS r (record)`,
      [['{"a":1}', '1', null]],
    ],
    [
      'beside UNNEST',
      `SELECT json_extract_scalar(record, '$.a'), json_extract_scalar(record, '$.b'), x FROM (VALUES '{"a":1,"b":2}') AS r (record)
       CROSS JOIN UNNEST(ARRAY[7, 8]) AS u (x) ORDER BY x`,
      [
        ['1', '2', 7],
        ['1', '2', 8],
      ],
    ],
    [
      'of a lambda',
      `SELECT transform(ARRAY['{"a":1,"b":2}'], r -> json_extract_scalar(r, '$.a') || json_extract_scalar(r, '$.b')) FROM (VALUES 1) AS r (id)`,
      [[['12']]],
    ],
    [
      'of the outer query',
      `SELECT (SELECT json_extract_scalar(r.record, '$.a') || json_extract_scalar(r.record, '$.b')) FROM (VALUES '{"a":1,"b":2}') AS r (record)`,
      [['12']],
    ],
  ])('%s', async (_what, sql, expected) => {
    expect(await athena.rows(sql)).toEqual(expected);
  });
});
