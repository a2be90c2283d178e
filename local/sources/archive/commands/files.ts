import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import picomatch from 'picomatch';
import { UsageError } from '../../../commands/errors';
import { withLake } from '../../../commands/context';
import { print, printJson } from '../../../commands/output';
import { visible } from '../../../commands/visible';
import { findKept, keptFiles } from '../kept-files';
import { archiveSourceNamed } from './source-named';

interface Options {
  readonly match?: string;
  readonly to?: string;
}

export function addFiles(program: Command): void {
  program
    .command('files')
    .summary('files that archives have brought: list them, print one, or write them out')
    .description(
      'Files of a dataset’s archives by their paths. With a path, the content of that file goes to standard output.',
    )
    .argument('<dataset>', 'whose files')
    .argument('[path]', 'the one file to print')
    .option('--match <glob>', 'only these')
    .option('--to <directory>', 'write them there instead of listing them')
    .action(async (dataset: string, path: string | undefined, { match, to }: Options, command: Command) =>
      withLake(command, async (lake, { json }) => {
        const { name } = await archiveSourceNamed(dataset, lake);
        if (path !== undefined) {
          const file = (await findKept(lake.bronze, name, (each) => each === path)).get(path);
          if (!file) throw new UsageError(`${name} has no file of that path; without a path, all are listed`);
          await pipeline(file.open(), process.stdout, { end: false });
          return;
        }
        const matches = match === undefined ? () => true : picomatch(match);
        const listed: object[] = [];
        for await (const { path: each, size, crc, open } of keptFiles(lake.bronze, name)) {
          if (!matches(each)) continue;
          if (to !== undefined) await writeOut(join(resolve(to), each), open());
          else if (json) listed.push({ path: each, size, crc32: crc.toString(16).padStart(8, '0') });
          else print(`${String(size).padStart(12)}  ${visible(each)}`);
        }
        if (json && to === undefined) printJson(listed);
      }),
    );
}

/** Paths of kept files lead nowhere else: they were judged when their archive was taken. */
async function writeOut(path: string, content: NodeJS.ReadableStream): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await pipeline(content, createWriteStream(path));
}
