import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connectSftp } from '../../../lambdas/documents/pull/connect-sftp';
import { documentSourceSchema, type DocumentSource } from '../../../lambdas/documents/pull/document-source';
import { pullDocuments } from '../../../lambdas/documents/pull/pull-documents';
import type { PullReport } from '../../../lambdas/documents/pull/pull-report';
import { MemoryLedger, MemoryObjectStore, TestClock } from '../support/memory';
import { type Oddity, oddServer, type OddServer, PASSWORD, silentServer } from '../support/odd-server';

const files = {
  'a.pdf': randomBytes(3_000),
  'b.pdf': randomBytes(5),
  'empty.pdf': Buffer.alloc(0),
  'c.txt': randomBytes(9),
};
/** Short, since nothing here is far away; a hang would take the default's half a minute. */
const times = { readyMs: 3_000, answerMs: 400 };

let server: OddServer | undefined;
afterEach(() => server?.close());

function sourceOf({ port, hostKey }: OddServer): DocumentSource {
  return documentSourceSchema.parse({
    name: 'odd',
    host: '127.0.0.1',
    port,
    username: 'someone',
    hostKeys: [hostKey],
    directory: '/',
  });
}

async function pull(oddity: Oddity, password = PASSWORD): Promise<PullReport> {
  server = await oddServer(oddity, files);
  const source = sourceOf(server);
  return pullDocuments(source, {
    connect: () => connectSftp(source, { password }, times),
    bronze: new MemoryObjectStore(),
    ledger: new MemoryLedger(),
    clock: new TestClock(),
    secondLookMs: 0,
  });
}

it.each([
  'nothing odd',
  'modes without a type',
  'no modes',
  'every name twice',
  'questions instead of a password',
] as const)('takes every file of a server with %s', async (oddity) => {
  expect(await pull(oddity)).toMatchObject({ listed: 3, taken: 3, failures: [] });
});

it.each([
  ['no times', 'size or time not told'],
  ['no attributes', 'size or time not told'],
  ['names that are paths', 'not a name'],
] as const)('tells of each file of a server with %s, and ends', async (oddity, reason) => {
  const { taken, failures } = await pull(oddity);
  expect(taken).toBe(0);
  expect(failures.filter((failed) => failed.reason === reason).length).toBeGreaterThanOrEqual(3);
});

it.each([
  ['a listing that never comes', 'closed the connection'],
  ['a listing of nothing', 'endless listing'],
  ['an endless listing', 'endless listing'],
  ['no SFTP', 'no answer within 3 s'],
  ['endless questions', 'no answer'],
  ['an old kind of host key', 'no kind of host key in common'],
  ['old ways to exchange keys', 'in common'],
] as const)(
  'does not wait for ever for a server with %s, and says what is wrong',
  async (oddity, message) => {
    await expect(pull(oddity)).rejects.toThrow(message);
  },
);

it.each(['no answer to a read', 'the end in mid-file', 'more bytes than listed'] as const)(
  'gives up the files of a server with %s, and ends',
  async (oddity) => {
    const { failures, listed } = await pull(oddity);
    expect(listed).toBe(3);
    expect(failures.map(({ path }) => path)).toContain('/a.pdf');
  },
);

it('does not wait for ever for a server that says nothing at all', async () => {
  server = await silentServer();
  await expect(
    connectSftp(sourceOf(server), { password: 'x' }, { readyMs: 300, answerMs: 300 }),
  ).rejects.toThrow('no answer');
});

it('says that the answer to a question was wrong', async () => {
  await expect(pull('questions instead of a password', 'wrong')).rejects.toThrow('refuses the login');
});

const pem = (passphrase?: string): { privateKey: string; publicKey: string } =>
  generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: {
      type: 'pkcs1',
      format: 'pem',
      ...(passphrase !== undefined && { cipher: 'aes-256-cbc', passphrase }),
    },
  });

it.each([
  ['an encrypted key', { privateKey: pem('secret').privateKey }, 'passphrase'],
  [
    'an encrypted key and another passphrase',
    { privateKey: pem('secret').privateKey, passphrase: 'other' },
    'passphrase',
  ],
  ['a public key', { privateKey: pem().publicKey }, 'public key'],
  [
    'a public key in one line',
    { privateKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJ someone' },
    'public key',
  ],
  ['a PuTTY key', { privateKey: 'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n' }, 'puttygen'],
  ['no key at all', { privateKey: readFileSync(__filename, 'utf8') }, 'neither'],
  ['an empty file', { privateKey: '\n' }, 'empty'],
])('says what is wrong with %s, before any server is asked', async (_what, credentials, message) => {
  const source = sourceOf({ port: 1, hostKey: `SHA256:${'A'.repeat(43)}`, close: () => undefined });
  await expect(connectSftp(source, credentials)).rejects.toThrow(message);
});
