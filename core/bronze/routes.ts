import type { Dataset } from '../contracts';
import { SettingsError } from '../errors';

/** Decides which dataset an event belongs to. */
export interface Routes {
  /** The dataset's name when there is such a dataset. */
  byName(name: string): string | undefined;
  /** The dataset whose events carry this CloudEvents `type`. */
  byType(type: string): string | undefined;
  /** Where records go that don't say. */
  readonly fallback: Dataset;
}

/**
 * Routes to the datasets that anybody may send to: what the lake makes itself doesn't come by the stream.
 *
 * @throws SettingsError when the fallback is none of them
 */
export function routesOf(datasets: readonly Dataset[], fallback: string): Routes {
  const open = datasets.filter(({ sender }) => sender === 'api');
  const names = new Set(open.map(({ name }) => name));
  const types = new Map(open.map(({ eventType, name }) => [eventType, name]));
  const dataset = open.find(({ name }) => name === fallback);
  if (!dataset) {
    throw new SettingsError(
      `Default dataset "${fallback}" takes no records; those that do are ${[...names].join(', ')}`,
    );
  }
  return {
    byName: (name) => (names.has(name) ? name : undefined),
    byType: (type) => types.get(type),
    fallback: dataset,
  };
}
