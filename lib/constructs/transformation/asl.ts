import { Aws } from 'aws-cdk-lib';

/**
 * Amazon States Language with JSONata, as far as the lake uses it.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */
export interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export interface Definition extends Machine {
  readonly Comment: string;
  readonly QueryLanguage: 'JSONata';
  readonly TimeoutSeconds: number;
}

/** A state; `Next` and `End` are set by `chain`. */
export interface State {
  readonly Type: 'Task' | 'Pass' | 'Choice' | 'Parallel' | 'Succeed' | 'Fail' | 'Map';
  readonly Next?: string;
  readonly End?: boolean;
  readonly [field: string]: unknown;
}

/** States by name, in the order in which they run. */
export type Steps = readonly (readonly [name: string, state: State])[];

/** Characters. @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MAX_NAME = 80;
const ENDS: readonly State['Type'][] = ['Choice', 'Succeed', 'Fail'];

/** One state after the other; those that say themselves where to go on keep it. */
export function chain(steps: Steps): Machine {
  const [first] = steps;
  if (!first) throw new Error('A chain needs a state.');
  const states = steps.map(([name, state], index): readonly [string, State] => {
    if (state.Next !== undefined || state.End || ENDS.includes(state.Type)) return [name, state];
    const next = steps[index + 1]?.[0];
    return [name, { ...state, ...(next === undefined ? { End: true } : { Next: next }) }];
  });
  const names = states.map(([name]) => name);
  const long = names.find((name) => name.length > MAX_NAME);
  if (long !== undefined) throw new Error(`State "${long}" has a name of more than ${MAX_NAME} characters.`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Two states are named "${twice}".`);
  return { StartAt: first[0], States: Object.fromEntries(states) };
}

/** A JSONata expression. */
export function jsonata(expression: string): string {
  return `{% ${expression} %}`;
}

/** One way or the other, by a JSONata expression. */
export function choose(condition: string, yes: string, no: string): State {
  return { Type: 'Choice', Choices: [{ Condition: jsonata(condition), Next: yes }], Default: no };
}

/** A text as a JSONata literal. */
export function literal(text: string): string {
  return JSON.stringify(text);
}

/** The resource of a task that calls a service, such as `athena:startQueryExecution.sync`. */
export function integration(name: string): string {
  return `arn:${Aws.PARTITION}:states:::${name}`;
}
