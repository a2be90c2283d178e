import type { Dataset } from '../../core/contracts';
import { CONTENT_TYPES, ENCODINGS, decoded, isContentType } from './content';
import { intake, type IntakeAnswer, type IntakeDeps } from './intake';
import { MAX_BODY_BYTES } from './limits';
import { serverNamed } from './sender';
import { problem, PROBLEM_TYPE, type Problem } from '../problem';

export interface HttpRequest {
  readonly method: string;
  /** First segment of the path. */
  readonly dataset: string | undefined;
  /** Second segment of the path: the record to delete. */
  readonly id?: string | undefined;
  readonly body: Buffer;
  readonly contentType?: string | undefined;
  readonly contentEncoding?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  /** Who sends, as the authorizer knows them. */
  readonly caller?: string | undefined;
  /** Query parameter `server`: whose records these are. */
  readonly server?: string | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: IntakeAnswer | Problem;
}

/**
 * `POST /{dataset}` and `DELETE /{dataset}/{id}`: 202 with receipts when at least one record was taken, 400
 * when none was good, 404 for a dataset that takes no records, 405 for another method, 409 and 422 for an
 * Idempotency-Key in use or used for another body, 413 over a limit, 415 for another content.
 *
 * @throws StreamUnavailableError when nothing could be taken
 */
export async function respond(
  request: HttpRequest,
  datasets: readonly Dataset[],
  deps: IntakeDeps,
): Promise<HttpAnswer> {
  const open = datasets.filter(({ sender }) => sender === 'api');
  const dataset = open.find(({ name }) => name === request.dataset);
  if (!dataset) {
    const names = open.map(({ name }) => `/${name}`).join(', ');
    return refusal(404, `No such dataset; POST to one of ${names}`);
  }
  const rules = deps.resourceRulesOf(dataset);
  const allowed = request.id === undefined ? 'POST' : 'DELETE';
  if (request.id !== undefined && !rules) return refusal(404, `Records of ${dataset.name} have no address`);
  if (request.method !== allowed) {
    const place = request.id === undefined ? `/${dataset.name}` : `/${dataset.name}/{id}`;
    return refusal(405, `Expected ${allowed} ${place}`, { allow: allowed });
  }
  const server = request.server === undefined ? undefined : serverNamed(request.server, rules);
  if (request.server !== undefined && server === undefined)
    return refusal(
      400,
      'Expected a server as the base URL of its resources, such as https://example.org/fhir',
    );
  if (request.idempotencyKey?.trim() === '')
    return refusal(400, 'Expected an Idempotency-Key that is not empty, or none; found an empty one');
  const known = { ...request, server };
  if (request.id === undefined) return post(known, dataset, deps);
  const entry = { request: { method: 'DELETE', url: `${rules?.resourceType}/${request.id}` } };
  const bundle = { resourceType: 'Bundle', type: 'transaction', entry: [entry] };
  return answerTo(known, dataset, Buffer.from(JSON.stringify(bundle)), deps);
}

async function post(request: HttpRequest, dataset: Dataset, deps: IntakeDeps): Promise<HttpAnswer> {
  if (!isContentType(request.contentType)) {
    const accept = CONTENT_TYPES.join(', ');
    return refusal(415, `Expected a Content-Type of ${accept}`, { 'accept-post': accept });
  }
  const body = await decoded(request.body, request.contentEncoding);
  if (body === 'unknown') {
    const accept = ENCODINGS.join(', ');
    return refusal(415, `Expected a Content-Encoding of ${accept}`, { 'accept-encoding': accept });
  }
  if (body === 'too large')
    return refusal(
      413,
      `Expected a body of at most ${MAX_BODY_BYTES} bytes when decompressed; send it in parts`,
    );
  if (body === 'broken') return refusal(400, 'Expected a body in gzip, found another or a broken one');
  return answerTo(request, dataset, body, deps);
}

async function answerTo(
  { caller, server, idempotencyKey }: HttpRequest,
  dataset: Dataset,
  body: Buffer,
  deps: IntakeDeps,
): Promise<HttpAnswer> {
  const { status, ...outcome } = await intake({ dataset, body, caller, server, idempotencyKey }, deps);
  if (status === 202)
    return { status, headers: { 'content-type': 'application/json' }, body: { status, ...outcome } };
  const [first] = outcome.errors;
  const detail = first ? `Expected ${first.expected}, found ${first.found}` : 'No record for this dataset';
  return { ...refusal(status, detail), body: { ...problem(status, detail), ...outcome } };
}

export function refusal(
  status: number,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  return { status, headers: { 'content-type': PROBLEM_TYPE, ...headers }, body: problem(status, detail) };
}

/** The answer while the stream takes nothing. */
export const BUSY = refusal(503, 'The stream is busy and nothing is promised; send the body again', {
  'retry-after': '1',
});
