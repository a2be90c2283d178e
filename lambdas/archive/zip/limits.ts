import { z } from 'zod';

const GIB = 1024 ** 3;

/** What an archive may be, before anything of it is written. */
export const archiveLimitsSchema = z.strictObject({
  /** Inflated bytes for each byte in the archive, of an entry above a mebibyte and of all together. */
  ratio: z.number().min(1).default(200),
  /** Inflated bytes of one entry; S3 takes 5 GB in one request. */
  entryBytes: z.int().min(1).max(5_000_000_000).default(5_000_000_000),
  /** Inflated bytes of all entries. */
  totalBytes: z
    .int()
    .min(1)
    .default(2_048 * GIB),
  /** Some 120 bytes of memory each while an archive is planned. */
  entries: z.int().min(1).default(1_000_000),
});

export type ArchiveLimits = z.output<typeof archiveLimitsSchema>;
