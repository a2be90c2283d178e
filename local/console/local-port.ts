import type { PersonaConfig } from '../../core/governance';
import type { Source } from '../../core/sources';
import { savedQueriesOf } from '../../datasets/saved_queries';
import type { Asking } from '../door';
import type { LocalLake } from '../lake';
import { accessMatrix } from './access-matrix';
import { visibleTables } from './catalog';
import { chartsOf } from './charts';
import { ConsoleError } from './errors';
import { overview } from './overview';
import type { ConsolePort } from './port';
import { PersonaQueries } from './persona-queries';
import { mayReplay } from './visibility';

export interface LocalPortOptions {
  readonly lake: LocalLake;
  readonly personas: readonly PersonaConfig[];
  readonly sources: readonly Source[];
  readonly asking: Asking;
}

/** The lake on this machine: statements go the way of the door's, as the persona. */
export function localPort({ lake, personas, sources, asking }: LocalPortOptions): ConsolePort {
  const queries = new PersonaQueries(asking);
  const { datasets } = lake;
  return {
    overview: async (persona) => overview(lake, sources, persona),
    catalog: async (persona) => visibleTables(persona, datasets),
    charts: async (persona) => chartsOf(persona, datasets),
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
    replay: async (persona, { dataset: name }) => {
      if (!mayReplay(persona, datasets))
        throw new ConsoleError(403, 'Who replays records has to see them; this persona doesn’t');
      const dataset = datasets.find((each) => each.name === name);
      if (!dataset) throw new ConsoleError(404, 'There is no such dataset');
      const [report] = (await lake.transform({ replay: dataset })).filter((each) => each.dataset === name);
      const { landed = 0, quarantined = 0, duplicates = 0 } = report ?? {};
      const still = await stillQuarantined(lake, name);
      return {
        dataset: name,
        freed: Math.max(0, landed - quarantined - duplicates),
        stillQuarantined: still,
      };
    },
  };
}

async function stillQuarantined(lake: LocalLake, name: string): Promise<number> {
  return (await lake.status()).find(({ dataset }) => dataset === name)?.quarantined ?? 0;
}
