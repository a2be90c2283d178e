import type { Dataset } from '../../../core/contracts';
import { qualified, silverTable } from '../../../core/tables';
import { integration, jsonata, literal, type State } from './asl';
import { STARTED_BY, TOLD } from './load-definition';

/**
 * Errors of starting an execution, not of the execution itself, which has tried again on its own. Its name is the run's:
 * started twice it is the same one.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
const START_BUSY = {
  ErrorEquals: [
    'StepFunctions.ThrottlingException',
    'StepFunctions.ExecutionLimitExceededException',
    'StepFunctions.AWSStepFunctionsException',
    'StepFunctions.SdkClientException',
  ],
  IntervalSeconds: 5,
  MaxAttempts: 6,
  MaxDelaySeconds: 120,
  JitterStrategy: 'FULL',
};

/**
 * Starts the machine of a dataset's load and waits for its end. What it puts out comes as JSON.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
 */
export function loadState(dataset: Dataset, machine: string): State {
  return {
    Type: 'Task',
    Resource: integration('states:startExecution.sync:2'),
    Arguments: {
      StateMachineArn: machine,
      Name: jsonata('$states.context.Execution.Name'),
      Input: {
        ...Object.fromEntries(TOLD.map((name) => [name, jsonata(`$${name}`)])),
        [STARTED_BY]: jsonata('$states.context.Execution.Id'),
      },
    },
    Retry: [START_BUSY],
    Assign: {
      changed: jsonata(
        `$states.result.Output.landed > 0 ? $append($changed, [${literal(qualified(silverTable(dataset)))}]) : $changed`,
      ),
    },
    Output: {},
  };
}
