import type { Dataset } from '../../core/contracts';
import { intake, type IntakeAnswer, type IntakeDeps } from './intake';

export interface HttpRequest {
  /** Last segment of the path. */
  readonly dataset: string | undefined;
  readonly body: Buffer;
  /** Who sends, as the authorizer knows them. */
  readonly caller: string;
  readonly idempotencyKey?: string | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: IntakeAnswer | { readonly error: string };
}

/**
 * `POST /{dataset}`: 202 with receipts when at least one record was taken, 400 when none was good, 404 for
 * a dataset that takes no records, 413 over a size limit, 422 for an Idempotency-Key used for another body.
 *
 * @throws StreamUnavailableError when nothing could be taken
 */
export async function post(
  request: HttpRequest,
  datasets: readonly Dataset[],
  deps: IntakeDeps,
): Promise<HttpAnswer> {
  const open = datasets.filter(({ sender }) => sender === 'api');
  const dataset = open.find(({ name }) => name === request.dataset);
  if (!dataset) {
    return {
      status: 404,
      body: { error: `No such dataset; POST to one of ${open.map(({ name }) => `/${name}`).join(', ')}` },
    };
  }
  const { body, caller, idempotencyKey } = request;
  const { status, ...answer } = await intake({ dataset, body, caller, idempotencyKey }, deps);
  return { status, body: { status, ...answer } };
}
