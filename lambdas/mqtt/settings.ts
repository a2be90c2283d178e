import { z } from 'zod';
import { patternProblem } from '../../core/messages/topic-pattern';

const subscription = z.strictObject({
  /** Topics, such as `sensors/{sensor_id}/{quantity}`: a level in braces becomes a member of the record. */
  topic: z.string().superRefine((text, context) => {
    const message = patternProblem(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  }),
  /** The dataset of their records. */
  dataset: z.string().min(1),
});

/** Messages of sensors, by MQTT. */
export const mqttSettings = z
  .strictObject({
    /** A topic's messages go by the first that takes it. */
    subscriptions: z.array(subscription).min(1),
    /** On one machine: the broker that is read from, such as `mqtts://broker.example.org`. @default none */
    broker: z
      .url({ protocol: /^(mqtts?|wss?)$/, error: 'expected mqtt://, mqtts://, ws:// or wss:// and a host' })
      .optional(),
    /** Name of the secret: `username` and `password`, `ca`, `certificate` and `privateKey` as PEM. @default no login */
    secret: z.string().min(1).optional(),
    /** Version of MQTT that the broker is spoken to in. */
    version: z.enum(['3.1.1', '5']).default('3.1.1'),
    /** @default one of the lake's own, kept in its ledger */
    clientId: z.string().min(1).max(128).optional(),
    /** On one machine: a broker of the lake's own on loopback, for devices to send to. @default none */
    listen: z
      .strictObject({
        /** 0: a free one. */
        port: z.number().int().min(0).max(65_535).default(1883),
        /** Name of the secret: passwords by username. */
        secret: z.string().min(1),
      })
      .optional(),
    /** On AWS: rules of IoT Core and a stream of their own. @default there is none */
    iot: z
      .strictObject({
        /** Of the stream: each takes 1 MB or 1,000 messages a second. */
        shards: z.number().int().min(1).max(100).default(1),
        retentionHours: z.number().int().min(24).max(8_760).default(168),
      })
      .optional(),
  })
  .refine(({ broker, listen }) => broker === undefined || listen === undefined, {
    message: 'expected a broker to read from or one of the lake’s own, not both',
    path: ['listen'],
  });

export type MqttSettings = z.output<typeof mqttSettings>;
