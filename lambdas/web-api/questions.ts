import type { SqlRow } from '../../core/ports';
import { SettingsError } from '../../core/errors';
import type { ApiSettings } from './settings';

export type Questions = NonNullable<ApiSettings['questions']>;

/** What the lake lacks: hours in a row of one thing. */
export interface Question {
  /** Values that say of what, in the order of `of`. */
  readonly of: readonly string[];
  /** Each the start of an hour, in order. Milliseconds since 1970-01-01 UTC. */
  readonly hours: readonly number[];
}

const HOUR_MS = 3_600_000;

/** A row of the table of what is lacking. */
export interface Lacking {
  readonly of: readonly string[];
  readonly hour: number;
}

/** @throws SettingsError when the table has none of the columns, or no time in that of the hour */
export function lackingOf(row: SqlRow, { of, over, table }: Questions): Lacking {
  const hour = hourOf(row[over]);
  const values = of.map((column) => row[column]);
  if (hour === undefined || values.some((value) => value === null || value === undefined))
    throw new SettingsError(`${table} has a row without ${[...of, over].join(', ')}`);
  return { of: values.map(String), hour };
}

/** One question for hours in a row of one thing, oldest first. */
export function questionsOf(lacking: readonly Lacking[], { mostHours }: Questions): Question[] {
  const runs = new Map<string, { of: readonly string[]; hours: number[] }>();
  const found: { of: readonly string[]; hours: number[] }[] = [];
  for (const { of, hour } of [...lacking].sort((a, b) => a.hour - b.hour)) {
    const thing = JSON.stringify(of);
    const open = runs.get(thing);
    const last = open?.hours.at(-1);
    if (last === hour) continue;
    if (open && last === hour - HOUR_MS && open.hours.length < mostHours) {
      open.hours.push(hour);
      continue;
    }
    const next = { of, hours: [hour] };
    runs.set(thing, next);
    found.push(next);
  }
  return found;
}

/** The question in the query's terms. */
export function filled(template: string, { of, hours }: Question, columns: readonly string[]): string {
  const [from = 0, to = 0] = [hours[0], hours.at(-1)];
  const values: Record<string, string> = {
    ...Object.fromEntries(columns.map((column, index) => [column, of[index] ?? ''])),
    from_hour: isoHour(from),
    to_hour: isoHour(to),
    from_date: isoHour(from).slice(0, 10),
    to_date: isoHour(to).slice(0, 10),
  };
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

const isoHour = (hour: number): string => new Date(hour).toISOString().slice(0, 16);

/** A timestamp as Athena or this machine's engine hands it over. */
function hourOf(value: unknown): number | undefined {
  const text =
    value instanceof Date ? value.toISOString() : String(value).replace(' ', 'T').replace(/Z$/, '');
  const time = value instanceof Date ? value.getTime() : Date.parse(`${text}Z`);
  return Number.isNaN(time) ? undefined : Math.floor(time / HOUR_MS) * HOUR_MS;
}
