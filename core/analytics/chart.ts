import type { SavedQuery } from './saved-query';

/** A drawing of what a query gives, beside those that are computed from models' contracts. */
export interface SavedChart extends SavedQuery {
  readonly kind: 'line' | 'bar' | 'map';
  /** Column across: time, a group, or the longitude. */
  readonly x: string;
  /** Column that parts the lines or points. @default there is one */
  readonly series?: string;
  /** Columns of figures, one of which is drawn; for a map, the latitude first. */
  readonly measures: readonly string[];
}
