import { cloudEvent, deletionEvent, opaqueEvent, type EventAttributes } from '../bronze/cloud-event';
import { changeJson, exactJson, isObject, type ChangeReader, type Decoded } from '../changes';
import { pathSteps, type Dataset } from '../contracts';
import { isJson } from '../json/is-json';
import { bufferOf, textOf, type Decoder } from './decode';
import type { TopicMessage } from './topic-message';

/** What one message comes to: events for bronze, or why there are none. */
export type MessageEvents =
  | { readonly events: readonly (string | Uint8Array)[]; readonly isForeign?: boolean }
  | { readonly aside: 'no row' | 'another table' | 'no key' };

export interface MessageContext {
  readonly dataset: Dataset;
  readonly decoder: Decoder;
  /** Reads changes; undefined where messages are records. */
  readonly changes: ChangeReader | undefined;
  /** Of the CloudEvents. */
  readonly source: string;
  /** Names the partition in ids. */
  readonly shard: string;
}

/**
 * The events of a message.
 *
 * @param place where its carrier counted it, decimal digits
 * @param arrivedAt stands in for the message's own time when it has none. Milliseconds since 1970-01-01 UTC
 */
export function messageEvents(
  message: TopicMessage,
  place: string,
  arrivedAt: number,
  context: MessageContext,
): MessageEvents {
  const { dataset, decoder, changes, source, shard } = context;
  const { key, value, offset, timestamp } = message;
  const time = new Date(isTime(timestamp) ? timestamp : arrivedAt);
  const attributes: EventAttributes = { id: `${shard}:${offset}`, source, time };
  if (changes === undefined) return recordEvents(message, attributes, context);
  const read = changes.read({
    key: key && decoder.decode(key),
    value: value && (decoder.decode(value) ?? { value: '', fieldsAt: () => new Map() }),
    place,
  });
  if ('aside' in read) return read;
  if ('foreign' in read)
    return { events: value ? [foreign(dataset, attributes, value)] : [], isForeign: true };
  return {
    events: read.changes.map((change, nth) =>
      cloudEvent(
        dataset,
        {
          ...attributes,
          ...(nth > 0 && { id: `${attributes.id}.${nth}` }),
          extensions: { ...asReceived('received', value), ...(value ? {} : asReceived('messagekey', key)) },
        },
        changeJson(change),
      ),
    ),
  };
}

/** A record as its producer wrote it; a tombstone takes the record of its key away. */
function recordEvents(
  { key, value }: TopicMessage,
  attributes: EventAttributes,
  { dataset, decoder }: MessageContext,
): MessageEvents {
  const extensions = asReceived('messagekey', key);
  if (value === undefined) {
    const named = key && keyFields(dataset, decoder.decode(key), key);
    return named === undefined
      ? { aside: 'no key' }
      : { events: [deletionEvent(dataset, { ...attributes, extensions }, named)] };
  }
  const decoded = decoder.decode(value);
  if (decoded === undefined || (isObject(decoded.value) && 'specversion' in decoded.value))
    return { events: [value] };
  const text = textOf(value);
  // What isn't JSON by itself, such as Avro, is kept as it came beside what it says.
  const isText = text !== undefined && /^\s*[[{"]/.test(text);
  return {
    events: [
      isText
        ? cloudEvent(dataset, { ...attributes, extensions }, text)
        : cloudEvent(
            dataset,
            { ...attributes, extensions: { ...extensions, ...asReceived('received', value) } },
            exactJson(decoded.value),
          ),
    ],
  };
}

/** What a key names: the fields of a struct, or the text of a dataset that has one column for a key. */
function keyFields(dataset: Dataset, decoded: Decoded | undefined, key: Uint8Array): string | undefined {
  if (decoded && isObject(decoded.value)) {
    const { payload, schema } = decoded.value;
    return exactJson(schema !== undefined && isObject(payload) ? payload : decoded.value);
  }
  const [only, ...more] = dataset.key;
  const from = only === undefined ? undefined : dataset.columns[only]?.from;
  const [name, ...rest] = typeof from === 'string' ? (pathSteps(from) ?? []) : [];
  const text = textOf(key);
  if (text === undefined || typeof name !== 'string' || rest.length > 0 || more.length > 0) return undefined;
  return JSON.stringify({ [name]: decoded && typeof decoded.value === 'string' ? decoded.value : text });
}

/** Characters that bytes of another form have and no text. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const OF_NO_TEXT = /[\u0000-\u0008]/;

function asReceived(
  name: 'received' | 'messagekey',
  payload: Uint8Array | undefined,
): Record<string, string> {
  if (payload === undefined) return {};
  const text = textOf(payload);
  return text === undefined || OF_NO_TEXT.test(text)
    ? { [`${name}base64`]: bufferOf(payload).toString('base64') }
    : { [name]: text };
}

/** What is no message of a known sender goes to bronze as it came, and from there to quarantine. */
function foreign(dataset: Dataset, attributes: EventAttributes, payload: Uint8Array): string {
  const text = textOf(payload);
  if (text !== undefined && isJson(text)) return cloudEvent(dataset, attributes, text);
  return opaqueEvent(dataset, attributes, bufferOf(payload), text !== undefined);
}

/** Whether a time can be written with a year of four digits. */
function isTime(milliseconds: number): boolean {
  return milliseconds > 0 && milliseconds <= Date.UTC(9999, 11, 31);
}
