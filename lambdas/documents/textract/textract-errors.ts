import { TransientError } from '../../errors';

/** Too many jobs at once, or too many calls a second: nothing is wrong with the document. */
const BUSY = new Set([
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
]);

/** Textract will say the same of this document tomorrow. */
const HOPELESS = new Set([
  'BadDocumentException',
  'DocumentTooLargeException',
  'UnsupportedDocumentException',
]);

/** Whether Textract has no room now. Such a call is made again, however long it takes. */
export function isBusy(error: unknown): boolean {
  return error instanceof TransientError || BUSY.has(nameOf(error));
}

/** Whether it is the document that Textract doesn't take. */
export function isHopeless(error: unknown): boolean {
  return HOPELESS.has(nameOf(error));
}

/** The class of an error as the service names it: what a reason may say, unlike its message. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'UnknownError';
}
