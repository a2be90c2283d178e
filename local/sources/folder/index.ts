import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { folder } from '../../../lambdas/folder/kind';
import type { LocalSource, SourceContext } from '../local-source';
import { passFolder } from './pass-folder';

/** Milliseconds between two looks into the directory. */
const LOOK_MS = 5_000;

/** A directory that is looked into. */
export const face: LocalSource<typeof folder.settings> = {
  pass: (context) => passFolder(context, directoryOf(context)),
  next: (_settings, after) => new Date(after.getTime() + LOOK_MS),
  async open(context) {
    const directory = directoryOf(context);
    await mkdir(directory, { recursive: true });
    const { source } = context;
    return {
      lines: [`Drop          NDJSON, JSON or CSV files of ${source.settings.dataset} into ${directory}`],
      close: async () => undefined,
    };
  },
};

function directoryOf({ source, lake }: SourceContext<typeof folder.settings>): string {
  return resolve(lake.layout.root, source.settings.directory ?? `drop/${source.name}`);
}
