import { z } from 'zod';
import type { DeviceMessage } from './message-events';

/**
 * What a rule of IoT Core puts on the stream: the payload untouched, for it needn't be JSON, with what only the service
 * knows.
 *
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/binary-payloads.html
 */
export function ruleSql(filter: string): string {
  return `SELECT encode(*, 'base64') AS payload, topic() AS topic, clientid() AS client, timestamp() AS at FROM '${filter.replaceAll("'", "''")}'`;
}

const recordSchema = z.object({
  payload: z.string(),
  topic: z.string(),
  client: z.string().optional(),
  /** Milliseconds since 1970-01-01 UTC. */
  at: z
    .number()
    .int()
    .min(0)
    .max(Date.UTC(9999, 11, 31)),
});

/** @returns undefined for what no rule of ours wrote */
export function ruleMessage(data: Buffer, id: string): DeviceMessage | undefined {
  try {
    const { payload, topic, client, at } = recordSchema.parse(JSON.parse(data.toString('utf8')));
    return { id, topic, client, payload: Buffer.from(payload, 'base64'), receivedAt: new Date(at) };
  } catch {
    return undefined;
  }
}
