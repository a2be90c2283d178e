import { TerminalError } from '../errors';

/** A contract partitions a table in a way that Iceberg doesn't know. */
export class PartitionError extends TerminalError {
  override readonly name = 'PartitionError';

  constructor(table: string, column: string, partition: string) {
    super(`Table ${table} has no column "${column}" to partition by with "${partition}".`);
  }
}
