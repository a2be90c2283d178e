import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { openDoor } from '../../test/local/door/door';

/**
 * Real clients against the door, each as its documentation uses it: the aws cli, boto3, PyAthena, awswrangler, the AWS
 * SDK for Java, Trino's JDBC driver and its Python client. Needs Python with venv, Java 17 and Maven; what they need
 * comes from PyPI and Maven at the first run.
 */
const CACHE = join(__dirname, '../../node_modules/.cache/headwater/clients');
const REQUIREMENTS = join(__dirname, 'requirements.txt');

interface Told {
  readonly name: string;
  readonly version: string;
  readonly what: string;
  readonly wrong: string | null;
}

async function main(): Promise<void> {
  new Command('npm run clients --').description('Have real clients of AWS and Trino ask the door.').parse();
  const directory = await mkdtemp(join(tmpdir(), 'headwater-clients-'));
  const bin = await python();
  const open = await openDoor(directory);
  try {
    await open.announce();
    const { aws } = open.lake.layout;
    const env = {
      PATH: `${bin}:${process.env.PATH}`,
      HOME: directory,
      MAVEN_OPTS: `-Duser.home=${process.env.HOME}`,
      AWS_CONFIG_FILE: join(aws, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(aws, 'credentials'),
      AWS_PROFILE: 'analyst',
      AWS_EC2_METADATA_DISABLED: 'true',
      DOOR_URL: open.url,
      DOOR_SECRET: open.keys.find(({ persona }) => persona === 'analyst')!.secretAccessKey,
    };
    const maven = [
      '-q',
      '-f',
      join(__dirname, 'java/pom.xml'),
      `-DbuildDirectory=${CACHE}`,
      'compile',
      'exec:java',
    ];
    const told = [
      ...(await clients(join(bin, 'python'), [join(__dirname, 'clients.py')], env)),
      ...(await clients('mvn', maven, env)),
    ];
    const expected = 9;
    console.log(`\n${told.filter(({ wrong }) => wrong === null).length} of ${expected} clients work`);
    if (told.length !== expected || told.some(({ wrong }) => wrong !== null)) process.exitCode = 1;
  } finally {
    await open.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** A directory with Python and the clients, made when what they need has changed. */
async function python(): Promise<string> {
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

/** Runs a program that tells of each client on a line, and shows it. */
async function clients(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Told[]> {
  const told: Told[] = [];
  await run(command, args, env, (line) => {
    if (!line.startsWith('{')) return;
    const found = JSON.parse(line) as Told;
    told.push(found);
    console.log(
      `${found.wrong === null ? 'works' : 'FAILS'}  ${found.name} ${found.version}: ${found.wrong ?? found.what}`,
    );
  });
  return told;
}

async function run(
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

void main();
