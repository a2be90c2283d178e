import { METRICS } from '../../../core/environment-names';
import type { Dataset } from '../../../core/contracts';
import { chain, integration, jsonata, literal, type Definition, type Steps } from './asl';
import { LISTED, listState } from './listing';
import { positionState, prefixOf } from './news-states';

/** A look takes some hundred milliseconds. Seconds; an express workflow may take five minutes. */
const TIMEOUT = 240;

export interface LookProps {
  readonly ledgerTable: string;
  readonly bronzeBucket: string;
  readonly datasets: readonly Dataset[];
  /** ARN of the machine of a dataset's runs. */
  readonly machineOf: (dataset: Dataset) => string;
}

/**
 * Looks whether anything of a dataset is new, and starts its run if so: a listing of one page, as an express workflow, since
 * it mostly finds nothing. What has waited for longer than the contract asks is told to a metric. Start it with `{"dataset": "NAME"}`.
 */
export function lookDefinition({ ledgerTable, bronzeBucket, datasets, machineOf }: LookProps): Definition {
  const steps: Steps = [
    [
      'Which dataset?',
      {
        Type: 'Choice',
        Choices: datasets.map(({ name }) => ({
          Condition: jsonata(`$states.input.dataset = ${literal(name)}`),
          Assign: { ledger_table: ledgerTable, bronze_bucket: bronzeBucket },
          Next: `${name}: position`,
        })),
        Default: 'No such dataset',
      },
    ],
    [
      'No such dataset',
      { Type: 'Fail', Error: 'Headwater.NoDataset', Cause: 'dataset must be one that asks for minutes' },
    ],
    ['Nothing new', { Type: 'Succeed' }],
    ...datasets.flatMap((dataset) => lookStates(dataset, machineOf(dataset))),
  ];
  return {
    Comment: 'What is new of datasets that ask for minutes',
    QueryLanguage: 'JSONata',
    TimeoutSeconds: TIMEOUT,
    ...chain(steps),
  };
}

function lookStates(dataset: Dataset, machine: string): Steps {
  const { name, freshWithinMinutes: asked = 0 } = dataset;
  const waits = `($toMillis($states.context.Execution.StartTime) - $toMillis($since)) / 60000`;
  return [
    [`${name}: position`, positionState(dataset)],
    [
      `${name}: list`,
      listState(prefixOf(dataset), '$last_key', {
        since: `$count(${LISTED}) = 0 ? "" : ${LISTED}[0].LastModified`,
      }),
    ],
    [
      `${name}: anything new?`,
      {
        Type: 'Choice',
        Choices: [
          { Condition: jsonata('$since = ""'), Next: 'Nothing new' },
          { Condition: jsonata(`${waits} > ${asked}`), Next: `${name}: tell` },
        ],
        Default: `${name}: start`,
      },
    ],
    [
      `${name}: tell`,
      {
        Type: 'Task',
        Resource: integration('aws-sdk:cloudwatch:putMetricData'),
        Arguments: {
          Namespace: METRICS.namespace,
          MetricData: [{ MetricName: METRICS.minutesWaiting, Value: jsonata(waits) }],
        },
        // Whoever is late anyway doesn't wait for a metric.
        Catch: [{ ErrorEquals: ['States.ALL'], Next: `${name}: start` }],
        Output: {},
      },
    ],
    [
      `${name}: start`,
      {
        Type: 'Task',
        Resource: integration('states:startExecution'),
        Arguments: { StateMachineArn: machine, Input: {} },
        Output: {},
        End: true,
      },
    ],
  ];
}
