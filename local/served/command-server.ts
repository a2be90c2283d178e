import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { LakeStates } from '../door/lake-state/lake-state';
import type { LakeMoment } from '../lake';
import { PROGRAM } from '../program';
import { ANSWERING } from './answer';
import { commandSocket, isCommandSocket } from './command-socket';

/** Commands that are answered at a time; further ones run by themselves. */
const AT_ONCE = 4;

/**
 * Has commands of this machine's user answered by processes that are started ahead: they have loaded what a command takes
 * long to load. Nothing depends on it, since a command that isn't answered runs by itself.
 */
export class CommandServer {
  private readonly processes = new Set<ChildProcess>();
  private readonly busy = new Set<ChildProcess>();
  private readonly free: ChildProcess[] = [];
  private isClosed = false;

  private constructor(
    private readonly program: string,
    private readonly lakeDir: string,
    private readonly states: LakeStates,
    private readonly server: Server,
  ) {
    server.on('connection', (socket) => void this.hand(socket));
    this.start();
  }

  /** @returns undefined where another lake answers already, or none can */
  static async open(lakeDir: string, states: LakeStates): Promise<CommandServer | undefined> {
    const path = commandSocket(lakeDir);
    if (path === undefined || PROGRAM === undefined || (await isAnswered(path))) return undefined;
    for (const name of await readdir(lakeDir))
      if (isCommandSocket(name)) await rm(join(lakeDir, name), { force: true });
    const server = createServer({ pauseOnConnect: true });
    server.listen(path);
    await once(server, 'listening');
    return new CommandServer(PROGRAM, lakeDir, states, server);
  }

  /** Commands that are under way come to their end. */
  close(): void {
    this.isClosed = true;
    this.server.close();
    this.processes.forEach(end);
  }

  private async hand(socket: Socket): Promise<void> {
    socket.on('error', () => undefined);
    const child = this.free.pop();
    if (!child) {
      this.start();
      return void socket.destroy();
    }
    try {
      const { files } = await this.states.now();
      const moment: LakeMoment = { lakeDir: this.lakeDir, files };
      this.busy.add(child);
      child.send(moment, socket, (error) => error && socket.destroy());
    } catch {
      socket.destroy();
      this.rest(child);
    }
  }

  private start(): void {
    if (this.isClosed || this.processes.size >= AT_ONCE) return;
    const child = fork(this.program, [ANSWERING, this.lakeDir], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.unref();
    child.channel?.unref();
    this.processes.add(child);
    child.on('message', () => this.rest(child));
    child.on('error', () => this.gone(child));
    child.on('exit', () => this.gone(child));
  }

  /** One is kept that has nothing to do. */
  private rest(child: ChildProcess): void {
    this.busy.delete(child);
    if (this.isClosed || this.free.length > 0) end(child);
    else this.free.push(child);
  }

  private gone(child: ChildProcess): void {
    this.processes.delete(child);
    const index = this.free.indexOf(child);
    if (index >= 0) this.free.splice(index, 1);
    if (this.busy.delete(child) && this.free.length === 0) this.start();
  }
}

/** A process ends when it has nobody to work for, after what it is at. */
function end(child: ChildProcess): void {
  if (child.connected) child.disconnect();
}

async function isAnswered(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
