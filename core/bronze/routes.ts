import { deletionType, type Dataset } from '../contracts';
import { SettingsError } from '../errors';

/** Decides which dataset an event belongs to. */
export interface Routes {
  byName(name: string): Dataset | undefined;
  /** The dataset whose events carry this CloudEvents `type`. */
  byType(type: string): Dataset | undefined;
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
  const names = new Map(open.map((dataset) => [dataset.name, dataset]));
  const types = new Map(
    open.flatMap((dataset) =>
      [dataset.eventType, deletionType(dataset)].map((type) => [type, dataset] as const),
    ),
  );
  const dataset = names.get(fallback);
  if (!dataset) {
    throw new SettingsError(
      `Default dataset "${fallback}" takes no records; those that do are ${[...names.keys()].join(', ')}`,
    );
  }
  return {
    byName: (name) => names.get(name),
    byType: (type) => types.get(type),
    fallback: dataset,
  };
}

/** Routes of a source that feeds one dataset, whatever its records say. */
export function routesTo(dataset: Dataset): Routes {
  return {
    byName: (name) => (name === dataset.name ? dataset : undefined),
    byType: () => undefined,
    fallback: dataset,
  };
}
