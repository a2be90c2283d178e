import type { archive } from '../../../lambdas/archive/kind';
import type { LocalSource } from '../local-source';
import { addArchive } from './commands/archive';
import { addFiles } from './commands/files';

/** Archives that somebody names, or that are fetched from where the settings say. */
export const face: LocalSource<typeof archive.settings> = {
  addCommands(program) {
    addArchive(program);
    addFiles(program);
  },
};
