import { canary } from './support/canaries';
import { DocumentFunction, pdf } from './support/document-function';
import { json, on, refusing, type Fault } from './support/reply';

let redrive: DocumentFunction;

beforeAll(async () => {
  redrive = await DocumentFunction.start('lambdas/documents/redrive/handler.ts');
  const id = await redrive.documents.arrive(await pdf());
  await redrive.documents.ledger.transition(id, 'failed', { reason: 'InternalServerError' });
});
afterAll(() => redrive.stop());

describe.each<[string, object, string, Fault?]>([
  ['is done', {}, '"documents":'],
  [
    'is told of another form',
    { documentIds: [canary('id')], [canary('property')]: 1 },
    'RedriveRequestError',
  ],
  [
    'meets a queue that refuses',
    {},
    'QueueDoesNotExist',
    on('GetQueueAttributes', refusing('QueueDoesNotExist')),
  ],
  [
    'meets a task that failed',
    {},
    '"documents":',
    on('ListMessageMoveTasks', () =>
      json({
        Results: [{ Status: 'FAILED', FailureReason: canary('reason'), StartedTimestamp: Date.now() }],
      }),
    ),
  ],
  ['meets a ledger that refuses', {}, 'ValidationException', on('Query', refusing('ValidationException'))],
])('a redrive that %s', (_path, event, told, fault) => {
  it('tells nothing of names or content', async () => {
    const { output, leaks } = await redrive.pass(event, fault);
    expect(output).toContain(told);
    expect(leaks).toEqual([]);
  });
});
