import { judge, type Verdict } from '../../conformance/sql/answer';
import known from '../../conformance/sql/known.json';
import { openOwnEngine, type OwnEngine } from '../../conformance/sql/own-engine';
import { readSuite, suiteNames } from '../../conformance/sql/suite';

/** Statements with answers of a real Trino, which this machine must give or refuse. */
describe.each(suiteNames())('the recorded answers to %s', (name) => {
  let engine: OwnEngine;
  beforeAll(async () => {
    engine = await openOwnEngine();
  });
  afterAll(() => engine.close());

  it('are given or refused, never contradicted beyond what is known', async () => {
    const counts: Record<Verdict, number> = { right: 0, refused: 0, wrong: 0, internal: 0 };
    const contradicted: string[] = [];
    for (const { sql, ...trino } of readSuite(name).cases) {
      const verdict = judge(sql, trino, await engine.ask(sql));
      counts[verdict]++;
      if (verdict === 'wrong' || verdict === 'internal') contradicted.push(sql);
    }
    expect(contradicted.sort()).toEqual([...((known as Record<string, string[]>)[name] ?? [])].sort());
    expect(counts.refused).toBeLessThan((counts.right + counts.refused) / 10);
  }, 120_000);
});
