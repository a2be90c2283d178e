import { InvalidArgumentError, type Command } from 'commander';
import { lakeSources } from '../sources/lake-sources';
import type { SourcePass } from '../sources/pass-source';
import { withLake } from './context';
import { formatRows, print, printJson, tell } from './output';

export function addPull(program: Command): void {
  program
    .command('pull')
    .summary('one pass over the lake’s sources, or one of them')
    .description(
      'Take what is new at every source that is read from, then load it. One that fails or hangs stops no other.',
    )
    .argument('[source]', 'only this one')
    .option('--longest <seconds>', 'when a pass counts as one that hangs', seconds, 3_600)
    .addHelpText('after', '\nExit code: 0 only when every pass went well.')
    .action(async (name: string | undefined, options: { longest: number }, command: Command) => {
      const passes = await withLake(command, async (lake, { json }) => {
        const found = await (await lakeSources(lake)).pass(name, { longestMs: options.longest * 1_000 });
        await lake.land();
        await lake.transformPending();
        show(found, json);
        return found;
      });
      if (passes.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
      // What hangs would keep the process from ending.
      if (passes.some(({ hangs }) => hangs)) process.stdout.write('', () => process.exit(1));
    });
}

function show(passes: readonly SourcePass[], json = false): void {
  if (json) {
    printJson(passes);
    return;
  }
  if (passes.length === 0) tell('No source is read from: others send to all of them.');
  else {
    const rows = passes.map(({ source, taken, problems, cursor }) => ({
      source,
      taken,
      cursor: cursor ?? null,
      outcome: problems.length === 0 ? 'ok' : `${problems.length} problems`,
    }));
    print(formatRows(rows, 'table'));
  }
  for (const { source, problems } of passes) for (const problem of problems) tell(`${source}: ${problem}`);
}

function seconds(text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && number > 0) return number;
  throw new InvalidArgumentError('Expected seconds, more than 0.');
}
