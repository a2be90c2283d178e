import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Argument, Option, type Command } from 'commander';
import { datasets } from '../../datasets';
import { BI_TOOLS, connectionFromOutputs, connectionKit, type BiTool } from '../../bi';
import type { GlobalOptions } from './context';
import { print, printJson } from './output';
import { readOutputs } from './outputs';

interface BiOptions {
  readonly env: string;
  readonly persona: string;
  readonly outputs: string;
  readonly out: string;
}

export function addBi(program: Command): void {
  program
    .command('bi')
    .summary('connection settings for a tool')
    .description('Write ready-to-use connection settings for a tool, from the outputs of a deployment.')
    .addArgument(new Argument('<tool>', 'the tool').choices(BI_TOOLS))
    .addOption(
      new Option('--env <environment>', 'the environment').choices(['dev', 'staging', 'prod']).default('dev'),
    )
    .option('--persona <name>', 'whose workgroup and role', 'analyst')
    .option('--outputs <file>', 'what cdk deploy --all --outputs-file FILE has written', 'outputs.json')
    .option('--out <dir>', 'where the files go', '.')
    .action(async (tool: BiTool, options: BiOptions, command: Command) => {
      const { env: environment, persona } = options;
      const outputs = await readOutputs(options.outputs);
      const connection = connectionFromOutputs(outputs, { environment, persona });
      const tables = datasets.flatMap(({ models }) => models.map(({ name }) => name));
      const kit = connectionKit(tool, connection, tables as [string, ...string[]]);
      await mkdir(options.out, { recursive: true });
      const files = kit.files.map(({ name, content }) => ({ path: join(options.out, name), content }));
      for (const { path, content } of files) await writeFile(path, content);
      const written = files.map(({ path }) => path);
      if (command.optsWithGlobals<GlobalOptions>().json) return printJson({ written, steps: kit.steps });
      written.forEach((path) => print(`wrote ${path}`));
      kit.steps.forEach((step, index) => print(`${index + 1}. ${step}`));
    });
}
