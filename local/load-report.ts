import { MEASURES, type Measure } from '../core/plan';

/** What a run did with one dataset. */
export interface LoadReport extends Readonly<Record<Measure, number>> {
  readonly dataset: string;
}

/** @param count what was measured; 0 where nothing was */
export function loadReport(dataset: string, count: (measure: Measure) => number = () => 0): LoadReport {
  const counts = Object.fromEntries(MEASURES.map((name) => [name, count(name)]));
  return { dataset, ...(counts as Record<Measure, number>) };
}
