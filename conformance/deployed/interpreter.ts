import jsonata from 'jsonata';

/** A machine as it stands in a template: Amazon States Language with JSONata. */
export interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

interface Transition {
  readonly Next: string;
  readonly Assign?: Json;
  readonly Output?: Json;
}

interface State extends Partial<Transition> {
  readonly Type: string;
  readonly Resource?: string;
  readonly Arguments?: Json;
  readonly Choices?: readonly (Transition & { readonly Condition: string })[];
  readonly Default?: string;
  readonly Branches?: readonly Machine[];
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly (Transition & { readonly ErrorEquals: readonly string[] })[];
  readonly Error?: string;
  readonly Cause?: string;
}

interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  /** @default 3 */
  readonly MaxAttempts?: number;
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Variables = Readonly<Record<string, Json>>;

/** How a state or a machine ends when it doesn't succeed. */
export class StateError extends Error {
  override readonly name = 'StateError';

  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export interface Execution {
  readonly input: Json;
  readonly context: Json;
  /** Does the work of a task. @throws StateError */
  readonly perform: (resource: string, parameters: Json, state: string) => Promise<Json>;
  /** Waits before a state that failed is tried again. @default nothing is tried again */
  readonly wait?: (seconds: number, state: string) => Promise<void>;
  /** Told of every state that is entered. @default nobody is */
  readonly entered?: (state: string) => void;
}

/** What whoever runs machines may do beside it. */
export type Watching = Pick<Execution, 'wait' | 'entered'>;

/**
 * Runs a machine as Step Functions does. Unless it is told how to wait it tries nothing again: what fails here would fail there.
 *
 * @returns its output
 * @throws StateError when it fails
 */
export async function runMachine(
  machine: Machine,
  execution: Execution,
  outer: Variables = {},
): Promise<Json> {
  let variables = outer;
  let input = execution.input;
  for (let name = machine.StartAt; ;) {
    const state = machine.States[name];
    if (!state) throw new Error(`No state "${name}".`);
    execution.entered?.(name);
    const step = new Step(execution, variables, input);
    const done = await step.run(name, state);
    variables = done.variables;
    input = done.output;
    if (done.next === undefined) return input;
    name = done.next;
  }
}

interface Done {
  readonly next: string | undefined;
  readonly variables: Variables;
  readonly output: Json;
}

class Step {
  constructor(
    private readonly execution: Execution,
    private readonly variables: Variables,
    private readonly input: Json,
  ) {}

  async run(name: string, state: State): Promise<Done> {
    const tries = new Map<Retrier, number>();
    for (;;) {
      try {
        return await this.perform(name, state);
      } catch (error) {
        if (!(error instanceof StateError)) throw error;
        if (await this.waits(name, state, error, tries)) continue;
        return this.caught(state, error);
      }
    }
  }

  /** Whether the state is to be tried again, after the time for it. */
  private async waits(
    name: string,
    { Retry: retriers = [] }: State,
    error: StateError,
    tries: Map<Retrier, number>,
  ): Promise<boolean> {
    const { wait } = this.execution;
    const retrier = retriers.find(({ ErrorEquals: codes }) => codes.some((code) => catches(code, error)));
    if (!wait || !retrier) return false;
    const tried = tries.get(retrier) ?? 0;
    if (tried >= (retrier.MaxAttempts ?? 3)) return false;
    tries.set(retrier, tried + 1);
    await wait(retrier.IntervalSeconds ?? 1, name);
    return true;
  }

  private async caught(state: State, error: StateError): Promise<Done> {
    const caught = state.Catch?.find(({ ErrorEquals: codes }) => codes.some((code) => catches(code, error)));
    if (!caught) throw error;
    const errorOutput = { Error: error.code, Cause: error.message };
    return this.leave(caught, { errorOutput }, errorOutput);
  }

  private async perform(name: string, state: State): Promise<Done> {
    switch (state.Type) {
      case 'Choice':
        return this.choose(name, state);
      case 'Fail':
        throw new StateError(await this.text(state.Error), await this.text(state.Cause));
      case 'Task': {
        const parameters = await this.value(state.Arguments ?? {});
        const result = await this.execution.perform(state.Resource ?? '', parameters, name);
        return this.leave(state, { result }, result);
      }
      case 'Parallel': {
        const result: Json[] = [];
        for (const branch of state.Branches ?? [])
          result.push(await runMachine(branch, { ...this.execution, input: this.input }, this.variables));
        return this.leave(state, { result }, result);
      }
      case 'Pass':
      case 'Succeed':
        return this.leave(state, {}, this.input);
      default:
        throw new Error(`States of type ${state.Type} aren't known.`);
    }
  }

  private async choose(name: string, state: State): Promise<Done> {
    for (const choice of state.Choices ?? []) {
      const holds = await this.value(choice.Condition);
      if (typeof holds !== 'boolean')
        throw new StateError(
          'States.QueryEvaluationError',
          `A condition of "${name}" is ${JSON.stringify(holds)}`,
        );
      if (holds) return this.leave(choice, {}, this.input);
    }
    if (state.Default === undefined) throw new StateError('States.NoChoiceMatched', name);
    return this.leave({ Next: state.Default }, {}, this.input);
  }

  /** What is assigned and put out is evaluated with the variables from before. */
  private async leave(
    { Next: next, Assign: assign, Output: output }: Partial<Transition>,
    known: Readonly<Record<string, Json>>,
    otherwise: Json,
  ): Promise<Done> {
    const assigned = assign === undefined ? {} : ((await this.value(assign, known)) as Variables);
    return {
      next,
      variables: { ...this.variables, ...assigned },
      output: output === undefined ? otherwise : await this.value(output, known),
    };
  }

  private async text(template = ''): Promise<string> {
    const value = await this.value(template);
    return typeof value === 'string' ? value : JSON.stringify(value);
  }

  private async value(template: Json, known: Readonly<Record<string, Json>> = {}): Promise<Json> {
    if (Array.isArray(template))
      return Promise.all((template as Json[]).map((item) => this.value(item, known)));
    if (template !== null && typeof template === 'object') {
      const entries = Object.entries(template).map(
        async ([name, item]) => [name, await this.value(item, known)] as const,
      );
      return Object.fromEntries(await Promise.all(entries));
    }
    const expression = typeof template === 'string' ? /^\{%([\s\S]*)%\}$/.exec(template)?.[1] : undefined;
    if (expression === undefined) return template;
    const states = { input: this.input, context: this.execution.context, ...known };
    const result: unknown = await compiled(expression).evaluate(undefined, {
      ...this.variables,
      states,
      parse,
    });
    if (result === undefined)
      throw new StateError('States.QueryEvaluationError', `${expression.trim().slice(0, 80)} gives nothing`);
    return JSON.parse(JSON.stringify(result)) as Json;
  }
}

/** What Step Functions adds to JSONata, as far as the machines use it. @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html */
const parse = (text: string): unknown => JSON.parse(text);

const expressions = new Map<string, ReturnType<typeof jsonata>>();

/** Machines run again and again, and their statements are long. */
function compiled(expression: string): ReturnType<typeof jsonata> {
  const known = expressions.get(expression) ?? jsonata(expression);
  expressions.set(expression, known);
  return known;
}

const catches = (code: string, error: StateError): boolean =>
  code === 'States.ALL' ||
  code === error.code ||
  (code === 'States.TaskFailed' && !error.code.startsWith('States.'));
