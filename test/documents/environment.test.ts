import {
  collectEnvironment,
  DOCUMENTS_ENV,
  pullEnvironment,
  readDocumentsEnvironment,
  startEnvironment,
} from '../../lambdas/documents/environment';
import { parseCollectMessage } from '../../lambdas/documents/collect/collect-message';
import { parseStartMessage, startMessage } from '../../lambdas/documents/start/start-message';

const source = {
  name: 'partner',
  host: 'sftp.example.org',
  username: 'lake',
  hostKeys: [`SHA256:${'a'.repeat(43)}`],
  secretArn: 'arn:secret',
};
const storage = { [DOCUMENTS_ENV.bronzeBucket]: 'bronze', [DOCUMENTS_ENV.ledgerTable]: 'ledger' };

it('reads sources with their defaults', () => {
  const environment = { ...storage, [DOCUMENTS_ENV.sources]: JSON.stringify([source]) };
  expect(readDocumentsEnvironment(pullEnvironment, environment).sources).toEqual([
    {
      ...source,
      port: 22,
      directory: '.',
      include: ['**/*.pdf'],
      exclude: [],
      settledAfterMinutes: 60,
      afterwards: { kind: 'leave' },
      concurrency: 16,
    },
  ]);
});

it.each([
  ['no pinned host key', { ...source, hostKeys: [] }],
  ['a host key of another form', { ...source, hostKeys: ['aa:bb:cc'] }],
])('refuses a source with %s', (_what, wrong) => {
  const environment = { ...storage, [DOCUMENTS_ENV.sources]: JSON.stringify([wrong]) };
  expect(() => readDocumentsEnvironment(pullEnvironment, environment)).toThrow('DOCUMENT_SOURCES.0.hostKeys');
});

it('names every variable that is missing or wrong, and no value', () => {
  const environment = {
    ...storage,
    [DOCUMENTS_ENV.textractFeatures]: 'FORMS,MAGIC',
    [DOCUMENTS_ENV.textractConcurrency]: '0',
  };
  const read = (): unknown => readDocumentsEnvironment(startEnvironment, environment);
  expect(read).toThrow(
    /TEXTRACT_FEATURES.*TEXTRACT_TOPIC_ARN.*TEXTRACT_ROLE_ARN.*TEXTRACT_CONCURRENCY.*START_QUEUE_URL/,
  );
  expect(read).not.toThrow(/MAGIC/);
});

it('reads no features as text only', () => {
  const environment = {
    ...storage,
    [DOCUMENTS_ENV.textractFeatures]: '',
    [DOCUMENTS_ENV.textractConcurrency]: '25',
    [DOCUMENTS_ENV.textractTopicArn]: 't',
    [DOCUMENTS_ENV.textractRoleArn]: 'r',
    [DOCUMENTS_ENV.collectQueueUrl]: 'q',
  };
  expect(readDocumentsEnvironment(collectEnvironment, environment)).toMatchObject({
    textractFeatures: [],
    textractConcurrency: 25,
  });
  const dated = { ...environment, [DOCUMENTS_ENV.dateOrder]: 'day-first' };
  expect(readDocumentsEnvironment(collectEnvironment, dated)).toMatchObject({ dateOrder: 'day-first' });
  expect(() =>
    readDocumentsEnvironment(collectEnvironment, { ...environment, [DOCUMENTS_ENV.dateOrder]: 'en-GB' }),
  ).toThrow('DOCUMENT_DATE_ORDER');
});

const id = 'd'.repeat(64);

it.each([
  [startMessage(id), id],
  [JSON.stringify({ detail: { object: { key: `documents/2026/03/04/${id}.pdf` } } }), id],
  [JSON.stringify({ detail: { object: { key: `documents/quarantine/${id}.pdf` } } }), undefined],
  [JSON.stringify({ detail: { object: { key: `documents/_incoming/${id}` } } }), undefined],
])('understands the message %s', (body, expected) => {
  expect(parseStartMessage(body)).toBe(expected);
});

it('understands what Textract says by SNS, with its envelope and without', () => {
  const job = JSON.stringify({ JobId: 'j', JobTag: id, Status: 'SUCCEEDED' });
  expect(parseCollectMessage(job)).toEqual({ jobId: 'j', documentId: id });
  expect(parseCollectMessage(JSON.stringify({ Type: 'Notification', Message: job }))).toEqual({
    jobId: 'j',
    documentId: id,
  });
  expect(() => parseCollectMessage(JSON.stringify({ JobId: 'j', JobTag: '../x' }))).toThrow();
});
