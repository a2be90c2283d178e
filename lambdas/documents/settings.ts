import { z } from 'zod';
import { globSchema, scheduleSchema } from '../../core/sources';

/** How a server is reached, and which of its files are taken: what every directory of it has in common. */
export const sftpSchema = z.strictObject({
  host: z.string().min(1),
  port: z.int().min(1).max(65_535).default(22),
  username: z.string().min(1),
  /** Fingerprints of the host key, as `ssh-keygen -lf` prints them; more than one while the partner rotates. */
  hostKeys: z
    .array(
      z
        .string()
        .regex(
          /^SHA256:[A-Za-z0-9+/]{43}=?$/,
          'expected SHA256: and 43 characters, as ssh-keygen -lf prints',
        ),
    )
    .min(1),
  /** Glob patterns of names to take, on the path below the directory. */
  include: z.array(globSchema).min(1).default(['**/*.pdf']),
  exclude: z.array(globSchema).default([]),
  /**
   * A file this old is taken in the first pass that sees it, if it stays the same for some seconds; a younger one
   * when two passes agree. Minutes by the lake's clock: SFTP has no way to ask for the server's. Where that one is
   * behind, files look older than they are: add what it is behind.
   *
   * @see https://datatracker.ietf.org/doc/html/draft-ietf-secsh-filexfer-02
   */
  settledAfterMinutes: z.number().min(0).default(60),
  /** What happens to a file on the server once bronze has it. */
  afterwards: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('leave') }),
      /** A folder below the directory, or from the root when it starts with a slash. */
      z.strictObject({ kind: z.literal('move'), folder: z.string().min(1) }),
      z.strictObject({ kind: z.literal('delete') }),
    ])
    .default({ kind: 'leave' }),
});

/** One SFTP server and what to pull from it every hour. */
const documentServerSchema = sftpSchema.extend({
  /** Lower-case; names the server in the ledger, in alarms and in the schedule. */
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,31}$/, 'expected lower-case letters, digits and hyphens, 32 at most'),
  /** Each is listed with everything below it. */
  directories: z.array(z.string().startsWith('/')).min(1),
  /** Connects from one fixed address, for partners who let in known addresses only. It costs a NAT gateway. */
  staticEgress: z.boolean().default(false),
});

export type DocumentServer = z.output<typeof documentServerSchema>;

/** What the ledger and the log call a directory of a server: `clinic.outbox.daily`. */
export function documentSourceName({ name }: Pick<DocumentServer, 'name'>, directory: string): string {
  const parts = directory
    .split('/')
    .filter((part) => part !== '')
    .map((part) => part.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-'));
  return [name, ...parts].join('.');
}

/** Documents that partners put on SFTP servers, and how they are read. */
export const documentsSettings = z
  .strictObject({
    /** @default none, and then nothing of this exists */
    servers: z.array(documentServerSchema).default([]),
    /** When every server is pulled. */
    schedule: scheduleSchema.default('rate(1 hour)'),
    /** What Textract looks for besides text; empty for text only, at a fraction of the price. */
    features: z.array(z.enum(['FORMS', 'TABLES', 'SIGNATURES', 'LAYOUT'])).default(['FORMS', 'TABLES']),
    /** Documents read at once: below the account's quota of Textract, so that others have room too. */
    concurrency: z.int().min(1).max(600).default(20),
    /**
     * How the senders write 4 March in numbers: 3/4 or 4/3.
     *
     * @default none is known: an immunization whose date has two readings waits for a person
     */
    dateOrder: z.enum(['month-first', 'day-first']).optional(),
  })
  .superRefine(({ servers }, context) => {
    const names = servers.flatMap((server) =>
      server.directories.map((directory) => documentSourceName(server, directory)),
    );
    const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
    for (const name of twice) {
      context.addIssue({
        code: 'custom',
        path: ['servers'],
        message: `two directories are both called ${name}; rename a server`,
      });
    }
  });

export type DocumentsSettings = z.output<typeof documentsSettings>;
