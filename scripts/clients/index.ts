import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { openDoor, type OpenDoor } from '../../test/local/door/door';
import { missing } from '../../test/support/needs';
import { PROGRAMS } from './programs';
import { runProgram, type Told } from './run-program';
import { notOnPage, writeTable } from './table';

interface Options {
  readonly gate: boolean;
  readonly write: boolean;
}

/**
 * Real clients against the door, each as its documentation uses it, side by side at one lake. What they need comes from
 * PyPI and Maven at the first run. Fails when one doesn't work, or docs/clients.md tells something else of it.
 */
async function main(): Promise<void> {
  const { gate, write } = new Command('npm run clients --')
    .description('Have real clients of AWS and Trino ask the door.')
    .option('--gate', 'those that are asked at every change: all but Superset', false)
    .option('--write', 'write the table of docs/clients.md', false)
    .parse()
    .opts<Options>();
  const lacking = missing('java', 'python');
  if (lacking.length > 0) {
    console.log(`clients: skipped, since programs are missing here: ${lacking.join('; ')}`);
    process.exitCode = process.env.CI ? 1 : 0;
    return;
  }
  const directory = await mkdtemp(join(tmpdir(), 'headwater-clients-'));
  const programs = PROGRAMS.filter(({ isLarge = false }) => !gate || !isLarge);
  const open = await openDoor(directory);
  try {
    await open.announce();
    const env = environment(open, directory);
    const told = (await Promise.all(programs.map(async (each) => runProgram(each, env, say)))).flat();
    if (write) writeTable(told);
    const stale = notOnPage(told);
    const wrong = told.filter((each) => each.wrong !== null);
    console.log(`\n${told.length - wrong.length} of ${told.length} clients work`);
    if (stale.length > 0)
      console.log(
        `docs/clients.md tells something else of ${stale.join(', ')}: npm run clients -- --gate --write`,
      );
    if (stale.length > 0 || wrong.length > 0) process.exitCode = 1;
  } finally {
    await open.close();
    await rm(directory, { recursive: true, force: true });
  }
}

function say({ name, version, what, wrong }: Told): void {
  console.log(`${wrong === null ? 'works' : 'FAILS'}  ${name} ${version}: ${wrong ?? what}`);
}

/** What a user's shell would hold, and nothing of an account of AWS. */
function environment({ lake, url, keys }: OpenDoor, home: string): NodeJS.ProcessEnv {
  const { aws } = lake.layout;
  return {
    PATH: process.env.PATH,
    HOME: home,
    AWS_CONFIG_FILE: join(aws, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(aws, 'credentials'),
    AWS_PROFILE: 'analyst',
    AWS_EC2_METADATA_DISABLED: 'true',
    DOOR_URL: url,
    DOOR_SECRET: keys.find(({ persona }) => persona === 'analyst')!.secretAccessKey,
  };
}

void main();
