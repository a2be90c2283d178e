import type { PassReport } from '../../../core/sources';
import type { archive } from '../../../lambdas/archive/kind';
import type { LocalSource, SourceContext } from '../local-source';
import { addArchive } from './commands/archive';
import { addFiles } from './commands/files';
import { localArchive } from './commands/local-archive';
import { takeArchive } from './take-archive';

/** Milliseconds between two looks at where archives come from. */
const LOOK_MS = 24 * 3_600_000;

/** Archives that somebody names, or that are fetched from where the settings say. */
export const face: LocalSource<typeof archive.settings> = {
  addCommands(program) {
    addArchive(program);
    addFiles(program);
  },
  pass: takeDeclared,
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
  const file = await localArchive(from, { source, lake, secrets, signal });
  const { report } = await takeArchive(file.path, source, lake, { signal });
  const missing = report.problems.length;
  if (missing === 0) await file.remove();
  return {
    taken: report.taken,
    problems:
      missing === 0 ? [] : [`${missing} of ${report.files} files are not kept; lake archive names them`],
    line: `${report.taken} of ${report.files} files taken, ${report.known} kept before`,
  };
}
