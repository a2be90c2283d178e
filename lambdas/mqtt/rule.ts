import { z } from 'zod';
import type { DeviceMessage } from './message-events';

/** What a rule of IoT Core writes. */
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
