import type { Dataset, GoldModel } from '../../../core/contracts';
import { goldWork, modelsOf, type GoldWork } from '../../../core/disclosure';
import { refreshSql, type GoldSettings, type Ordered } from '../../../core/plan';
import { modelTable, qualified, silverTable } from '../../../core/tables';
import { statement } from './athena-states';
import { integration, jsonata, literal, type State, type Steps } from './asl';
import { STARTED_BY, TOLD } from './load-definition';
import { owedStates, SETTLE, settledStates } from './gold-debt';
import { publishState, unitNode } from './publish-state';

/** The state in which the work of a run ends. */
const WORKED = 'Worked';

/**
 * States that fill one table: not when something it depends on has failed, and with a failure noted instead of
 * ending the run.
 *
 * The variable `failed` lists the tables that this run has not filled, `changed` those that are not what gold was
 * filled from.
 *
 * @param onlyIfChanged leaves the work when nothing it depends on has changed and the run isn't one over whole days
 */
export function guarded(
  name: string,
  { table, dependsOn }: Pick<Ordered<unknown>, 'table' | 'dependsOn'>,
  work: State,
  next: string,
  { onlyIfChanged = false }: { readonly onlyIfChanged?: boolean | 'over whole days, too' } = {},
): Steps {
  const noteFailure = `${name}: failed`;
  const depends = dependsOn.map(literal).join(', ');
  const unlessWhole = onlyIfChanged === true ? '$not($whole_days) and ' : '';
  const noneChanged = `${unlessWhole}$count($filter($changed, function($c) { $c in [${depends}] })) = 0`;
  return [
    ...(dependsOn.length === 0
      ? []
      : [
          [
            `${name}?`,
            {
              Type: 'Choice',
              Choices: [
                {
                  Condition: jsonata(`$count($filter($failed, function($f) { $f in [${depends}] })) > 0`),
                  Next: noteFailure,
                },
                ...(onlyIfChanged !== false ? [{ Condition: jsonata(noneChanged), Next: next }] : []),
              ],
              Default: name,
            },
          ] as const,
        ]),
    [name, { ...work, Catch: [{ ErrorEquals: ['States.ALL'], Next: noteFailure }], Next: next }],
    [
      noteFailure,
      {
        Type: 'Pass',
        Assign: { failed: jsonata(`$append($failed, [${literal(table)}])`) },
        Output: {},
        Next: next,
      },
    ],
  ];
}

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
function loadState(dataset: Dataset, machine: string): State {
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

export interface WorkProps {
  readonly workGroup: string;
  /** ARN of the function that publishes figures about people. */
  readonly publication: string;
  readonly loads: readonly Ordered<Dataset>[];
  /** ARN of the machine that loads a dataset. */
  readonly machineOf: (dataset: Dataset) => string;
  readonly models: readonly Ordered<GoldModel>[];
  readonly settings: GoldSettings;
  /** States after gold, such as quality rules; the last leads to `SETTLE`. @default none */
  readonly afterwards?: Steps;
}

type Step = {
  readonly name: string;
  readonly node: Pick<Ordered<unknown>, 'table' | 'dependsOn'>;
  readonly state: State;
  readonly onlyIfChanged?: boolean;
};

/** Gold that a table of gold is made from has changed with it. */
const changes = (state: State, ...tables: readonly string[]): State => ({
  ...state,
  Assign: { changed: jsonata(`$append($changed, [${tables.map(literal).join(', ')}])`) },
});

function goldStep(work: GoldWork, { workGroup, publication, models, settings }: WorkProps): Step {
  if (work.kind === 'publish') {
    const node = unitNode(work.unit, models);
    const filled = modelsOf(work.unit).map((model) => qualified(modelTable(model)));
    return {
      name: `Publish ${work.unit.totals.name}`,
      node,
      state: changes(publishState(publication, work.unit, settings), ...filled),
      onlyIfChanged: true,
    };
  }
  const { model } = work;
  const node = models.find(({ item }) => item === model);
  if (!node) throw new Error(`Model ${model.name} is not in the order of models.`);
  return {
    name: `Refresh ${model.name}`,
    node,
    state: changes(statement(workGroup, refreshSql(model)), node.table),
    onlyIfChanged: true,
  };
}

/** Every load, one after the other since all of them write quarantine and audit, then every gold model. */
export function workStates(props: WorkProps): Steps {
  const { loads, machineOf, models, afterwards = [] } = props;
  const work: Step[] = [
    ...loads.map((load) => ({
      name: `Load ${load.item.name}`,
      node: load,
      state: loadState(load.item, machineOf(load.item)),
    })),
    ...goldWork(models.map(({ item }) => item)).map((each) => goldStep(each, props)),
  ];
  const entry = ({ name, node }: Step): string => (node.dependsOn.length > 0 ? `${name}?` : name);
  const end = afterwards[0]?.[0] ?? SETTLE;
  return [
    ...owedStates(),
    ...work.flatMap((each, index) => {
      const following = work[index + 1];
      return guarded(each.name, each.node, each.state, following ? entry(following) : end, each);
    }),
    ...afterwards,
    ...settledStates(WORKED),
    // What a branch returns is all that the states after it see of the run.
    [WORKED, { Type: 'Pass', Output: { failed: jsonata('$failed') }, End: true }],
  ];
}
