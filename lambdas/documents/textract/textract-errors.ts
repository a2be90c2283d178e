import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import { TransientError } from '../../errors';

/** Textract will say the same of this document tomorrow. */
const HOPELESS = new Set([
  'BadDocumentException',
  'DocumentTooLargeException',
  'UnsupportedDocumentException',
]);

/**
 * Whether it passes without anybody doing anything: no room now, too many calls a second, a service that is
 * out of order. Nothing is wrong with the document, however often it happens.
 */
export function isPassing(error: unknown): boolean {
  if (error instanceof TransientError) return true;
  if (!(error instanceof Error)) return false;
  const answer = error as Parameters<typeof isServerError>[0];
  return isThrottlingError(answer) || isTransientError(answer) || isServerError(answer);
}

/** Whether it is the document that Textract doesn't take. */
export function isHopeless(error: unknown): boolean {
  return HOPELESS.has(nameOf(error));
}

/** The class of an error as the service names it: what a reason may say, unlike its message. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'UnknownError';
}

/** `INVALID_IMAGE_TYPE`, `BadDocumentException` */
const CODE = /^([A-Z]+(_[A-Z]+)+|([A-Z][a-z0-9]+)+Exception)$/;

/**
 * Whether what Textract says of a job is a code. Whoever sees a document's state sees its reason, so a sentence,
 * which could quote the document, is kept in quarantine only.
 */
export function isCode(message: string): boolean {
  return CODE.test(message);
}
