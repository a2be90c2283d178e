import { v5, v7 } from 'uuid';
import type { Dataset } from '../../core/contracts';
import type { Finding, Validator } from '../../core/validation/finding';
import { cloudEvent } from '../../core/bronze/cloud-event';
import type { Clock, EventStream, Ledger, StreamRecord } from '../../core/ports';
import { Idempotency } from './idempotency';
import { MAX_BODY_BYTES, MAX_RECORD_BYTES } from './limits';
import { receive, type ReceivedRecord } from './receive';

export interface IntakeRequest {
  readonly dataset: Dataset;
  readonly body: Buffer;
  /** Who sends; keeps the idempotency keys of two senders apart. */
  readonly caller: string;
  readonly idempotencyKey?: string | undefined;
}

export interface IntakeDeps {
  readonly stream: EventStream;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly validatorOf: (dataset: Dataset) => Validator;
}

export interface Receipt {
  /** Place in the body, from 0. */
  readonly index: number;
  /** The event's id; the lake keeps it as `event_id`. */
  readonly id: string;
}

export interface Rejection extends Omit<Finding, 'rule'> {
  readonly index: number;
}

export interface IntakeAnswer {
  readonly status: 202 | 400 | 413 | 422;
  readonly accepted: number;
  readonly rejected: number;
  readonly receipts: readonly Receipt[];
  readonly errors: readonly Rejection[];
}

const EVENT_NAMESPACE = 'b5d1ba6c-1b0c-5e4f-9a55-6f2d8c4f0a11';

/**
 * Takes a body of records into the stream. Good records go through whatever stands beside them; each bad
 * one is answered with its place, the path in it, what was expected and what kind of thing was found.
 *
 * @throws StreamUnavailableError when the stream doesn't take the records; nothing is acknowledged then
 */
export async function intake(request: IntakeRequest, deps: IntakeDeps): Promise<IntakeAnswer> {
  const { body } = request;
  if (body.length > MAX_BODY_BYTES) {
    return refuse(413, {
      path: '$',
      expected: `a body of at most ${MAX_BODY_BYTES} bytes; send it in parts`,
      found: `${body.length} bytes`,
    });
  }
  const claim =
    request.idempotencyKey === undefined
      ? undefined
      : new Idempotency(deps, `${request.caller}\n${request.dataset.name}`, request.idempotencyKey, body);
  const state = await claim?.look();
  if (state === 'conflict') {
    return refuse(422, {
      path: '$',
      expected: 'the body first sent with this Idempotency-Key, or another key',
      found: 'another body',
    });
  }
  const received = receive(body);
  if (received.length === 0) {
    return refuse(400, {
      path: '$',
      expected: 'one JSON object, a JSON array, NDJSON or a FHIR Bundle',
      found: 'no record',
    });
  }
  const { records, answer } = judge(received, request.dataset, deps, claim?.name);
  if (state !== 'repeated' && records.length > 0) {
    await deps.stream.append(records);
    await claim?.remember();
  }
  return answer;
}

function judge(
  received: readonly ReceivedRecord[],
  dataset: Dataset,
  { validatorOf, clock }: IntakeDeps,
  requestName: string | undefined,
): { records: StreamRecord[]; answer: IntakeAnswer } {
  const validate = validatorOf(dataset);
  const time = clock.now();
  const records: StreamRecord[] = [];
  const receipts: Receipt[] = [];
  const errors: Rejection[] = [];
  let rejected = 0;
  let tooLarge = 0;
  for (const record of received) {
    const { index } = record;
    if ('unreadable' in record) {
      rejected++;
      errors.push({ index, path: '$', expected: 'a JSON object', found: record.unreadable });
      continue;
    }
    const findings = validate(record.value);
    if (findings.length > 0) {
      rejected++;
      errors.push(...findings.map(({ path, expected, found }) => ({ index, path, expected, found })));
      continue;
    }
    const id = requestName === undefined ? v7() : v5(`${requestName}:${index}`, EVENT_NAMESPACE);
    const data = cloudEvent(dataset, { id, source: `/headwater/api/${dataset.name}`, time }, record.text);
    const size = Buffer.byteLength(data) + id.length;
    if (size > MAX_RECORD_BYTES) {
      rejected++;
      tooLarge++;
      errors.push({
        index,
        path: '$',
        expected: `a record of at most ${MAX_RECORD_BYTES} bytes in its envelope`,
        found: `${size} bytes`,
      });
      continue;
    }
    receipts.push({ index, id });
    // A random key spreads records over shards; one chosen by the sender could make a shard hot.
    records.push({ data, partitionKey: id });
  }
  const status = records.length > 0 ? 202 : tooLarge === received.length ? 413 : 400;
  return { records, answer: { status, accepted: records.length, rejected, receipts, errors } };
}

function refuse(status: 400 | 413 | 422, error: Omit<Rejection, 'index'>): IntakeAnswer {
  return { status, accepted: 0, rejected: 0, receipts: [], errors: [{ index: 0, ...error }] };
}
