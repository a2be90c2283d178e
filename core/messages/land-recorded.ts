import type { Ledger } from '../ports';
import { landMessages, type LandingDeps } from './land-messages';
import { NOTHING, sumOfLandings, type LandingReport } from './landing-report';
import { recordedLine } from './recorded-line';
import type { TopicMessage } from './topic-message';

/** A file in which messages were recorded, one a line. */
export interface Recording {
  /** Lower-case hex; the same content is landed once. */
  readonly sha256: string;
  /** Each without its end. */
  readonly lines: AsyncIterable<Buffer>;
  /** Lines at most. */
  readonly count: number;
}

/** Where the messages of a recording stand among those of all: after those of every one before it. */
interface Place {
  readonly base: number;
}

const COLLECTION = 'recordings';
const BATCH = 5_000;
const BATCH_BYTES = 8 * 1024 * 1024;

/** Lands the messages of a file in its order, as those of a topic with one partition. */
export async function landRecorded(
  { sha256, lines, count }: Recording,
  deps: Omit<LandingDeps, 'placeOf'> & { readonly onProgress?: ((messages: number) => void) | undefined },
): Promise<LandingReport> {
  const { base } = await placeOf(deps.ledger, `${deps.dataset.name}/${sha256}`, deps.dataset.name, count);
  const topic = sha256.slice(0, 32);
  const reports: LandingReport[] = [NOTHING];
  let [messages, bytes, line]: [TopicMessage[], number, number] = [[], 0, 0];
  const land = async (): Promise<void> => {
    if (messages.length === 0) return;
    reports.push(
      await landMessages(
        { topic, partition: 0, messages },
        { ...deps, placeOf: ({ offset }) => String(base + Number(offset)) },
      ),
    );
    [messages, bytes] = [[], 0];
    deps.onProgress?.(line);
  };
  for await (const text of lines) {
    messages.push(recordedLine(text, String((line += 1))));
    bytes += text.length;
    if (messages.length >= BATCH || bytes >= BATCH_BYTES) await land();
  }
  await land();
  return sumOfLandings(reports);
}

/** Where a recording begins; what was landed of it before keeps its place. */
async function placeOf(
  ledger: Pick<Ledger, 'get' | 'put'>,
  id: string,
  dataset: string,
  count: number,
): Promise<Place> {
  for (;;) {
    const known = await ledger.get<Place>(COLLECTION, id);
    if (known) return known.value;
    const next = await ledger.get<Place>(COLLECTION, dataset);
    const base = next?.value.base ?? 0;
    if (!(await ledger.put<Place>(COLLECTION, dataset, { base: base + count }, next?.version ?? 0))) continue;
    if (await ledger.put<Place>(COLLECTION, id, { base }, 0)) return { base };
  }
}
