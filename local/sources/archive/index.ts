import type { PassReport } from '../../../core/sources';
import type { archive } from '../../../lambdas/archive/kind';
import type { LocalSource, SourceContext } from '../local-source';
import { takeApart } from './apart/take-apart';
import { addArchive } from './commands/archive';
import { addFiles } from './commands/files';
import { localArchive } from './commands/local-archive';

/** Milliseconds between two looks at where archives come from, and that one may take to come. */
const LOOK_MS = 24 * 3_600_000;

/** Archives that somebody names, or that are fetched from where the settings say. */
export const face: LocalSource<typeof archive.settings> = {
  addCommands(program) {
    addArchive(program);
    addFiles(program);
  },
  pass: takeDeclared,
  longestMs: LOOK_MS,
  next: (_settings, after) => new Date(after.getTime() + LOOK_MS),
};

async function takeDeclared({
  source,
  lake,
  secrets,
  signal,
}: SourceContext<typeof archive.settings>): Promise<PassReport> {
  const { from } = source.settings;
  if (from === undefined) return { taken: 0, problems: [] };
  const found = await localArchive(from, { source, lake, secrets, signal });
  if ('keptBefore' in found) return { taken: 0, problems: [] };
  // Its threads and tables of entries are no part of a lake that serves.
  const report = await takeApart({ root: lake.layout.root, file: found.path, source }, { signal });
  const missing = report.problems.length;
  if (missing === 0) await found.remove();
  return {
    taken: report.taken,
    problems:
      missing === 0 ? [] : [`${missing} of ${report.files} files are not kept; lake archive names them`],
    line: `${report.taken} of ${report.files} files taken, ${report.known} kept before`,
  };
}
