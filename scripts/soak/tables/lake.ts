import { things, ThingsLake, type Event } from '../../../test/local/loads/things';

/** So few that tables lie in dozens of files. */
const ROWS_PER_FILE = 64;

/** A lake whose tables lie in many files, with history. */
export const manyFiles = (root: string): ThingsLake =>
  new ThingsLake(root, things({ history: true, versionedBy: 'at' }), ROWS_PER_FILE);

const START = Date.UTC(2026, 0, 1);

/** Records of random keys: new ones, changes and deletions. @param first place of the first of them */
export function randomEvents(first: number, count: number, keys: number): Event[] {
  return Array.from({ length: count }, (_, index) => {
    const nth = first + index;
    const data = {
      id: `k${Math.floor(Math.random() * keys)}`,
      name: `of ${nth}`,
      at: new Date(START + nth * 1000).toISOString(),
    };
    return { nth, data, deletes: Math.random() < 0.1 };
  });
}
