import type { ModelColumn } from '../core/contracts';

/** A column of a model that is for whoever works with the lake. */
export const internal = (type: ModelColumn['type'], description: string): ModelColumn => ({
  type,
  sensitivity: 'internal',
  description,
});
