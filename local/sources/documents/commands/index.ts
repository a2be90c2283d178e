import { readFile } from 'node:fs/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { DateOrder } from '../../../../lambdas/documents/extract/parse-date';
import { connectSftp } from '../../../../lambdas/documents/pull/connect-sftp';
import { RemoteFileError } from '../../../../lambdas/documents/errors';
import type { DocumentSource, SftpCredentials } from '../../../../lambdas/documents/pull/document-source';
import { pullDocuments } from '../../../../lambdas/documents/pull/pull-documents';
import { SECOND_LOOK_MS } from '../../../../lambdas/documents/pull/pull-pass';
import type { LocalLake } from '../../../lake';
import { withLake } from '../../../commands/context';
import { dateOrderOption } from './date-order';
import { UsageError } from '../../../commands/errors';
import { progress } from '../../../commands/progress';
import { passReport, showPass, type PassReport } from './pull-outcome';
import { readPulled, whileNobodyReads } from './reading';
import { addRedrive } from './redrive';
import { sourceOf, type SourceOptions } from './sftp-source';
import { visible } from '../../../commands/visible';

interface PullOptions extends SourceOptions {
  readonly key?: string;
  readonly passphraseEnv?: string;
  readonly passwordEnv?: string;
  readonly dateOrder?: DateOrder;
  readonly secondLook: number;
}

export function addDocuments(program: Command): void {
  const documents = program
    .command('documents')
    .summary('PDFs from an SFTP server')
    .description('PDFs that partners drop on an SFTP server.');
  documents
    .command('pull')
    .summary('one hourly pass over an SFTP directory')
    .description(
      'Pull what is new and complete, read it, and land its pages. Files that may still be growing are taken in the next pass.',
    )
    .argument('<url>', 'sftp://user@host[:port]/directory')
    .requiredOption('--host-key <fingerprint...>', 'the server’s key as ssh-keygen -l prints it: SHA256:...')
    .option('--key <file>', 'private key to log in with')
    .option('--passphrase-env <name>', 'environment variable that holds the passphrase of that key')
    .option('--password-env <name>', 'environment variable that holds the password')
    .option('--include <glob...>', 'files to take', ['**/*.pdf'])
    .option('--exclude <glob...>', 'files to leave', [])
    .option('--then <what>', 'what happens on the server afterwards: leave, delete, or move:FOLDER', 'leave')
    .option(
      '--settled-after <minutes>',
      'take a file of this age in the first pass that sees it, if it stays the same for the time ' +
        'of --second-look; age is by the clock here, since SFTP doesn’t tell the server’s: where that one is behind, add what it is behind',
      '60',
    )
    .addOption(
      new Option('--second-look <seconds>', 'how long such a file is watched; 0 trusts its age')
        .argParser(secondsOf)
        .default(SECOND_LOOK_MS / 1_000),
    )
    .addOption(dateOrderOption())
    .addHelpText(
      'after',
      '\nExit code: 0 only when all was listed, taken, finished on the server, and read or rejected.',
    )
    .action(async (url: string, options: PullOptions, command: Command) =>
      withLake(command, async (lake, { json }) => {
        const source = sourceOf(url, options);
        const credentials = await credentialsOf(options);
        const { dateOrder, secondLook } = options;
        const how = { secondLookMs: secondLook * 1_000, ...(dateOrder && { dateOrder }) };
        showPass(await pullAndRead(lake, source, credentials, how), json);
      }),
    );
  addRedrive(documents);
}

export interface PassOptions {
  /** How the documents write dates in numbers. @default unknown */
  readonly dateOrder?: DateOrder;
  /** Milliseconds for which a file that is old enough is watched. @default 3000 */
  readonly secondLookMs?: number;
}

/** One pass: pull, read, load. */
export async function pullAndRead(
  lake: LocalLake,
  source: DocumentSource,
  credentials: SftpCredentials,
  { dateOrder, secondLookMs }: PassOptions = {},
): Promise<PassReport> {
  const { bronze, ledger, clock } = lake;
  const pulling = progress('Pulling', 0);
  const pulled = await pullDocuments(source, {
    connect: () => connectSftp(source, credentials),
    bronze,
    ledger,
    clock,
    ...(secondLookMs !== undefined && { secondLookMs }),
    onProgress: ({ taken, total }) => pulling.update(taken, `of ${total} files`),
  })
    .catch((error: unknown) => {
      throw error instanceof RemoteFileError ? notListed(source, error) : error;
    })
    .finally(() => pulling.stop());
  const read = await whileNobodyReads(lake, () => readPulled(lake, dateOrder && { dateOrder }));
  await lake.transformPending();
  return passReport(source, pulled, read);
}

function notListed({ directory, host }: DocumentSource, { failure }: RemoteFileError): UsageError {
  const why = failure === 'gone' ? 'it is not there' : failure;
  return new UsageError(
    `The directory ${visible(directory)} on ${host} cannot be listed: ${why}. Check the path in the URL, which ` +
      'starts at the root that the login sees; without one, it is where the login lands',
  );
}

async function credentialsOf({ key, passphraseEnv, passwordEnv }: PullOptions): Promise<SftpCredentials> {
  if (key !== undefined) {
    const privateKey = await readFile(key, 'utf8').catch(() => {
      throw new UsageError(`There is no key file "${key}" to read`);
    });
    const passphrase = passphraseEnv === undefined ? undefined : process.env[passphraseEnv];
    if (passphraseEnv !== undefined && passphrase === undefined) {
      throw new UsageError(
        `There is no environment variable "${passphraseEnv}" that would hold the passphrase`,
      );
    }
    return { privateKey, ...(passphrase !== undefined && { passphrase }) };
  }
  const password = passwordEnv === undefined ? undefined : process.env[passwordEnv];
  if (password === undefined || password === '') {
    throw new UsageError(
      'Give --key FILE, or --password-env NAME with the password in that environment variable',
    );
  }
  return { password };
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (text.trim() !== '' && seconds >= 0 && seconds <= 3_600) return seconds;
  throw new InvalidArgumentError('Expected seconds, 0 to 3600.');
}
