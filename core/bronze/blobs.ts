import type { Dataset } from '../contracts';
import type { Clock, Ledger, ObjectStore } from '../ports';
import { dayIndex } from './arrival';
import type { ArrivedBatch } from './arrived-record';
import { putLines, type RecordList } from './blob-lines';
import { withRoom } from './byte-room';
import { checkPositions } from './check-positions';
import { putPiece } from './put-piece';

/** Collection of the ledger that holds what has become of groups of blobs. */
const BLOBS = 'blobs';

interface GroupState {
  /** When this try began, which is when its events arrive. Milliseconds since 1970-01-01 UTC. */
  readonly arrivedAt: number;
  /** From 1 on; grows when a try has ended without taking everything. */
  readonly attempt: number;
  /** Null while a try is under way, or when the process was ended in it. */
  readonly outcome: 'whole' | 'in part' | null;
}

/** A group that is being taken. */
export interface BlobClaim {
  /** `<source>/<delivery>/<group>`: letters, digits, dashes and slashes. */
  readonly id: string;
  readonly arrivedAt: number;
  readonly attempt: number;
  /** Of the ledger's entry. */
  readonly version: number;
}

/**
 * Files that a source keeps as they are, by the hundred thousand: what has become of them is one entry of the ledger
 * and one object of events for a whole group, whatever the number of files in it, and nothing is ever listed.
 *
 * A group is claimed, its files are written, their events are landed by {@link landBlobs}, and only then is it
 * noted as taken. A try that broke off is repeated under its own time and number, so that it lands the same events.
 */
export class BlobLedger {
  constructor(
    private readonly ledger: Pick<Ledger, 'get' | 'put'>,
    private readonly clock: Clock,
  ) {}

  /** @returns undefined for a group that has been taken whole, or that somebody else is at */
  async claim(id: string): Promise<BlobClaim | undefined> {
    const known = await this.ledger.get<GroupState>(BLOBS, id);
    if (known?.value.outcome === 'whole') return undefined;
    const isSameTry = known !== undefined && known.value.outcome === null;
    const arrivedAt = isSameTry ? known.value.arrivedAt : this.clock.now().getTime();
    const attempt = isSameTry ? known.value.attempt : (known?.value.attempt ?? 0) + 1;
    const state: GroupState = { arrivedAt, attempt, outcome: null };
    const claimed = await this.ledger.put<GroupState>(BLOBS, id, state, known?.version ?? 0);
    return claimed && { id, arrivedAt, attempt, version: claimed.version };
  }

  /** Whether a group has been taken whole. */
  async isTaken(id: string): Promise<boolean> {
    return (await this.ledger.get<GroupState>(BLOBS, id))?.value.outcome === 'whole';
  }

  /** Notes what a group has come to, once its events are landed. */
  async settle({ id, arrivedAt, attempt, version }: BlobClaim, isWhole: boolean): Promise<void> {
    const outcome = isWhole ? 'whole' : 'in part';
    if (await this.ledger.put<GroupState>(BLOBS, id, { arrivedAt, attempt, outcome }, version)) return;
    // Somebody else has begun the same: what is landed is so, whatever becomes of theirs.
    while (isWhole) {
      const known = await this.ledger.get<GroupState>(BLOBS, id);
      if (!known || known.value.outcome === 'whole') return;
      if (await this.ledger.put<GroupState>(BLOBS, id, { ...known.value, outcome }, known.version)) return;
    }
  }

  /** Forgets that a group was taken: what it wrote is gone. */
  async reopen(id: string): Promise<void> {
    const known = await this.ledger.get<GroupState>(BLOBS, id);
    if (!known) return;
    await this.ledger.put<GroupState>(BLOBS, id, { ...known.value, outcome: 'in part' }, known.version);
  }
}

/** What is told of the files of a group, to one dataset. */
export interface BlobEvents {
  readonly dataset: Dataset;
  readonly records: RecordList;
}

/** Lands the events of a group: one object of bronze for each dataset, harmless to repeat. */
export async function landBlobs(
  { id, arrivedAt, attempt }: Pick<BlobClaim, 'id' | 'arrivedAt' | 'attempt'>,
  { dataset, records }: BlobEvents,
  bronze: Pick<ObjectStore, 'putIfAbsent' | 'get'>,
): Promise<void> {
  if (records.count === 0) return;
  const shard = `${id.replaceAll('/', '-')}-${attempt}`;
  await withRoom(async (room) => {
    putLines(room, { dataset, source: `/headwater/blobs/${id}`, shard, arrivedAt }, records);
    // Lines that are made here needn't be looked at one by one: together they are one piece.
    const { bytes } = room;
    const first = { sequenceNumber: '1', arrivedAt, data: bytes };
    const batch = checked({ stream: 'blobs', shard, dataset, records: [first] });
    const lines = { datasets: [dataset], bytes, ends: [bytes.length] };
    await putPiece({ dataset, day: dayIndex(first), indexes: [0] }, { ...batch, lines }, bronze);
  });
}

function checked<T extends ArrivedBatch>(batch: T): T {
  checkPositions(batch);
  return batch;
}
