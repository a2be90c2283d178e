import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Program } from './programs';

/** What a client has done. */
export interface Told {
  readonly name: string;
  readonly version: string;
  readonly what: string;
  /** What a user of the client would see; null when all went well. */
  readonly wrong: string | null;
}

/**
 * Runs a program to its end.
 *
 * @param hear told of each client as it is done
 * @returns every client of the program; those it said nothing of are wrong
 */
export async function runProgram(
  program: Program,
  env: NodeJS.ProcessEnv,
  hear: (told: Told) => void,
): Promise<Told[]> {
  const told: Told[] = [];
  const ended = await inProcess(await program.command(), env, (line) => {
    if (!line.startsWith('{')) return;
    const found = JSON.parse(line) as Told;
    told.push(found);
    hear(found);
  });
  const silent = program.clients.filter((name) => !told.some((each) => each.name === name));
  for (const name of silent) {
    const none: Told = { name, version: '?', what: '', wrong: `its program ${ended}, and didn't come to it` };
    told.push(none);
    hear(none);
  }
  return told;
}

/** @returns how it ended, in words, with the last it wrote of its problems */
async function inProcess(
  [command = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  hear: (line: string) => void,
): Promise<string> {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let problems = '';
  child.stderr.on('data', (text: Buffer) => (problems = (problems + text.toString()).slice(-2_000)));
  createInterface({ input: child.stdout }).on('line', hear);
  return new Promise((done) => {
    child.on('error', (error) => done(`couldn't be started (${error.message})`));
    child.on('close', (code) => done(`ended with ${code}${code === 0 ? '' : `\n${problems}`}\n`));
  });
}
