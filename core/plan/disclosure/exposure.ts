import { SENSITIVITIES, type Sensitivity } from '../../contracts';

/** A personal or health column that an expression lets through. */
export interface Exposure {
  /**
   * - `one`: a value that belongs to one person
   * - `group`: what is common to a group or sums it up; nobody's own once the group is large enough
   */
  readonly of: 'one' | 'group';
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
  /** Whether a group is known to be large enough when the expression is true, and when it is false. */
  readonly large: { readonly whenTrue: boolean; readonly whenFalse: boolean };
}

const UNKNOWN_SIZE = { whenTrue: false, whenFalse: false };

export function showing(exposures: readonly Exposure[]): Shown {
  return { exposures, countsPeople: false, large: UNKNOWN_SIZE };
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

/** What is left to show where every group is known to be large enough. */
export function withoutGroups(shown: Shown): Shown {
  return { ...shown, exposures: shown.exposures.filter((exposure) => exposure.of !== 'group') };
}

export function asGroup(exposures: readonly Exposure[], by?: string): Exposure[] {
  return exposures.map((exposure) => ({ ...exposure, of: 'group', ...(by !== undefined && { by }) }));
}

/** A value picked from a group is again that of one person. */
export function asOne(exposures: readonly Exposure[], by?: string): Exposure[] {
  return exposures.map((exposure) => ({ ...exposure, of: 'one', ...(by !== undefined && { by }) }));
}

/** The exposure that matters most: one person's before a group's, then by class. */
export function worst(exposures: readonly Exposure[]): Exposure | undefined {
  const weight = ({ of, sensitivity }: Exposure): number =>
    (of === 'one' ? SENSITIVITIES.length : 0) + SENSITIVITIES.indexOf(sensitivity);
  return [...exposures].sort((a, b) => weight(b) - weight(a))[0];
}
