import type { Clock } from '../../core/ports';
import {
  runMachine,
  StateError,
  type Execution,
  type Json,
  type Machine,
  type Watching,
} from './interpreter';

/** Arguments of starting a machine. */
interface Started {
  readonly StateMachineArn: string;
  /** @default one of its own */
  readonly Name?: string;
  readonly Input: Json;
}

/** Runs machines, and those that they start and wait for. */
export class Executions {
  private nameless = 0;

  constructor(
    private readonly machineAt: (arn: string) => Machine,
    /** What tasks call that isn't a machine. */
    private readonly services: Execution['perform'],
    private readonly clock: Clock,
    /** @default nothing is tried again, and nobody told */
    private readonly watching: Watching = {},
  ) {}

  /**
   * @returns the output
   * @throws StateError when the execution fails
   */
  async start(machine: Machine, name: string, input: Json): Promise<Json> {
    const context = {
      Execution: { Name: name, Id: `execution:${name}`, StartTime: this.clock.now().toISOString() },
    };
    const { perform, watching } = this;
    return runMachine(machine, { input, context, perform, ...watching });
  }

  private readonly perform: Execution['perform'] = async (resource, parameters, state) => {
    const started = /:states:startExecution(\.sync:2)?$/.exec(resource);
    if (!started) return this.services(resource, parameters, state);
    const { StateMachineArn: arn, Name, Input: input } = parameters as unknown as Started;
    const name = Name ?? `nameless-${++this.nameless}`;
    try {
      return { Output: await this.start(this.machineAt(arn), `${arn}:${name}`, input) };
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      // Whoever doesn't wait isn't told.
      if (started[1] === undefined) return {};
      const cause = JSON.stringify({ Error: error.code, Cause: error.message });
      throw new StateError('States.TaskFailed', cause, { cause: error });
    }
  };
}
