import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Clock } from '../../../core/ports';
import { collectMessage } from '../collect/collect-message';
import type { DocumentFiles } from '../document-files';
import { startMessage } from '../start/start-message';
import { moveDeadLetters, type DeadLetterQueue } from './dead-letters';
import { redriveDocuments } from './redrive-documents';
import type { RedriveReport, RedriveRequest } from './redrive-report';

export interface RedriveOnAws extends DocumentFiles {
  readonly clock: Clock;
  readonly sqs: SQSClient;
  readonly start: DeadLetterQueue;
  readonly collect: DeadLetterQueue;
  /** When to stop, with the rest for another call. @default never */
  readonly deadline?: Date;
  /** Documents after which to stop likewise. @default none */
  readonly limit?: number;
}

/**
 * Redrives documents, and before them, unless documents are named, what is in the dead-letter queues: a result
 * that waits there is landed rather than read anew.
 */
export async function redrive(request: RedriveRequest, deps: RedriveOnAws): Promise<RedriveReport> {
  const { sqs, start, collect } = deps;
  const isFirst = request.documentIds === undefined && request.after === undefined;
  const queues = isFirst
    ? await Promise.all([start, collect].map((queue) => moveDeadLetters(sqs, queue, request)))
    : [];
  const send = async ({ queueUrl }: DeadLetterQueue, body: string): Promise<void> => {
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }));
  };
  const report = await redriveDocuments(
    {
      ...deps,
      announce: (documentId) => send(start, startMessage(documentId)),
      fetchResult: (job) => send(collect, collectMessage(job)),
    },
    request,
  );
  return { ...report, queues };
}
