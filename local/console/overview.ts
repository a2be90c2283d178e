import { accesses, countable, type DatasetView, type Overview, type SourceView } from '../../core/console';
import { covers, isLate, type Dataset } from '../../core/contracts';
import type { PersonaConfig } from '../../core/governance';
import type { Source } from '../../core/sources';
import type { LocalLake } from '../lake';
import { sourceStatus } from '../sources/status';
import type { DatasetStatus } from '../status';

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
    knowsHowItRuns ? sourceViews(lake, sources) : undefined,
  ]);
  return {
    sources: passes,
    datasets: statuses.flatMap((status) => {
      const dataset = lake.datasets.find(({ name }) => name === status.dataset);
      return dataset ? datasetView(countable(found, dataset), status, [dataset, lake.clock.now()]) : [];
    }),
  };
}

async function sourceViews(lake: LocalLake, sources: readonly Source[]): Promise<SourceView[]> {
  return (await sourceStatus(lake, sources)).map((status) => {
    const source = sources.find(({ name }) => name === status.source);
    return { ...status, feeds: source?.kind.feeds(source.settings) ?? [] };
  });
}

function datasetView(
  figures: ReadonlySet<string>,
  { dataset, ...status }: DatasetStatus,
  [contract, now]: readonly [Dataset, Date],
): readonly DatasetView[] {
  if (figures.size === 0) return [];
  const shown = Object.entries(status).map(([name, value]) => [name, figures.has(name) ? value : null]);
  const { freshWithinMinutes } = contract;
  const late = isLate(contract, figures.has('fresh') ? status.fresh : null, now);
  return [{ dataset, ...Object.fromEntries(shown), freshWithinMinutes, isLate: late } as DatasetView];
}
