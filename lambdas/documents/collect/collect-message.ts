import { z } from 'zod';
import type { JobDone } from './collect-reading';

/** SNS puts its own envelope around a message, unless raw delivery is on. */
const envelopeSchema = z.object({ Message: z.string() });
/** @see https://docs.aws.amazon.com/textract/latest/dg/async-notification-payload.html */
const jobSchema = z.object({ JobId: z.string().min(1), JobTag: z.string().regex(/^[0-9a-f]{64}$/) });

/** @throws SyntaxError, ZodError when it isn't Textract's message of one of our jobs */
export function parseCollectMessage(body: string): JobDone {
  const outer: unknown = JSON.parse(body);
  const envelope = envelopeSchema.safeParse(outer);
  const { JobId, JobTag } = jobSchema.parse(envelope.success ? JSON.parse(envelope.data.Message) : outer);
  return { jobId: JobId, documentId: JobTag };
}

/** What a redrive sends of a job whose end nobody has landed. */
export function collectMessage({ jobId, documentId }: JobDone): string {
  return JSON.stringify({ JobId: jobId, JobTag: documentId });
}
