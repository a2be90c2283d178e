import type { SQSEvent } from 'aws-lambda';
import { encrypted, xfaPdf } from '../documents/support/pdfs';
import { canariesIn, canary } from './support/canaries';
import { DocumentFunction, messages, pdf } from './support/document-function';
import { garbled, on, refusing, s3Refusing, type Fault } from './support/reply';
import { needs } from '../support/needs';

needs('qpdf');

let start: DocumentFunction;

beforeAll(async () => {
  start = await DocumentFunction.start('lambdas/documents/start/handler.ts');
});
afterAll(() => start.stop());

const arrived = async (file: Buffer | Promise<Buffer>, times?: number): Promise<SQSEvent> =>
  messages(JSON.stringify({ documentId: await start.documents.arrive(await file) }), times);

describe.each<[string, () => SQSEvent | Promise<SQSEvent>, string, Fault?]>([
  ['a document that can be read', () => arrived(pdf()), 'DocumentsStarted'],
  ['a file that is no PDF', () => arrived(Buffer.from(canary('content'))), 'DocumentsRejected'],
  ['a damaged PDF', () => arrived(Buffer.from(`%PDF-1.7 ${canary('content')}`)), 'DocumentsRejected'],
  [
    'a PDF with a password',
    async () => arrived(encrypted(await pdf(), canary('password'))),
    'DocumentsRejected',
  ],
  ['an XFA form', () => arrived(xfaPdf()), 'DocumentsRejected'],
  [
    'a document that Textract refuses',
    () => arrived(pdf()),
    'DocumentsFailed',
    on('StartDocumentAnalysis', refusing('BadDocumentException')),
  ],
  [
    'a Textract that is busy',
    () => arrived(pdf()),
    'ThrottlingException',
    on('StartDocumentAnalysis', refusing('ThrottlingException')),
  ],
  [
    'a Textract that cannot see it',
    () => arrived(pdf()),
    'InvalidS3ObjectException',
    on('StartDocumentAnalysis', refusing('InvalidS3ObjectException')),
  ],
  [
    'one that it never sees',
    () => arrived(pdf(), 5),
    'DocumentsFailed',
    on('StartDocumentAnalysis', refusing('InvalidS3ObjectException')),
  ],
  [
    'a Textract that answers garbled',
    () => arrived(pdf()),
    'SyntaxError',
    on('StartDocumentAnalysis', garbled),
  ],
  ['a message that is not JSON', () => messages(canary('bits')), 'SyntaxError'],
  ['a message of another form', () => messages(JSON.stringify({ documentId: canary('id') })), 'ZodError'],
  [
    'an object that is no document',
    () => messages(JSON.stringify({ detail: { object: { key: canary('key') } } })),
    '',
  ],
  ['a bucket that refuses', () => arrived(pdf()), 'AccessDenied', on('GET', s3Refusing(403, 'AccessDenied'))],
  [
    'a ledger that refuses',
    () => arrived(pdf()),
    'ValidationException',
    on('PutItem', refusing('ValidationException')),
  ],
  [
    'a queue that refuses as well',
    () => messages(canary('bits')),
    'ReceiptHandleIsInvalid',
    on('ChangeMessageVisibility', refusing('ReceiptHandleIsInvalid')),
  ],
])('%s', (_path, event, told, fault) => {
  it('tells nothing of names or content', async () => {
    const { output, leaks } = await start.pass(await event(), fault);
    expect(output).toContain(told);
    expect(leaks).toEqual([]);
  });
});

it('keeps what is rejected in quarantine, and says in the log of documents no more than a code', () => {
  expect(canariesIn(start.bodies('/documents/quarantine/'))).toContain(canary('content'));
  const log = start.bodies('/documents_log/');
  expect(log).toContain('"reason":"encrypted"');
  expect(canariesIn(log.replaceAll(/"source_path":"[^"]*"/g, ''))).toEqual([]);
});
