import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Clock } from '../ports';

/** So many calls in so many seconds. */
export const rateLimitSchema = z.strictObject({
  calls: z.int().min(1),
  seconds: z.number().positive(),
});

export type RateLimit = z.output<typeof rateLimitSchema>;

type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

const sleepFor: Sleep = async (milliseconds, signal) => {
  await sleep(milliseconds, undefined, signal && { signal });
};

/** Keeps calls within a rate, and quiet while the other side has asked for it. Callers get their turns in order. */
export class Pace {
  private readonly starts: number[] = [];
  private quietUntil = 0;
  private last: Promise<unknown> = Promise.resolve();

  /** @param limit @default none */
  constructor(
    private readonly clock: Clock,
    private readonly limit?: RateLimit,
    private readonly wait: Sleep = sleepFor,
  ) {}

  /** Resolves when the next call may start, and counts it. */
  turn(signal?: AbortSignal): Promise<void> {
    const mine = this.last.then(() => this.next(signal));
    this.last = mine.catch(() => undefined);
    return mine;
  }

  /** Lets nobody call before a moment: what `Retry-After` says. */
  quiet(until: Date): void {
    this.quietUntil = Math.max(this.quietUntil, until.getTime());
  }

  private async next(signal?: AbortSignal): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const now = this.clock.now().getTime();
      const from = Math.max(this.quietUntil, this.free());
      if (from <= now) {
        this.starts.push(now);
        if (this.limit && this.starts.length > this.limit.calls) this.starts.shift();
        if (!this.limit) this.starts.length = 0;
        return;
      }
      await this.wait(from - now, signal);
    }
  }

  /** When the oldest of as many calls as are allowed has left the window. */
  private free(): number {
    if (!this.limit || this.starts.length < this.limit.calls) return 0;
    return (this.starts[0] ?? 0) + this.limit.seconds * 1_000;
  }
}

/**
 * When the answer to a refused call says to call again.
 *
 * @param header seconds, or an HTTP date
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 */
export function retryAfter(header: string | null | undefined, now: Date): Date | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return new Date(now.getTime() + Number(text) * 1_000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : new Date(date);
}
