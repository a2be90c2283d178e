import { createServer, type Socket } from 'node:net';
import { type Attributes, type AuthContext, Server, type SFTPWrapper, utils } from 'ssh2';
import { hostKeyFingerprint } from '../../../lambdas/documents/pull/host-key';
import { newHostKey } from '../../../local/sources/documents/sftp-server';

const { STATUS_CODE } = utils.sftp;

export const oddities = [
  'nothing odd',
  'modes without a type',
  'no modes',
  'no attributes',
  'no times',
  'names that are paths',
  'every name twice',
  'an endless listing',
  'a listing of nothing',
  'a listing that never comes',
  'no answer to a read',
  'the end in mid-file',
  'more bytes than listed',
  'no SFTP',
  'questions instead of a password',
  'endless questions',
  'an old kind of host key',
  'old ways to exchange keys',
] as const;
export type Oddity = (typeof oddities)[number];

export interface OddServer {
  readonly port: number;
  readonly hostKey: string;
  close(): void;
}

export const PASSWORD = 'right';
const MTIME = 1_700_000_000;

/** An SFTP server with one directory of files, none of it usual. */
export async function oddServer(oddity: Oddity, files: Readonly<Record<string, Buffer>>): Promise<OddServer> {
  const rsa = oddity === 'an old kind of host key';
  const key = rsa ? utils.generateKeyPairSync('rsa', { bits: 2_048 }).private : newHostKey();
  const algorithms = {
    ...(rsa && { serverHostKey: ['ssh-rsa' as const] }),
    ...(oddity === 'old ways to exchange keys' && { kex: ['diffie-hellman-group1-sha1' as const] }),
  };
  const server = new Server({ hostKeys: [key], algorithms }, (client) => {
    client.on('error', () => undefined);
    client.on('authentication', (context) => authenticate(oddity, context));
    client.on('session', (accept) =>
      accept().on('sftp', (start) => {
        if (oddity !== 'no SFTP') serve(oddity, start(), files, () => client.end());
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const parsed = utils.parseKey(key);
  if (parsed instanceof Error) throw parsed;
  return {
    port: portOf(server.address()),
    hostKey: hostKeyFingerprint(parsed.getPublicSSH()),
    close: () => void server.close(),
  };
}

/** Something that takes connections and never says a word. */
export async function silentServer(): Promise<OddServer> {
  const open = new Set<Socket>();
  const server = createServer((socket) => open.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  return { port: portOf(server.address()), hostKey: `SHA256:${'A'.repeat(43)}`, close };
}

function portOf(address: unknown): number {
  return (address as { readonly port: number }).port;
}

function authenticate(oddity: Oddity, context: AuthContext): void {
  if (oddity !== 'questions instead of a password' && oddity !== 'endless questions') return context.accept();
  if (context.method !== 'keyboard-interactive') return context.reject(['keyboard-interactive']);
  const ask = (): void =>
    context.prompt([{ prompt: 'Password: ', echo: false }], (answers) => {
      if (oddity === 'endless questions') return ask();
      if (answers[0] === PASSWORD) context.accept();
      else context.reject(['keyboard-interactive']);
    });
  ask();
}

function serve(
  oddity: Oddity,
  sftp: SFTPWrapper,
  files: Readonly<Record<string, Buffer>>,
  hangUp: () => void,
): void {
  const names = Object.keys(files);
  let listings = 0;
  const contentOf = (path: string): Buffer | undefined => files[path.replace(/^\/+/, '')];
  const attributes = (path: string): Attributes => attributesOf(oddity, contentOf(path));
  const handles = new Map<string, string>();
  const open = (path: string): Buffer => {
    const handle = Buffer.from(`h${handles.size}`);
    handles.set(handle.toString(), path);
    return handle;
  };
  const of = (handle: Buffer): string => handles.get(handle.toString()) ?? '';
  const told = (name: string): { filename: string; longname: string; attrs: Attributes } => ({
    filename: oddity === 'names that are paths' ? `../${name}` : name,
    longname: `-rw-r--r-- 1 a a ${contentOf(name)?.length ?? 0} Jan 1 2020 ${name}`,
    attrs: attributes(name),
  });
  sftp.on('REALPATH', (id, path) =>
    sftp.name(id, [{ filename: path, longname: '', attrs: attributes(path) }]),
  );
  const stat = (id: number, path: string): void =>
    contentOf(path) ? sftp.attrs(id, attributes(path)) : sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
  sftp.on('STAT', stat);
  sftp.on('LSTAT', stat);
  sftp.on('FSTAT', (id, handle) => sftp.attrs(id, attributes(of(handle))));
  sftp.on('OPENDIR', (id, path) => {
    listings = 0;
    sftp.handle(id, open(path));
  });
  sftp.on('READDIR', (id) => {
    listings += 1;
    if (oddity === 'a listing that never comes') return;
    if (oddity === 'a listing of nothing') sftp.name(id, []);
    else if (listings === 1 || oddity === 'an endless listing') sftp.name(id, names.map(told));
    else if (listings === 2 && oddity === 'every name twice') sftp.name(id, names.map(told));
    else sftp.status(id, STATUS_CODE.EOF);
  });
  sftp.on('OPEN', (id, path) => sftp.handle(id, open(path)));
  sftp.on('CLOSE', (id) => sftp.status(id, STATUS_CODE.OK));
  sftp.on('READ', (id, handle, offset, length) => {
    if (oddity === 'no answer to a read') return;
    if (oddity === 'the end in mid-file' && offset > 0) return hangUp();
    const content = contentOf(of(handle)) ?? Buffer.alloc(0);
    const whole = oddity === 'more bytes than listed' ? Buffer.concat([content, content]) : content;
    const part = whole.subarray(offset, offset + Math.min(length, 1_000));
    if (part.length === 0) sftp.status(id, STATUS_CODE.EOF);
    else sftp.data(id, part);
  });
}

function attributesOf(oddity: Oddity, content: Buffer | undefined): Attributes {
  const whole = {
    mode: content === undefined ? 0o040755 : 0o100644,
    uid: 0,
    gid: 0,
    size: content?.length ?? 0,
    atime: MTIME,
    mtime: MTIME,
  };
  // SFTP lets each of them be left out, which the types don't know.
  const without = (...left: (keyof Attributes)[]): Attributes =>
    Object.fromEntries(
      Object.entries(whole).filter(([name]) => !left.includes(name as keyof Attributes)),
    ) as unknown as Attributes;
  if (oddity === 'modes without a type') return { ...whole, mode: whole.mode & 0o777 };
  if (oddity === 'no modes') return without('mode');
  if (oddity === 'no times') return without('atime', 'mtime');
  if (oddity === 'no attributes') return without('mode', 'uid', 'gid', 'size', 'atime', 'mtime');
  return whole;
}
