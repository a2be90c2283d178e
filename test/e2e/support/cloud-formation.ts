import { execFile } from 'node:child_process';
import { readEnvironment } from '../../../lambdas/environment';
import { signedFetch } from './signed-fetch';

/** What a command of the CDK CLI said, and whether it went well. */
interface Said {
  readonly isDone: boolean;
  readonly text: string;
}

/** Runs the CDK CLI on a synthesized application, as `run.sh` does for the first deployment. */
export async function cdk(command: 'deploy' | 'destroy', app: string): Promise<Said> {
  const { cli, directory } = readEnvironment({ cli: 'E2E_CDK', directory: 'E2E_RUN' });
  const unasked = command === 'deploy' ? ['--require-approval', 'never'] : ['--force'];
  const words = [command, '--all', '--app', app, ...unasked, '--concurrency', '4', '--ci', '--no-notices'];
  return new Promise((done) => {
    execFile(cli, words, { cwd: directory, maxBuffer: 100_000_000 }, (error, stdout, stderr) =>
      done({ isDone: error === null, text: stdout + stderr }),
    );
  });
}

/** @throws Error with the end of what the CLI said when it didn't go well */
export async function done(said: Promise<Said>): Promise<void> {
  const { isDone, text } = await said;
  if (!isDone) throw new Error(`The CDK CLI failed:\n${text.slice(-4_000)}`);
}

/** Status of every stack of the lake that is there, by its name. */
export async function stackStatus(endpoint: string): Promise<Readonly<Record<string, string>>> {
  const response = await signedFetch({
    service: 'cloudformation',
    method: 'POST',
    url: new URL(endpoint),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'Action=DescribeStacks&Version=2010-05-15',
  });
  const stacks = (await response.text()).matchAll(
    /<StackName>(headwater-[^<]+)<\/StackName>[\s\S]*?<StackStatus>([^<]+)</g,
  );
  return Object.fromEntries(
    [...stacks].map(([, name = '', status = '']): [string, string] => [name, status]),
  );
}
