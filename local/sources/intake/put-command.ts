import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import type { Command } from 'commander';
import { intakeDeps } from './intake-deps';
import { put } from './put';
import { datasetNamed, withLake } from '../../commands/context';
import { UsageError } from '../../commands/errors';
import { print, printJson, tell } from '../../commands/output';
import { progress } from '../../commands/progress';

/** Rejections shown to a person; all of them are in --json. */
const SHOWN = 20;

export function addPut(program: Command): void {
  program
    .command('put')
    .summary('send records the way the API would take them')
    .description(
      'Send records: one JSON resource, a JSON array, NDJSON or a FHIR Bundle. Exits with 1 when any was rejected.',
    )
    .argument('<dataset>', 'the dataset they are of')
    .argument('<file>', 'a file, or - for standard input')
    .action(async (name: string, file: string, _options: unknown, command: Command) =>
      withLake(command, async (lake, { json }) => {
        const dataset = datasetNamed(name);
        if (dataset.sender !== 'api')
          throw new UsageError(`Dataset "${name}" takes no records: the lake makes them itself`);
        const input = await open(file);
        const shown = progress('Records', 0);
        const answer = await put(dataset, input, await intakeDeps(lake), (records) => shown.update(records));
        shown.stop();
        await lake.land();
        if (json) printJson(answer);
        else print(`${answer.accepted} accepted, ${answer.rejected} rejected`);
        if (!json) {
          for (const { index, path, expected, found } of answer.errors.slice(0, SHOWN)) {
            tell(`record ${index} at ${path}: expected ${expected}, found ${found}`);
          }
          if (answer.errors.length > SHOWN)
            tell(`... and ${answer.errors.length - SHOWN} more; --json shows all`);
        }
        if (answer.errors.length > 0) process.exitCode = 1;
      }),
    );
}

async function open(file: string): Promise<AsyncIterable<Buffer>> {
  if (file === '-') return process.stdin;
  await access(file).catch(() => {
    throw new UsageError(`There is no file "${file}" to read; give a path, or - for standard input`);
  });
  return createReadStream(file, { highWaterMark: 1024 * 1024 });
}
