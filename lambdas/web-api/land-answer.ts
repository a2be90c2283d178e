import { writeWhole } from '../../core/bronze';
import { cloudEvent } from '../../core/bronze/cloud-event';
import type { Dataset } from '../../core/contracts';
import type { ObjectStore } from '../../core/ports';
import type { Value } from './answer';
import type { Answer } from './http/caller';
import { ANSWERS_PREFIX } from './names';

interface Landing {
  readonly source: string;
  readonly dataset: Dataset;
  readonly bronze: ObjectStore;
  /** Number of the pass. */
  readonly pass: number;
}

/** Digits of the number of a pass, of an answer within it and of a record within that. */
const DIGITS = 9;

/** Puts what one pass is answered into bronze: answers as received, and the records in them. */
export class AnswerLanding {
  /** Records landed so far. */
  landed = 0;
  private answers = 0;
  private key = '';

  constructor(private readonly landing: Landing) {}

  /** Keeps an answer as it was received. */
  async keep({ body, at }: Answer): Promise<void> {
    this.answers += 1;
    const [day = '', time = ''] = at.toISOString().slice(0, -1).split('T');
    const name = `${time.replaceAll(/[:.]/g, '')}Z-${numbered(this.landing.pass)}${numbered(this.answers)}.json`;
    this.key = `${ANSWERS_PREFIX}/${this.landing.source}/${day.replaceAll('-', '/')}/${name}`;
    await this.landing.bronze.putIfAbsent(this.key, body, { contentType: 'application/json' });
  }

  /** Lands records of the answer kept last. Each is an event that names the answer. */
  async land(records: readonly Value[], { at }: Answer): Promise<void> {
    if (records.length === 0) return;
    const { source, dataset, bronze, pass } = this.landing;
    const shard = `api-${source}`;
    const events = records.map((record, index) => {
      const sequenceNumber = `${numbered(pass)}${numbered(this.answers)}${numbered(index)}`;
      const attributes = {
        id: `${shard}:${sequenceNumber}`,
        source: `/headwater/sources/${source}`,
        time: at,
        extensions: { answer: this.key },
      };
      const data = Buffer.from(cloudEvent(dataset, attributes, record.json));
      return { sequenceNumber, arrivedAt: at.getTime(), data };
    });
    await writeWhole({ stream: shard, shard, dataset, records: events }, bronze);
    this.landed += records.length;
  }
}

const numbered = (count: number): string => String(count).padStart(DIGITS, '0');
