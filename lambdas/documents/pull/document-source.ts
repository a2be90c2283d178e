import { z } from 'zod';
import { GlobError } from '../errors';
import { compileGlob } from './glob';

/** What happens to a file on the server once bronze has it. */
const afterwardsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('leave') }),
  z.object({ kind: z.literal('move'), folder: z.string().min(1) }),
  z.object({ kind: z.literal('delete') }),
]);

const globSchema = z
  .string()
  .min(1)
  .superRefine((pattern, context) => {
    try {
      compileGlob(pattern);
    } catch (error) {
      if (!(error instanceof GlobError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
    }
  });

/** One directory of one SFTP server. */
export const documentSourceSchema = z.object({
  /** What the ledger and the log call the server; never its credentials. */
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'lower-case letters, digits, dots and hyphens'),
  host: z.string().min(1),
  /** @default 22 */
  port: z.number().int().min(1).max(65_535).default(22),
  username: z.string().min(1),
  /** Pinned host keys as `ssh-keygen -l` prints them; more than one while the partner rotates. */
  hostKeys: z.array(z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}=?$/, 'SHA256: and 43 characters')).min(1),
  /** Listed with everything below it. @default '.', where the login lands */
  directory: z.string().min(1).default('.'),
  /** Globs on the path below the directory. @default every PDF */
  include: z.array(globSchema).min(1).default(['**/*.pdf']),
  /** @default none */
  exclude: z.array(globSchema).default([]),
  /**
   * A file this old is taken in the first pass that sees it, if it stays the same for some seconds; a younger one
   * in the second. Minutes by the lake's clock: SFTP has no way to ask for the server's
   * (https://datatracker.ietf.org/doc/html/draft-ietf-secsh-filexfer-02). Where that one is behind, files look
   * older than they are: add what it is behind. @default 60
   */
  settledAfterMinutes: z.number().min(0).default(60),
  /** @default leave */
  afterwards: afterwardsSchema.default({ kind: 'leave' }),
  /** Files under way at once. @default 16 */
  concurrency: z.number().int().min(1).max(64).default(16),
});

export type DocumentSource = z.infer<typeof documentSourceSchema>;

/** How to log in: a private key (OpenSSH or PEM), or a password. */
export interface SftpCredentials {
  readonly privateKey?: string;
  readonly passphrase?: string;
  readonly password?: string;
}
