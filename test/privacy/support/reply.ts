import type { Call } from './call';
import { canary } from './canaries';

export interface Reply {
  /** 0 hangs up. */
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export function json(body: object, status = 200): Reply {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(body) };
}

export function s3Error(status: number, code: string, more = ''): Reply {
  const body = `<Error><Code>${code}</Code>${more}</Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body };
}

/** An answer to give instead of the usual one. */
export type Fault = (call: Call) => Reply | undefined;

export const unharmed: Fault = () => undefined;

/** A fault of one operation only. */
export function on(operation: string, fault: Fault): Fault {
  return (call) => (call.operation === operation ? fault(call) : undefined);
}

/** An error of a JSON protocol that repeats what was asked, as services do when they refuse a value. */
export function refusing(type: string, status = 400): Fault {
  return ({ body }) => {
    const message = `1 validation error detected: Value '${body.toString('utf8')}' ${canary('service')} refused`;
    return json({ __type: `com.amazonaws#${type}`, message, Item: { name: { S: canary('item') } } }, status);
  };
}

/** The same of S3. */
export function s3Refusing(status: number, code: string): Fault {
  return ({ path }) =>
    s3Error(
      status,
      code,
      `<Message>${canary('service')}</Message><Key>${path} ${canary('service-key')}</Key>`,
    );
}

/** No answer at all. */
export const hangingUp: Fault = () => ({ status: 0 });

/** An answer that no client can read, short enough for JavaScript to quote all of it. */
export const garbled: Fault = () => ({ ...json({}), body: canary('bits') });
