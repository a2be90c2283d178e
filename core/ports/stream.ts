import { TransientError } from '../errors';

export interface StreamRecord {
  /** UTF-8, at most 1 MiB with the partition key. */
  readonly data: string;
  readonly partitionKey: string;
}

/** Where accepted events wait to be landed: Kinesis on AWS, an append-only log on one machine. */
export interface EventStream {
  /**
   * Resolves once every record is durable.
   *
   * @throws StreamUnavailableError naming how many records could not be written after all retries
   */
  append(records: readonly StreamRecord[]): Promise<void>;
}

/** The stream is throttled or down; what was sent may be sent again. */
export class StreamUnavailableError extends TransientError {
  override readonly name = 'StreamUnavailableError';

  constructor(unwritten: number, reasons: readonly string[]) {
    super(`${unwritten} records could not be written (${reasons.join(', ')}); send them again later`);
  }
}
