import { isUtf8 } from 'node:buffer';
import { ENVELOPE_START, cloudEvent, onOneLine, opaqueEvent, type EventAttributes } from './cloud-event';
import type { ArrivedRecord, Position } from './arrived-record';
import type { Routes } from './routes';

const START = Buffer.from(ENVELOPE_START);
const [QUOTE, BRACE] = [0x22, 0x7d];
/** Bytes that may not stand in a bronze line: line ends, and the separator that readers of plain lines are told. */
const NOT_IN_A_LINE = [0x0a, 0x0d, 0x01];

/** Digits a sequence number is padded to, so that text order is stream order; Kinesis uses 56. */
const SEQUENCE_DIGITS = 56;

export interface Enveloped {
  readonly dataset: string;
  /** The bronze line's envelope without its opening brace. */
  readonly body: Buffer;
}

/** The attributes that landing puts first into every line: where and when the stream took the record. */
export function arrivalAttributes(record: ArrivedRecord, shard: string): string {
  return (
    `{"recordedtime":"${new Date(record.arrivedAt).toISOString()}"` +
    `,"sequence":"${record.sequenceNumber.padStart(SEQUENCE_DIGITS, '0')}-${shard}",`
  );
}

/**
 * Finds a record's dataset and makes sure that it is one line with a CloudEvents envelope. Records that the
 * lake itself enveloped are taken by their first bytes; others are parsed, wrapped if need be, and whatever
 * isn't JSON is wrapped as text or base64, for silver to quarantine.
 */
export function envelope(
  record: ArrivedRecord,
  batch: { stream: string; shard: string },
  routes: Routes,
): Enveloped {
  const bytes = Buffer.from(record.data, 'base64');
  const known = ownDataset(bytes, routes);
  if (known !== undefined) return { dataset: known, body: bytes.subarray(1) };
  const { dataset, text } = foreign(bytes, record, batch, routes);
  return { dataset, body: Buffer.from(text.slice(1)) };
}

function ownDataset(bytes: Buffer, routes: Routes): string | undefined {
  if (bytes.length <= START.length || START.compare(bytes, 0, START.length) !== 0) return undefined;
  if (bytes[bytes.length - 1] !== BRACE || NOT_IN_A_LINE.some((byte) => bytes.includes(byte)))
    return undefined;
  const end = bytes.indexOf(QUOTE, START.length);
  const dataset = routes.byName(bytes.toString('latin1', START.length, end));
  return dataset !== undefined && isUtf8(bytes) ? dataset : undefined;
}

function foreign(
  bytes: Buffer,
  record: ArrivedRecord,
  { stream, shard }: { stream: string; shard: string },
  routes: Routes,
): { dataset: string; text: string } {
  const attributes: EventAttributes = {
    id: `${shard}:${record.sequenceNumber}`,
    source: `/headwater/streams/${stream}`,
    time: new Date(record.arrivedAt),
  };
  const dataset = routes.fallback;
  if (!isUtf8(bytes)) return { dataset: dataset.name, text: opaqueEvent(dataset, attributes, bytes, false) };
  const text = bytes.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { dataset: dataset.name, text: opaqueEvent(dataset, attributes, bytes, true) };
  }
  if (!isCloudEvent(value)) return { dataset: dataset.name, text: cloudEvent(dataset, attributes, text) };
  const named = typeof value.dataset === 'string' ? routes.byName(value.dataset) : undefined;
  const { recordedtime, sequence, ...rest } = value;
  const clash = recordedtime !== undefined || sequence !== undefined;
  return {
    dataset: named ?? routes.byType(value.type) ?? dataset.name,
    text: clash ? JSON.stringify(rest) : onOneLine(text).trim(),
  };
}

interface CloudEvent extends Record<string, unknown> {
  readonly type: string;
}

/** Whether the required context attributes are there. @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#required-attributes */
function isCloudEvent(value: unknown): value is CloudEvent {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const event = value as Record<string, unknown>;
  return (
    event.specversion === '1.0' &&
    ['id', 'source', 'type'].every((name) => typeof event[name] === 'string' && event[name] !== '')
  );
}

/** Where the record of a bronze line stood in its shard; undefined when landing didn't write the line. */
export function positionOfLine(line: string): Position | undefined {
  const [, time = '', sequenceNumber = ''] =
    /^\{"recordedtime":"([^"]*)","sequence":"0*(\d+)-/.exec(line) ?? [];
  return sequenceNumber === '' ? undefined : { sequenceNumber, arrivedAt: Date.parse(time) };
}
