import { createHash } from 'node:crypto';
import { bytesFields } from './protobuf';

/** How a record starts that the Kinesis Producer Library has packed several into. */
const MAGIC = Buffer.from([0xf3, 0x89, 0x9a, 0xc2]);
/** MD5, which the format has as a checksum. Bytes. */
const DIGEST_BYTES = 16;
/** Field numbers. */
const [RECORDS, DATA] = [3, 3];

/**
 * The records inside of one that the Kinesis Producer Library packed; undefined when it is no such record:
 * signature and digest must both fit, and what is between them must be whole.
 *
 * @see https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md
 */
export function aggregatedRecords(bytes: Buffer): Buffer[] | undefined {
  if (bytes.length < MAGIC.length + DIGEST_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC))
    return undefined;
  const message = bytes.subarray(MAGIC.length, -DIGEST_BYTES);
  if (!createHash('md5').update(message).digest().equals(bytes.subarray(-DIGEST_BYTES))) return undefined;
  try {
    return bytesFields(message, RECORDS).map((record) => {
      const [data] = bytesFields(record, DATA);
      if (data === undefined) throw new RangeError('a packed record without data');
      return data;
    });
  } catch {
    return undefined;
  }
}
