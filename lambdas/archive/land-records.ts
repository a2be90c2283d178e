import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import picomatch from 'picomatch';
import {
  BronzeWriter,
  cloudEvent,
  type ArrivedRecord,
  type BlobClaim,
  type Delivery,
  type Linker,
} from '../../core/bronze';
import { routesTo } from '../../core/bronze/routes';
import type { Dataset } from '../../core/contracts';
import type { Ledger, ObjectStore } from '../../core/ports';
import { rowsIn } from '../delimited';
import { datasetNamed } from './datasets';
import type { RecordFiles } from './settings';

/** Records written at a time: one object of bronze. */
const BATCH = 10_000;

export interface RecordDependencies {
  readonly source: string;
  readonly records: readonly RecordFiles[];
  /** Paths of the archive's files. */
  readonly paths: Iterable<string>;
  /** Opens a file that has been taken. */
  readonly open: (path: string) => Promise<Readable>;
  readonly datasets: readonly Dataset[];
  readonly linkerOf: (dataset: string) => Linker | undefined;
  readonly keyOf: Delivery['keyOf'];
  readonly bronze: Pick<ObjectStore, 'putIfAbsent' | 'get'>;
  readonly ledger: Pick<Ledger, 'get' | 'put'>;
}

/**
 * Lands the records that an archive's text files hold, each once, in the order of the rules: what later records ask
 * of earlier ones has been read by then.
 *
 * @param claim of the archive's records, by which every try lands the same
 * @returns records read
 */
export async function landRecords(claim: BlobClaim, deps: RecordDependencies): Promise<number> {
  const delivery = new ReadDelivery(deps);
  const paths = [...deps.paths];
  let landed = 0;
  for (const rule of deps.records) {
    const matches = picomatch(rule.files, { nocase: true });
    for (const path of paths.filter((each) => matches(each)).sort())
      landed += await landFile(path, rule, claim, delivery, deps);
  }
  return landed;
}

async function landFile(
  path: string,
  rule: RecordFiles,
  { id, arrivedAt, attempt }: BlobClaim,
  delivery: ReadDelivery,
  deps: RecordDependencies,
): Promise<number> {
  const dataset = datasetNamed(rule.dataset, deps.datasets);
  const linker = deps.linkerOf(rule.dataset);
  // Names of objects say nothing of what is in them.
  const file = createHash('sha256').update(path).digest('hex').slice(0, 12);
  const shard = `${id.replaceAll('/', '-')}-${attempt}-${file}`;
  const writer = new BronzeWriter({ ...deps, routes: routesTo(dataset) });
  const time = new Date(arrivedAt);
  const source = `/headwater/sources/${deps.source}`;
  let [sequence, batch]: [number, ArrivedRecord[]] = [0, []];
  const write = async (): Promise<void> => {
    if (batch.length === 0) return;
    const report = await writer.write({ stream: deps.source, shard, dataset, records: batch });
    if (report.failedFrom) throw report.failedFrom.cause;
    batch = [];
  };
  for await (const row of rowsIn(await deps.open(path), rule)) {
    const isRecord = !Array.isArray(row);
    if (isRecord) delivery.read(rule.dataset, row);
    const attributes = isRecord && linker ? linker.attributes(row, delivery) : {};
    const extensions = { subject: path, ...defined(attributes) };
    sequence += 1;
    const event = cloudEvent(
      dataset,
      { id: `${shard}:${sequence}`, source, time, extensions },
      JSON.stringify(row),
    );
    batch.push({ sequenceNumber: String(sequence), arrivedAt, data: Buffer.from(event) });
    if (batch.length >= BATCH) await write();
  }
  await write();
  return sequence;
}

/** Remembers what linkers ask for, and nothing else. */
class ReadDelivery implements Delivery {
  readonly keyOf: Delivery['keyOf'];
  private readonly asked = new Map<string, Map<string, Set<string>>>();

  constructor({ records, linkerOf, keyOf }: RecordDependencies) {
    this.keyOf = keyOf;
    for (const { dataset: of } of records) {
      for (const { dataset, field } of linkerOf(of)?.needs ?? []) {
        const fields = this.asked.get(dataset) ?? new Map<string, Set<string>>();
        this.asked.set(dataset, fields.set(field, new Set()));
      }
    }
  }

  values(dataset: string, field: string): ReadonlySet<string> {
    return this.asked.get(dataset)?.get(field) ?? new Set();
  }

  read(dataset: string, row: Readonly<Record<string, string>>): void {
    for (const [field, values] of this.asked.get(dataset) ?? []) {
      const value = row[field];
      if (value !== undefined && value !== '') values.add(value);
    }
  }
}

function defined(attributes: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}
