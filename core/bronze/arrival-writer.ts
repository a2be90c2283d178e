import { arrivalAttributes, LINE_START, SEQUENCE_END, SUB_DIGITS } from './arrival';
import type { Position } from './arrived-record';

/** Characters of a time up to its milliseconds: `2026-11-21T13:05:07.` */
const SECOND_CHARACTERS = 20;
const ZERO = 48;

/** Writes the arrival attributes of a shard's records into one buffer: most of each are those of the record before. */
export class ArrivalWriter {
  private before: { readonly position: Position; readonly offset: number } | undefined;
  private readonly length: number;

  constructor(
    private readonly buffer: Buffer,
    private readonly shard: string,
  ) {
    this.length = arrivalAttributes({ sequenceNumber: '0', arrivedAt: 0 }, shard).length;
  }

  /** Bytes that the attributes of a record take. */
  lengthOf({ subSequence }: Position): number {
    return subSequence === undefined ? this.length : this.length + 1 + SUB_DIGITS;
  }

  write(position: Position, offset: number): void {
    const { before, buffer } = this;
    this.before = { position, offset };
    const { sequenceNumber: digits, arrivedAt } = position;
    const last = before?.position;
    if (
      before === undefined ||
      position.subSequence !== last?.subSequence ||
      position.subSequence !== undefined ||
      last?.sequenceNumber.length !== digits.length ||
      Math.floor(arrivedAt / 1000) !== Math.floor(last.arrivedAt / 1000)
    ) {
      buffer.write(arrivalAttributes(position, this.shard), offset, 'latin1');
      return;
    }
    buffer.copyWithin(offset, before.offset, before.offset + this.length);
    const milliseconds = arrivedAt - Math.floor(arrivedAt / 1000) * 1000;
    const clock = offset + LINE_START.length + SECOND_CHARACTERS;
    buffer[clock] = ZERO + Math.floor(milliseconds / 100);
    buffer[clock + 1] = ZERO + (Math.floor(milliseconds / 10) % 10);
    buffer[clock + 2] = ZERO + (milliseconds % 10);
    const end = offset + SEQUENCE_END;
    const start = end - digits.length;
    for (let at = 0; at < digits.length; at++) {
      const code = digits.charCodeAt(at);
      if (code !== last.sequenceNumber.charCodeAt(at)) buffer[start + at] = code;
    }
  }
}
