import type { Dataset } from '../../lib/contracts';

/** Decides which dataset an event belongs to. */
export interface Routes {
  /** The dataset's name when there is such a dataset. */
  byName(name: string): string | undefined;
  /** The dataset whose events carry this CloudEvents `type`. */
  byType(type: string): string | undefined;
  /** Where records go that don't say. */
  readonly fallback: Dataset;
}

/** @throws Error when the fallback is none of the datasets */
export function routesOf(datasets: readonly Dataset[], fallback: string): Routes {
  const names = new Set(datasets.map(({ name }) => name));
  const types = new Map(datasets.map(({ eventType, name }) => [eventType, name]));
  const dataset = datasets.find(({ name }) => name === fallback);
  if (!dataset) {
    throw new Error(`Default dataset "${fallback}" is not declared; the lake has ${[...names].join(', ')}`);
  }
  return {
    byName: (name) => (names.has(name) ? name : undefined),
    byType: (type) => types.get(type),
    fallback: dataset,
  };
}
