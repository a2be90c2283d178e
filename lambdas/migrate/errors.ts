import { TerminalError } from '../errors';

/** A contract asks for what would lose or reinterpret data that is already there. */
export class BreakingChangeError extends TerminalError {
  constructor(readonly changes: readonly string[]) {
    super(
      `Tables stay as they are, because of:\n${changes.map((change) => `  ${change}`).join('\n')}\n` +
        'Take the change back, or give the dataset a new name and load it anew.',
    );
  }
}

/** Lake Formation set some tags and refused others. */
export class TaggingError extends TerminalError {
  constructor(table: string, failures: readonly string[]) {
    super(`Tags of ${table} could not be set: ${failures.join('; ')}`);
  }
}
