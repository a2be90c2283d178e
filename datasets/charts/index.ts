import { savedQueriesFor, type SavedChart } from '../../core/analytics';
import type { PersonaConfig } from '../../core/governance';
import { sqlFile } from '../sql-file';

/** Charts of the console that no model's contract tells by itself: each has a file `<name>.sql` and these few lines. */
const DECLARED: readonly Omit<SavedChart, 'sql'>[] = [
  {
    name: 'fleet_by_mode',
    description: 'How far units went and what energy they used, by how they move',
    database: 'gold',
    sensitivity: 'internal',
    kind: 'line',
    x: 'day',
    series: 'mode',
    measures: ['distance_km', 'energy_kwh', 'units'],
  },
  {
    name: 'fleet_last_seen',
    description: 'Where each unit was last',
    database: 'silver',
    sensitivity: 'internal',
    kind: 'map',
    x: 'longitude',
    series: 'mode',
    measures: ['latitude'],
  },
];

export const CHARTS: readonly SavedChart[] = DECLARED.map((chart) => ({
  ...chart,
  sql: sqlFile(__dirname, chart.name),
}));

/** The charts whose every column a persona sees. */
export function savedChartsOf(persona: PersonaConfig): SavedChart[] {
  return savedQueriesFor(persona, CHARTS);
}
