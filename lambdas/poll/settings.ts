import { z } from 'zod';
import { scheduleSchema } from '../../core/sources';

const identifier = z.string().min(1).max(63);

/** One table of a PostgreSQL, MySQL or MariaDB database that is read at its times. */
export const pollSettings = z
  .strictObject({
    engine: z.enum(['postgresql', 'mysql']).default('postgresql'),
    /** A replica, best of all. @default none, and then nothing of this exists */
    host: z.string().min(1).optional(),
    /** @default 5432 for PostgreSQL, 3306 for MySQL */
    port: z.int().min(1).max(65_535).optional(),
    database: identifier,
    /** `off` is for this machine and networks that nobody else is in. */
    tls: z.enum(['verify', 'off']).default('verify'),
    /** PEM of who has signed the server's certificate. @default those that Node.js knows */
    ca: z.string().min(1).optional(),
    /** `[schema, table]`, or `[table]`. */
    table: z.union([z.tuple([identifier]), z.tuple([identifier, identifier])]),
    /** Columns of the table's key: pages go on after it. */
    key: z.array(identifier).min(1),
    /**
     * Column that grows with every change of a row: a time or a number. Rows without a value in it are read in every
     * pass.
     *
     * @default none: the whole table is read in every pass
     */
    changed: identifier.optional(),
    /**
     * Reads this much again, for transactions that committed late. Seconds, or the number's own unit; longer than the
     * longest transaction that writes to the table.
     */
    overlap: z.number().min(0).default(600),
    /** The dataset that rows are records of. */
    dataset: z.string().min(1),
    schedule: scheduleSchema.default('rate(1 hour)'),
    /** When keys are compared with silver's, to find rows that were deleted; false for never. UTC. */
    compare: z.union([scheduleSchema, z.literal(false)]).default('cron(0 3 ? * SUN *)'),
    /** Share of silver's rows that may be deleted at once; more, and somebody has to look. */
    mostDeleted: z.number().min(0).max(1).default(0.2),
    /** Rows of a page. */
    batch: z.int().min(1).max(50_000).default(5_000),
    /** Longest that one statement may take, by the server's clock and by ours. */
    timeoutSeconds: z.number().positive().default(60),
    /** Connections until a page counts as failed. */
    tries: z.int().min(1).max(10).default(4),
    /** On AWS: where the database is reached from. @default outside any VPC */
    network: z
      .strictObject({
        vpcId: z.string().startsWith('vpc-'),
        availabilityZones: z.array(z.string().min(1)).min(1),
        /** With a way to DynamoDB, S3 and Secrets Manager. */
        subnetIds: z.array(z.string().startsWith('subnet-')).min(1),
        /** One that the database lets in. */
        securityGroupId: z.string().startsWith('sg-'),
      })
      .optional(),
  })
  .refine(({ tls, host = 'localhost', network }) => tls === 'verify' || network || isHere(host), {
    path: ['tls'],
    error: 'a password is sent there; off is for this machine and private networks',
  });

export type PollSettings = z.output<typeof pollSettings>;

const isHere = (host: string): boolean =>
  ['localhost', '127.0.0.1', '::1'].includes(host) || host.startsWith('/');
