import pMap from 'p-map';
import {
  accesses,
  accessMatrix,
  chartsOf,
  ConsoleError,
  countable,
  figuresFrom,
  figuresSql,
  type ConsolePort,
  type DatasetView,
} from '../../core/console';
import { isLate, type Dataset } from '../../core/contracts';
import type { PersonaConfig } from '../../core/governance';
import type { Clock } from '../../core/ports';
import { savedChartsOf } from '../../datasets/charts';
import type { PersonaClients } from './persona-session';
import { savedStatements } from './saved-statements';
import { seenTables } from './seen-tables';
import { AthenaStatements } from './statements';

/** Statements of an overview at a time, and how long it waits for each; API Gateway gives up after 30 s. */
const [AT_ONCE, OVERVIEW_MS] = [10, 8_000];

export interface AthenaPortOptions {
  readonly datasets: readonly Dataset[];
  /** All of the lake's. */
  readonly personas: readonly PersonaConfig[];
  /** Names of their work groups up to the persona's name. */
  readonly workGroupPrefix: string;
  readonly clock: Clock;
  /** Clients with a persona's credentials. */
  readonly open: (persona: PersonaConfig) => Promise<PersonaClients>;
}

/** A deployed lake: all that is answered comes from Athena and Glue as the persona, or from contracts alone. */
export function athenaPort(options: AthenaPortOptions): ConsolePort {
  const { datasets, personas, workGroupPrefix, open } = options;
  const statements = async (persona: PersonaConfig): Promise<AthenaStatements> =>
    new AthenaStatements((await open(persona)).athena, `${workGroupPrefix}-${persona.name}`);
  return {
    overview: async (persona) => ({
      sources: undefined,
      datasets: await figures(await statements(persona), persona, options),
    }),
    catalog: async (persona) => seenTables((await open(persona)).glue, persona, datasets),
    charts: async (persona) => chartsOf(persona, datasets, savedChartsOf(persona)),
    access: async (persona) => accessMatrix(persona, personas, datasets),
    saved: async (persona) =>
      savedStatements((await open(persona)).athena, `${workGroupPrefix}-${persona.name}`),
    query: async (persona, { sql }) => ({ id: await (await statements(persona)).start(sql) }),
    result: async (persona, { id, from }) => (await statements(persona)).page(id, from),
    stop: async (persona, { id }) => {
      await (await statements(persona)).stop(id);
      return {};
    },
    givesFiles: false,
    leavesOut: [
      'How sources stand: the dashboard of the lake in CloudWatch shows it.',
      'Replay of quarantined records: the runbook says how days are loaded anew.',
      'Review of documents and of immunizations, and pictures of pages: `lake start` has them for a lake on one machine.',
      'The way of a column to its path in bronze: the data dictionary has it.',
    ],
    mayReview: () => false,
    mayReplay: () => false,
    decide: async () => leftOut(),
    decideImmunization: async () => leftOut(),
    replay: async () => leftOut(),
    picture: async () => leftOut(),
    download: async () => leftOut(),
  };
}

function leftOut(): never {
  throw new ConsoleError(404, 'This isn’t done by the console of a deployed lake');
}

async function figures(
  statements: AthenaStatements,
  persona: PersonaConfig,
  { datasets, clock }: AthenaPortOptions,
): Promise<readonly DatasetView[]> {
  const found = accesses(persona, datasets);
  const views = await pMap(
    datasets,
    async (dataset): Promise<readonly DatasetView[]> => {
      const sql = figuresSql(dataset, countable(found, dataset));
      if (sql === undefined) return [];
      const { name, freshWithinMinutes } = dataset;
      const counted = figuresFrom(await rowOf(statements, sql));
      const late = isLate(dataset, counted.fresh, clock.now());
      return [{ dataset: name, ...counted, freshWithinMinutes, isLate: late }];
    },
    { concurrency: AT_ONCE },
  );
  return views.flat();
}

/** @throws ConsoleError when Athena takes too long; undefined of a table that isn't there yet */
async function rowOf(
  statements: AthenaStatements,
  sql: string,
): Promise<Readonly<Record<string, string | null>> | undefined> {
  const id = await statements.start(sql);
  const { state, columns, rows, error } = await statements.page(id, undefined, OVERVIEW_MS);
  if (error) return undefined;
  if (state === 'SUCCEEDED')
    return Object.fromEntries(columns.map(({ name }, at) => [name, rows[0]?.[at] ?? null]));
  await statements.stop(id);
  throw new ConsoleError(503, 'Athena is busy and has not counted in time; look again in a minute');
}
