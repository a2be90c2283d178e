import { TerminalError } from '../../core/errors';

/** The state machine and the function come from different deployments. */
export class UnknownUnitError extends TerminalError {
  override readonly name = 'UnknownUnitError';

  constructor() {
    super(
      'The function has no model of the name that it was asked to publish; deploy both stacks from one commit',
    );
  }
}
