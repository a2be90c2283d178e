import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import type { Dataset } from '../../../core/contracts';
import { resourceRulesOf } from '../../../datasets/validators';
import { serverNamed } from '../../../lambdas/intake/sender';
import { MAX_TOLD } from '../../../lambdas/intake/limits';
import type { Outcome } from '../../../lambdas/intake/tally';
import { FileSpool } from './file-spool';
import { intakeDeps } from './intake-deps';
import { put } from './put';
import { datasetNamed, withLake } from '../../commands/context';
import { UsageError } from '../../commands/errors';
import { JsonList, print, printJson, tell } from '../../commands/output';
import { progress } from '../../commands/progress';
import type { LocalLake } from '../../lake';
import { sources } from '../../../sources';
import { faceOf } from '../faces';
import type { RecordedFormat } from '../local-source';

/** Rejections shown to a person. */
const SHOWN = 20;

interface PutOptions {
  readonly server?: string;
  readonly format?: string;
}

export function addPut(program: Command): void {
  program
    .command('put')
    .summary('send records the way the API would take them')
    .description(
      'Send records of any amount: JSON resources, one or several, printed over lines or not, arrays of them, NDJSON, FHIR Bundles. Exits with 1 when any was rejected.',
    )
    .argument('<dataset>', 'the dataset they are of')
    .argument('<file>', 'a file, or - for standard input')
    .option(
      '--server <url>',
      'base URL of the server whose records these are, where they don’t say themselves',
    )
    .addOption(formatOption())
    .action(async (name: string, file: string, options: PutOptions, command: Command) =>
      withLake(command, async (lake, { json }) => {
        const dataset = datasetNamed(name);
        const { format } = options;
        if (format !== undefined) return putRecorded(lake, dataset, file, format, json === true);
        if (dataset.sender !== 'api')
          throw new UsageError(
            `Dataset "${name}" takes no records: the lake makes them itself, or a database tells its changes (--format)`,
          );
        const server = options.server === undefined ? undefined : serverOf(options.server, dataset);
        const input = await open(file);
        const shown = progress('Records', 0);
        const receipts = json ? new JsonList('receipts') : undefined;
        const outcome = await put(dataset, input, await intakeDeps(lake), {
          spool: () => new FileSpool(lake.layout.scratch),
          server,
          onProgress: (records) => shown.update(records),
          ...(receipts && { onReceipt: (receipt) => receipts.add(receipt) }),
        });
        shown.stop();
        await lake.land();
        if (receipts) receipts.end(outcome);
        else tellPerson(outcome);
        if (outcome.rejected > 0) process.exitCode = 1;
      }),
    );
}

/** Files of messages, in the forms that the kinds of source know. */
async function putRecorded(
  lake: LocalLake,
  dataset: Dataset,
  file: string,
  format: string,
  json: boolean,
): Promise<void> {
  const shown = progress('Messages', 0);
  const { accepted, rejected, remarks } = await (recordedFormats()[format] as RecordedFormat).put({
    lake,
    dataset,
    input: await open(file),
    onProgress: (messages) => shown.update(messages),
  });
  shown.stop();
  if (json) printJson({ accepted: accepted - rejected, rejected, receipts: [], errors: [], remarks });
  else print(`${accepted - rejected} accepted, ${rejected} rejected`);
  if (!json) for (const remark of remarks) tell(remark);
  if (rejected > 0) process.exitCode = 1;
}

function formatOption(): Option {
  const formats = Object.entries(recordedFormats()).map(([name, { summary }]) => `${name}: ${summary}`);
  return new Option(
    '--format <format>',
    `one message a line, as a recorder of topics writes them (${formats.join('; ')})`,
  ).choices(Object.keys(recordedFormats()));
}

function recordedFormats(): Readonly<Record<string, RecordedFormat>> {
  return Object.assign({}, ...sources.map(({ kind }) => faceOf(kind).formats ?? {})) as Record<
    string,
    RecordedFormat
  >;
}

function tellPerson({ accepted, rejected, otherResources, errors }: Omit<Outcome, 'receipts'>): void {
  const others = otherResources === 0 ? '' : `, ${otherResources} of other types not for this dataset`;
  print(`${accepted} accepted, ${rejected} rejected${others}`);
  for (const { index, path, expected, found } of errors.slice(0, SHOWN)) {
    tell(`record ${index} at ${path}: expected ${expected}, found ${found}`);
  }
  if (errors.length > SHOWN) tell(`... and more; --json shows why for the first ${MAX_TOLD} of them`);
}

function serverOf(url: string, dataset: Dataset): string {
  const server = serverNamed(url, resourceRulesOf(dataset));
  if (server !== undefined) return server;
  throw new UsageError(
    'Expected --server as the base URL of resources, such as https://example.org/fhir, for a dataset of resources',
  );
}

async function open(file: string): Promise<AsyncIterable<Buffer>> {
  if (file === '-') return process.stdin;
  await access(file).catch(() => {
    throw new UsageError(`There is no file "${file}" to read; give a path, or - for standard input`);
  });
  return createReadStream(file, { highWaterMark: 1024 * 1024 });
}
