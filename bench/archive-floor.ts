import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { crc32, inflateRawSync } from 'node:zlib';
import { archiveLimitsSchema } from '../lambdas/archive/settings';
import { readDirectory } from '../lambdas/archive/zip';
import { inflateAtOnce } from '../lambdas/archive/zip/inflate-at-once';

/**
 * The least that can be done with a share of an archive: read it once, with its directory, inflate, count CRC-32, write.
 * Arguments: archive, output, share from 0 on, shares. Prints seconds, those of processors, and of these the directory's.
 */
async function main([file = '', output = '', share = '0', shares = '1']: readonly string[]): Promise<void> {
  const input = openSync(file, 'r');
  const out = openSync(output, 'w');
  const read = async (start: number, length: number): Promise<Buffer> => {
    const bytes = Buffer.allocUnsafe(length);
    return bytes.subarray(0, readSync(input, bytes, 0, length, start));
  };
  const size = fstatSync(input).size;
  const [start, before] = [performance.now(), processorSeconds()];
  const { files, order, directoryStart } = await readDirectory({ size, read }, archiveLimitsSchema.parse({}));
  const [from, to] = [Number(share), Number(share) + 1].map((part) =>
    Math.floor((order.length * part) / Number(shares)),
  );
  const directory = processorSeconds() - before;
  const end = (place: number): number =>
    place < order.length ? files.offsetAt(order[place] as number) : directoryStart;
  let window: Buffer = Buffer.alloc(0);
  let windowStart = 0;
  let room: Buffer = Buffer.alloc(0);
  for (let place = from as number; place < (to as number); place++) {
    const { offset, crc, method, packed, size: length, nameLength } = files.at(order[place] as number);
    if (end(place + 1) > windowStart + window.length) {
      windowStart = offset;
      window = await read(
        offset,
        Math.min(Math.max(4 * 1024 * 1024, end(place + 1) - offset), directoryStart - offset),
      );
    }
    const at = offset - windowStart;
    const data = at + 30 + nameLength + window.readUInt16LE(at + 28);
    const bytes = window.subarray(data, data + packed);
    if (room.length <= length) room = Buffer.allocUnsafeSlow(length + 1);
    const content = method === 8 ? inflated(bytes, room.subarray(0, length + 1)) : bytes;
    if (crc32(content) !== crc) throw new Error(`Entry ${place} is damaged`);
    writeSync(out, content);
  }
  fsyncSync(out);
  closeSync(out);
  const seconds = (performance.now() - start) / 1_000;
  process.stdout.write(JSON.stringify({ seconds, processor: processorSeconds() - before, directory }));
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** As quickly as it is known here: with one inflater for all. */
function inflated(packed: Buffer, room: Buffer): Buffer {
  const length = inflateAtOnce(packed, room);
  return length === undefined ? inflateRawSync(packed) : room.subarray(0, length);
}

void main(process.argv.slice(2));
