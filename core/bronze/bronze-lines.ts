import { isUtf8 } from 'node:buffer';
import type { Dataset } from '../contracts';
import type { ArrivedBatch, ArrivedRecord } from './arrived-record';
import { arrivalAttributes } from './arrival';
import { ArrivalWriter } from './arrival-writer';
import { ENVELOPE_START } from './cloud-event';
import { envelope } from './envelope';
import type { Routes } from './routes';

/** The records of a batch as they stand in bronze, one line each, in order, in one piece of memory. */
export interface BronzeLines {
  /** The dataset of each record. */
  readonly datasets: readonly Dataset[];
  /** UTF-8; every line ends in a line feed. */
  readonly bytes: Buffer;
  /** Where each line ends in `bytes`. */
  readonly ends: readonly number[];
}

const [QUOTE, SPACE, LINE_FEED, BRACE] = [0x22, 0x20, 0x0a, 0x7d];

/** Bytes that may not stand in a line: line ends, and the separator that readers of plain lines are told. */
const FORBIDDEN = [LINE_FEED, 0x0d, 0x01];

/** The bronze lines of a batch. */
export function bronzeLines(batch: ArrivedBatch, routes: Routes): BronzeLines {
  return ownLines(batch, routes) ?? foreignLines(batch, routes);
}

/** Lines of some records of a batch, one after the other; not copied when they stand so already. */
export function linesAt({ bytes, ends }: BronzeLines, indexes: readonly number[]): Uint8Array {
  const start = (index: number): number => (index === 0 ? 0 : (ends[index - 1] as number));
  const [first = 0, last = 0] = [indexes[0], indexes[indexes.length - 1]];
  if (last - first + 1 === indexes.length) return bytes.subarray(start(first), ends[last]);
  return Buffer.concat(indexes.map((index) => bytes.subarray(start(index), ends[index])));
}

function foreignLines(batch: ArrivedBatch, routes: Routes): BronzeLines {
  const datasets: Dataset[] = [];
  const ends: number[] = [];
  let end = 0;
  const lines = batch.records.map((record) => {
    const { dataset, text } = envelope(record, batch, routes);
    const line = Buffer.from(`${arrivalAttributes(record, batch.shard)}${text.slice(1)}\n`);
    datasets.push(dataset);
    ends.push((end += line.length));
    return line;
  });
  return { datasets, ends, bytes: Buffer.concat(lines) };
}

/**
 * The lines of a batch in which every record is an envelope made by the lake, known by its first bytes:
 * nothing is parsed, all is decoded into one buffer and checked there as a whole. A record that only looks
 * like one becomes a line that silver quarantines.
 *
 * @returns undefined when any record is something else
 */
function ownLines({ records, shard }: ArrivedBatch, routes: Routes): BronzeLines | undefined {
  const buffer = Buffer.allocUnsafe(sizeBound(records, shard));
  const datasets: Dataset[] = [];
  const ends: number[] = [];
  const arrivals = new ArrivalWriter(buffer, shard);
  let known: Start | undefined;
  let offset = 0;
  let checked = 0;
  for (const record of records) {
    // The last character of the attributes takes the place of the envelope's opening brace.
    const start = offset + arrivals.lengthOf(record) - 1;
    const end = start + put(record.data, buffer, start);
    if (!known || !startsWith(buffer, start, end, known.bytes))
      known = startOf(buffer.subarray(start, end), routes);
    if (!known) return undefined;
    if (buffer[end - 1] !== BRACE) return undefined;
    arrivals.write(record, offset);
    buffer[end] = SPACE;
    offset = end + 1;
    datasets.push(known.dataset);
    ends.push(offset);
    if (offset - checked < CHECKED_BYTES) continue;
    if (!isPlain(buffer.subarray(checked, offset))) return undefined;
    checked = offset;
  }
  if (!isPlain(buffer.subarray(checked, offset))) return undefined;
  for (const end of ends) buffer[end - 1] = LINE_FEED;
  return { datasets, ends, bytes: buffer.subarray(0, offset) };
}

/** Lines are looked through while the processor still has them at hand. Bytes. */
const CHECKED_BYTES = 64 * 1024;

function isPlain(lines: Buffer): boolean {
  return isUtf8(lines) && !FORBIDDEN.some((byte) => lines.includes(byte));
}

/** @returns bytes written */
function put(data: ArrivedRecord['data'], buffer: Buffer, start: number): number {
  if (typeof data === 'string') return buffer.write(data, start, 'base64');
  buffer.set(data, start);
  return data.length;
}

/** How the envelopes of one dataset start. */
interface Start {
  readonly dataset: Dataset;
  readonly bytes: Buffer;
}

function startOf(envelopeBytes: Buffer, routes: Routes): Start | undefined {
  if (envelopeBytes.toString('latin1', 0, ENVELOPE_START.length) !== ENVELOPE_START) return undefined;
  const end = envelopeBytes.indexOf(QUOTE, ENVELOPE_START.length);
  const dataset = routes.byName(envelopeBytes.toString('latin1', ENVELOPE_START.length, end));
  return dataset === undefined
    ? undefined
    : { dataset, bytes: Buffer.from(envelopeBytes.subarray(0, end + 1)) };
}

function startsWith(buffer: Buffer, start: number, end: number, bytes: Buffer): boolean {
  if (end - start < bytes.length) return false;
  // Short enough that asking for a comparison takes longer than making it.
  for (let at = 0; at < bytes.length; at++) if (buffer[start + at] !== bytes[at]) return false;
  return true;
}

/** At least as many bytes as the lines of the records take. */
function sizeBound(records: readonly ArrivedRecord[], shard: string): number {
  let size = 0;
  for (const { data, sequenceNumber } of records) {
    size += typeof data === 'string' ? Math.ceil((data.length * 3) / 4) : data.length;
    size += sequenceNumber.length;
  }
  return size + records.length * (HEAD_BOUND + shard.length);
}

/** Bytes of the arrival attributes beside the shard's name, padding included, and of the line's end. */
const HEAD_BOUND = 160;
