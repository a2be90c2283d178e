import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Argument, Option, type Command } from 'commander';
import { datasets } from '../../datasets';
import { BI_TOOLS, connectionFromOutputs, connectionKit, type BiTool, type StackOutputs } from '../../lib/bi';
import { UsageError } from './errors';
import { print } from './output';

interface BiOptions {
  readonly env: string;
  readonly region: string;
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
    .option('--region <region>', 'where it is deployed', process.env.AWS_REGION ?? 'eu-central-1')
    .option('--outputs <file>', 'what cdk deploy --all --outputs-file FILE has written', 'outputs.json')
    .option('--out <dir>', 'where the files go', '.')
    .action(async (tool: BiTool, options: BiOptions) => {
      const text = await readFile(options.outputs, 'utf8').catch(() => {
        throw new UsageError(
          `There is no "${options.outputs}"; deploy with --outputs-file ${options.outputs}, or name the file with --outputs`,
        );
      });
      const { env: environment, region, persona } = options;
      const connection = connectionFromOutputs(JSON.parse(text) as StackOutputs, {
        environment,
        region,
        persona,
      });
      const tables = datasets.flatMap(({ models }) => models.map(({ name }) => name));
      const kit = connectionKit(tool, connection, tables as [string, ...string[]]);
      await mkdir(options.out, { recursive: true });
      for (const { name, content } of kit.files) {
        await writeFile(join(options.out, name), content);
        print(`wrote ${join(options.out, name)}`);
      }
      kit.steps.forEach((step, index) => print(`${index + 1}. ${step}`));
    });
}
