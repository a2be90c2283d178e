import { Duration } from 'aws-cdk-lib';
import type { Dataset } from '../../../core/contracts';
import { compactSql, vacuumSql } from '../../../core/plan';
import { qualified, type Table } from '../../../core/tables';
import { statement } from './athena-states';
import { chain, jsonata, literal, type Definition, type State, type Steps } from './asl';
import { giveBackStates, holdStates } from './held-datasets';
import { giveBackLock, RUN_TIMEOUT, takeLock } from './lock-states';
import { outcomeStates } from './outcome-states';

const GIVE_BACK = 'Give the lock back';

export interface MaintenanceProps {
  readonly workGroup: string;
  readonly tables: readonly Table[];
  readonly ledgerTable: string;
  /** Datasets that are loaded in minutes by runs of their own, each with a lock. @default none */
  readonly inMinutes?: readonly Dataset[];
}

/**
 * The run of Wednesdays and Sundays: small files of every table made large, then files that no snapshot needs deleted. It holds
 * the locks of all runs, since compaction and a writer on one table conflict.
 */
export function maintenanceDefinition(props: MaintenanceProps): Definition {
  const { workGroup, tables, ledgerTable, inMinutes = [] } = props;
  const locks = giveBackStates(inMinutes, ledgerTable, GIVE_BACK);
  const giveBack = locks[0]?.[0] ?? GIVE_BACK;
  const first = `Compact ${qualified(tables[0] ?? noTables())}`;
  const holds = holdStates(inMinutes, ledgerTable, { next: first, otherwise: giveBack });
  const work = tables.flatMap((table, index): Steps => {
    const following = tables[index + 1];
    return maintain(workGroup, table, following ? `Compact ${qualified(following)}` : giveBack);
  });
  const steps: Steps = [
    ['Nothing failed yet', { Type: 'Pass', Assign: { failed: [] } }],
    [
      'Wait for the lock',
      {
        ...takeLock({ ledgerTable, patience: Duration.hours(3), whenHeld: 'Still held' }),
        Next: holds[0]?.[0] ?? first,
      },
    ],
    [
      'Still held',
      { Type: 'Fail', Error: 'Headwater.Locked', Cause: 'Another run held the lock for three hours' },
    ],
    ...holds,
    ...work,
    ...locks,
    [GIVE_BACK, giveBackLock(ledgerTable)],
    ...outcomeStates({ failed: 'failed', error: 'Headwater.MaintenanceFailed', said: 'Not maintained' }),
  ];
  return {
    Comment: 'Table maintenance',
    QueryLanguage: 'JSONata',
    TimeoutSeconds: RUN_TIMEOUT.toSeconds(),
    ...chain(steps),
  };
}

function maintain(workGroup: string, table: Table, next: string): Steps {
  const name = qualified(table);
  const failed = `${name} failed`;
  const caught = { Catch: [{ ErrorEquals: ['States.ALL'], Next: failed }] };
  const compact: State = statement(workGroup, compactSql(table));
  // VACUUM does a part of a large table at a time and then fails with ICEBERG_VACUUM_MORE_RUNS_NEEDED.
  const vacuum: State = statement(workGroup, vacuumSql(table));
  return [
    [`Compact ${name}`, { ...compact, ...caught }],
    [`Vacuum ${name}`, { ...vacuum, ...caught, Next: next }],
    [
      failed,
      {
        Type: 'Pass',
        Assign: { failed: jsonata(`$append($failed, [${literal(name)}])`) },
        Output: {},
        Next: next,
      },
    ],
  ];
}

function noTables(): never {
  throw new Error('There is no table to maintain.');
}
