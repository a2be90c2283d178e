import fc from '../../support/properties';
import { TerminalError } from '../../../core/errors';
import {
  DeadlineError,
  longestWait,
  nextStart,
  Pace,
  retryAfter,
  retrying,
  within,
} from '../../../core/sources';

class WrongRequest extends TerminalError {
  override readonly name = 'WrongRequest';
}
const reset = (): Error => Object.assign(new Error('reset'), { code: 'ECONNRESET' });

describe('another try', () => {
  it('is made for what passes, until it works', async () => {
    let calls = 0;
    const work = async (): Promise<number> => {
      if ((calls += 1) < 3) throw reset();
      return calls;
    };
    expect(await retrying(work, { firstMs: 1 })).toBe(3);
  });

  it('is not made for what would end the same', async () => {
    let calls = 0;
    const work = async (): Promise<never> => {
      calls += 1;
      throw new WrongRequest('no');
    };
    await expect(retrying(work, { firstMs: 1 })).rejects.toThrow(WrongRequest);
    expect(calls).toBe(1);
  });

  it('ends after as many calls as are allowed', async () => {
    let calls = 0;
    const work = async (): Promise<never> => {
      calls += 1;
      throw reset();
    };
    await expect(retrying(work, { firstMs: 1, attempts: 3 })).rejects.toThrow('reset');
    expect(calls).toBe(3);
  });
});

describe('a deadline', () => {
  it('ends a wait for what never comes, and tells it', async () => {
    let aborted = false;
    const never = (signal: AbortSignal): Promise<never> =>
      new Promise(() => signal.addEventListener('abort', () => (aborted = true)));
    await expect(within({ what: 'The answer', milliseconds: 10 }, never)).rejects.toThrow(DeadlineError);
    expect(aborted).toBe(true);
  });

  it('leaves alone what comes in time', async () => {
    expect(await within({ what: 'x', milliseconds: 1_000 }, async () => 7)).toBe(7);
  });
});

describe('a pace', () => {
  /** Times of calls in milliseconds, by a clock that only waiting moves. */
  async function times(calls: number, seconds: number, count: number, quiet?: number): Promise<number[]> {
    let now = 0;
    const clock = { now: () => new Date(now) };
    const pace = new Pace(clock, { calls, seconds }, async (milliseconds) => void (now += milliseconds));
    if (quiet !== undefined) pace.quiet(new Date(quiet));
    const found: number[] = [];
    await Promise.all(Array.from({ length: count }, () => pace.turn().then(() => found.push(now))));
    return found;
  }

  it('never lets more calls into any window than are allowed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 20 }),
        async (calls, count) => {
          const found = await times(calls, 2, count);
          expect(found).toHaveLength(count);
          for (const start of found)
            expect(found.filter((time) => time >= start && time < start + 2_000).length).toBeLessThanOrEqual(
              calls,
            );
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is quiet for as long as it was told', async () => {
    expect(await times(5, 1, 2, 3_000)).toEqual([3_000, 3_000]);
  });

  it.each([
    ['120', '2026-01-01T00:02:00.000Z'],
    ['Thu, 01 Jan 2026 00:00:30 GMT', '2026-01-01T00:00:30.000Z'],
    ['soon', undefined],
    [null, undefined],
  ])('reads Retry-After: %s', (header, expected) => {
    expect(retryAfter(header, new Date('2026-01-01T00:00:00Z'))?.toISOString()).toBe(expected);
  });
});

describe('a schedule', () => {
  it.each([
    ['rate(5 minutes)', '2026-11-26T10:05:30.000Z'],
    ['rate(1 hour)', '2026-11-26T11:00:30.000Z'],
    ['cron(15 * * * ? *)', '2026-11-26T10:15:00.000Z'],
    // Sunday is 1 for EventBridge.
    ['cron(30 3 ? * 1 *)', '2026-11-29T03:30:00.000Z'],
    ['cron(30 3 ? * SUN *)', '2026-11-29T03:30:00.000Z'],
    ['cron(0 0 ? * 2-6 *)', '2026-11-27T00:00:00.000Z'],
  ])('%s starts next at %s', (expression, next) => {
    expect(nextStart(expression, new Date('2026-11-26T10:00:30Z')).toISOString()).toBe(next);
  });

  it.each(['rate(0 minutes)', 'cron(0 0 31 2 ? *)', 'hourly'])(
    'that never comes is refused: %s',
    (expression) => {
      expect(() => nextStart(expression, new Date('2026-11-26T10:00:30Z'))).toThrow(/that comes again/);
    },
  );
});

it.each([
  ['rate(15 minutes)', 0.25],
  ['rate(1 day)', 24],
  ['cron(30 3 ? * SUN,WED *)', 96],
  ['cron(0 6 ? * MON-FRI *)', 72],
  ['cron(0 0 1 * ? *)', 31 * 24],
])('%s keeps nobody waiting longer than %d hours', (expression, hours) => {
  expect(longestWait(expression)).toBe(hours * 3_600_000);
});
