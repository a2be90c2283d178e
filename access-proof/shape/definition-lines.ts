type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Statements are judged with the plan they come from; of their place only that there is one is recorded. */
const STATEMENT = 'QueryString';

const STATES = ['Task', 'Pass', 'Choice', 'Parallel', 'Map', 'Succeed', 'Fail', 'Wait'];
/** Fields by which a state calls something. */
const CALLS = ['Resource', 'Credentials', 'ItemReader', 'ResultWriter', 'Parameters'];
/** Fields that order, wait or try again, hold other states, or have lines of their own. */
const ORDERING =
  /^(Type|Comment|StartAt|Next|End|Default|Choices|States|Branches|ItemProcessor|Retry|Catch|Assign|Arguments|\w*Seconds|MaxConcurrency|ErrorEquals)$/;

/**
 * What the tasks of a state machine call: a line for each kind of call with its arguments, wherever the state
 * stands, and one for each variable that is set, each choice and whatever else a state says. What only orders or waits
 * is left out.
 */
export function definitionLines(definition: string): string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(definition);
  } catch {
    return [`definition ${definition}`];
  }
  return [...new Set(calls(parsed))];
}

function calls(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(calls);
  if (!isObject(value)) return [];
  if (typeof value.StartAt === 'string' && isObject(value.States))
    return [...said(value), ...Object.values(value.States).flatMap(stateLines)];
  return Object.values(value).flatMap(calls);
}

function stateLines(state: unknown): string[] {
  if (!isObject(state)) return [`state ${JSON.stringify(state)}`];
  const { Type, Arguments, Choices, Default, Catch = [], ...others } = state;
  const called = CALLS.filter((field) => field in state);
  return [
    ...(called.length > 0
      ? [
          `calls ${called.map((field) => `${field} ${JSON.stringify(state[field])}`).join(' ')} with ${argumentsText(Arguments)}`,
        ]
      : []),
    ...(STATES.some((type) => type === Type) ? [] : [`state ${JSON.stringify(Type)}`]),
    ...assignments(state),
    ...(Type === 'Choice' ? [`chooses ${JSON.stringify(Choices)} else ${JSON.stringify(Default)}`] : []),
    ...(Array.isArray(Catch) ? (Catch as unknown[]) : [Catch]).flatMap((each) =>
      isObject(each)
        ? [...assignments(each), ...said(each).map((line) => `caught: ${line}`)]
        : [`caught: ${JSON.stringify(each)}`],
    ),
    ...said(others),
    ...calls(others.Branches),
    ...calls(others.ItemProcessor),
  ];
}

/** What is put into a statement or a call later. */
function assignments({ Assign }: Json): string[] {
  if (Assign === undefined) return [];
  return isObject(Assign)
    ? Object.entries(Assign).map(([name, each]) => `sets ${name} to ${JSON.stringify(each)}`)
    : [`sets ${JSON.stringify(Assign)}`];
}

/** Everything that neither orders nor has a line of its own, such as what a state hands on. */
function said(state: Json): string[] {
  return Object.entries(state)
    .filter(([field]) => !ORDERING.test(field) && !CALLS.includes(field))
    .map(([field, each]) => `${field} ${JSON.stringify(each)}`);
}

function argumentsText(value: unknown): string {
  return (
    JSON.stringify(value, (field, each: unknown) => (field === STATEMENT ? '<statement>' : each)) ?? 'nothing'
  );
}

/** Every statement that a state machine runs, as it stands there. */
export function statementsOf(definition: unknown): unknown[] {
  if (Array.isArray(definition)) return definition.flatMap(statementsOf);
  if (!isObject(definition)) return [];
  return Object.entries(definition).flatMap(([field, value]) =>
    field === STATEMENT ? [value] : statementsOf(value),
  );
}
