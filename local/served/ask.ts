import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { DEFAULT_LAKE } from '../layout';
import type { CommandLine, Terminal } from './command-line';
import { commandSocket } from './command-socket';
import { framesOf } from './frames';

/** Commands that build an engine. */
const ANSWERED: ReadonlySet<string> = new Set(['sql', 'status', 'transform', 'replay']);
/** Options by which a command reads the user's own files or accounts. */
const OF_ITS_OWN = /^(-f|--file|--env)/;
const NAMED = '--lake=';
/** A lake that hasn't begun by then is busy or stands still. Milliseconds. */
const BEGIN_MS = 1_000;
/** Shows the cursor and wraps lines: progress that was under way has switched both off. */
const RESTORED = '\u001b[?25h\u001b[?7h';

/**
 * Has the lake that serves in a directory answer a command, as if it ran here.
 *
 * @returns whether it is answered; if not, nothing has been shown
 */
export async function askLake(args: readonly string[]): Promise<boolean> {
  const path = isAnswered(args) ? commandSocket(resolve(lakeOf(args))) : undefined;
  if (path === undefined || !existsSync(path)) return false;
  const socket = connect(path);
  const line: CommandLine = {
    args,
    directory: process.cwd(),
    stdout: terminalOf(process.stdout),
    stderr: terminalOf(process.stderr),
  };
  socket.write(`${JSON.stringify(line)}\n`);
  process.once('SIGINT', interrupted);
  try {
    return await shown(socket);
  } finally {
    socket.destroy();
    process.off('SIGINT', interrupted);
  }
}

async function shown(socket: Socket): Promise<boolean> {
  let hasShown = false;
  const patience = setTimeout(() => socket.destroy(), BEGIN_MS);
  try {
    for await (const { kind, bytes } of framesOf(socket)) {
      clearTimeout(patience);
      if (kind === 'begin') continue;
      if (kind === 'end') {
        process.exitCode = Number(bytes.toString());
        return true;
      }
      hasShown = true;
      if (!process[kind].write(bytes)) await once(process[kind], 'drain');
    }
  } catch {
    // Nobody listens any more, or whoever has answered is gone.
  } finally {
    clearTimeout(patience);
  }
  if (!hasShown) return false;
  process.stderr.write('lake: the lake that was asked has ended in the middle of its answer; ask again\n');
  process.exitCode = 1;
  return true;
}

function isAnswered(args: readonly string[]): boolean {
  const [command] = args.filter((arg, index) => !arg.startsWith('-') && args[index - 1] !== '--lake');
  const isPlain = !args.some((arg) => OF_ITS_OWN.test(arg)) && !process.env.LAKE_DEBUG;
  return isPlain && command !== undefined && ANSWERED.has(command);
}

/** Where to look; whoever answers reads the arguments as they are. */
function lakeOf(args: readonly string[]): string {
  const named = args.findLastIndex((arg) => arg === '--lake' || arg.startsWith(NAMED));
  const [option, value] = [args[named], args[named + 1]];
  if (option === undefined) return DEFAULT_LAKE;
  return option.startsWith(NAMED) ? option.slice(NAMED.length) : (value ?? DEFAULT_LAKE);
}

const terminalOf = ({ isTTY, columns }: NodeJS.WriteStream): Terminal => ({ isTTY, columns });

/** Who answers ends when nobody listens any more. */
function interrupted(): void {
  if (process.stderr.isTTY) process.stderr.write(RESTORED);
  process.kill(process.pid, 'SIGINT');
}
