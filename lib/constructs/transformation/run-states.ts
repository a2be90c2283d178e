import type { Dataset, GoldModel } from '../../../core/contracts';
import { goldWork, modelsOf, type GoldWork } from '../../../core/disclosure';
import { loadPlan, refreshSql, type GoldSettings, type LoadStep, type Ordered } from '../../../core/plan';
import { modelTable, qualified, silverTable } from '../../../core/tables';
import { statement, stepStates } from './athena-states';
import { chain, jsonata, literal, type State, type Steps } from './asl';
import { advanceStates, newsStates, owedStates, SETTLE, settledStates } from './news-states';
import { publishState, unitNode } from './publish-state';

/** The state in which the work of a run ends. */
const WORKED = 'Worked';

/** Error of a load in which records were lost or counted twice, or bronze has lost an object. */
const UNACCOUNTED = 'Headwater.Unaccounted';

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
 * The statements of a load with the choices between what is new and whole days: they differ in who tells of objects,
 * before the records are staged or after, and in what the staged ones are held against.
 */
function loadSteps(workGroup: string, dataset: Dataset): Steps {
  const { name } = dataset;
  const [whole, fresh] = [loadPlan(dataset, 'window'), loadPlan(dataset, 'new')];
  const states = (steps: readonly LoadStep[], step: string, prefix = name): Steps =>
    steps.filter((each) => each.name === step).flatMap((each) => stepStates(workGroup, prefix, each));
  const choice = (question: string, yes: string, no: string): Steps => [
    [question, { Type: 'Choice', Choices: [{ Condition: jsonata('$whole_days'), Next: yes }], Default: no }],
  ];
  const leads = (steps: Steps, next: string): Steps =>
    steps.map(([each, state], at) => [each, at === steps.length - 1 ? { ...state, Next: next } : state]);
  const stage = fresh.findIndex((step) => step.name === 'stage');
  const between = fresh.slice(stage + 2).filter((step) => step.name !== 'verify' && step.name !== 'audit');
  const first = between[0]?.name ?? '';
  const ownName = `${name} (new)`;
  return [
    ...states(whole, 'clear'),
    ...choice(`${name}: objects first?`, `${name}: objects`, `${name}: stage`),
    ...states(whole, 'objects'),
    ...states(fresh, 'stage'),
    ...choice(`${name}: objects then?`, `${name}: ${first}`, `${ownName}: objects`),
    ...states(fresh, 'objects', ownName),
    ...between.flatMap((step) => stepStates(workGroup, name, step)),
    ...choice(`${name}: held against what?`, `${name}: verify`, `${ownName}: verify`),
    ...leads(states(whole, 'verify'), `${name}: audit`),
    ...states(fresh, 'verify', ownName),
    ...states(whole, 'audit'),
  ];
}

/** Bronze to silver for one dataset, as one state: a failure of any step is a failure of the dataset. */
function loadState(workGroup: string, dataset: Dataset): State {
  const balanced: Steps = [
    [
      `${dataset.name}: balanced?`,
      {
        Type: 'Choice',
        Choices: [
          {
            Condition: jsonata('$number($verify.unaccounted) + $number($verify.missing) = 0'),
            Next: `${dataset.name}: owe gold`,
          },
        ],
        Default: `${dataset.name}: unaccounted`,
      },
    ],
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
    Branches: [
      chain([
        ...newsStates(dataset, `${dataset.name}: clear`),
        ...loadSteps(workGroup, dataset),
        ...balanced,
        ...advanceStates(dataset),
      ]),
    ],
    // From the start: a load begins by clearing what a failed one has staged.
    Retry: [
      { ErrorEquals: [UNACCOUNTED], MaxAttempts: 0 },
      { ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 60, MaxAttempts: 1 },
    ],
    Assign: {
      changed: jsonata(
        `$states.result[0].landed > 0 ? $append($changed, [${literal(qualified(silverTable(dataset)))}]) : $changed`,
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
