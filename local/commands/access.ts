import { Option, type Command } from 'commander';
import { datasets } from '../../datasets';
import { findingsText } from '../../access-proof/finding';
import { loadAccess } from './heavy';
import { print, printJson, tell } from './output';

export function addAccess(program: Command): void {
  program
    .command('access')
    .summary('who can see what')
    .description(
      'Evaluate the deployment as it would be synthesized: who sees which column. Takes some seconds and needs no account.',
    )
    .argument('[persona]', 'only this persona')
    .addOption(
      new Option('--env <environment>', 'the environment')
        .choices(['dev', 'staging', 'prod'])
        .default('prod'),
    )
    .action(
      async (persona: string | undefined, { env }: { env: 'dev' | 'staging' | 'prod' }, command: Command) => {
        const { lakeAccess, accessDocument } = loadAccess();
        const access = await lakeAccess({
          environment: env,
          datasets,
          ...(persona !== undefined && { persona }),
        });
        if (command.optsWithGlobals<{ json?: boolean }>().json) printJson(access);
        else print(accessDocument(access.matrix).trimEnd());
        if (access.findings.length === 0) return;
        tell(findingsText(access.findings));
        process.exitCode = 1;
      },
    );
}
