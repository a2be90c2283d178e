import type { Dataset, GoldModel } from '../../../core/contracts';
import { goldWork, modelsOf, type GoldWork } from '../../../core/disclosure';
import { refreshSql, type GoldSettings, type Ordered } from '../../../core/plan';
import { modelTable, qualified } from '../../../core/tables';
import { statement } from './athena-states';
import { jsonata, literal, type State, type Steps } from './asl';
import { loadState } from './load-state';
import { heldLast, holdName, holdState } from './held-datasets';
import { owedStates, SETTLE, settledStates } from './gold-debt';
import { publishState, unitNode } from './publish-state';

/** The state in which the work of a run ends. */
export const WORKED = 'Worked';

const failureOf = (name: string): string => `${name}: failed`;

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
  const noteFailure = failureOf(name);
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

export interface WorkProps {
  readonly workGroup: string;
  /** Name of the table that holds locks. */
  readonly ledgerTable: string;
  /** Datasets that are loaded in minutes by runs of their own, each with a lock. @default none */
  readonly inMinutes?: readonly Dataset[];
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
  /** States before it. */
  readonly before?: Steps;
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

function loadStep(load: Ordered<Dataset>, { inMinutes = [], ledgerTable, machineOf }: WorkProps): Step {
  const { item: dataset } = load;
  const name = `Load ${dataset.name}`;
  const step = { name, node: load, state: loadState(dataset, machineOf(dataset)) };
  if (!inMinutes.includes(dataset)) return step;
  return { ...step, before: [[holdName(dataset), holdState(dataset, ledgerTable, failureOf(name))]] };
}

/**
 * Every load, one after the other since all of them write quarantine and audit, then every gold model. What gold owes is read
 * once nobody else loads any more, so that it can be forgotten at the end.
 */
export function workStates(props: WorkProps): Steps {
  const { models, inMinutes = [], afterwards = [] } = props;
  const loads = heldLast(props.loads, inMinutes).map((load) => loadStep(load, props));
  const gold = goldWork(models.map(({ item }) => item)).map((each) => goldStep(each, props));
  const owed = owedStates();
  const entry = ({ name, node, before }: Step): string =>
    before?.[0]?.[0] ?? (node.dependsOn.length > 0 ? `${name}?` : name);
  const states = (steps: readonly Step[], end: string): Steps =>
    steps.flatMap((each, index) => {
      const following = steps[index + 1];
      const next = following ? entry(following) : end;
      return [...(each.before ?? []), ...guarded(each.name, each.node, each.state, next, each)];
    });
  return [
    ...states(loads, owed[0]?.[0] ?? SETTLE),
    ...owed,
    ...states(gold, afterwards[0]?.[0] ?? SETTLE),
    ...afterwards,
    ...settledStates(WORKED),
    // What a branch returns is all that the states after it see of the run.
    [WORKED, { Type: 'Pass', Output: { failed: jsonata('$failed') }, End: true }],
  ];
}
