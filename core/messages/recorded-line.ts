import { isUtf8 } from 'node:buffer';
import { exactJson, isNumber, isObject, numberText, parseExact, type Json } from '../changes';
import type { TopicMessage } from './topic-message';

/** Names that a record of a topic has beside its value, in the files that recorders write. */
const OF_A_RECORD = ['key', 'topic', 'partition', 'offset'];

/**
 * A message from one line of a file in which a topic was recorded: a value, `null` for a tombstone, or an object with
 * a key and a value as Lambda, kcat and the console consumer write them.
 *
 * @param offset decimal digits: the line's place in the file
 */
export function recordedLine(line: Buffer, offset: string): TopicMessage {
  const json = isUtf8(line) ? parseExact(line.toString('utf8')) : undefined;
  if (json === null) return { offset, timestamp: -1 };
  if (!isObject(json) || !OF_A_RECORD.some((name) => name in json) || !('value' in json || 'payload' in json))
    return { offset, timestamp: -1, value: line };
  const { key, timestamp, ts } = json;
  const time = timestamp ?? ts;
  return {
    offset,
    timestamp: isNumber(time) ? Number(numberText(time)) : -1,
    key: payloadOf(key),
    value: payloadOf(json.value === undefined ? json.payload : json.value),
  };
}

/** A key or a value: JSON, JSON in a text, or its bytes in base64. */
function payloadOf(json: Json | undefined): Buffer | undefined {
  if (json === null || json === undefined) return undefined;
  if (typeof json !== 'string') return Buffer.from(exactJson(json));
  if (parseExact(json) !== undefined) return Buffer.from(json);
  const bytes = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(json)
    ? Buffer.from(json, 'base64')
    : undefined;
  const isJson = bytes !== undefined && parseExact(bytes.toString('utf8')) !== undefined;
  return isJson ? bytes : Buffer.from(json);
}
