type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Statements are judged with the plan they come from; of their place only that there is one is recorded. */
const STATEMENT = 'QueryString';

/**
 * What the tasks of a state machine call: a line for each kind of call with its arguments, wherever the state
 * stands, one for each variable that is set and one for each choice. What only orders or waits does none of it.
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
  const states = Object.entries(value).flatMap(([field, each]) => (field === 'Arguments' ? [] : calls(each)));
  if (value.Type === undefined) return states;
  // What is put into a statement or a call later.
  const assigned = isObject(value.Assign)
    ? Object.entries(value.Assign).map(([name, each]) => `sets ${name} to ${JSON.stringify(each)}`)
    : value.Assign === undefined
      ? []
      : [`sets ${JSON.stringify(value.Assign)}`];
  const chosen =
    value.Type === 'Choice'
      ? [`chooses ${JSON.stringify(value.Choices)} else ${JSON.stringify(value.Default)}`]
      : [];
  const nested = [...assigned, ...chosen, ...states];
  const known = ['Task', 'Pass', 'Choice', 'Parallel', 'Map', 'Succeed', 'Fail', 'Wait'];
  const called = ['Resource', 'Credentials', 'ItemReader', 'ResultWriter', 'Parameters'].filter(
    (field) => field in value,
  );
  if (called.length === 0) {
    return known.some((type) => type === value.Type)
      ? nested
      : [`state ${JSON.stringify(value.Type)}`, ...nested];
  }
  return [
    `calls ${called.map((field) => `${field} ${JSON.stringify(value[field])}`).join(' ')} with ${argumentsText(value.Arguments)}`,
    ...nested,
  ];
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
