import { v5, v7 } from 'uuid';
import type { Dataset } from '../../core/contracts';
import type { EventStream, StreamRecord } from '../../core/ports';
import { MemorySpool } from './body/spool';
import { Idempotency, type Claim } from './idempotency';
import { judged, type JudgedDeps } from './judged';
import { MAX_BODY_BYTES, MAX_BODY_RECORDS } from './limits';
import { Tally, type Outcome, type Receipt, type Rejection } from './tally';

export interface IntakeRequest {
  readonly dataset: Dataset;
  readonly body: Buffer;
  /** Who sends; keeps the idempotency keys of two senders apart. */
  readonly caller?: string | undefined;
  /** The server whose records these are. @default the sender's own */
  readonly server?: string | undefined;
  readonly idempotencyKey?: string | undefined;
}

export interface IntakeDeps extends JudgedDeps {
  readonly stream: EventStream;
}

export interface IntakeAnswer extends Outcome {
  readonly status: 202 | 400 | 409 | 413 | 422;
}

const EVENT_NAMESPACE = 'b5d1ba6c-1b0c-5e4f-9a55-6f2d8c4f0a11';

/**
 * Takes a body of records into the stream. Good records go through whatever stands beside them; each bad
 * one is answered with its place, the path in it, what was expected and what kind of thing was found.
 *
 * @throws StreamUnavailableError when the stream doesn't take the records; nothing is acknowledged then
 */
export async function intake(request: IntakeRequest, deps: IntakeDeps): Promise<IntakeAnswer> {
  const { body, caller = '', dataset, idempotencyKey: key } = request;
  if (body.length > MAX_BODY_BYTES) {
    return refuse(413, {
      path: '$',
      expected: `a body of at most ${MAX_BODY_BYTES} bytes; send it in parts`,
      found: `${body.length} bytes`,
    });
  }
  if (key === undefined) return take(request, deps);
  const idempotency = new Idempotency(deps, `${caller}\n${dataset.name}`, key, body);
  const claim = await idempotency.claim();
  if (claim === 'conflict' || claim === 'underway') return refused(claim);
  if (claim === 'taken') return take(request, { ...deps, stream: TAKEN }, idempotency.name);
  let isTaken = false;
  try {
    const answer = await take(request, deps, idempotency.name);
    isTaken = answer.accepted > 0;
    return answer;
  } finally {
    await (isTaken ? idempotency.remember() : idempotency.release());
  }
}

/** What has been taken once isn't sent again. */
const TAKEN: EventStream = { append: async () => undefined };

async function take(request: IntakeRequest, deps: IntakeDeps, name?: string): Promise<IntakeAnswer> {
  const tally = new Tally();
  const records: StreamRecord[] = [];
  const receipts: Receipt[] = [];
  const places = judged(
    {
      ...request,
      body: once(request.body),
      spool: () => new MemorySpool(),
      maxEntries: MAX_BODY_RECORDS,
      idOf: (index) => (name === undefined ? v7() : v5(`${name}:${index}`, EVENT_NAMESPACE)),
      explains: () => tally.explains,
    },
    deps,
  );
  for await (const { received, id, verdict } of places) {
    tally.add(received, verdict);
    if (tally.total > MAX_BODY_RECORDS) {
      const expected = `a body of at most ${MAX_BODY_RECORDS} records; send it in parts`;
      return refuse(413, { path: '$', expected, found: 'more' });
    }
    if (typeof verdict === 'string' || !('event' in verdict)) continue;
    receipts.push({ index: received.index, id });
    // A random key spreads records over shards; one chosen by the sender could make a shard hot.
    records.push({ data: verdict.event, partitionKey: id });
  }
  if (tally.total === 0) {
    const expected = 'one JSON object, a JSON array, NDJSON or a FHIR Bundle';
    return refuse(400, { path: '$', expected, found: 'no record' });
  }
  if (records.length > 0) await deps.stream.append(records);
  const { accepted, rejected, otherResources, errors } = tally;
  const status = accepted > 0 ? 202 : tally.isTooLarge ? 413 : 400;
  return { status, accepted, rejected, otherResources, receipts, errors };
}

function refused(claim: Exclude<Claim, 'new' | 'taken'>): IntakeAnswer {
  return claim === 'conflict'
    ? refuse(422, {
        path: '$',
        expected: 'the body first sent with this Idempotency-Key, or another key',
        found: 'another body',
      })
    : refuse(409, {
        path: '$',
        expected: 'an Idempotency-Key of no request under way; wait for its answer, or send again later',
        found: 'one of a request under way',
      });
}

function refuse(status: IntakeAnswer['status'], error: Omit<Rejection, 'index'>): IntakeAnswer {
  const nothing = { accepted: 0, rejected: 0, otherResources: 0, receipts: [] };
  return { status, ...nothing, errors: [{ index: 0, ...error }] };
}

async function* once(body: Buffer): AsyncGenerator<Buffer> {
  yield body;
}
