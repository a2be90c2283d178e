import { Duration } from 'aws-cdk-lib';
import { compactSql, vacuumSql } from '../../../core/plan';
import { qualified, type Table } from '../../../core/tables';
import { statement } from './athena-states';
import { chain, jsonata, literal, type Definition, type State, type Steps } from './asl';
import { giveBackLock, RUN_TIMEOUT, takeLock } from './lock-states';

export interface MaintenanceProps {
  readonly workGroup: string;
  readonly tables: readonly Table[];
  readonly ledgerTable: string;
}

/**
 * The run of Wednesdays and Sundays: small files of every table made large, then files that no snapshot needs deleted. It holds
 * the lock of the hourly run, since compaction and a writer on one table conflict.
 */
export function maintenanceDefinition({ workGroup, tables, ledgerTable }: MaintenanceProps): Definition {
  const work = tables.flatMap((table, index): Steps => {
    const following = tables[index + 1];
    return maintain(workGroup, table, following ? `Compact ${qualified(following)}` : 'Give the lock back');
  });
  const steps: Steps = [
    ['Nothing failed yet', { Type: 'Pass', Assign: { failed: [] } }],
    [
      'Wait for the lock',
      {
        ...takeLock(ledgerTable, Duration.hours(3), 'Still held'),
        Next: `Compact ${qualified(tables[0] ?? noTables())}`,
      },
    ],
    [
      'Still held',
      { Type: 'Fail', Error: 'Headwater.Locked', Cause: 'Another run held the lock for three hours' },
    ],
    ...work,
    ['Give the lock back', giveBackLock(ledgerTable)],
    [
      'Did all go well?',
      {
        Type: 'Choice',
        Choices: [{ Condition: jsonata('$count($failed) = 0'), Next: 'All went well' }],
        Default: 'Not all went well',
      },
    ],
    ['All went well', { Type: 'Succeed' }],
    [
      'Not all went well',
      {
        Type: 'Fail',
        Error: 'Headwater.MaintenanceFailed',
        Cause: jsonata('"Not maintained: " & $join($failed, ", ")'),
      },
    ],
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
