import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endDocument } from '../../lambdas/documents/document-files';
import { redrive } from '../../lambdas/documents/redrive/redrive';
import { parseRedriveRequest, type RedriveRequest } from '../../lambdas/documents/redrive/redrive-report';
import { parseStartMessage, startMessage } from '../../lambdas/documents/start/start-message';
import { fakeLambda, type FakeLambda } from '../documents/support/fake-lambda';
import { textPdf } from '../documents/support/pdfs';
import { redriveSetup, type RedriveSetup } from '../documents/support/redrive-setup';
import { lake } from '../support/lake-process';
import { temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();
const FUNCTION = 'headwater-dev-ingestion-DocumentsRedrive';
let setup: RedriveSetup;
let lambda: FakeLambda;

beforeEach(async () => {
  setup = await redriveSetup();
  // One document a call, as if there were too many for one.
  lambda = await fakeLambda((event: RedriveRequest) =>
    redrive(parseRedriveRequest(event), { ...setup, limit: 1 }),
  );
  process.env.AWS_ENDPOINT_URL_LAMBDA = lambda.endpoint;
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  await outputsWith({ RedriveDocuments: FUNCTION });
});

afterEach(async () => {
  await lambda.close();
  await setup.end();
});

const outputs = (): string => join(directory(), 'outputs.json');
const outputsWith = (ingestion: object): Promise<void> =>
  writeFile(
    outputs(),
    JSON.stringify({
      'headwater-dev-ingestion': ingestion,
      'headwater-dev-analytics': { Region: 'eu-west-3' },
    }),
  );
const command = (...args: string[]): ReturnType<typeof lake> =>
  lake(['documents', 'redrive', '--env', 'dev', '--outputs', outputs(), ...args]);

async function failed(text: string): Promise<string> {
  const id = await setup.arrive(await textPdf([[text]]));
  await endDocument(setup, id, 'failed', 'InternalServerError', 'It failed.');
  return id;
}

test('has the environment’s function redrive everything, call after call, and sums up', async () => {
  const ids = [await failed('one'), await failed('two')].sort();
  setup.fakeSqs.queues.get('collect-dead')?.push('{}', '{}');
  const { code, stdout, stderr } = await command('--json');
  expect(JSON.parse(stdout)).toEqual({
    redriven: 2,
    read_again: 2,
    results_fetched: 0,
    announced_again: 0,
    queues: [
      { queue: 'documents-start', messages: 0, moved: 0, status: 'COMPLETED' },
      { queue: 'documents-collect', messages: 2, moved: 2, status: 'COMPLETED' },
    ],
    refused: [],
    troubled: [],
  });
  expect(code).toBe(0);
  expect(stderr).toContain('Documents are read within minutes');
  expect(lambda.calls).toEqual([
    { functionName: FUNCTION, region: 'eu-west-3', event: { dryRun: false } },
    { functionName: FUNCTION, region: 'eu-west-3', event: { dryRun: false, after: ids[0] } },
  ]);
  expect(setup.fakeSqs.queues.get('start')?.map(parseStartMessage)).toEqual(ids);
  expect(stdout + stderr).not.toMatch(/JANE|DOE/);
});

test('shows a line per queue, and lists documents in a dry run', async () => {
  const id = await failed('one');
  setup.fakeSqs.queues.get('start-dead')?.push(startMessage(id));
  const { code, stdout } = await command('--dry-run');
  expect(code).toBe(0);
  expect(stdout).toMatch(new RegExp(`${id} │ failed │ InternalServerError │ \\S+ │ 1 +│ read again`));
  expect(stdout).toMatch(/documents-start +│ 1 +│ 0 +│ LISTED/);
  expect(stdout).not.toMatch(/JANE|DOE/);
  expect((await setup.documents.get(id))?.value.state).toBe('failed');
});

test('says why a named document is left, and exits with 1', async () => {
  const id = await setup.arrive(Buffer.from('no pdf'));
  await endDocument(setup, id, 'rejected', 'not-a-pdf', 'It is none.');
  const { code, stdout, stderr } = await command(id);
  expect(code).toBe(1);
  expect(stderr).toContain(`Document ${id} is not redriven: it is rejected (not-a-pdf)`);
  expect(stdout).not.toContain('documents-start');
});

test('tells what the function threw', async () => {
  setup.fakeSqs.queues.delete('start-dead');
  const { code, stderr } = await command();
  expect(code).toBe(1);
  expect(stderr).toContain(
    `lake: Function ${FUNCTION} failed: QueueDoesNotExist no such queue; its log tells more`,
  );
});

test('says what is missing in the outputs', async () => {
  await outputsWith({});
  const { code, stderr } = await command();
  expect(code).toBe(1);
  expect(stderr).toContain('Stack headwater-dev-ingestion has no output RedriveDocuments');
  await writeFile(outputs(), 'no JSON');
  expect((await command()).stderr).toContain('is no JSON; expected what cdk deploy --outputs-file writes');
});
