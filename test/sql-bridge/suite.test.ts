import { readFileSync } from 'node:fs';
import { openOwnEngine, type OwnEngine } from '../../conformance/sql/own-engine';
import { readSuite, suiteNames } from '../../conformance/sql/suite';
import { tallySuite, withSuiteTable, type Tally } from '../../conformance/sql/table';

const tallies: Tally[] = [];
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
    tallies.push(await tallySuite(name, readSuite(name), engine, (sql) => void contradicted.push(sql)));
    expect(contradicted).toEqual([]);
  },
);

describe('all of the suite', () => {
  const sum = (count: (tally: Tally) => number): number =>
    tallies.reduce((total, tally) => total + count(tally), 0);

  test('less than a tenth of what Trino answers is refused', () => {
    expect(sum(({ right }) => right)).toBeGreaterThan(1000);
    expect(sum(({ refused }) => refused)).toBeLessThan(sum(({ answered }) => answered) / 10);
  });

  /** `npm run conformance -- table` writes it. */
  test('the page about SQL says how it was answered', () => {
    const page = readFileSync('docs/sql.md', 'utf8');
    expect(page).toBe(withSuiteTable(page, tallies));
  });
});
