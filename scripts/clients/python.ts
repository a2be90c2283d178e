import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const CACHE = join(__dirname, '../../node_modules/.cache/headwater/clients');
const REQUIREMENTS = join(__dirname, 'requirements.txt');

/** A directory with Python and the clients, made when what they need has changed. */
export async function python(): Promise<string> {
  const stamp = join(CACHE, 'requirements.txt');
  const wanted = await readFile(REQUIREMENTS, 'utf8');
  const bin = join(CACHE, 'bin');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return bin;
  await run('python3', ['-m', 'venv', CACHE], process.env);
  await run(
    join(bin, 'pip'),
    ['install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS],
    process.env,
  );
  await writeFile(stamp, wanted);
  return bin;
}

/** Runs a program to its end. @param hear told each line of its output. @throws Error when it fails */
export async function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  hear: (line: string) => void = () => undefined,
): Promise<void> {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface({ input: child.stdout }).on('line', hear);
  await new Promise<void>((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => (code === 0 ? done() : failed(new Error(`${command} ended with ${code}`))));
  });
}
