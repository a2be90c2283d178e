import type { Dataset } from '../../../core/contracts';
import {
  intake,
  type IntakeAnswer,
  type IntakeDeps,
  type Receipt,
  type Rejection,
} from '../../../lambdas/intake/intake';
import { MAX_BODY_BYTES } from '../../../lambdas/intake/limits';

/** Bytes of NDJSON sent at a time. */
const CHUNK_BYTES = MAX_BODY_BYTES / 2;

export interface PutAnswer {
  readonly accepted: number;
  readonly rejected: number;
  readonly receipts: readonly Receipt[];
  readonly errors: readonly Rejection[];
}

/**
 * Sends records of any amount the way the API takes them: what fits one body goes as it is, more goes as
 * NDJSON in several. Places in the answer count from the start of the input.
 */
export async function put(
  dataset: Dataset,
  input: AsyncIterable<Buffer>,
  deps: IntakeDeps,
  onProgress: (records: number) => void = () => undefined,
): Promise<PutAnswer> {
  const total = { accepted: 0, rejected: 0, receipts: [] as Receipt[], errors: [] as Rejection[] };
  let offset = 0;
  for await (const { body, records } of bodies(input)) {
    const answer = await intake({ dataset, body, caller: 'local' }, deps);
    collect(total, answer, offset);
    offset += records;
    onProgress(total.accepted + total.rejected);
  }
  return total;
}

function collect(
  total: { accepted: number; rejected: number; receipts: Receipt[]; errors: Rejection[] },
  answer: IntakeAnswer,
  offset: number,
): void {
  total.accepted += answer.accepted;
  total.rejected += answer.rejected;
  for (const receipt of answer.receipts) total.receipts.push({ ...receipt, index: receipt.index + offset });
  for (const error of answer.errors) total.errors.push({ ...error, index: error.index + offset });
}

async function* bodies(input: AsyncIterable<Buffer>): AsyncGenerator<{ body: Buffer; records: number }> {
  let held: Buffer[] = [];
  let bytes = 0;
  let split = false;
  for await (const chunk of input) {
    held.push(chunk);
    bytes += chunk.length;
    if (bytes <= (split ? CHUNK_BYTES : MAX_BODY_BYTES)) continue;
    const all = Buffer.concat(held);
    const end = all.lastIndexOf('\n') + 1;
    if (end === 0) continue;
    split = true;
    for (const body of parts(all.subarray(0, end))) yield { body, records: linesIn(body) };
    held = [all.subarray(end)];
    bytes = all.length - end;
  }
  const body = Buffer.concat(held);
  if (body.length > 0 || !split) yield { body, records: 0 };
}

/** Whole lines, about a chunk at a time; one line alone may be longer, and intake will say so. */
function* parts(lines: Buffer): Generator<Buffer> {
  let start = 0;
  while (start < lines.length) {
    const limit = Math.min(start + CHUNK_BYTES, lines.length);
    const end = limit === lines.length ? limit : Math.max(lines.lastIndexOf('\n', limit - 1) + 1, 0);
    const stop = end > start ? end : lines.indexOf('\n', limit) + 1 || lines.length;
    yield lines.subarray(start, stop);
    start = stop;
  }
}

function linesIn(body: Buffer): number {
  return body
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '').length;
}
