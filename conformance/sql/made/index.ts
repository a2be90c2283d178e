import { functionNames } from '../../../sql-bridge';
import { aggregateStatements } from './aggregates';
import { castStatements } from './casts';
import { operatorStatements } from './operators';
import { scalarStatements } from './scalars';

/** What they answer isn't the same twice. */
const VOLATILE = new Set([
  'rand',
  'random',
  'uuid',
  'now',
  'shuffle',
  'current_timezone',
  'current_date',
  'current_groups',
]);

export const TOPICS = ['scalars', 'aggregates', 'casts', 'operators'] as const;
export type Topic = (typeof TOPICS)[number];

/** Statements that are made, not written: every function and every pair of types, at the edges. */
export function generated(topic: Topic): readonly string[] {
  if (topic === 'casts') return castStatements();
  if (topic === 'operators') return operatorStatements();
  const names = functionNames().filter((name) => !VOLATILE.has(name));
  return names.flatMap(topic === 'scalars' ? scalarStatements : aggregateStatements);
}
