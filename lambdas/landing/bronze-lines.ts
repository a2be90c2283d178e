import { isUtf8 } from 'node:buffer';
import type { ArrivedBatch, ArrivedRecord } from './arrived-record';
import { ENVELOPE_START } from './cloud-event';
import { arrivalAttributes, envelope } from './envelope';
import type { Routes } from './routes';

/** A record as it stands in bronze. */
export interface BronzeLine {
  readonly dataset: string;
  /** UTF-8, ending in a line feed. */
  readonly bytes: Uint8Array;
}

const [SPACE, LINE_FEED, BRACE] = [0x20, 0x0a, 0x7d];

/** Bytes that may not stand in a line: line ends, and the separator that readers of plain lines are told. */
const FORBIDDEN = [LINE_FEED, 0x0d, 0x01];

/** Bytes looked at to find the dataset's name, more than the longest name needs. */
const LOOK = ENVELOPE_START.length + 64;

/** The bronze lines of a batch, one per record, in order. */
export function bronzeLines(batch: ArrivedBatch, routes: Routes): readonly BronzeLine[] {
  return (
    ownLines(batch, routes) ??
    batch.records.map((record) => {
      const { dataset, text } = envelope(record, batch, routes);
      return { dataset, bytes: Buffer.from(`${arrivalAttributes(record, batch.shard)}${text.slice(1)}\n`) };
    })
  );
}

/**
 * The lines of a batch in which every record is an envelope made by the lake, known by its first bytes:
 * nothing is parsed, all is decoded into one buffer and checked there as a whole. A record that only looks
 * like one becomes a line that silver quarantines.
 *
 * @returns undefined when any record is something else
 */
function ownLines({ records, shard }: ArrivedBatch, routes: Routes): readonly BronzeLine[] | undefined {
  const heads = records.map((record) => arrivalAttributes(record, shard));
  let size = 0;
  for (let index = 0; index < records.length; index++) {
    size +=
      (heads[index] as string).length +
      Math.ceil(((records[index] as ArrivedRecord).data.length * 3) / 4) +
      1;
  }
  const buffer = Buffer.allocUnsafe(size);
  const datasets: string[] = [];
  const ends: number[] = [];
  let offset = 0;
  for (const [index, { data }] of records.entries()) {
    const head = heads[index] as string;
    // The head's last character takes the place of the envelope's opening brace.
    const start = offset + head.length - 1;
    const end = start + buffer.write(data, start, 'base64');
    const look = buffer.toString('latin1', start, Math.min(start + LOOK, end));
    const dataset = look.startsWith(ENVELOPE_START)
      ? routes.byName(look.slice(ENVELOPE_START.length, look.indexOf('"', ENVELOPE_START.length)))
      : undefined;
    if (dataset === undefined || buffer[end - 1] !== BRACE) return undefined;
    buffer.write(head, offset, 'latin1');
    buffer[end] = SPACE;
    offset = end + 1;
    datasets.push(dataset);
    ends.push(offset);
  }
  const all = buffer.subarray(0, offset);
  if (!isUtf8(all) || FORBIDDEN.some((byte) => all.includes(byte))) return undefined;
  for (const end of ends) all[end - 1] = LINE_FEED;
  return datasets.map((dataset, index) => ({
    dataset,
    bytes: all.subarray(index === 0 ? 0 : ends[index - 1], ends[index]),
  }));
}

/** Lines one after the other, without copying them when they stand so in memory. */
export function joined(lines: readonly Uint8Array[]): Uint8Array {
  const [first] = lines;
  if (!first) return new Uint8Array();
  let end = first.byteOffset;
  for (const line of lines) {
    if (line.buffer !== first.buffer || line.byteOffset !== end) return Buffer.concat(lines);
    end += line.byteLength;
  }
  return new Uint8Array(first.buffer, first.byteOffset, end - first.byteOffset);
}
