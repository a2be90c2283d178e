import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const FOLDER = join(__dirname, '../../fixtures/archives/suites');

const suiteSchema = z.object({
  from: z.string(),
  licence: z.string(),
  archives: z.array(
    z.object({
      name: z.string(),
      /** What Python's zipfile makes of it. */
      zipfile: z.enum(['whole', 'in part', 'refused']),
      /** Exit code of `unzip -t`. */
      unzip: z.int(),
      /** Why it is refused as a whole. */
      refused: z.string().optional(),
      /** Files that can't be had, and why. */
      damaged: z.record(z.string(), z.string()).default({}),
      /** Bytes and CRC-32 of the others. */
      files: z.record(z.string(), z.tuple([z.int(), z.string()])).default({}),
      bytes: z.base64().transform((text) => Buffer.from(text, 'base64')),
    }),
  ),
});

export type ForeignArchive = z.output<typeof suiteSchema>['archives'][number];

/** Test suites of other tools. */
export const SUITES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length));

export function archivesOf(suite: string): readonly ForeignArchive[] {
  return suiteSchema.parse(JSON.parse(readFileSync(join(FOLDER, `${suite}.json`), 'utf8'))).archives;
}
