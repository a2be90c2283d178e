import { isLoadedByChanges } from '../../core/changes';
import type { Dataset } from '../../core/contracts';
import { SettingsError } from '../../core/errors';
import type { LandingDeps } from '../../core/messages';
import type { KafkaSettings } from './settings';

/** Whose messages a topic has, and how they are read. */
export type TopicReading = Pick<LandingDeps, 'dataset' | 'changes'>;

/** @throws SettingsError for datasets that there aren't, and topics that are named twice */
export function topicsOf(
  { topics }: Pick<KafkaSettings, 'topics'>,
  datasets: readonly Dataset[],
): ReadonlyMap<string, TopicReading> {
  const readings = new Map<string, TopicReading>();
  for (const { topic, dataset: name, ...options } of topics) {
    const dataset = datasets.find((each) => each.name === name);
    if (!dataset) {
      const names = datasets.map((each) => each.name).join(', ');
      throw new SettingsError(`Topic "${topic}" is for the dataset "${name}"; expected one of ${names}`);
    }
    if (readings.has(topic)) throw new SettingsError(`Topic "${topic}" is named twice; expected it once`);
    const { epoch, absent, table, snapshots, unavailable, moments } = options;
    readings.set(topic, {
      dataset,
      changes: isLoadedByChanges(dataset)
        ? { epoch, absent, table, snapshots, moments, ...(unavailable !== undefined && { unavailable }) }
        : undefined,
    });
  }
  return readings;
}
