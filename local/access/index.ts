import type { Dataset } from '../../core/contracts';
import { parsePersonas, personaNamed, type PersonaConfig } from '../../core/governance';
import type { EngineOptions } from '../engine/duckdb-engine';
import type { TableFiles } from '../engine/load-tables';
import { layoutOf } from '../layout';
import { lakeTables } from './lake-tables';
import { PersonaEngine } from './persona-engine';

export { PersonaEngine, type Ready } from './persona-engine';
export type { OwnTable } from './own-tables';
export type { ShowTable } from './permitted-tables';

export interface OpenPersonaOptions {
  /** The directory of the lake. */
  readonly lakeDir: string;
  /** Name of the persona. */
  readonly persona: string;
  readonly datasets: readonly Dataset[];
  /** @default the personas that come with a lake */
  readonly personas?: readonly PersonaConfig[];
  /** Where silver and gold are read. @default what is current when a table is first read */
  readonly tables?: TableFiles;
  /** Memory, threads and scratch of the engine. @default those of the engine */
  readonly engine?: EngineOptions;
}

/**
 * Opens a lake directory as a persona sees it.
 *
 * @throws Error when there is no such persona, naming those there are
 */
export async function openPersonaEngine(options: OpenPersonaOptions): Promise<PersonaEngine> {
  const { lakeDir, datasets, personas = parsePersonas(), tables, engine } = options;
  return PersonaEngine.open({
    persona: personaNamed(personas, options.persona),
    datasets,
    show: lakeTables(layoutOf(lakeDir), datasets, tables),
    ...(engine && { engine }),
  });
}
