import { archiveLimitsSchema } from '../../../lambdas/archive/settings';
import {
  extractGroup,
  groupsOf,
  piecesOf,
  readDirectory,
  type GroupSize,
  type RangeReader,
} from '../../../lambdas/archive/zip';

export const LIMITS = archiveLimitsSchema.parse({});

export interface Contents {
  readonly files: Map<string, string>;
  readonly damaged: Map<string, string>;
}

/** What an archive's files hold, by path, latin1; and what is wrong with the others. */
export async function contentsOf(reader: RangeReader, size?: GroupSize, limits = LIMITS): Promise<Contents> {
  const directory = await readDirectory(reader, limits);
  const [files, damaged] = [new Map<string, string>(), new Map<string, string>()];
  for (const group of groupsOf(directory, size)) {
    await extractGroup(piecesOf(reader, group.start, group.end), group, {
      whole: ({ path }, content) => void files.set(path, content.toString('latin1')),
      large: async ({ path }, pieces) => {
        const parts: Buffer[] = [];
        for await (const { content } of pieces) parts.push(...content);
        files.set(path, Buffer.concat(parts).toString('latin1'));
      },
      damaged: ({ path }, problem) => void damaged.set(path, problem),
    });
  }
  return { files, damaged };
}
