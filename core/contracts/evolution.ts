import type { Dataset, EvolutionPolicy } from './dataset';
import { isChangeMapping } from './load';
import { SENSITIVITIES, type Sensitivity } from './sensitivity';
import { widens, type ColumnType } from './types';

/** What was promised with a version of a contract: the entry of a dataset in `contracts.lock.json`. */
export interface ReleasedContract {
  readonly version: string;
  readonly evolution: EvolutionPolicy;
  readonly key: readonly string[];
  /** @default 'upsert' */
  readonly load?: 'append' | 'changes';
  /** @default false */
  readonly history?: true;
  readonly columns: Readonly<Record<string, ReleasedColumn>>;
}

export interface ReleasedColumn {
  readonly type: ColumnType;
  readonly sensitivity: Sensitivity;
  readonly required: boolean;
  readonly oneOf?: readonly string[];
}

export function released(dataset: Dataset): ReleasedContract {
  return {
    version: dataset.version,
    evolution: dataset.evolution,
    key: dataset.key,
    ...(dataset.load !== 'upsert' && { load: isChangeMapping(dataset.load) ? 'changes' : dataset.load }),
    ...(dataset.history && { history: true }),
    columns: Object.fromEntries(
      Object.entries(dataset.columns).map(([name, { type, sensitivity, required = false, oneOf }]) => [
        name,
        { type, sensitivity, required, ...(oneOf && { oneOf }) },
      ]),
    ),
  };
}

/** Changes that somebody who relies on the released contract would not survive, each as a sentence. */
export function breakingChanges(before: ReleasedContract, after: ReleasedContract): string[] {
  const changes: string[] = [];
  if (before.key.join() !== after.key.join()) {
    changes.push(`the key changes from (${before.key.join(', ')}) to (${after.key.join(', ')})`);
  }
  if (before.load !== after.load)
    changes.push(`records are loaded by ${after.load ?? 'upsert'} instead of ${before.load ?? 'upsert'}`);
  if (before.history && !after.history) changes.push('the history table is removed');
  for (const [name, old] of Object.entries(before.columns)) {
    const now = after.columns[name];
    if (now) changes.push(...breakingColumn(name, old, now));
    else changes.push(`column ${name} is removed`);
  }
  for (const [name, { required }] of Object.entries(after.columns)) {
    if (name in before.columns) continue;
    if (required) changes.push(`column ${name} is new and required`);
    if (after.evolution === 'freeze') changes.push(`column ${name} is new, and the contract is frozen`);
  }
  return changes;
}

function breakingColumn(name: string, old: ReleasedColumn, now: ReleasedColumn): string[] {
  const changes: string[] = [];
  if (!widens(old.type, now.type)) changes.push(`column ${name} narrows from ${old.type} to ${now.type}`);
  if (SENSITIVITIES.indexOf(now.sensitivity) < SENSITIVITIES.indexOf(old.sensitivity)) {
    changes.push(
      `column ${name} is lowered from ${old.sensitivity} to ${now.sensitivity}: people would see more than was promised`,
    );
  }
  if (now.required && !old.required) changes.push(`column ${name} becomes required`);
  const kept = now.oneOf;
  if (kept && (old.oneOf === undefined || old.oneOf.some((value) => !kept.includes(value)))) {
    changes.push(`column ${name} takes fewer values`);
  }
  return changes;
}

/**
 * Whether the contract may be released as it is.
 *
 * @returns why not, or undefined
 */
export function evolutionProblem(
  name: string,
  before: ReleasedContract | undefined,
  after: ReleasedContract,
): string | undefined {
  if (!before) return undefined;
  const changes = breakingChanges(before, after);
  if (changes.length === 0 || major(after.version) > major(before.version)) return undefined;
  return (
    `Dataset "${name}" breaks its contract ${before.version}: ${changes.join('; ')}. ` +
    `Give it a new major version (${major(before.version) + 1}.0.0) or take the change back`
  );
}

function major(version: string): number {
  return Number(version.split('.')[0]);
}
