import { SqlError } from '../errors';
import { aggregates } from './aggregates';
import { implementationOf } from './implementation';
import { functionNames, signaturesOf } from './signature';
import { windowFunctions } from './windows';

/** Functions of Trino that stand in no table here: the grammar knows them, or they become calls of others. */
const OF_THE_GRAMMAR: ReadonlySet<string> = new Set(['current_date', 'reduce_agg', 'typeof']);

/** Names of Trino's functions that one machine doesn't answer, in order. */
export function refusedFunctions(): readonly string[] {
  return functionNames()
    .filter((name) => !OF_THE_GRAMMAR.has(name) && !isBridged(name))
    .sort();
}

function isBridged(name: string): boolean {
  return signaturesOf(name)!.some(({ kind }) => {
    if (kind === 'aggregate') return Object.hasOwn(aggregates, name);
    if (kind === 'window') return Object.hasOwn(windowFunctions, name);
    return isScalar(name);
  });
}

function isScalar(name: string): boolean {
  try {
    implementationOf(name);
    return true;
  } catch (error) {
    if (error instanceof SqlError) return false;
    throw error;
  }
}
