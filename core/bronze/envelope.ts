import { isUtf8 } from 'node:buffer';
import type { Dataset } from '../contracts';
import { withoutMembers } from '../json/member-spans';
import { textFault } from '../json/text-fault';
import type { ArrivedBatch, ArrivedRecord, Position } from './arrived-record';
import { cloudEvent, onOneLine, opaqueEvent, type EventAttributes } from './cloud-event';
import type { Routes } from './routes';

export interface Enveloped {
  readonly dataset: Dataset;
  /** A CloudEvents envelope on one line. */
  readonly text: string;
}

/**
 * Finds a record's dataset and makes sure that it is one line with a CloudEvents envelope: an envelope is
 * kept, other JSON is wrapped, and whatever isn't JSON that all readers read alike is wrapped as text or
 * base64, for silver to quarantine.
 */
export function envelope(
  record: ArrivedRecord,
  { stream, shard }: Pick<ArrivedBatch, 'stream' | 'shard'>,
  routes: Routes,
): Enveloped {
  const bytes = bytesOf(record);
  const { fallback } = routes;
  const attributes: EventAttributes = {
    id: `${shard}:${placeOf(record)}`,
    source: `/headwater/streams/${stream}`,
    time: new Date(record.arrivedAt),
  };
  const opaque = (isText: boolean): Enveloped => ({
    dataset: fallback,
    text: opaqueEvent(fallback, attributes, bytes, isText),
  });
  if (!isUtf8(bytes)) return opaque(false);
  const text = bytes.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return opaque(true);
  }
  // Readers would not agree on what it says.
  if (textFault(text)) return opaque(true);
  if (!isCloudEvent(value)) return { dataset: fallback, text: cloudEvent(fallback, attributes, text) };
  const named = typeof value.dataset === 'string' ? routes.byName(value.dataset) : undefined;
  const dataset = named ?? routes.byType(value.type) ?? fallback;
  const own = ARRIVAL.some((name) => name in value) ? withoutMembers(text, ARRIVAL) : text;
  return { dataset, text: onOneLine(own).trim() };
}

/** What only the writer of bronze may say. */
const ARRIVAL = ['recordedtime', 'sequence'];

/** The bytes of a record as its producer wrote them. */
export function bytesOf({ data }: Pick<ArrivedRecord, 'data'>): Buffer {
  return typeof data === 'string'
    ? Buffer.from(data, 'base64')
    : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}

function placeOf({ sequenceNumber, subSequence }: Position): string {
  return subSequence === undefined ? sequenceNumber : `${sequenceNumber}.${subSequence}`;
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
