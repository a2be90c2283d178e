import type { Ledger, ObjectStore } from '../../core/ports';
import {
  compareSequence,
  type ArrivedBatch,
  type ArrivedRecord,
  type Position,
} from '../../core/bronze/arrived-record';
import { bronzeLines, linesAt, type BronzeLines } from '../../core/bronze/bronze-lines';
import { positionOfLine } from '../../core/bronze/envelope';
import { ForeignObjectError } from './errors';
import type { Routes } from '../../core/bronze/routes';
import { Watermarks } from './watermarks';

export interface LandingDeps {
  readonly bronze: ObjectStore;
  readonly ledger: Ledger;
  readonly routes: Routes;
}

export interface LandingReport {
  readonly objects: readonly { readonly key: string; readonly records: number }[];
  /** Records that an earlier try had landed. */
  readonly alreadyLanded: number;
  /** The first record that could not be landed; it and all after it must be tried again. */
  readonly failedFrom?: { readonly sequenceNumber: string; readonly cause: unknown };
}

/** Consecutive records of one dataset and day: one bronze object. */
interface Group {
  readonly dataset: string;
  /** Days since 1970-01-01 UTC. */
  readonly day: number;
  /** Places of the records in the batch. */
  readonly indexes: number[];
}

/** A batch and what its records look like in bronze. */
interface Batch extends ArrivedBatch {
  readonly lines: BronzeLines;
}

/**
 * Lands one batch in bronze, each record once, however often and in whatever pieces the stream retries it.
 *
 * A watermark per shard and dataset says how far landing has come, so that an object always starts at the
 * first record that isn't landed yet and its name, taken from that record's arrival and position, is the
 * same in every try. An object that a failed try left behind is recognised by its name, and only what it
 * doesn't hold is written after it.
 */
export async function land(arrived: ArrivedBatch, deps: LandingDeps): Promise<LandingReport> {
  const batch: Batch = { ...arrived, lines: bronzeLines(arrived, deps.routes) };
  const watermarks = new Watermarks(deps.ledger, batch);
  const { groups, alreadyLanded } = await group(batch, watermarks);
  const objects: { key: string; records: number }[] = [];
  let skipped = alreadyLanded;
  for (const next of groups) {
    try {
      const { found, upTo } = await write(next, batch, deps.bronze, objects);
      skipped += found;
      await watermarks.advance(next.dataset, upTo);
    } catch (cause) {
      return {
        objects,
        alreadyLanded: skipped,
        failedFrom: { sequenceNumber: first(next, batch).sequenceNumber, cause },
      };
    }
  }
  return { objects, alreadyLanded: skipped };
}

async function group(
  { records, lines }: Batch,
  watermarks: Watermarks,
): Promise<{ groups: Group[]; alreadyLanded: number }> {
  for (const dataset of new Set(lines.datasets)) await watermarks.load(dataset);
  const groups: Group[] = [];
  const open = new Map<string, Group>();
  let alreadyLanded = 0;
  let current: Group | undefined;
  for (let index = 0; index < records.length; index++) {
    const record = records[index] as ArrivedRecord;
    const dataset = lines.datasets[index] as string;
    if (watermarks.covers(dataset, record)) {
      alreadyLanded++;
      continue;
    }
    if (current?.dataset !== dataset) current = open.get(dataset);
    if (current?.day !== dayIndex(record)) {
      current = { dataset, day: dayIndex(record), indexes: [] };
      open.set(dataset, current);
      groups.push(current);
    }
    current.indexes.push(index);
  }
  return { groups, alreadyLanded };
}

interface Written {
  /** How many of the records an object of an earlier try already held. */
  readonly found: number;
  /** The last record that is landed now; past the group's own when an earlier try got further. */
  readonly upTo: Position;
}

async function write(
  group: Group,
  batch: Batch,
  bronze: ObjectStore,
  objects: { key: string; records: number }[],
): Promise<Written> {
  const { dataset, indexes } = group;
  const key = objectKey(dataset, first(group, batch), batch.shard);
  const outcome = await bronze.putIfAbsent(key, linesAt(batch.lines, indexes), {
    contentType: 'application/x-ndjson',
  });
  if (outcome === 'written') {
    objects.push({ key, records: indexes.length });
    return { found: 0, upTo: last(group, batch) };
  }
  const upTo = await lastPosition(bronze, key);
  const rest = indexes.findIndex(
    (index) => compareSequence(recordAt(batch, index).sequenceNumber, upTo.sequenceNumber) > 0,
  );
  if (rest < 0) return { found: indexes.length, upTo };
  if (rest === 0) throw new ForeignObjectError(key, 'it ends before it starts');
  const written = await write({ ...group, indexes: indexes.slice(rest) }, batch, bronze, objects);
  return { found: rest + written.found, upTo: written.upTo };
}

/** Position of the last record in a bronze object. */
async function lastPosition(bronze: ObjectStore, key: string): Promise<Position> {
  const body = await bronze.get(key);
  const text = body?.toString('utf8').trimEnd() ?? '';
  const position = positionOfLine(text.slice(text.lastIndexOf('\n') + 1));
  if (!position) throw new ForeignObjectError(key, 'its last line has no sequence');
  return position;
}

/**
 * `<dataset>/YYYY/MM/DD/<time>-<shard>-<sequence>.json`, all UTC and from the record's arrival at the
 * stream, never from the writer's clock.
 */
export function objectKey(dataset: string, record: ArrivedRecord, shard: string): string {
  const time = new Date(record.arrivedAt).toISOString().slice(11, -1).replaceAll(/[:.]/g, '');
  return `${dataset}/${dayOf(record)}/${time}Z-${shard}-${record.sequenceNumber}.json`;
}

function dayOf({ arrivedAt }: ArrivedRecord): string {
  return new Date(arrivedAt).toISOString().slice(0, 10).replaceAll('-', '/');
}

/** Days since 1970-01-01 UTC. */
function dayIndex({ arrivedAt }: ArrivedRecord): number {
  return Math.floor(arrivedAt / 86_400_000);
}

function recordAt({ records }: ArrivedBatch, index: number): ArrivedRecord {
  return records[index] as ArrivedRecord;
}

function first({ indexes }: Group, batch: ArrivedBatch): ArrivedRecord {
  return recordAt(batch, indexes[0] as number);
}

function last({ indexes }: Group, batch: ArrivedBatch): ArrivedRecord {
  return recordAt(batch, indexes[indexes.length - 1] as number);
}
