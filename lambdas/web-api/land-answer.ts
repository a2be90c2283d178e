import { writeWhole, type ArrivedRecord } from '../../core/bronze';
import { cloudEvent } from '../../core/bronze/cloud-event';
import type { Dataset } from '../../core/contracts';
import type { ObjectStore } from '../../core/ports';
import type { Value } from './answer';
import type { Answer } from './http/caller';
import { ANSWERS_PREFIX } from './names';

interface Landing {
  readonly source: string;
  readonly dataset: Dataset;
  readonly bronze: Pick<ObjectStore, 'putIfAbsent' | 'get'>;
  /** Number of the pass. */
  readonly pass: number;
}

/** Digits of the number of a pass, of an answer within it and of a record within that. */
const DIGITS = 9;
/** What gathers at most before it is put into bronze together: answers, their bytes, and the milliseconds that the first waits. */
const [MOST_ANSWERS, MOST_BYTES, LONGEST_MS] = [32, 4 * 1024 * 1024, 200];

/**
 * Puts what one pass is answered into bronze: answers as received, each an object, and the records in them, those of
 * several answers together. An object of records comes after the answers that it names, and after the one before it.
 */
export class AnswerLanding {
  /** Records in bronze so far. */
  landed = 0;
  private answers = 0;
  private key = '';
  private kept: Promise<unknown>[] = [];
  private records: ArrivedRecord[] = [];
  private bytes = 0;
  private waits: NodeJS.Timeout | undefined;
  /** What was gathered before; once it has failed, nothing that comes after it is put into bronze. */
  private before: Promise<void> = Promise.resolve();

  constructor(private readonly landing: Landing) {}

  /** Keeps an answer as it was received. It is in bronze once {@link flushed} resolves. */
  async keep({ body, at }: Answer): Promise<void> {
    if (this.kept.length >= MOST_ANSWERS || this.bytes >= MOST_BYTES) await this.flushed();
    this.answers += 1;
    const [day = '', time = ''] = at.toISOString().slice(0, -1).split('T');
    const name = `${time.replaceAll(/[:.]/g, '')}Z-${numbered(this.landing.pass)}${numbered(this.answers)}.json`;
    this.key = `${ANSWERS_PREFIX}/${this.landing.source}/${day.replaceAll('-', '/')}/${name}`;
    const kept = this.landing.bronze.putIfAbsent(this.key, body, { contentType: 'application/json' });
    // Told when it is waited for.
    kept.catch(() => undefined);
    this.kept.push(kept);
    this.bytes += body.length;
    this.flushSoon();
  }

  /** Lands records of the answer kept last. Each is an event that names the answer. */
  land(records: readonly Value[], { at }: Answer): void {
    const { source, dataset, pass } = this.landing;
    for (const [index, { json }] of records.entries()) {
      const sequenceNumber = `${numbered(pass)}${numbered(this.answers)}${numbered(index)}`;
      const attributes = {
        id: `${shardOf(source)}:${sequenceNumber}`,
        source: `/headwater/sources/${source}`,
        time: at,
        extensions: { answer: this.key },
      };
      const data = Buffer.from(cloudEvent(dataset, attributes, json));
      this.records.push({ sequenceNumber, arrivedAt: at.getTime(), data });
    }
    this.flushSoon();
  }

  /**
   * Resolves once all that was handed over is in bronze.
   *
   * @throws whatever has kept anything of the pass from it
   */
  flushed(): Promise<void> {
    clearTimeout(this.waits);
    const { kept, records } = this;
    [this.waits, this.kept, this.records, this.bytes] = [undefined, [], [], 0];
    this.before = this.before.then(() => this.write(kept, records));
    return this.before;
  }

  private flushSoon(): void {
    this.waits ??= setTimeout(() => void this.flushed().catch(() => undefined), LONGEST_MS);
  }

  private async write(kept: readonly Promise<unknown>[], records: readonly ArrivedRecord[]): Promise<void> {
    await Promise.all(kept);
    if (records.length === 0) return;
    const shard = shardOf(this.landing.source);
    await writeWhole({ stream: shard, shard, dataset: this.landing.dataset, records }, this.landing.bronze);
    this.landed += records.length;
  }
}

const shardOf = (source: string): string => `api-${source}`;
const numbered = (count: number): string => String(count).padStart(DIGITS, '0');
