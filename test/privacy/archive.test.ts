import { ARCHIVE_ENV } from '../../lambdas/archive/names';
import { stagingKeys } from '../../lambdas/archive/steps/step-dependencies';
import { buildZip, type BuiltEntry } from '../sources/archive/zip-builder';
import { canary } from './support/canaries';
import { LambdaProcess } from './support/lambda-process';
import { LoopbackAws } from './support/loopback-aws';
import { pass } from './support/passage';
import { on, refusing, s3Refusing, type Fault } from './support/reply';

const SOURCE = 'covidx-ct';

const aws = new LoopbackAws();
let lambda: LambdaProcess;

beforeAll(async () => {
  const environment = {
    ...(await aws.start()),
    [ARCHIVE_ENV.bronzeBucket]: 'bronze',
    [ARCHIVE_ENV.ledgerTable]: 'ledger',
    [ARCHIVE_ENV.source]: SOURCE,
    [ARCHIVE_ENV.settings]: JSON.stringify({ records: [], from: 'https://archive.invalid/a.zip' }),
    [ARCHIVE_ENV.secret]: '',
  };
  lambda = await LambdaProcess.start({ entry: 'lambdas/archive/handler.ts', environment });
});
afterAll(async () => {
  await lambda.stop();
  await aws.stop();
});

// A file that is kept has its name in its key; one that isn't has it nowhere.
const picture = (more: Partial<BuiltEntry> = {}): BuiltEntry => ({
  name: 'a.png',
  content: canary('content'),
  ...more,
});

let runs = 0;

/** The state machine's steps from a staged archive on. @returns what ended them, '' for nothing, and what leaked */
async function run(archive: Buffer, fault?: Fault): Promise<{ ended: string; leaks: string[] }> {
  const name = `run-${(runs += 1)}`;
  const keys = stagingKeys(SOURCE, name);
  aws.objects.bodies.set(`/bronze/${keys.archive}`, archive);
  const leaks: string[] = [];
  const step = async (event: object): Promise<{ ended: string; answer: unknown }> => {
    const passage = await pass(lambda, aws, { run: name, ...event }, fault);
    leaks.push(...passage.leaks);
    return {
      ended: passage.errorType,
      answer: 'answer' in passage.outcome ? passage.outcome.answer : undefined,
    };
  };
  const planned = await step({ step: 'plan' });
  if (planned.ended !== '') return { ended: planned.ended, leaks };
  const groups = JSON.parse(String(aws.objects.bodies.get(`/bronze/${keys.groups}`))) as object[];
  for (const group of groups) {
    const { ended } = await step({ step: 'group', plan: planned.answer, group });
    if (ended !== '') return { ended, leaks };
  }
  const { ended } = await step({ step: 'finish', plan: planned.answer });
  return { ended, leaks };
}

describe.each<[string, readonly BuiltEntry[], string, Fault?]>([
  ['files that are kept', [picture()], ''],
  [
    'two files of one name',
    [picture({ name: canary('name') }), picture({ name: canary('name') })],
    'ArchiveRefusedError',
  ],
  ['a way out', [picture({ name: `../${canary('name')}` })], 'ArchiveRefusedError'],
  ['content that is damaged', [picture({ says: { crc: 1 } })], 'ArchiveIncompleteError'],
  ['a bronze that refuses', [picture()], 'AccessDenied', on('PUT', s3Refusing(403, 'AccessDenied'))],
  [
    'a ledger that refuses',
    [picture({ content: `${canary('content')} anew` })],
    'ValidationException',
    on('PutItem', refusing('ValidationException')),
  ],
])('%s', (_what, entries, error, fault) => {
  it('is told without contents, and without names that are not kept', async () => {
    const { ended, leaks } = await run(buildZip(entries), fault);
    expect(leaks).toEqual([]);
    expect(ended).toBe(error);
  });
});
