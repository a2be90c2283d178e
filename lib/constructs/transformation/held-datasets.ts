import { Duration } from 'aws-cdk-lib';
import type { Dataset } from '../../../core/contracts';
import type { Ordered } from '../../../core/plan';
import { qualified, silverTable } from '../../../core/tables';
import type { State, Steps } from './asl';
import { giveBackLock, lockOf, takeLock } from './lock-states';

/** A run of minutes takes no longer; see its own limit of turns. */
const PATIENCE = Duration.minutes(30);
/** Between two runs of a dataset there may be no more than some seconds. */
const EVERY = Duration.seconds(15);

/** Takes the lock of a dataset that is loaded in minutes, and waits for its run for a while. */
export function holdState(dataset: Dataset, ledgerTable: string, whenHeld: string): State {
  return takeLock({ ledgerTable, lock: lockOf(dataset), patience: PATIENCE, every: EVERY, whenHeld });
}

export const holdName = ({ name }: Dataset): string => `Hold ${name}`;

/**
 * States that take the locks of datasets one after the other; of one that is held all the time, `failed` tells instead.
 *
 * @param ways the state after the last, and the one to go on with when a lock can't be had
 */
export function holdStates(
  datasets: readonly Dataset[],
  ledgerTable: string,
  ways: { readonly next: string; readonly otherwise: string },
): Steps {
  if (datasets.length === 0) return [];
  const held = 'A run of minutes goes on';
  return [
    ...datasets.map((dataset, at): Steps[number] => {
      const following = datasets[at + 1];
      const next = following ? holdName(following) : ways.next;
      return [holdName(dataset), { ...holdState(dataset, ledgerTable, held), Next: next }];
    }),
    [held, { Type: 'Pass', Assign: { failed: ['every table'] }, Output: {}, Next: ways.otherwise }],
  ];
}

/** States that give back the locks of datasets, as far as they are held. @param next the state after the last */
export function giveBackStates(datasets: readonly Dataset[], ledgerTable: string, next: string): Steps {
  const nameOf = ({ name }: Dataset): string => `Give ${name} back`;
  return datasets.map((dataset, at) => {
    const following = datasets[at + 1];
    const then = following ? nameOf(following) : next;
    return [nameOf(dataset), { ...giveBackLock(ledgerTable, lockOf(dataset), then), Next: then }];
  });
}

/**
 * Loads such that those of datasets with a lock of their own, and what reads them, come last: their locks are held from
 * there to the end of a run, so that the long part of it leaves them alone.
 */
export function heldLast(
  loads: readonly Ordered<Dataset>[],
  held: readonly Dataset[],
): readonly Ordered<Dataset>[] {
  const last = new Set(held.map((dataset) => qualified(silverTable(dataset))));
  for (const { table, dependsOn } of loads) if (dependsOn.some((each) => last.has(each))) last.add(table);
  return [...loads.filter(({ table }) => !last.has(table)), ...loads.filter(({ table }) => last.has(table))];
}
