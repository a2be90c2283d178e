import { z } from 'zod';
import { sftpSchema } from '../settings';

/** One directory of one SFTP server. */
export const documentSourceSchema = z.object({
  ...sftpSchema.shape,
  /** What the ledger and the log call the directory; never its credentials. */
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'lower-case letters, digits, dots and hyphens'),
  /** Listed with everything below it. @default '.', where the login lands */
  directory: z.string().min(1).default('.'),
  /** Files under way at once. */
  concurrency: z.number().int().min(1).max(64).default(16),
});

export type DocumentSource = z.infer<typeof documentSourceSchema>;

/** How to log in: a private key (OpenSSH or PEM), or a password. */
export interface SftpCredentials {
  readonly privateKey?: string;
  readonly passphrase?: string;
  readonly password?: string;
}
