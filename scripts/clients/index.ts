import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { openDoor } from '../../test/local/door/door';
import { CACHE, python, run } from './python';

interface Told {
  readonly name: string;
  readonly version: string;
  readonly what: string;
  readonly wrong: string | null;
}

/**
 * Real clients against the door, each as its documentation uses it: the aws cli, boto3, PyAthena, awswrangler, the AWS
 * SDK for Java, Trino's JDBC driver and its Python client. Needs Python with venv, Java 17 and Maven; what they need
 * comes from PyPI and Maven at the first run.
 */
async function main(): Promise<void> {
  const { gate: isGate = false } = new Command('npm run clients --')
    .description('Have real clients of AWS and Trino ask the door.')
    .option('--gate', 'those in Python only, as for every change')
    .parse()
    .opts<{ readonly gate?: boolean }>();
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
      ...(isGate ? [] : await clients('mvn', maven, env)),
    ];
    const expected = isGate ? 7 : 9;
    console.log(`\n${told.filter(({ wrong }) => wrong === null).length} of ${expected} clients work`);
    if (told.length !== expected || told.some(({ wrong }) => wrong !== null)) process.exitCode = 1;
  } finally {
    await open.close();
    await rm(directory, { recursive: true, force: true });
  }
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

void main();
