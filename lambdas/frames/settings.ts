import { z } from 'zod';

/** Pictures that cameras take now and then. */
export const framesSettings = z.strictObject({
  /** The dataset that tells of them. */
  dataset: z.string().min(1),
  /** On one machine: a directory with one below it per camera, from the lake's when it doesn't start with a slash. @default none is watched */
  directory: z.string().min(1).optional(),
  /** On one machine: a file this old is taken to be whole. Seconds. */
  settledAfter: z.number().min(0).default(2),
  /** Largest picture. Bytes. */
  mostBytes: z.int().min(1_000).max(100_000_000).default(20_000_000),
  /** Largest picture. Pixels: four bytes of memory each. */
  mostPixels: z.int().min(1).max(100_000_000).default(36_000_000),
  /** Days until a picture goes; what was read of it stays as long as other records. */
  retentionDays: z.int().min(1).max(3_650).default(30),
  /** On AWS: takes uploads into a bucket of the source's own. @default there is none */
  upload: z
    .strictObject({
      /** Days until an upload goes; it was copied long before. */
      expireDays: z.int().min(1).default(7),
    })
    .optional(),
});

export type FramesSettings = z.output<typeof framesSettings>;
