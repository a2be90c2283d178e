import { z } from 'zod';

/** DMS capacity units: 2 GB of memory each. */
const capacity = z.union(
  [1, 2, 4, 8, 16, 32, 64, 128, 192, 256, 384].map((units) => z.literal(units)),
  'expected 1, 2, 4, 8, 16, 32, 64, 128, 192, 256 or 384 capacity units',
);

const replicationSchema = z
  .strictObject({
    engine: z.enum(['postgres', 'aurora-postgresql', 'mysql', 'mariadb', 'aurora']),
    /** The database that the tables are in. @default MySQL and MariaDB need none: a table's schema names it */
    database: z.string().min(1).max(64).optional(),
    /** ARN of a secret of this region and account with `host`, `port`, `username` and `password`. */
    secret: z
      .string()
      .regex(/^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:[^*]+$/, 'expected the ARN of a secret'),
    /** ARN of the key that the secret is encrypted with. @default the account's own for Secrets Manager */
    secretKey: z
      .string()
      .regex(/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/, 'expected the ARN of a key')
      .optional(),
    /** ARN of a certificate in DMS by which the server's is verified. @default it is encrypted, and not verified */
    certificate: z
      .string()
      .regex(/^arn:[\w-]+:dms:[\w-]+:\d{12}:cert:[\w-]+$/, 'expected the ARN of a certificate of DMS')
      .optional(),
    /** Where the database can be reached from, with endpoints of the VPC for Kinesis and Secrets Manager. */
    network: z.strictObject({
      /** In two zones or more. */
      subnets: z
        .array(z.string().regex(/^subnet-[\da-f]{8,17}$/, 'expected the id of a subnet'))
        .min(2, 'expected subnets of two zones or more'),
      securityGroups: z
        .array(z.string().regex(/^sg-[\da-f]{8,17}$/, 'expected the id of a security group'))
        .min(1),
    }),
    leastCapacity: capacity.default(1),
    mostCapacity: capacity.default(2),
    /** Largest value of a large column; a larger one stops the replication. Kilobytes, of 1 MB that a message has. */
    largestValue: z.int().min(1).max(900).default(256),
    /** Of the stream. With one, all changes have one order; with more, those of one key. */
    shards: z.int().min(1).max(100).default(1),
    retentionHours: z.int().min(24).max(8_760).default(168),
  })
  .refine(({ engine, database }) => !engine.includes('postgres') || database !== undefined, {
    message: 'expected the name of the database that PostgreSQL’s tables are in',
    path: ['database'],
  })
  .refine(({ leastCapacity, mostCapacity }) => leastCapacity <= mostCapacity, {
    message: 'expected no less than leastCapacity',
    path: ['mostCapacity'],
  });

/** Tables of one database whose changes AWS DMS tells. */
export const cdcSettings = z.strictObject({
  tables: z
    .array(
      z.strictObject({
        /** `schema.table`; of MySQL and MariaDB `database.table`. */
        table: z.string().regex(/^[\w-]{1,63}\.[\w-]{1,63}$/, 'expected schema.table'),
        /** The dataset that has its rows: its contract is loaded by `CHANGES`. */
        dataset: z.string().min(1),
      }),
    )
    .min(1)
    .max(100),
  /** On AWS: what is replicated from. @default nothing is created */
  replication: replicationSchema.optional(),
});

export type CdcSettings = z.output<typeof cdcSettings>;
export type ReplicationSettings = z.output<typeof replicationSchema>;
