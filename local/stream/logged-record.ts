import type { ArrivedRecord } from '../../core/bronze';

/** What a line starts with that holds an event as it is. */
const START = /^\{"sequenceNumber":"(\d{1,56})","arrivedAt":(\d{1,15}),"event":(?=\{)/;
/** At least as long as that. Bytes. */
const START_BYTES = 128;
const BRACE = 0x7d;

/** The line of a record, with its line feed: events, which are JSON on one line, stand in it as they are, all else in Base64. */
export function lineOf({ sequenceNumber, arrivedAt }: Omit<ArrivedRecord, 'data'>, data: string): string {
  // Digits and Base64 need no escapes, and to look for them takes longer than all the rest.
  const start = `{"sequenceNumber":"${sequenceNumber}","arrivedAt":${arrivedAt},`;
  return data.startsWith('{') && data.endsWith('}') && !data.includes('\n')
    ? `${start}"event":${data}}\n`
    : `${start}"data":"${Buffer.from(data).toString('base64')}"}\n`;
}

/**
 * The record of a line; undefined when the line isn't whole or was written by somebody else.
 *
 * @param line without its line feed; an event's bytes stay where they are
 */
export function recordOf(line: Buffer): ArrivedRecord | undefined {
  const [start, sequenceNumber = '', arrivedAt] = START.exec(line.toString('latin1', 0, START_BYTES)) ?? [];
  if (start === undefined) return encodedRecord(line.toString('utf8'));
  const isWhole = line[line.length - 1] === BRACE && line[line.length - 2] === BRACE;
  if (!isWhole || Number(arrivedAt) > LATEST) return undefined;
  return { sequenceNumber, arrivedAt: Number(arrivedAt), data: line.subarray(start.length, -1) };
}

function encodedRecord(line: string): ArrivedRecord | undefined {
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
