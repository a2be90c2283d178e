type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Statements are judged with the plan they come from; of their place only that there is one is recorded. */
const STATEMENT = 'QueryString';

/**
 * What the tasks of a state machine call: a line for each kind of call with its arguments, wherever the state
 * stands. What only orders or waits calls nothing.
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
  const nested = Object.entries(value).flatMap(([field, each]) => (field === 'Arguments' ? [] : calls(each)));
  if (value.Type === undefined) return nested;
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

/** Every statement that a state machine runs. */
export function statementsOf(definition: unknown): string[] {
  if (Array.isArray(definition)) return definition.flatMap(statementsOf);
  if (!isObject(definition)) return [];
  return Object.entries(definition).flatMap(([field, value]) =>
    field === STATEMENT ? [typeof value === 'string' ? value : JSON.stringify(value)] : statementsOf(value),
  );
}
