type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value];

const without = (value: Json, ...names: readonly string[]): Json =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

/** Where statements stand: of Athena in a call, and for each table whose figures a publication asks for. */
const [STATEMENT, FIGURES] = ['QueryString', 'figures'];

/**
 * What a state machine does: a line for each state with all that it says, where it goes on to included, one for what
 * each machine begins with, and one for each state that nothing leads to. Statements are judged with the plan they come
 * from; of their place it is recorded what they do, and to which table.
 */
export function definitionLines(definition: string): string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(definition);
  } catch {
    return [`definition ${definition}`];
  }
  return [...new Set(machineLines('All', parsed))];
}

function machineLines(name: string, machine: unknown): string[] {
  if (!isObject(machine) || !isObject(machine.States)) return [`${name}: ${textOf(machine)}`];
  const { States } = machine;
  const reached = reachedFrom(machine.StartAt, States);
  return [
    `${name}: ${textOf(without(machine, 'States', 'Comment'))}`,
    ...Object.entries(States).flatMap(([state, each]) => [
      ...(reached.has(state) ? [] : [`${state}: nothing leads to it`]),
      ...stateLines(state, each),
    ]),
  ];
}

function stateLines(name: string, state: unknown): string[] {
  if (!isObject(state)) return [`${name}: ${textOf(state)}`];
  const { Branches, ItemProcessor } = state;
  return [
    `${name}: ${textOf(without(state, 'Branches', 'ItemProcessor', 'Comment'))}`,
    ...listOf(Branches).flatMap((each, at) => machineLines(`${name}, branch ${at + 1}`, each)),
    ...listOf(ItemProcessor).flatMap((each) => machineLines(`${name}, each`, each)),
  ];
}

/** Names of the states that an execution can come to. */
function reachedFrom(start: unknown, states: Json): Set<unknown> {
  const reached = new Set<unknown>([start]);
  // A set's iterator also gives what is added meanwhile.
  for (const name of reached) {
    const state = states[String(name)];
    if (!isObject(state)) continue;
    const others = [...listOf(state.Choices), ...listOf(state.Catch)];
    for (const each of [state, ...others]) if (isObject(each)) reached.add(each.Next);
    reached.add(state.Default);
  }
  return reached;
}

function textOf(value: unknown): string {
  return (
    JSON.stringify(value, (field, each: unknown) => {
      if (field === STATEMENT) return `<${deedOf(each)}>`;
      if (field !== FIGURES || !isObject(each)) return each;
      return Object.fromEntries(Object.entries(each).map(([table, sql]) => [table, `<${deedOf(sql)}>`]));
    }) ?? 'nothing'
  );
}

/** What a statement does and to what: `MERGE INTO silver.vaccines`; of a query the first that it asks for. */
function deedOf(statement: unknown): string {
  const text = typeof statement === 'string' ? statement.replace(/^\{% "/, '') : '';
  const deed =
    /^(?:SELECT|WITH|(?:MERGE|INSERT) INTO|DELETE FROM|UPDATE|OPTIMIZE|VACUUM)(?:\s|\\n)+[\w.]+/.exec(text);
  return deed?.[0].replaceAll(/(?:\s|\\n)+/g, ' ') ?? 'statement';
}

/** Every statement that a state machine runs or has run, as it stands there. */
export function statementsOf(definition: unknown): unknown[] {
  if (Array.isArray(definition)) return definition.flatMap(statementsOf);
  if (!isObject(definition)) return [];
  return Object.entries(definition).flatMap(([field, value]) => {
    if (field === STATEMENT) return [value];
    return field === FIGURES && isObject(value) ? Object.values(value) : statementsOf(value);
  });
}
