import type { Clock } from '../../core/ports';
import { runMachine, StateError, type Execution, type Json, type Machine } from './interpreter';

/** Arguments of starting a machine. */
interface Started {
  readonly StateMachineArn: string;
  readonly Name: string;
  readonly Input: Json;
}

/** Runs machines, and those that they start and wait for. */
export class Executions {
  constructor(
    private readonly machineAt: (arn: string) => Machine,
    /** What tasks call that isn't a machine. */
    private readonly services: Execution['perform'],
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the output
   * @throws StateError when the execution fails
   */
  async start(machine: Machine, name: string, input: Json): Promise<Json> {
    const context = {
      Execution: { Name: name, Id: `execution:${name}`, StartTime: this.clock.now().toISOString() },
    };
    return runMachine(machine, { input, context, perform: this.perform });
  }

  private readonly perform: Execution['perform'] = async (resource, parameters, state) => {
    if (!resource.endsWith(':states:startExecution.sync:2'))
      return this.services(resource, parameters, state);
    const { StateMachineArn: arn, Name: name, Input: input } = parameters as unknown as Started;
    try {
      return { Output: await this.start(this.machineAt(arn), `${arn}:${name}`, input) };
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      const cause = JSON.stringify({ Error: error.code, Cause: error.message });
      throw new StateError('States.TaskFailed', cause, { cause: error });
    }
  };
}
