import { judge, type Recorded, type Verdict } from './answer';
import type { OwnEngine } from './own-engine';

export interface Outcome {
  readonly sql: string;
  readonly verdict: Verdict;
  readonly trino: Recorded;
  readonly own: Recorded;
}

/** Asks both engines for every statement, two at a time. */
export async function compare(
  statements: readonly string[],
  askTrino: (sql: string) => Promise<Recorded>,
  own: OwnEngine,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const queue = statements[Symbol.iterator]();
  const work = async (): Promise<void> => {
    for (const sql of queue) {
      const [trino, answer] = [await askTrino(sql), await own.ask(sql)];
      outcomes.push({ sql, verdict: judge(sql, trino, answer), trino, own: answer });
    }
  };
  await Promise.all([work(), work()]);
  return outcomes;
}

/** How many of each verdict. */
export function tally(outcomes: readonly Outcome[]): Readonly<Record<Verdict, number>> {
  const counts = { right: 0, refused: 0, wrong: 0, internal: 0 };
  for (const { verdict } of outcomes) counts[verdict]++;
  return counts;
}
