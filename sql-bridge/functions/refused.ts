import { SqlError } from '../errors';
import { aggregates } from './aggregates';
import { implementationOf } from './implementation';
import { functionNames, signaturesOf } from './signature';
import { windowFunctions } from './windows';

/** Functions of Trino that no function of a table is: the grammar knows them. */
const OF_THE_GRAMMAR: ReadonlySet<string> = new Set(['current_date', 'typeof']);

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
