import { TerminalError, TransientError } from '../../core/errors';

/** A contract asks for what would lose or reinterpret data that is already there. */
export class BreakingChangeError extends TerminalError {
  override readonly name = 'BreakingChangeError';

  constructor(readonly changes: readonly string[]) {
    super(
      `Tables stay as they are, because of:\n${changes.map((change) => `  ${change}`).join('\n')}\n` +
        'Take the change back, or give the dataset a new name and load it anew.',
    );
  }
}

/** Lake Formation set some tags and refused others. */
export class TaggingError extends TerminalError {
  override readonly name = 'TaggingError';

  constructor(table: string, failures: readonly string[]) {
    super(`Tags of ${table} could not be set: ${failures.join('; ')}`);
  }
}

/** Whoever IAM allows still gets at tables of the lake, past Lake Formation. */
export class StillOpenError extends TerminalError {
  override readonly name = 'StillOpenError';

  constructor(readonly places: readonly string[]) {
    super(
      `IAM_ALLOWED_PRINCIPALS keeps its permissions on ${places.join(', ')}, since Lake Formation refuses to revoke them. ` +
        'Revoke them as an administrator of Lake Formation, and migrate again.',
    );
  }
}

/** The metadata of an Iceberg table, which lies beside its data, isn't what the specification says. */
export class TableMetadataError extends TerminalError {
  override readonly name = 'TableMetadataError';

  constructor(location: string, problem: string) {
    super(
      `Metadata of an Iceberg table at ${location} ${problem}. ` +
        'Point the table at an earlier metadata file (metadata_location in its Glue parameters), and migrate again.',
    );
  }
}

/** CloudFormation, which waits for an answer, did not take it. */
export class AnswerRefusedError extends TransientError {
  override readonly name = 'AnswerRefusedError';

  constructor(status: number) {
    super(`CloudFormation did not take the answer: status ${status}`);
  }
}
