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
  /** Some 80 bytes of memory each while an archive is taken. */
  entries: z.int().min(1).default(1_000_000),
});

/** Files of an archive that are records of a dataset. */
const recordFilesSchema = z.strictObject({
  /** Glob over paths in the archive, without regard to case; `**` for any folder. */
  files: z.string().min(1),
  dataset: z.string().min(1),
  /** Between the fields of a line. */
  delimiter: z.string().length(1).default(','),
  /** Names of the fields. @default those in the first line */
  columns: z.array(z.string().min(1)).min(1).optional(),
});

/** Archives of one dataset: their files are kept in bronze as they are, below `<source>/files/`. */
export const archiveSettings = z.strictObject({
  /**
   * Where the archive is fetched from: `kaggle:<owner>/<dataset>` with `@<version>`, `https://...` or `s3://...`.
   *
   * @default nowhere: `lake archive` names a file or a URL, and on AWS there is nothing of this source
   */
  from: z
    .string()
    .regex(/^(kaggle:[\w-]+\/[\w-]+(@\d+)?|https:\/\/\S+|s3:\/\/[\w.-]+\/\S+)$/, {
      message: 'expected kaggle:<owner>/<dataset>@<version>, https://... or s3://<bucket>/<key>',
    })
    .optional(),
  /** The lake's secret with what Kaggle asks for, where its own variables and files have none: `token`, or `username` and `key`. On one machine. */
  secret: z.string().min(1).default('kaggle'),
  /** Text files that are records, in the order in which they are read. */
  records: z.array(recordFilesSchema).default([]),
  /** Pictures (PNG) whose size and brightness are measured: glob, and the dataset of what is measured. @default none */
  pictures: z.strictObject({ files: z.string().min(1), dataset: z.string().min(1) }).optional(),
  /** What an archive may be. */
  limits: archiveLimitsSchema.default(archiveLimitsSchema.parse({})),
  /** On AWS: functions that fetch, or extract, at once. */
  workers: z.int().min(1).max(500).default(50),
});

export type ArchiveSettings = z.output<typeof archiveSettings>;
export type RecordFiles = z.output<typeof recordFilesSchema>;
export type ArchiveLimits = z.output<typeof archiveLimitsSchema>;
