import { isUtf8 } from 'node:buffer';
import type { ArrivedBatch, ArrivedRecord, Position } from './arrived-record';
import { cloudEvent, onOneLine, opaqueEvent, type EventAttributes } from './cloud-event';
import type { Routes } from './routes';

/** Digits a sequence number is padded to, so that text order is stream order; Kinesis uses 56. */
const SEQUENCE_DIGITS = 56;

/** The attributes that landing puts first into every line: where and when the stream took the record. */
export function arrivalAttributes({ arrivedAt, sequenceNumber }: Position, shard: string): string {
  return `{"recordedtime":"${isoTime(arrivedAt)}","sequence":"${sequenceNumber.padStart(SEQUENCE_DIGITS, '0')}-${shard}",`;
}

let latest = { second: Number.NaN, text: '' };

/** ISO 8601 with milliseconds, UTC. Most records of a batch share their second with the one before. */
function isoTime(milliseconds: number): string {
  const second = Math.floor(milliseconds / 1000);
  if (second !== latest.second) latest = { second, text: new Date(second * 1000).toISOString().slice(0, 20) };
  return `${latest.text}${String(milliseconds - second * 1000).padStart(3, '0')}Z`;
}

/** Where the record of a bronze line stood in its shard; undefined when landing didn't write the line. */
export function positionOfLine(line: string): Position | undefined {
  const [, time = '', sequenceNumber = ''] =
    /^\{"recordedtime":"([^"]*)","sequence":"0*(\d+)-/.exec(line) ?? [];
  return sequenceNumber === '' ? undefined : { sequenceNumber, arrivedAt: Date.parse(time) };
}

export interface Enveloped {
  readonly dataset: string;
  /** A CloudEvents envelope on one line. */
  readonly text: string;
}

/**
 * Finds a record's dataset and makes sure that it is one line with a CloudEvents envelope: an envelope is
 * kept, other JSON is wrapped, and whatever isn't JSON is wrapped as text or base64, for silver to
 * quarantine.
 */
export function envelope(
  record: ArrivedRecord,
  { stream, shard }: Pick<ArrivedBatch, 'stream' | 'shard'>,
  routes: Routes,
): Enveloped {
  const bytes = Buffer.from(record.data, 'base64');
  const attributes: EventAttributes = {
    id: `${shard}:${record.sequenceNumber}`,
    source: `/headwater/streams/${stream}`,
    time: new Date(record.arrivedAt),
  };
  const { fallback } = routes;
  if (!isUtf8(bytes))
    return { dataset: fallback.name, text: opaqueEvent(fallback, attributes, bytes, false) };
  const text = bytes.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { dataset: fallback.name, text: opaqueEvent(fallback, attributes, bytes, true) };
  }
  if (!isCloudEvent(value)) return { dataset: fallback.name, text: cloudEvent(fallback, attributes, text) };
  const named = typeof value.dataset === 'string' ? routes.byName(value.dataset) : undefined;
  const { recordedtime, sequence, ...rest } = value;
  const madeUp = recordedtime !== undefined || sequence !== undefined;
  return {
    dataset: named ?? routes.byType(value.type) ?? fallback.name,
    text: madeUp ? JSON.stringify(rest) : onOneLine(text).trim(),
  };
}

interface CloudEvent extends Record<string, unknown> {
  readonly type: string;
}

/**
 * Whether the required context attributes are there.
 *
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#required-attributes
 */
function isCloudEvent(value: unknown): value is CloudEvent {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const event = value as Record<string, unknown>;
  return (
    event.specversion === '1.0' &&
    ['id', 'source', 'type'].every((name) => typeof event[name] === 'string' && event[name] !== '')
  );
}
