import type { Dataset, GoldModel } from '../../../core/contracts';
import { goldWork, type GoldWork } from '../../../core/disclosure';
import { loadPlan, refreshSql, type GoldSettings, type Ordered } from '../../../core/plan';
import { statement, stepStates } from './athena-states';
import { chain, jsonata, literal, type State, type Steps } from './asl';
import { publishState, unitNode } from './publish-state';

/** The state in which the work of a run ends. */
export const WORKED = 'Worked';

/** Error of a load in which records were lost or counted twice, or bronze has lost an object. */
const UNACCOUNTED = 'Headwater.Unaccounted';

/**
 * States that fill one table: not when something it depends on has failed, and with a failure noted instead of
 * ending the run.
 *
 * The variable `failed` lists the tables that this run has not filled.
 */
export function guarded(
  name: string,
  { table, dependsOn }: Pick<Ordered<unknown>, 'table' | 'dependsOn'>,
  work: State,
  next: string,
): Steps {
  const noteFailure = `${name}: failed`;
  const depends = dependsOn.map(literal).join(', ');
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

/** Bronze to silver for one dataset, as one state: a failure of any step is a failure of the dataset. */
function loadState(workGroup: string, dataset: Dataset): State {
  const steps = loadPlan(dataset).flatMap((step) => stepStates(workGroup, dataset.name, step));
  const balanced: Steps = [
    [
      `${dataset.name}: balanced?`,
      {
        Type: 'Choice',
        Choices: [
          {
            Condition: jsonata('$number($verify.unaccounted) + $number($verify.missing) = 0'),
            Next: `${dataset.name}: loaded`,
          },
        ],
        Default: `${dataset.name}: unaccounted`,
      },
    ],
    [`${dataset.name}: loaded`, { Type: 'Succeed' }],
    [
      `${dataset.name}: unaccounted`,
      {
        Type: 'Fail',
        Error: UNACCOUNTED,
        Cause: jsonata(
          `$verify.unaccounted & " records of ${dataset.name} are neither in silver nor in quarantine, and " & $verify.missing & " bronze objects are gone or shorter than they were"`,
        ),
      },
    ],
  ];
  return {
    Type: 'Parallel',
    Branches: [chain([...steps, ...balanced])],
    // From the start: a load begins by clearing what a failed one has staged.
    Retry: [
      { ErrorEquals: [UNACCOUNTED], MaxAttempts: 0 },
      { ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 60, MaxAttempts: 1 },
    ],
    Output: {},
  };
}

export interface WorkProps {
  readonly workGroup: string;
  /** ARN of the function that publishes figures about people. */
  readonly publication: string;
  readonly loads: readonly Ordered<Dataset>[];
  readonly models: readonly Ordered<GoldModel>[];
  readonly settings: GoldSettings;
  /** States after gold, such as quality rules; the last leads to `WORKED`. @default none */
  readonly afterwards?: Steps;
}

type Step = {
  readonly name: string;
  readonly node: Pick<Ordered<unknown>, 'table' | 'dependsOn'>;
  readonly state: State;
};

function goldStep(work: GoldWork, { workGroup, publication, models, settings }: WorkProps): Step {
  if (work.kind === 'publish') {
    return {
      name: `Publish ${work.unit.totals.name}`,
      node: unitNode(work.unit, models),
      state: publishState(publication, work.unit, settings),
    };
  }
  const { model } = work;
  const node = models.find(({ item }) => item === model);
  if (!node) throw new Error(`Model ${model.name} is not in the order of models.`);
  return { name: `Refresh ${model.name}`, node, state: statement(workGroup, refreshSql(model)) };
}

/** Every load, one after the other since all of them write quarantine and audit, then every gold model. */
export function workStates(props: WorkProps): Steps {
  const { workGroup, loads, models, afterwards = [] } = props;
  const work: Step[] = [
    ...loads.map((load) => ({
      name: `Load ${load.item.name}`,
      node: load,
      state: loadState(workGroup, load.item),
    })),
    ...goldWork(models.map(({ item }) => item)).map((each) => goldStep(each, props)),
  ];
  const entry = ({ name, node }: Step): string => (node.dependsOn.length > 0 ? `${name}?` : name);
  const end = afterwards[0]?.[0] ?? WORKED;
  return [
    ...work.flatMap((each, index) => {
      const following = work[index + 1];
      return guarded(each.name, each.node, each.state, following ? entry(following) : end);
    }),
    ...afterwards,
    // What a branch returns is all that the states after it see of the run.
    [WORKED, { Type: 'Pass', Output: { failed: jsonata('$failed') }, End: true }],
  ];
}
