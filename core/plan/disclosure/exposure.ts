import { SENSITIVITIES, type Sensitivity } from '../../contracts';

/** A personal or health column that an expression lets through. */
export interface Exposure {
  /**
   * - `one`: a value that belongs to one person
   * - `amount`: sums up values of a group; nearly one person's own where theirs is by far the largest
   * - `group`: what is common to a group or counts it; nobody's own once the group is large enough
   */
  readonly of: 'one' | 'amount' | 'group';
  /** `silver.table.column`, or what stands for it where there is none. */
  readonly column: string;
  readonly sensitivity: Sensitivity;
  /** The SQL that lets it through, once it is more than the column's name. */
  readonly by?: string;
}

/** What is known of an expression. */
export interface Shown {
  readonly exposures: readonly Exposure[];
  /** Whether it is the number of different people in a group. */
  readonly countsPeople: boolean;
}

export function showing(exposures: readonly Exposure[]): Shown {
  return { exposures, countsPeople: false };
}

/** What several expressions show between them. */
export function together(parts: readonly Shown[]): Shown {
  return showing(parts.flatMap(({ exposures }) => exposures));
}

/** Something that cannot be followed to a table: whatever it is, its author has to answer for it. */
export function unfollowed(what: string): Shown {
  return showing([
    { of: 'one', column: `${what}, which cannot be followed to a table`, sensitivity: 'health' },
  ]);
}

/** What is left to show once what is of these kinds has been judged elsewhere. */
export function without(shown: Shown, ...judged: readonly Exposure['of'][]): Shown {
  return { ...shown, exposures: shown.exposures.filter(({ of }) => !judged.includes(of)) };
}

/** A sum of amounts is one whatever is grouped by it or counted of it. */
export function asGroup(exposures: readonly Exposure[], by?: string): Exposure[] {
  return exposures.map((exposure) => ({
    ...exposure,
    of: exposure.of === 'amount' ? 'amount' : 'group',
    ...(by !== undefined && { by }),
  }));
}

/** A sum of values, or of sums of them; what only counts stays a count. */
export function asAmount(exposures: readonly Exposure[], by: string): Exposure[] {
  return exposures.map((exposure) => ({ ...exposure, of: exposure.of === 'group' ? 'group' : 'amount', by }));
}

/** A value picked from a group is again that of one person. */
export function asOne(exposures: readonly Exposure[], by?: string): Exposure[] {
  return exposures.map((exposure) => ({ ...exposure, of: 'one', ...(by !== undefined && { by }) }));
}

const BY_HARM: readonly Exposure['of'][] = ['group', 'amount', 'one'];

/** The exposure that matters most: one person's before a sum's before a group's, then by class. */
export function worst(exposures: readonly Exposure[]): Exposure | undefined {
  const weight = ({ of, sensitivity }: Exposure): number =>
    BY_HARM.indexOf(of) * SENSITIVITIES.length + SENSITIVITIES.indexOf(sensitivity);
  return [...exposures].sort((a, b) => weight(b) - weight(a))[0];
}
