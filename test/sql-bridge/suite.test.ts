import { judge, type Verdict } from '../../conformance/sql/answer';
import { openOwnEngine, type OwnEngine } from '../../conformance/sql/own-engine';
import { readSuite, suiteNames } from '../../conformance/sql/suite';

const counts: Record<Verdict, number> = { right: 0, refused: 0, wrong: 0, internal: 0 };
let engine: OwnEngine;
beforeAll(async () => {
  engine = await openOwnEngine();
});
afterAll(() => engine.close());

/** Statements with answers of a real Trino, which this machine must give or refuse. */
test.each(suiteNames())(
  'the recorded answers to %s are given or refused, never contradicted',
  async (name) => {
    const contradicted: string[] = [];
    for (const { sql, ...trino } of readSuite(name).cases) {
      const verdict = judge(sql, trino, await engine.ask(sql));
      counts[verdict]++;
      if (verdict === 'wrong' || verdict === 'internal') contradicted.push(sql);
    }
    expect(contradicted).toEqual([]);
  },
);

test('less than a tenth of what Trino answers is refused', () => {
  expect(counts.right).toBeGreaterThan(1000);
  expect(counts.refused).toBeLessThan((counts.right + counts.refused) / 10);
});
