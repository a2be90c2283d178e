import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DOCUMENTS_ENV } from '../../lambdas/documents/environment';
import { type RunningSftpServer, startSftpServer } from '../../local/sources/documents/sftp-server';
import { freePort, startSshd, type Sshd } from '../documents/support/sshd';
import { canariesIn, canary } from './support/canaries';
import { LambdaProcess } from './support/lambda-process';
import { LoopbackAws } from './support/loopback-aws';
import { pass } from './support/passage';
import { garbled, on, refusing, s3Refusing, type Fault } from './support/reply';
import { needs } from '../support/needs';

needs('sshd');

const ENTRY = 'lambdas/documents/pull/handler.ts';
const aws = new LoopbackAws();
const remote = mkdtempSync(join(tmpdir(), 'headwater-remote-'));
const settings = { [DOCUMENTS_ENV.bronzeBucket]: 'bronze', [DOCUMENTS_ENV.ledgerTable]: 'ledger' };
let environment: Record<string, string>;
let sshd: Sshd;
let byPassword: RunningSftpServer;
let pull: LambdaProcess;

beforeAll(async () => {
  environment = { ...(await aws.start()), ...settings };
  sshd = await startSshd();
  byPassword = await startSftpServer({ directory: join(remote, 'other'), hostKeyFile: join(remote, '.key') });
  aws.secrets.login = JSON.stringify({ privateKey: sshd.privateKey });
  pull = await pulling([source('partner', { afterwards: { kind: 'move', folder: 'done' } })]);
});
afterAll(async () => {
  await pull.stop();
  await aws.stop();
  await byPassword.close();
  sshd.stop();
  rmSync(remote, { recursive: true });
});

function source(name: string, changes: object = {}): object {
  const { port, username, hostKey } = sshd;
  const login = { host: '127.0.0.1', port, username, hostKeys: [hostKey], secretArn: 'login' };
  return { name, ...login, directory: join(remote, 'in'), ...changes };
}

function pulling(sources: readonly object[]): Promise<LambdaProcess> {
  const variables = { ...environment, [DOCUMENTS_ENV.sources]: JSON.stringify(sources) };
  return LambdaProcess.start({ entry: ENTRY, environment: variables });
}

let files = 0;

/** Puts a file on the server that a partner has named after a patient. */
function drop(content: string | Buffer, name: string | Buffer = `${canary('file')}-${++files}.pdf`): void {
  const folder = join(remote, 'in', canary('folder'));
  const path = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name)]);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, content);
  utimesSync(path, 1_700_000_000, 1_700_000_000 + files);
}

const large = canary('content').repeat(60_000);
const drops: Fault = ({ operation, path }) => {
  if (operation === 'PUT' && path.includes('_incoming')) sshd.dropConnections();
  return undefined;
};

describe.each<[string, () => void, string, Fault?]>([
  ['files that are new', () => [canary('content'), large, ''].forEach((file) => drop(file)), '"taken":3'],
  [
    'a name that is not UTF-8',
    () => drop('x', Buffer.concat([Buffer.from(canary('name')), Buffer.from('\xff.pdf', 'latin1')])),
    '"name is not valid UTF-8":1',
  ],
  ['a connection that is lost', () => drop(large + '.'), '"connection lost":1', drops],
  [
    'a bucket that refuses',
    () => drop('1'),
    '"could not be stored":',
    on('PUT', s3Refusing(403, 'AccessDenied')),
  ],
  [
    'a ledger that cannot be listed',
    () => drop('2'),
    'ValidationException',
    on('Query', refusing('ValidationException')),
  ],
  ['a ledger that answers garbled', () => drop('3'), 'SyntaxError', on('Query', garbled)],
  [
    'a ledger that cannot be written',
    () => drop('4'),
    'ValidationException',
    on('PutItem', refusing('ValidationException')),
  ],
  [
    'a secret that cannot be read',
    () => drop('5'),
    'AccessDeniedException',
    on('GetSecretValue', refusing('AccessDeniedException')),
  ],
  ['what was left of them', () => drop('6'), '"taken":'],
])('%s', (_path, prepare, told, fault) => {
  it('are taken or left, and nothing tells of names or content', async () => {
    prepare();
    const { output, leaks } = await pass(pull, aws, {}, fault);
    expect(output).toContain(told);
    expect(leaks).toEqual([]);
  });
});

it('keeps content in bronze, and names where the ledger and the log of documents have a place for them', () => {
  const bodies = [...aws.objects.bodies.entries()];
  const content = bodies.filter(([key]) => key.endsWith('.pdf')).map(([, body]) => body.toString());
  expect(canariesIn(content.join('\n'))).toContain(canary('content'));
  for (const prefix of ['/documents_log/', '/document_sightings/']) {
    const log = bodies.filter(([key]) => key.includes(prefix)).map(([, body]) => body.toString());
    expect(log.join('\n')).toContain(canary('file'));
    expect(canariesIn(log.join('\n').replaceAll(/"source_path":"[^"]*"/g, ''))).toEqual([]);
  }
});

it('tells the class of what went wrong with a source, and no word of a login', async () => {
  Object.assign(aws.secrets, {
    text: canary('bits'),
    key: JSON.stringify({ privateKey: canary('private-key'), passphrase: canary('passphrase') }),
    password: JSON.stringify({ password: canary('password') }),
  });
  const { port, username, hostKey } = byPassword;
  const failing = await pulling([
    source('no-json', { secretArn: 'text' }),
    source('no-key', { secretArn: 'key' }),
    source('refused', { port, username, hostKeys: [hostKey], secretArn: 'password' }),
    source('stranger', { hostKeys: [`SHA256:${'a'.repeat(43)}`] }),
    source('nobody', { port: await freePort() }),
    source('nowhere', { directory: join(dirname(remote), canary('directory')) }),
  ]);
  const { outcome, errorType, leaks } = await pass(failing, aws, {});
  await failing.stop();
  expect(leaks).toEqual([]);
  expect(errorType).toBe('SourcesFailedError');
  const message = 'error' in outcome ? outcome.error.errorMessage : '';
  const told = [
    'no-json: SecretMissingError',
    'no-key: SftpKeyError',
    'refused: SftpLoginError',
    'stranger: stranger offers the host keys',
    'nobody: SftpUnreachableError',
    'nowhere: RemoteFileError',
  ];
  expect(told.filter((each) => !message.includes(each))).toEqual([]);
});
