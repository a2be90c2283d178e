import { covers } from '../../core/contracts';
import type { PersonaConfig } from '../../core/governance';
import type { Source } from '../../core/sources';
import type { LocalLake } from '../lake';
import { sourceStatus } from '../sources/status';
import type { DatasetStatus } from '../status';
import type { DatasetView, Overview } from './api';
import { accesses, countable } from './visibility';

/** How the lake stands, as far as a persona could find out itself. */
export async function overview(
  lake: LocalLake,
  sources: readonly Source[],
  persona: PersonaConfig,
): Promise<Overview> {
  const found = accesses(persona, lake.datasets);
  const knowsHowItRuns = covers(persona.clearance, 'internal');
  const [statuses, passes] = await Promise.all([
    lake.status(),
    knowsHowItRuns ? sourceStatus(lake, sources) : undefined,
  ]);
  return {
    sources: passes,
    datasets: statuses.flatMap((status) => {
      const dataset = lake.datasets.find(({ name }) => name === status.dataset);
      return dataset ? datasetView(countable(found, dataset), status) : [];
    }),
  };
}

function datasetView(
  figures: ReadonlySet<string>,
  { dataset, ...status }: DatasetStatus,
): readonly DatasetView[] {
  if (figures.size === 0) return [];
  const shown = Object.entries(status).map(([name, value]) => [name, figures.has(name) ? value : null]);
  return [{ dataset, ...Object.fromEntries(shown) } as DatasetView];
}
