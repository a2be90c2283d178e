import { Command, CommanderError } from 'commander';
import { HeadwaterError } from '../../core/errors';
import { sources } from '../../sources';
import { SqlError } from '../../sql-bridge';
import type { LakeMoment } from '../lake';
import { DEFAULT_LAKE } from '../layout';
import { faceOf } from '../sources/faces';
import { addAccess } from './access';
import { addBi } from './bi';
import { addCredentials } from './credentials';
import { addDoctor } from './doctor';
import { addPull } from './pull';
import { addRepair } from './repair';
import { addSql } from './sql';
import { safeMessage } from './safe-message';
import { addStart } from './start';
import { addStatus } from './status';
import { addReplay, addTransform } from './transform';
import { tell } from './output';

/** The command line of one machine's lake. */
function lakeProgram(moment?: LakeMoment): Command {
  const program = new Command('lake')
    .exitOverride()
    .setOptionValue('moment', moment)
    .description('Headwater on one machine: a governed data lake in a directory.')
    .option('--lake <dir>', 'the lake’s directory', DEFAULT_LAKE)
    .option('--json', 'print JSON for machines')
    .showHelpAfterError('(lake --help tells more)');
  addStart(program);
  addPull(program);
  for (const kind of new Set(sources.map((source) => source.kind))) faceOf(kind).addCommands?.(program);
  for (const add of [
    addTransform,
    addSql,
    addStatus,
    addReplay,
    addRepair,
    addAccess,
    addCredentials,
    addBi,
    addDoctor,
  ])
    add(program);
  for (const command of program.commands.flatMap((found) => [found, ...found.commands])) {
    command
      .option('--lake <dir>', `the lake’s directory (default: "${DEFAULT_LAKE}")`)
      .option('--json', 'print JSON for machines');
  }
  return program;
}

/**
 * Runs one command line.
 *
 * @param moment when a lake's tables are to be looked at. @default now
 * @returns the exit code: 0 only when all went well
 */
export async function run(args: readonly string[], moment?: LakeMoment): Promise<number> {
  try {
    await lakeProgram(moment).parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    tell(explain(error));
    return Number(process.exitCode ?? 1) || 1;
  }
}

function explain(error: unknown): string {
  const expected = error instanceof HeadwaterError || error instanceof SqlError;
  if (process.env.LAKE_DEBUG && error instanceof Error) return error.stack ?? error.message;
  return `lake: ${safeMessage(error)}${expected ? '' : '\n(set LAKE_DEBUG=1 to see where; that may show data)'}`;
}
