import { z } from 'zod';
import { HeadwaterError, nameOf } from '../../../core/errors';
import { SignatureRefusal, type SignatureFault } from '../signature/refusal';
import type { Caller } from './caller';
import { inputError, type JsonService } from './json-service';
import { accessDenied, ServiceError } from './service-error';

export interface JsonAnswer {
  readonly status: number;
  readonly body: object;
}

/** Classes of errors that all JSON services share. @see https://docs.aws.amazon.com/athena/latest/APIReference/CommonErrors.html */
const SIGNATURE_CODES: Readonly<Record<SignatureFault, string>> = {
  missing: 'MissingAuthenticationTokenException',
  malformed: 'IncompleteSignatureException',
  'unknown key': 'UnrecognizedClientException',
  'foreign token': 'UnrecognizedClientException',
  expired: 'InvalidSignatureException',
  mismatch: 'InvalidSignatureException',
  'wrong service': 'InvalidSignatureException',
};

/** Does what a request asks of a service. */
export async function respondJson(
  service: JsonService,
  name: string,
  body: Buffer,
  authenticate: () => Promise<Caller>,
): Promise<JsonAnswer> {
  try {
    const caller = await authenticate();
    const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
    if (!operation)
      throw service.denied.test(name)
        ? accessDenied(`${service.signingName}:${name}`)
        : new ServiceError('UnknownOperationException', 'The operation is none of this service');
    return { status: 200, body: await operation(parsed(body), caller) };
  } catch (error) {
    return refusalOf(error, service);
  }
}

function parsed(body: Buffer): unknown {
  try {
    return body.length === 0 ? {} : (JSON.parse(body.toString('utf8')) as unknown);
  } catch {
    throw new ServiceError('SerializationException', 'Expected a body of JSON');
  }
}

function refusalOf(error: unknown, { invalidInput }: JsonService): JsonAnswer {
  if (error instanceof z.ZodError) return answer(inputError(error, invalidInput));
  if (error instanceof ServiceError) return answer(error);
  if (error instanceof SignatureRefusal)
    return answer(new ServiceError(SIGNATURE_CODES[error.fault], error.message, {}, 403));
  const reason =
    error instanceof HeadwaterError ? error.message : `${nameOf(error)}, of which the lake gives no more`;
  return answer(new ServiceError('InternalServerException', reason, {}, 500));
}

function answer({ code, message, more, status }: ServiceError): JsonAnswer {
  return { status, body: { __type: code, Message: message, message, ...more } };
}
