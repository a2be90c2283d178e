import type { Block } from '@aws-sdk/client-textract';
import type { SQSEvent } from 'aws-lambda';
import { pageBlocks } from '../documents/support/fake-textract';
import { canariesIn, canary } from './support/canaries';
import { DocumentFunction, messages, pdf } from './support/document-function';
import { garbled, on, refusing, s3Refusing, type Fault } from './support/reply';

let collect: DocumentFunction;

beforeAll(async () => {
  collect = await DocumentFunction.start('lambdas/documents/collect/handler.ts');
});
afterAll(() => collect.stop());

const lines = pageBlocks(1, canary('line'));
const words: Block[] = ['Patient name', canary('name')].map((Text, at) => ({
  BlockType: 'WORD',
  Id: `word-${at}`,
  Page: 1,
  Text,
}));
const pair: Block[] = [
  {
    BlockType: 'KEY_VALUE_SET',
    EntityTypes: ['KEY'],
    Id: 'key',
    Page: 1,
    Relationships: [
      { Type: 'CHILD', Ids: ['word-0'] },
      { Type: 'VALUE', Ids: ['value'] },
    ],
  },
  {
    BlockType: 'KEY_VALUE_SET',
    EntityTypes: ['VALUE'],
    Id: 'value',
    Page: 1,
    Relationships: [{ Type: 'CHILD', Ids: ['word-1'] }],
  },
];
const result = {
  JobStatus: 'SUCCEEDED',
  DocumentMetadata: { Pages: 1 },
  Blocks: [...lines, ...words, ...pair],
};

/** The end of a job with what Textract has to say. */
async function done(textract: object): Promise<SQSEvent> {
  const id = await collect.documents.beRead(await pdf());
  collect.aws.results[`job-${id}`] = textract;
  const told = {
    JobId: `job-${id}`,
    JobTag: id,
    Status: 'SUCCEEDED',
    DocumentLocation: { S3ObjectName: canary('object') },
  };
  return messages(
    JSON.stringify({ Type: 'Notification', Subject: canary('subject'), Message: JSON.stringify(told) }),
  );
}

describe.each<[string, () => SQSEvent | Promise<SQSEvent>, string, Fault?]>([
  ['a result', () => done(result), 'DocumentsRead'],
  [
    'a part of a result',
    () =>
      done({
        ...result,
        JobStatus: 'PARTIAL_SUCCESS',
        DocumentMetadata: { Pages: 2 },
        Warnings: [{ ErrorCode: 'INTERNAL_ERROR', Pages: [1] }],
      }),
    'DocumentsReadInPart',
  ],
  [
    'a failure with a code',
    () => done({ JobStatus: 'FAILED', StatusMessage: 'INVALID_DOCUMENT' }),
    'DocumentsFailed',
  ],
  [
    'a failure in words',
    () => done({ JobStatus: 'FAILED', StatusMessage: `No page of ${canary('status')} is a page` }),
    'DocumentsFailed',
  ],
  [
    'a job that is not done',
    () => done({ JobStatus: 'IN_PROGRESS', StatusMessage: canary('status') }),
    'DocumentNotReadyError',
  ],
  [
    'a result that Textract refuses',
    () => done({}),
    'InvalidJobIdException',
    on('GetDocumentAnalysis', refusing('InvalidJobIdException')),
  ],
  ['a result that is garbled', () => done({}), 'SyntaxError', on('GetDocumentAnalysis', garbled)],
  ['a message that is not JSON', () => messages(canary('bits')), 'SyntaxError'],
  [
    'a notification that is not JSON',
    () => messages(JSON.stringify({ Message: canary('bits') })),
    'SyntaxError',
  ],
  [
    'a message of another form',
    () => messages(JSON.stringify({ JobId: canary('job'), JobTag: canary('tag') })),
    'ZodError',
  ],
  [
    'a bucket that refuses pages',
    () => done(result),
    'AccessDenied',
    on('PUT', s3Refusing(403, 'AccessDenied')),
  ],
  [
    'a ledger that refuses',
    () => done(result),
    'ValidationException',
    on('PutItem', refusing('ValidationException')),
  ],
])('%s', (_path, event, told, fault) => {
  it('tells nothing of names or content', async () => {
    const { output, leaks } = await collect.pass(await event(), fault);
    expect(output).toContain(told);
    expect(leaks).toEqual([]);
  });
});

it('keeps what was read in bronze', () => {
  expect(canariesIn(collect.bodies('/document_pages/')).sort()).toEqual([canary('line'), canary('name')]);
  expect(canariesIn(collect.bodies('/document_fields/'))).toEqual([canary('name')]);
  expect(canariesIn(collect.bodies('/documents/quarantine/'))).toContain(canary('status'));
});

it('gives a reason that whoever sees the state may see', () => {
  const log = collect.bodies('/documents_log/');
  expect(log).toContain('"reason":"INVALID_DOCUMENT"');
  expect(log).toContain(canary('file'));
  expect(canariesIn(log.replaceAll(/"source_path":"[^"]*"/g, ''))).toEqual([]);
});
