import type { Clock } from '../../../core/ports';

const HOUR_MS = 3_600_000;

export interface PullTime {
  readonly clock: Clock;
  /** When the last pass has to end. */
  readonly deadline: Date;
}

/**
 * Gives every source its turn and its share of the time: what is left, divided by the sources still to come. What
 * one doesn't need goes to those after it, so each hour another one is first.
 *
 * @param pull - one pass, which ends by itself when its time is up
 * @returns the sources for which no time was left
 */
export async function pullInTurn<S>(
  sources: readonly S[],
  { clock, deadline }: PullTime,
  pull: (source: S, deadline: Date) => Promise<void>,
): Promise<readonly S[]> {
  const first = Math.floor(clock.now().getTime() / HOUR_MS) % Math.max(1, sources.length);
  const inTurn = [...sources.slice(first), ...sources.slice(0, first)];
  for (const [index, source] of inTurn.entries()) {
    const now = clock.now().getTime();
    const left = deadline.getTime() - now;
    if (left <= 0) return inTurn.slice(index);
    await pull(source, new Date(now + left / (inTurn.length - index)));
  }
  return [];
}
