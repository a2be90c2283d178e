import { judge, type Verdict } from '../../conformance/answer';
import { openOwnEngine, type OwnEngine } from '../../conformance/own-engine';
import { readSuite, suiteNames } from '../../conformance/suite';

/** Statements with answers of a real Trino, which this machine must give or refuse. */
describe.each(suiteNames())('the recorded answers to %s', (name) => {
  let engine: OwnEngine;
  beforeAll(async () => {
    engine = await openOwnEngine();
  });
  afterAll(() => engine.close());

  it('are given or refused, never contradicted', async () => {
    const counts: Record<Verdict, number> = { right: 0, refused: 0, wrong: 0, internal: 0 };
    const contradicted: string[] = [];
    for (const { sql, ...trino } of readSuite(name).cases) {
      const own = await engine.ask(sql);
      const verdict = judge(sql, trino, own);
      counts[verdict]++;
      if (verdict === 'wrong' || verdict === 'internal')
        contradicted.push(`${sql}\n  Trino ${JSON.stringify(trino)}\n  here  ${JSON.stringify(own)}`);
    }
    expect(contradicted).toEqual([]);
    expect(counts.refused).toBeLessThan((counts.right + counts.refused) / 10);
  }, 120_000);
});
