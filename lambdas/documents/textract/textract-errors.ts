import { nameOf } from '../../../core/errors';

/** Textract will say the same of this document tomorrow. */
const HOPELESS = new Set([
  'BadDocumentException',
  'DocumentTooLargeException',
  'UnsupportedDocumentException',
]);

/** Whether it is the document that Textract doesn't take. */
export function isHopeless(error: unknown): boolean {
  return HOPELESS.has(nameOf(error));
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
