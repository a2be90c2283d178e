import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Argument, Option, type Command } from 'commander';
import { datasets } from '../../datasets';
import {
  BI_TOOLS,
  connectionFromOutputs,
  connectionKit,
  LOCAL_TOOLS,
  localKit,
  type BiTool,
  type Kit,
} from '../../bi';
import { loadCredentials } from '../door/load';
import { withLake, type GlobalOptions } from './context';
import { UsageError } from './errors';
import { print, printJson } from './output';
import { readOutputs } from './outputs';

interface BiOptions {
  readonly env: string;
  readonly persona: string;
  readonly outputs: string;
  readonly out: string;
  readonly local?: boolean;
}

export function addBi(program: Command): void {
  program
    .command('bi')
    .summary('connection settings for a tool')
    .description(
      'Write ready-to-use connection settings for a tool, from the outputs of a deployment or for the lake that `lake start` serves.',
    )
    .addArgument(new Argument('<tool>', 'the tool').choices(BI_TOOLS))
    .addOption(
      new Option('--env <environment>', 'the environment').choices(['dev', 'staging', 'prod']).default('dev'),
    )
    .option('--local', 'for the lake on this machine')
    .option('--persona <name>', 'whose workgroup and role', 'analyst')
    .option('--outputs <file>', 'what cdk deploy --all --outputs-file FILE has written', 'outputs.json')
    .option('--out <dir>', 'where the files go', '.')
    .action(async (tool: BiTool, options: BiOptions, command: Command) => {
      const kit = options.local ? await kitHere(tool, options, command) : await deployedKit(tool, options);
      await mkdir(options.out, { recursive: true });
      const files = kit.files.map(({ name, content, isSecret }) => ({
        path: join(options.out, name),
        content,
        mode: isSecret ? 0o600 : 0o666,
      }));
      for (const { path, content, mode } of files) await writeFile(path, content, { mode });
      const written = files.map(({ path }) => path);
      if (command.optsWithGlobals<GlobalOptions>().json) return printJson({ written, steps: kit.steps });
      written.forEach((path) => print(`wrote ${path}`));
      kit.steps.forEach((step, index) => print(`${index + 1}. ${step}`));
    });
}

/** Tables of gold, the first of which examples read. */
const tables = (): [string, ...string[]] =>
  datasets.flatMap(({ models }) => models.map(({ name }) => name)) as [string, ...string[]];

async function deployedKit(tool: BiTool, { env: environment, persona, outputs }: BiOptions): Promise<Kit> {
  const connection = connectionFromOutputs(await readOutputs(outputs), { environment, persona });
  return connectionKit(tool, connection, tables());
}

async function kitHere(tool: BiTool, { persona }: BiOptions, command: Command): Promise<Kit> {
  const known = LOCAL_TOOLS.find((each) => each === tool);
  if (!known)
    throw new UsageError(
      `${tool} isn't proven against the lake on this machine; ${LOCAL_TOOLS.join(' and ')} are`,
    );
  return withLake(command, async ({ layout }) => {
    const { profileFiles, readProfiles } = loadCredentials();
    const found = (await readProfiles(layout.aws)).find((profile) => profile.persona === persona);
    if (found?.url === undefined)
      throw new UsageError(`There is no profile of ${persona} in ${layout.aws} yet: run "lake start" once`);
    const { url, secretAccessKey: secret } = found;
    const connection = { ...profileFiles(layout.aws), url, persona, secret, database: 'gold' };
    return localKit(known, connection, tables()[0]);
  });
}
