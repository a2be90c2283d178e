import { withoutIndentation } from '../../../core/plan';

test('lines begin without spaces, but for what stands in quotes and in comments', () => {
  const sql = `SELECT 'a\n  b' AS "c\n  d"  -- what's\n  FROM x\n    WHERE y = '\n z'`;
  expect(withoutIndentation(sql)).toBe(`SELECT 'a\n  b' AS "c\n  d"  -- what's\nFROM x\nWHERE y = '\n z'`);
});
