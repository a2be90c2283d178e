import { Cron } from 'croner';
import { z } from 'zod';
import { SettingsError } from '../errors';

const MILLISECONDS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
const RATE = /^rate\((\d+) (minute|hour|day)s?\)$/;
const CRON = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$/;

/**
 * When something starts, as EventBridge Scheduler reads it; UTC.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export const scheduleSchema = z
  .string()
  .regex(
    /^(rate\(\d+ (minute|hour|day)s?\)|cron\(.+\))$/,
    'expected rate(...) or cron(...), as EventBridge Scheduler reads it',
  );

/**
 * The next start after a moment, for what runs without EventBridge Scheduler.
 *
 * @throws SettingsError when the expression is neither, or never comes
 */
export function nextStart(expression: string, after: Date): Date {
  const [, count, unit] = RATE.exec(expression) ?? [];
  if (count !== undefined && Number(count) > 0) {
    const length = MILLISECONDS[unit as keyof typeof MILLISECONDS];
    return new Date(after.getTime() + Number(count) * length);
  }
  const next = cronOf(expression)?.nextRun(after);
  if (!next)
    throw new SettingsError(`Schedule "${expression}": expected rate(...) or cron(...) that comes again`);
  return next;
}

function cronOf(expression: string): Cron | undefined {
  const [, minute, hour, day, month, weekday = '', year] = CRON.exec(expression) ?? [];
  if (minute === undefined) return undefined;
  try {
    return new Cron(`0 ${minute} ${hour} ${day} ${month} ${fromSunday(weekday)} ${year}`, {
      timezone: 'UTC',
      paused: true,
    });
  } catch {
    return undefined;
  }
}

/** AWS counts weekdays from 1, Sunday; cron from 0. What stands behind # or / is no weekday. */
function fromSunday(weekday: string): string {
  return weekday.replaceAll(
    /(^|[,-])([1-7])/g,
    (_, before: string, day: string) => `${before}${Number(day) - 1}`,
  );
}

/** Starts looked at for {@link longestWait}: over a year of days, so that weekends and months are among them. */
const STARTS = 400;
/** A Thursday; any moment does, as long as it is the same in every synth. */
const SOME_DAY = new Date('2026-01-01T00:00:00Z');

/**
 * The longest that somebody waits from one start to the next. Milliseconds.
 *
 * @throws SettingsError as {@link nextStart} does
 */
export function longestWait(expression: string): number {
  let [longest, last] = [0, nextStart(expression, SOME_DAY)];
  for (let start = 0; start < STARTS; start++) {
    const next = nextStart(expression, last);
    longest = Math.max(longest, next.getTime() - last.getTime());
    last = next;
  }
  return longest;
}
