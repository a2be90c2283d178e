import { createHash } from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import { cloudEvent, opaqueEvent, type EventAttributes } from '../../core/bronze/cloud-event';
import type { Dataset } from '../../core/contracts';
import { SettingsError } from '../../core/errors';
import { topicPattern, type TopicPattern } from '../../core/messages/topic-pattern';
import { recordsOf } from './records-of';
import type { MqttSettings } from './settings';

/** A message as its broker handed it over. */
export interface DeviceMessage {
  /** Unique within the source. */
  readonly id: string;
  readonly topic: string;
  readonly payload: Uint8Array;
  /** When the lake, or IoT Core, took it. */
  readonly receivedAt: Date;
  /** Who sent it, where the broker says. */
  readonly client?: string | undefined;
  /** A copy that the broker kept: sent at any time before. @default false */
  readonly isRetained?: boolean;
  /** Handed over before, perhaps; see DUP of MQTT. @default false */
  readonly isAgain?: boolean;
}

/** What a message comes to. */
export interface MessageEvents {
  /** Envelopes for bronze, all of {@link dataset}. */
  readonly events: readonly string[];
  readonly dataset: Dataset;
  /** Whether no record can be made of it, so that it goes to quarantine. */
  readonly isForeign: boolean;
}

/** Whose messages a topic has. */
export interface TopicReading {
  readonly pattern: TopicPattern;
  readonly dataset: Dataset;
}

/** Largest payload that is kept. Bytes: one record of a stream, in base64. */
export const MOST_BYTES = 700_000;

/** @throws SettingsError for datasets that there aren't */
export function readingsOf(
  { subscriptions }: Pick<MqttSettings, 'subscriptions'>,
  datasets: readonly Dataset[],
): readonly TopicReading[] {
  return subscriptions.map(({ topic, dataset: name }) => {
    const dataset = datasets.find((each) => each.name === name);
    if (dataset) return { pattern: topicPattern(topic), dataset };
    const names = datasets.map((each) => each.name).join(', ');
    throw new SettingsError(`Topic "${topic}" is for the dataset "${name}"; expected one of ${names}`);
  });
}

/**
 * The events of a message, in the order of its records.
 *
 * @returns undefined for a topic that nobody asked for, and for an empty payload, which only tells a broker to forget
 */
export function messageEvents(
  message: DeviceMessage,
  source: string,
  readings: readonly TopicReading[],
): MessageEvents | undefined {
  const { topic, payload } = message;
  if (payload.length === 0) return undefined;
  for (const { pattern, dataset } of readings) {
    const fields = pattern.fieldsOf(topic);
    if (!fields) continue;
    const records = payload.length > MOST_BYTES ? undefined : recordsOf(payload, fields);
    const events = records?.map((record, nth) =>
      cloudEvent(dataset, attributesOf(message, source, nth), record),
    );
    return events
      ? { events, dataset, isForeign: false }
      : { events: [foreign(message, source, dataset)], dataset, isForeign: true };
  }
  return undefined;
}

function attributesOf(message: DeviceMessage, source: string, nth: number): EventAttributes {
  const { id, topic, receivedAt, client, isRetained = false, isAgain = false } = message;
  return {
    id: nth === 0 ? id : `${id}.${nth}`,
    source: `/headwater/mqtt/${source}`,
    time: receivedAt,
    extensions: {
      mqtttopic: topic,
      ...(client !== undefined && { mqttclient: client }),
      ...(isRetained && { mqttretained: 'true' }),
      ...(isAgain && { mqttduplicate: 'true' }),
    },
  };
}

/** What no record can be made of is kept as it came; of what is too large, its size and its hash. */
function foreign(message: DeviceMessage, source: string, dataset: Dataset): string {
  const { payload } = message;
  const attributes = attributesOf(message, source, 0);
  if (payload.length <= MOST_BYTES)
    return opaqueEvent(dataset, attributes, Buffer.from(payload), isUtf8(payload));
  const told = `${payload.length} bytes, SHA-256 ${createHash('sha256').update(payload).digest('hex')}`;
  return opaqueEvent(dataset, attributes, Buffer.from(told), true);
}
