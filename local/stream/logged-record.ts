import type { ArrivedRecord } from '../../core/bronze';

/** One line of a shard file. */
export interface LoggedRecord extends ArrivedRecord {
  /** Base64. */
  readonly data: string;
}

/** The line of a record, with its line feed. */
export function lineOf({ sequenceNumber, arrivedAt, data }: LoggedRecord): string {
  // Digits and Base64 need no escapes, and to look for them takes longer than all the rest.
  return `{"sequenceNumber":"${sequenceNumber}","arrivedAt":${arrivedAt},"data":"${data}"}\n`;
}

/** The record of a line; undefined when the line isn't whole or was written by somebody else. */
export function recordOf(line: string): LoggedRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { sequenceNumber, arrivedAt, data } = value as Record<string, unknown>;
  if (typeof sequenceNumber !== 'string' || !/^\d{1,56}$/.test(sequenceNumber)) return undefined;
  if (typeof arrivedAt !== 'number' || !Number.isInteger(arrivedAt)) return undefined;
  if (arrivedAt < 0 || arrivedAt > LATEST || typeof data !== 'string') return undefined;
  return { sequenceNumber, arrivedAt, data };
}

/** The last millisecond of year 9999. */
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
