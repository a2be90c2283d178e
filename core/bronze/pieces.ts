import type { ArrivedBatch, ArrivedRecord } from './arrived-record';
import { dayIndex } from './arrival';
import { bronzeLines, type BronzeLines } from './bronze-lines';
import { checkPositions } from './check-positions';
import type { Dataset } from '../contracts';
import { routesTo, type Routes } from './routes';

/** A batch and what its records look like in bronze. */
export interface Batch extends ArrivedBatch {
  readonly lines: BronzeLines;
}

/** Consecutive records of one dataset and day: one bronze object. */
export interface Piece {
  readonly dataset: Dataset;
  /** Days since 1970-01-01 UTC. */
  readonly day: number;
  /** Places of the records in the batch. */
  readonly indexes: number[];
}

export interface WrittenObject {
  readonly key: string;
  readonly records: number;
}

/**
 * The batch with its lines.
 *
 * @throws InvalidPositionError for places that can't be written down
 */
export function withLines(batch: ArrivedBatch, routes: Routes): Batch {
  checkPositions(batch);
  return { ...batch, lines: bronzeLines(batch, batch.dataset ? routesTo(batch.dataset) : routes) };
}

/** Cuts a batch into objects. @param isDone says which records are in bronze already */
export function piecesOf(
  { records, lines }: Batch,
  isDone: (dataset: Dataset, record: ArrivedRecord) => boolean = () => false,
): { readonly pieces: Piece[]; readonly done: number } {
  const pieces: Piece[] = [];
  const open = new Map<Dataset, Piece>();
  let done = 0;
  let current: Piece | undefined;
  for (let index = 0; index < records.length; index++) {
    const record = records[index] as ArrivedRecord;
    const dataset = lines.datasets[index] as Dataset;
    if (isDone(dataset, record)) {
      done++;
      continue;
    }
    if (current?.dataset !== dataset) current = open.get(dataset);
    if (current?.day !== dayIndex(record)) {
      current = { dataset, day: dayIndex(record), indexes: [] };
      open.set(dataset, current);
      pieces.push(current);
    }
    current.indexes.push(index);
  }
  return { pieces, done };
}

export function recordAt({ records }: ArrivedBatch, index: number): ArrivedRecord {
  return records[index] as ArrivedRecord;
}
