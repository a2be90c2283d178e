/**
 * Groups of fewer patients are suppressed in gold: no cell of 1 to 10 may be shown.
 *
 * @see https://resdac.org/articles/cms-cell-size-suppression-policy
 */
export const DEFAULT_SMALL_CELL_THRESHOLD = 11;
