import { AnswerShapeError } from './errors';
import type { Value } from './answer';
import type { ApiSettings } from './settings';

type Since = NonNullable<ApiSettings['since']>;

const UNIT_MS = { time: 1_000, seconds: 1_000, milliseconds: 1_000, number: 1 } as const;

/**
 * How far the records of an API have been seen. The cursor moves to the latest one, never back, and never past now: a
 * record of the future would hide everything before it.
 */
export class SinceCursor {
  private latest: number | undefined;
  private unread = 0;
  private read = 0;

  constructor(
    private readonly since: Since,
    private readonly before: string | undefined,
    private readonly now: number,
  ) {
    this.latest = before === undefined ? undefined : this.position(before);
  }

  /** What to ask with; undefined for everything. */
  parameter(): string | undefined {
    const { as, lookBack, start } = this.since;
    if (this.before === undefined || this.latest === undefined) return start;
    return this.text(this.latest - lookBack * UNIT_MS[as]);
  }

  see(records: readonly Value[]): void {
    for (const record of records) {
      const position = this.position(record.at(this.since.path)?.scalar ?? '');
      if (position === undefined) {
        this.unread += 1;
        continue;
      }
      this.read += 1;
      if (position <= this.ceiling()) this.latest = Math.max(this.latest ?? position, position);
    }
  }

  /**
   * Where the next pass goes on.
   *
   * @throws AnswerShapeError when not one of the records says when it changed
   */
  next(host: string): string | undefined {
    if (this.unread > 0 && this.read === 0)
      throw new AnswerShapeError(
        host,
        `none of ${this.unread} records has ${this.since.as} at ${this.since.path}`,
      );
    return this.latest === undefined ? undefined : this.text(this.latest);
  }

  private ceiling(): number {
    return this.since.as === 'number' ? Number.POSITIVE_INFINITY : this.now;
  }

  /** Milliseconds since 1970, or the number. */
  private position(text: string): number | undefined {
    const { as } = this.since;
    const position =
      as === 'time' ? timeOf(text) : text.trim() === '' ? NaN : Number(text) * (as === 'seconds' ? 1_000 : 1);
    return Number.isFinite(position) ? position : undefined;
  }

  private text(position: number): string {
    const { as } = this.since;
    if (as === 'time') return new Date(position).toISOString();
    return String(as === 'seconds' ? Math.floor(position / 1_000) : position);
  }
}

/** A text without a zone is UTC, whatever the machine's is. */
function timeOf(text: string): number {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return NaN;
  const isWhole = /([zZ]|[+-]\d{2}:?\d{2})$/.test(text) || !text.includes(':');
  return Date.parse(isWhole ? text : `${text}Z`);
}
