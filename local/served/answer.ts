import type { Socket } from 'node:net';
import { Writable } from 'node:stream';
import type { LakeMoment } from '../lake';
import type { CommandLine, Terminal } from './command-line';
import { frame } from './frames';

/** The argument that makes a process of the command line one that answers others. */
export const ANSWERING = 'answer-others';

/** Longest piece that is sent at a time. */
const PIECE_BYTES = 64 * 1024;

/** Runs a command line. @returns its exit code */
type Run = (args: readonly string[], moment?: LakeMoment) => Promise<number>;

/**
 * Answers commands that the parent process hands over, one after the other: each runs here as it would in the process of
 * whoever asks, on their terminal. Who stops listening stops it.
 *
 * @param lakeDir the lake of the parent
 */
export async function answerOthers(lakeDir: string, run: Run): Promise<void> {
  let isBusy = false;
  // Ctrl-C that ends the parent lets a command that is under way come to its end.
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => isBusy || process.exit());
  process.on('message', (moment: LakeMoment, socket: Socket | undefined) => {
    if (!socket) return;
    isBusy = true;
    void answer(socket, (args) => run(args, moment)).then(() => {
      isBusy = false;
      if (process.connected) process.send?.('free');
      else process.exit();
    });
  });
  // What a command needs is loaded before anybody waits for it.
  await shownOn(discarding(), discarding(), () => run(['sql', 'SELECT 1', '--lake', lakeDir]));
  process.send?.('free');
}

async function answer(socket: Socket, run: Run): Promise<void> {
  // At once, as Ctrl-C does it where a command runs by itself: an exit would wait for the statement.
  const gone = (): unknown => process.kill(process.pid, 'SIGKILL');
  socket.on('error', () => undefined).on('close', gone);
  const { args, directory, stdout, stderr } = await commandLine(socket);
  process.chdir(directory);
  socket.write(frame('begin'));
  const code = await shownOn(output(socket, 'stdout', stdout), output(socket, 'stderr', stderr), () =>
    run(args),
  );
  process.chdir('/');
  socket.off('close', gone);
  await new Promise<void>((written) => socket.end(frame('end', String(code)), written));
  socket.destroy();
}

/** The line that is sent; the socket goes on being read, since only so its end is seen. */
async function commandLine(socket: Socket): Promise<CommandLine> {
  let text = '';
  return new Promise((resolve) => {
    socket.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      if (text.endsWith('\n')) resolve(JSON.parse(text) as CommandLine);
    });
  });
}

/** Does work that prints on streams other than this process's. */
async function shownOn(stdout: Writable, stderr: Writable, work: () => Promise<number>): Promise<number> {
  const own = { stdout: process.stdout, stderr: process.stderr };
  process.exitCode = undefined;
  use({ stdout, stderr });
  try {
    return await work();
  } finally {
    use(own);
    process.exitCode = undefined;
  }
}

function use(streams: Readonly<Record<'stdout' | 'stderr', Writable>>): void {
  for (const [name, value] of Object.entries(streams))
    Object.defineProperty(process, name, { value, configurable: true });
}

function output(socket: Socket, kind: 'stdout' | 'stderr', terminal: Terminal): Writable {
  const stream = new Writable({
    write: (bytes: Buffer, _encoding, done) => {
      // In the order in which it is written, whichever stream it is for.
      for (let at = 0; at < bytes.length; at += PIECE_BYTES)
        socket.write(frame(kind, bytes.subarray(at, at + PIECE_BYTES)));
      done();
    },
  });
  return Object.assign(stream, terminal);
}

const discarding = (): Writable => new Writable({ write: (_bytes, _encoding, done) => done() });
