import { sourcesOf, type Source } from '../../../../core/sources';
import { archive } from '../../../../lambdas/archive/kind';
import { UsageError } from '../../../commands/errors';
import type { LocalLake } from '../../../lake';
import { lakeSources } from '../../lake-sources';

/** The source of archives of a name, with dashes or underscores. @throws UsageError naming those there are */
export async function archiveSourceNamed(
  name: string,
  lake: LocalLake,
): Promise<Source<typeof archive.settings>> {
  const { sources } = await lakeSources(lake);
  const those = sourcesOf(sources, archive);
  const found = those.find((source) => source.name === name.replaceAll('_', '-'));
  if (found) return found;
  const names = those.map((source) => source.name).join(', ') || 'none';
  throw new UsageError(
    `No dataset "${name}" takes archives; those that do: ${names} (sources/index.ts declares them)`,
  );
}
