import { z } from 'zod';
import { SNAPSHOT_EXTENTS } from '../../core/changes/debezium';
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
  /** `parts` where somebody has Debezium take snapshots of some rows of the table: rows that one hasn't stay then. */
  snapshots: z.enum(SNAPSHOT_EXTENTS).default('whole'),
  /** What Debezium writes for values that it hasn't. @default Debezium's own */
  unavailable: z.string().min(1).optional(),
  /** What bare numbers of moments count, where Debezium sends no schema. @default told by their size */
  moments: z.enum(['millis', 'micros', 'nanos']).optional(),
});

const subnetId = z.string().regex(/^subnet-[\da-f]{8,17}$/, 'expected the id of a subnet');
const groupId = z.string().regex(/^sg-[\da-f]{8,17}$/, 'expected the id of a security group');
const secretArn = z
  .string()
  .regex(/^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:[^*]+$/, 'expected the ARN of a secret')
  .optional();

/** The cluster that functions of the lake are called for, on AWS. */
const clusterSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('msk'),
      arn: z
        .string()
        .regex(
          /^arn:[\w-]+:kafka:[\w-]+:\d{12}:cluster\/[\w-]+\/[\w-]+$/,
          'expected the ARN of a cluster of MSK',
        ),
      login: z.enum(['iam', 'scram', 'certificate']).default('iam'),
      /** With `username` and `password`, or `certificate` and `privateKey`. @default none, for `iam` */
      secret: secretArn,
    })
    .refine(({ login, secret }) => (login === 'iam') === (secret === undefined), {
      message: 'expected a secret for scram and certificate, and none for iam',
      path: ['secret'],
    }),
  z.strictObject({
    kind: z.literal('self-managed'),
    brokers: z.array(z.string().regex(/^[\w.-]+:\d{1,5}$/, 'expected host:port')).min(1),
    login: z.enum(['scram-256', 'scram-512', 'plain', 'certificate']),
    secret: secretArn.unwrap(),
    /** ARN of a secret with the certificate of whoever signed those of the brokers. @default a public one */
    rootCertificate: secretArn,
    /** Where the brokers can be reached from. @default from the internet */
    network: z
      .strictObject({ subnets: z.array(subnetId).min(1), securityGroups: z.array(groupId).min(1) })
      .optional(),
  }),
]);

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
  /** On AWS: the cluster. @default nothing is created */
  cluster: clusterSchema.optional(),
  /** On AWS: ARN of the secret of the registry. @default it asks for no login */
  registrySecret: secretArn,
  /** On AWS: messages behind the newest, of a partition, from which on an alarm rings. */
  alarmBehind: z.int().min(1).default(100_000),
});

export type ClusterSettings = z.output<typeof clusterSchema>;
export type KafkaSettings = z.output<typeof kafkaSettings>;
