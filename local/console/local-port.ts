import { accessMatrix, chartsOf, ConsoleError, mayReplay, type ConsolePort } from '../../core/console';
import type { PersonaConfig } from '../../core/governance';
import type { Source } from '../../core/sources';
import { qualified, quarantineTable } from '../../core/tables';
import { savedChartsOf } from '../../datasets/charts';
import { savedQueriesOf } from '../../datasets/saved_queries';
import type { Asking } from '../door';
import type { LocalLake } from '../lake';
import { visibleTables } from './catalog';
import { overview } from './overview';
import { PersonaQueries } from './persona-queries';
import { DocumentReview, mayReview } from './review';

export interface LocalPortOptions {
  readonly lake: LocalLake;
  readonly personas: readonly PersonaConfig[];
  readonly sources: readonly Source[];
  readonly asking: Asking;
}

/** The lake on this machine: statements go the way of the door's, as the persona. */
export function localPort({ lake, personas, sources, asking }: LocalPortOptions): ConsolePort {
  const queries = new PersonaQueries(asking);
  const review = new DocumentReview(lake);
  const { datasets } = lake;
  return {
    overview: async (persona) => overview(lake, sources, persona),
    catalog: async (persona) => visibleTables(persona, datasets),
    charts: async (persona) => chartsOf(persona, datasets, savedChartsOf(persona)),
    access: async (persona) => accessMatrix(persona, personas, datasets),
    saved: async (persona) =>
      savedQueriesOf(persona).map((query) => ({
        name: query.name,
        description: query.description,
        sql: query.sql(),
      })),
    query: async (persona, { sql }) => ({ id: queries.start(persona, sql) }),
    result: async (persona, { id, from }) => queries.page(persona, id, from),
    stop: async (persona, { id }) => {
      queries.stop(persona, id);
      return {};
    },
    download: async (persona, { id }) => queries.file(persona, id),
    givesFiles: true,
    leavesOut: [],
    mayReview: (persona) => mayReview(persona, datasets),
    mayReplay: (persona) => mayReplay(persona, datasets),
    picture: async (persona, page) => review.picture(persona, page),
    decide: async (persona, decision) => review.decide(persona, decision),
    decideImmunization: async (persona, verdict) => review.decideImmunization(persona, verdict),
    replay: async (persona, { dataset: name }) => {
      if (!mayReplay(persona, datasets))
        throw new ConsoleError(403, 'Who replays records has to see them; this persona doesn’t');
      const dataset = datasets.find((each) => each.name === name);
      if (!dataset) throw new ConsoleError(404, 'There is no such dataset');
      const before = await quarantinedOf(lake, name);
      await lake.transform({ replay: dataset });
      const stillQuarantined = await quarantinedOf(lake, name);
      return { dataset: name, freed: Math.max(0, before - stillQuarantined), stillQuarantined };
    },
  };
}

async function quarantinedOf(lake: LocalLake, dataset: string): Promise<number> {
  const [row] = await lake.query(
    `SELECT count(*) AS n FROM ${qualified(quarantineTable)} WHERE dataset = '${dataset}'`,
  );
  return Number(row?.n ?? 0);
}
