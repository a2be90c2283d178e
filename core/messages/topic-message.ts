/** A message as a topic has it, or a file in which one was recorded. */
export interface TopicMessage {
  /** Decimal digits. */
  readonly offset: string;
  /** When it was written, by its producer or its broker; below 0 when nobody said. Milliseconds since 1970-01-01 UTC. */
  readonly timestamp: number;
  readonly key?: Uint8Array | undefined;
  /** Undefined: a tombstone. */
  readonly value?: Uint8Array | undefined;
}

/** Messages of one partition, in the order of their offsets. */
export interface PartitionBatch {
  /** Letters, digits, dots, dashes and underscores. */
  readonly topic: string;
  readonly partition: number;
  /** Tells a topic from another of the same name that was deleted before it. @default not known */
  readonly topicId?: string | undefined;
  readonly messages: readonly TopicMessage[];
}
