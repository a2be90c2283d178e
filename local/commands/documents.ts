import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { connectSftp } from '../../lambdas/documents/pull/connect-sftp';
import {
  documentSourceSchema,
  type DocumentSource,
  type SftpCredentials,
} from '../../lambdas/documents/pull/document-source';
import type { PullReport } from '../../lambdas/documents/pull/pull-report';
import { pullDocuments } from '../../lambdas/documents/pull/pull-documents';
import type { ReadReport } from '../documents/read-documents';
import type { LocalLake } from '../lake';
import { withLake } from './context';
import { UsageError } from './errors';
import { loadDocuments } from './heavy';
import { formatRows, print, printJson } from './output';
import { progress } from './progress';

interface PullOptions {
  readonly hostKey: readonly string[];
  readonly key?: string;
  readonly passwordEnv?: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly then: string;
  readonly settledAfter: string;
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
    .option('--password-env <name>', 'environment variable that holds the password')
    .option('--include <glob...>', 'files to take', ['**/*.pdf'])
    .option('--exclude <glob...>', 'files to leave', [])
    .option('--then <what>', 'what happens on the server afterwards: leave, delete, or move:FOLDER', 'leave')
    .option('--settled-after <minutes>', 'take a file of this age at the first look', '60')
    .action(async (url: string, options: PullOptions, command: Command) =>
      withLake(command, async (lake, { json }) => {
        const source = sourceOf(url, options);
        const report = await pullAndRead(lake, source, await credentialsOf(options));
        if (json) printJson(report);
        else print(formatRows([{ ...report }], 'table'));
        if (report.failures + report.failed > 0) process.exitCode = 1;
      }),
    );
}

/** What one pass came to, in files and documents. */
export type PassReport = Readonly<
  Pick<PullReport, 'listed' | 'taken' | 'duplicates' | 'known' | 'waiting' | 'left'> &
    ReadReport & { failures: number }
>;

/** One pass: pull, read, load. */
export async function pullAndRead(
  lake: LocalLake,
  source: DocumentSource,
  credentials: SftpCredentials,
): Promise<PassReport> {
  const { bronze, ledger, clock } = lake;
  const pulling = progress('Pulling', 0);
  const pulled = await pullDocuments(source, {
    connect: () => connectSftp(source, credentials),
    bronze,
    ledger,
    clock,
    onProgress: ({ taken, total }) => pulling.update(taken, `of ${total} files`),
  }).finally(() => pulling.stop());
  const { readDocuments } = loadDocuments();
  const reading = progress('Reading', 0);
  const read = await readDocuments({
    bronze,
    ledger,
    clock,
    onProgress: ({ documents, totalDocuments, page, pages }) =>
      reading.update(documents, `of ${totalDocuments} documents, page ${page} of ${pages}`),
  }).finally(() => reading.stop());
  if (pulled.taken + read.read + read.rejected + read.failed > 0)
    await lake.transform({ window: lake.recentDays() });
  const { listed, taken, duplicates, known, waiting, left } = pulled;
  return { listed, taken, duplicates, known, waiting, left, failures: pulled.failures.length, ...read };
}

function sourceOf(text: string, options: PullOptions): DocumentSource {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'sftp:' || url.username === '') {
    throw new UsageError(
      'Expected sftp://user@host[:port]/directory; a password goes into an environment variable (--password-env)',
    );
  }
  const [kind, folder] = options.then.split(/:(.*)/, 2);
  const found = documentSourceSchema.safeParse({
    name: url.hostname,
    host: url.hostname,
    ...(url.port !== '' && { port: Number(url.port) }),
    username: decodeURIComponent(url.username),
    hostKeys: options.hostKey,
    directory: decodeURIComponent(url.pathname) || '.',
    include: options.include,
    exclude: options.exclude,
    settledAfterMinutes: Number(options.settledAfter),
    afterwards: { kind, ...(folder !== undefined && { folder }) },
  });
  if (found.success) return found.data;
  throw new UsageError(
    found.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
  );
}

async function credentialsOf({ key, passwordEnv }: PullOptions): Promise<SftpCredentials> {
  if (key !== undefined) {
    const privateKey = await readFile(key, 'utf8').catch(() => {
      throw new UsageError(`There is no key file "${key}" to read`);
    });
    return { privateKey };
  }
  const password = passwordEnv === undefined ? undefined : process.env[passwordEnv];
  if (password === undefined || password === '') {
    throw new UsageError(
      'Give --key FILE, or --password-env NAME with the password in that environment variable',
    );
  }
  return { password };
}
