type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Fields = Readonly<Record<string, Json>>;

/** A machine in Amazon States Language with JSONPath, as far as archives use it. */
export interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Parameters?: Json;
  readonly ResultSelector?: Json;
  readonly ResultPath?: string | null;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[]; readonly MaxAttempts?: number }[];
  readonly ItemReader?: { readonly Resource: string; readonly Parameters: Json };
  readonly ItemSelector?: Json;
  readonly ItemProcessor?: Machine;
  readonly ToleratedFailurePercentage?: number;
  readonly Choices?: readonly {
    readonly Variable: string;
    readonly BooleanEquals: boolean;
    readonly Next: string;
  }[];
  readonly Default?: string;
  readonly OutputPath?: string;
  readonly Next?: string;
  readonly End?: boolean;
}

interface World {
  readonly invoke: (payload: unknown) => Promise<unknown>;
  readonly object: (key: string) => Buffer | undefined;
}

/** An execution that failed, with the error's name as Step Functions shows it. */
class ExecutionFailed extends Error {
  override readonly name = 'ExecutionFailed';

  constructor(
    readonly error: string,
    override readonly cause: string,
    readonly state: string,
  ) {
    super(`${state}: ${error}: ${cause}`);
  }
}

/** Bytes that a state's input may have. @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MOST_INPUT = 256 * 1024;

/** Runs a machine without waiting between tries. @throws ExecutionFailed */
export async function execute(machine: Machine, input: Json, context: Fields, world: World): Promise<Json> {
  let at = input;
  for (let name = machine.StartAt; ;) {
    const state = machine.States[name];
    if (!state) throw new Error(`The machine has no state "${name}"`);
    if (Buffer.byteLength(JSON.stringify(at)) > MOST_INPUT)
      throw new ExecutionFailed('States.DataLimitExceeded', 'its input', name);
    if (state.Type === 'Succeed') return valueOf(state.OutputPath ?? '$', at, context);
    if (state.Type === 'Choice') {
      const chosen = state.Choices?.find(
        ({ Variable, BooleanEquals }) => valueOf(Variable, at, context) === BooleanEquals,
      );
      name = (chosen?.Next ?? state.Default) as string;
      continue;
    }
    const result = await tried(name, state, () =>
      state.Type === 'Map' ? mapped(name, state, at, context, world) : performed(state, at, context, world),
    );
    const selected =
      state.ResultSelector === undefined ? result : filled(state.ResultSelector, result, context);
    at = placed(at, selected, state.ResultPath);
    if (state.End === true) return at;
    if (state.Next === undefined) throw new Error(`"${name}" leads nowhere`);
    name = state.Next;
  }
}

async function performed(state: State, input: Json, context: Fields, { invoke }: World): Promise<Json> {
  if (state.Type !== 'Task' || !/:states:::lambda:invoke$/.test(state.Resource ?? ''))
    throw new Error(`Not known here: ${state.Type} ${state.Resource}`);
  const { Payload } = filled(state.Parameters ?? {}, input, context) as { readonly Payload: Json };
  const answer = await invoke(JSON.parse(JSON.stringify(Payload)));
  return { StatusCode: 200, Payload: JSON.parse(JSON.stringify(answer)) as Json };
}

/** A distributed map: each item is an execution of its own. */
async function mapped(name: string, state: State, input: Json, context: Fields, world: World): Promise<Json> {
  const { Key: key } = filled(state.ItemReader?.Parameters ?? {}, input, context) as { readonly Key: string };
  const body = world.object(key);
  if (!body) throw new ExecutionFailed('States.ItemReaderFailed', `no object ${key}`, name);
  const items = JSON.parse(body.toString('utf8')) as Json[];
  const [results, failures]: [Json[], string[]] = [[], []];
  for (const [index, value] of items.entries()) {
    const item = filled(state.ItemSelector ?? value, input, {
      ...context,
      Map: { Item: { Index: index, Value: value } },
    });
    try {
      results.push(await execute(state.ItemProcessor as Machine, item, context, world));
    } catch (error) {
      if (!(error instanceof ExecutionFailed)) throw error;
      failures.push(error.message);
    }
  }
  const percentage = items.length === 0 ? 0 : (100 * failures.length) / items.length;
  if (percentage > (state.ToleratedFailurePercentage ?? 0))
    throw new ExecutionFailed('States.ExceedToleratedFailureThreshold', failures.join('; '), name);
  return results;
}

/** Tries again as the state's rules say; each rule counts for itself. */
async function tried(name: string, state: State, work: () => Promise<Json>): Promise<Json> {
  const tries = new Map<object, number>();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const failed =
        error instanceof ExecutionFailed
          ? error
          : new ExecutionFailed((error as Error).name, (error as Error).message, name);
      const rule = state.Retry?.find(({ ErrorEquals: names }) =>
        names.some((each) => each === failed.error || each === 'States.ALL'),
      );
      const done = (rule && tries.get(rule)) ?? 0;
      if (!rule || done >= (rule.MaxAttempts ?? 3)) throw failed;
      tries.set(rule, done + 1);
    }
  }
}

/** A template with its paths looked up. */
function filled(template: Json, input: Json, context: Fields): Json {
  if (Array.isArray(template)) return (template as Json[]).map((each) => filled(each, input, context));
  if (template === null || typeof template !== 'object') return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) =>
      name.endsWith('.$')
        ? [name.slice(0, -2), valueOf(value as string, input, context)]
        : [name, filled(value, input, context)],
    ),
  );
}

function valueOf(expression: string, input: Json, context: Fields): Json {
  const [, format, path] = /^States\.Format\('([^']*)', (\S+)\)$/.exec(expression) ?? [];
  if (format !== undefined && path !== undefined)
    return format.replace('{}', valueOf(path, input, context) as string);
  const [root, ...names] = expression.split('.');
  let found: Json | undefined = root === '$$' ? context : input;
  if (root !== '$' && root !== '$$') throw new Error(`Not known here: ${expression}`);
  for (const name of names) found = (found as Fields | undefined)?.[name];
  if (found === undefined)
    throw new ExecutionFailed('States.ParameterPathFailure', `${expression} is not there`, '');
  return found;
}

function placed(input: Json, result: Json, path: string | null | undefined): Json {
  if (path === null) return input;
  if (path === undefined || path === '$') return result;
  return { ...(input as Fields), [path.slice(2)]: result };
}
