import { createInterface } from 'node:readline/promises';
import { Option, type Command } from 'commander';
import { connectionFromOutputs, parseConnection } from '../../bi';
import type { EnvironmentName } from '../../lib/config';
import type { DeployedLake } from '../deployed/deployed-lake';
import { loadDeployed } from './heavy';
import { readOutputs } from './outputs';
import { activity } from './progress';

const ENVIRONMENTS: readonly EnvironmentName[] = ['dev', 'staging', 'prod'];
/** Exit code of a command that Ctrl-C has ended, as shells have it. */
const INTERRUPTED = 130;

export interface DeployedArguments {
  readonly env: EnvironmentName;
  readonly outputs: string;
  readonly profile?: string;
}

/** The options of a command that can ask a deployed lake instead of the one on this machine. */
export function addDeployedOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--env <environment>',
        'ask the lake that is deployed as this environment, by Athena',
      ).choices(ENVIRONMENTS),
    )
    .option(
      '--outputs <file>',
      'with --env: what cdk deploy --all --outputs-file FILE has written',
      'outputs.json',
    )
    .option(
      '--profile <name>',
      'with --env: the AWS profile that takes on the persona’s role (default: the one `lake bi` writes)',
    );
}

/** Asks a deployed lake as a persona. Ctrl-C ends the statement in Athena, too. */
export async function withDeployed<T>(
  { env, outputs, profile }: DeployedArguments,
  persona: string,
  work: (lake: DeployedLake) => Promise<T>,
): Promise<T> {
  const { DeployedLake } = loadDeployed();
  const found = connectionFromOutputs(await readOutputs(outputs), { environment: env, persona });
  const connection = parseConnection({ ...found, ...(profile !== undefined && { profile }) });
  const stop = new AbortController();
  const stopped = (): void => {
    process.exitCode = INTERRUPTED;
    stop.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopped);
  const shown = activity(`Athena (${connection.workgroup})`);
  const lake = new DeployedLake({
    connection,
    signal: stop.signal,
    mfaCode,
    onState: ({ state, scannedBytes }) =>
      shown.tell(`${state.toLowerCase()}, ${(scannedBytes / 1e6).toFixed(1)} MB scanned`),
  });
  try {
    return await work(lake);
  } finally {
    shown.end();
    lake.close();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stopped);
  }
}

async function mfaCode(device: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(`Code of ${device}: `)).trim();
  } finally {
    terminal.close();
  }
}
