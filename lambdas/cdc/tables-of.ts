import { isLoadedByChanges } from '../../core/changes';
import type { Dataset } from '../../core/contracts';
import { SettingsError } from '../../core/errors';
import type { CdcSettings } from './settings';

/** The dataset of each table. @throws SettingsError for one that isn't there or isn't loaded by changes, and a table that is named twice */
export function tablesOf(
  { tables }: Pick<CdcSettings, 'tables'>,
  datasets: readonly Dataset[],
): ReadonlyMap<string, Dataset> {
  const found = new Map<string, Dataset>();
  for (const { table, dataset: name } of tables) {
    const dataset = datasets.find((each) => each.name === name);
    if (!dataset || !isLoadedByChanges(dataset)) {
      const names = datasets.filter(isLoadedByChanges).map((each) => each.name);
      throw new SettingsError(
        `Table "${table}" is for the dataset "${name}"; expected one that is loaded by CHANGES: ${names.join(', ')}`,
      );
    }
    if (found.has(table)) throw new SettingsError(`Table "${table}" is named twice; expected it once`);
    found.set(table, dataset);
  }
  return found;
}
