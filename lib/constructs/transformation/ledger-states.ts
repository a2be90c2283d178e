import { integration, jsonata, type State } from './asl';

/** Named by variables of the run: a name that only a deployment knows would stand in the template for every state. */
export const LEDGER_TABLE = jsonata('$ledger_table');

export const SERVICE_BUSY = {
  ErrorEquals: ['States.TaskFailed'],
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxAttempts: 6,
};

/** Calls DynamoDB, and keeps what it answers in variables only. */
export const dynamodb = (action: string, args: object): State => ({
  Type: 'Task',
  Resource: integration(`dynamodb:${action}`),
  Arguments: args,
  Retry: [SERVICE_BUSY],
  Output: {},
});
