import { resolveSources, declareSource, sourcesOf } from '../core/sources';
import { datasets } from '../datasets';
import { archive } from '../lambdas/archive/kind';
import { LocalLake } from '../local/lake';
import { takeArchive } from '../local/sources/archive/take-archive';

/** Takes an archive in a process of its own. Arguments: lake, archive. Prints seconds, those of processors, files, and peak memory in bytes. */
async function main([root = '', file = '']: readonly string[]): Promise<void> {
  const [source] = sourcesOf(resolveSources([declareSource(archive, {}, 'bench')]).sources, archive);
  if (!source) throw new Error('The kind has a default for every setting');
  const lake = new LocalLake({ root, datasets, defaultDataset: 'immunizations' });
  const [start, before] = [performance.now(), process.cpuUsage()];
  const { report } = await takeArchive(file, source, lake);
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(before);
  const { files, taken, known, problems } = report;
  await lake.close();
  const peak = process.resourceUsage().maxRSS * 1_024;
  process.stdout.write(
    JSON.stringify({
      seconds,
      processor: (user + system) / 1e6,
      files,
      taken,
      known,
      problems: problems.length,
      peak,
    }),
  );
}

void main(process.argv.slice(2));
