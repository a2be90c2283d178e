import { canariesIn } from './canaries';
import { strayCanaries } from './call';
import type { LambdaProcess } from './lambda-process';
import type { LoopbackAws } from './loopback-aws';
import { unharmed, type Fault } from './reply';
import type { Outcome } from './runtime';

export interface Passage {
  readonly outcome: Outcome;
  /** The class of the error that ended the invocation, '' when none did. */
  readonly errorType: string;
  /** What the function wrote: its log and its metrics. */
  readonly output: string;
  /** Canaries that left it on a way where none may be, and on which. */
  readonly leaks: readonly string[];
}

/** Sends one event through a function. */
export async function pass(
  lambda: LambdaProcess,
  aws: LoopbackAws,
  event: unknown,
  fault: Fault = unharmed,
): Promise<Passage> {
  const before = aws.calls.length;
  aws.fault = fault;
  const { outcome, output } = await lambda.invoke(event);
  aws.fault = unharmed;
  const leaks = [
    ...canariesIn(output).map((found) => `log: ${found}`),
    ...canariesIn(JSON.stringify(outcome)).map((found) => `answer: ${found}`),
    ...strayCanaries(aws.calls.slice(before)),
  ];
  return { outcome, errorType: 'error' in outcome ? outcome.error.errorType : '', output, leaks };
}
