import { TerminalError } from '../../core/errors';

/** The command line asks for something that isn't there. */
export class UsageError extends TerminalError {
  override readonly name = 'UsageError';
}
