import { z } from 'zod';
import { documentIdOf } from '../document-store';

/** What S3 tells by EventBridge of a new object, or what a redrive sends. */
const messageSchema = z.union([
  z.object({ documentId: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.object({ detail: z.object({ object: z.object({ key: z.string() }) }) }),
]);

/**
 * @returns the document a message is about; undefined when it is about an object that is none
 * @throws SyntaxError, ZodError when it isn't such a message
 */
export function parseStartMessage(body: string): string | undefined {
  const message = messageSchema.parse(JSON.parse(body));
  return 'documentId' in message ? message.documentId : documentIdOf(message.detail.object.key);
}

export function startMessage(documentId: string): string {
  return JSON.stringify({ documentId });
}
