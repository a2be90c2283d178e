import { z } from 'zod';

export const FILE_FORMATS = ['ndjson', 'json', 'csv'] as const;

/** Files that somebody drops, all of one dataset. */
export const folderSettings = z.strictObject({
  /** The dataset that the files hold records of. */
  dataset: z.string().min(1),
  /** @default by the end of a file's name: .ndjson and .jsonl, .json, .csv; other files are left alone */
  format: z.enum(FILE_FORMATS).optional(),
  /** Between fields of a CSV file. */
  delimiter: z.string().length(1).default(','),
  /** On one machine: a directory, from the lake's when it doesn't start with a slash. @default `drop/<source>` */
  directory: z.string().min(1).optional(),
  /** On one machine: a file this old is taken to be whole. Seconds. */
  settledAfter: z.number().min(0).default(2),
  /** On AWS: objects below this prefix of the source's drop bucket. @default there is no bucket */
  prefix: z
    .string()
    .regex(/^([\w-]+\/)*$/, 'expected nothing, or letters, digits and hyphens with a slash at the end')
    .optional(),
  /** On AWS: days until an object in the drop bucket goes. */
  expireDays: z.int().min(1).default(30),
});

export type FolderSettings = z.output<typeof folderSettings>;
