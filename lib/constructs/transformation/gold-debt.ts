import type { Dataset } from '../../../core/contracts';
import { qualified, silverTable } from '../../../core/tables';
import { choose, jsonata, type State, type Steps } from './asl';
import { dynamodb, LEDGER_TABLE } from './ledger-states';

/** Tables of silver that have changed since gold was last filled without a failure. */
const STALE = { collection: { S: 'gold_owes' }, id: { S: 'silver_tables' } };

/** Notes that gold has to follow a dataset. */
export function oweState(dataset: Dataset): State {
  return dynamodb('updateItem', {
    TableName: LEDGER_TABLE,
    Key: STALE,
    UpdateExpression: 'ADD silver_tables :changed',
    ExpressionAttributeValues: { ':changed': { SS: [qualified(silverTable(dataset))] } },
  });
}

/** Adds the tables that gold has not followed yet to the variable `changed`. */
export function owedStates(): Steps {
  return [
    [
      'What does gold owe?',
      {
        ...dynamodb('getItem', { TableName: LEDGER_TABLE, Key: STALE, ConsistentRead: true }),
        Assign: { changed: jsonata('$append($changed, $states.result.Item.silver_tables.SS)') },
      },
    ],
  ];
}

/** The state after all tables are filled, or were not. */
export const SETTLE = 'Is gold complete?';

/** Forgets gold's debt when nothing of the run has failed. */
export function settledStates(next: string): Steps {
  return [
    [SETTLE, choose('$count($failed) = 0', 'Gold owes nothing', next)],
    ['Gold owes nothing', { ...dynamodb('deleteItem', { TableName: LEDGER_TABLE, Key: STALE }), Next: next }],
  ];
}
