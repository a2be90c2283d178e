import { z } from 'zod';
import { ABSENT_COLUMNS } from '../../core/changes/dms';

/** One topic and whose records it has. */
const topicSchema = z.strictObject({
  /** As the brokers know it. */
  topic: z.string().regex(/^[\w.-]{1,249}$/, 'expected letters, digits, dots, dashes and underscores'),
  /** The dataset that its messages are of. Changes of a database's table, where the contract is loaded by `CHANGES`. */
  dataset: z.string().min(1),
  /** Changes of other tables in the topic are left aside: `units` or `public.units`. @default there are none */
  table: z.string().min(1).optional(),
  /** Raised by one whenever the database's log starts anew: restored elsewhere, another server, RESET MASTER. */
  epoch: z.int().min(0).max(9_999).default(0),
  /** What a column is that an update of DMS leaves out: `null` for tasks without IncludeNullAndEmpty. */
  absent: z.enum(ABSENT_COLUMNS).default('unchanged'),
  /** What Debezium writes for values that it hasn't. @default Debezium's own */
  unavailable: z.string().min(1).optional(),
  /** What bare numbers of moments count, where Debezium sends no schema. @default told by their size */
  moments: z.enum(['millis', 'micros', 'nanos']).optional(),
});

/** Topics of one cluster, read as one consumer group. */
export const kafkaSettings = z.strictObject({
  topics: z.array(topicSchema).min(1),
  /** `host:port` of some brokers. @default there is no cluster, and nothing is read */
  brokers: z
    .array(z.string().regex(/^[\w.-]+:\d{1,5}$|^\[[\da-f:]+\]:\d{1,5}$/i, 'expected host:port'))
    .min(1)
    .optional(),
  /** The consumer group. @default `headwater-<source>` */
  group: z.string().min(1).optional(),
  /** Where a topic is begun that the group has never read. */
  from: z.enum(['earliest', 'latest']).default('earliest'),
  /** Whether brokers are spoken to by TLS. */
  tls: z.boolean().default(true),
  /** How to log in, with `username` and `password` of the secret. @default nobody has to, or a certificate does */
  mechanism: z.enum(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']).optional(),
  /** Name of the secret: `username`, `password`; `ca`, `certificate` and `privateKey` in PEM. @default none */
  secret: z.string().min(1).optional(),
  /** Where schemas are that messages name: Avro, JSON Schema. @default messages are JSON */
  registry: z
    .strictObject({
      url: z.url({ protocol: /^https?$/ }),
      /** Name of the secret with `username` and `password`. @default none */
      secret: z.string().min(1).optional(),
    })
    .optional(),
});

export type KafkaSettings = z.output<typeof kafkaSettings>;
export type TopicSettings = KafkaSettings['topics'][number];
