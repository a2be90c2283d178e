/** What follows a field's number. @see https://protobuf.dev/programming-guides/encoding/ */
const [VARINT, FIXED_64, LENGTH_DELIMITED, FIXED_32] = [0, 1, 2, 5];
/** Longest varint. Bytes. */
const VARINT_BYTES = 10;

/**
 * Every value of a field of bytes in a protobuf message, in order: all that the two messages of an aggregate need.
 *
 * @throws RangeError for a message that isn't whole
 */
export function bytesFields(message: Buffer, wanted: number): Buffer[] {
  const found: Buffer[] = [];
  let offset = 0;
  const skip = (bytes: number): number => {
    const start = offset;
    offset += bytes;
    if (offset > message.length) throw new RangeError('the message ends inside of a field');
    return start;
  };
  const varint = (): number => {
    let value = 0;
    for (let place = 0; place < VARINT_BYTES; place++) {
      const byte = message.readUInt8(skip(1));
      value += (byte & 0x7f) * 2 ** (7 * place);
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number has no end');
  };
  while (offset < message.length) {
    const tag = varint();
    const [field, type] = [Math.floor(tag / 8), tag % 8];
    if (type === VARINT) varint();
    else if (type === FIXED_64) skip(8);
    else if (type === FIXED_32) skip(4);
    else if (type === LENGTH_DELIMITED) {
      const start = skip(varint());
      if (field === wanted) found.push(message.subarray(start, offset));
    } else throw new RangeError('a field of no known type');
  }
  return found;
}
