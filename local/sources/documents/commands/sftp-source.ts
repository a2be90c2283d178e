import { createHash } from 'node:crypto';
import {
  documentSourceSchema,
  type DocumentSource,
} from '../../../../lambdas/documents/pull/document-source';
import { UsageError } from '../../../commands/errors';
import { parseSftpUrl, type SftpUrl } from './sftp-url';

export interface SourceOptions {
  readonly hostKey: readonly string[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly then: string;
  readonly settledAfter: string;
}

const SSH_PORT = 22;

/** Where the person said what the schema calls otherwise. */
const GIVEN_BY: Readonly<Record<string, string>> = {
  port: 'the port of the URL',
  hostKeys: '--host-key',
  include: '--include',
  exclude: '--exclude',
  settledAfterMinutes: '--settled-after',
  afterwards: '--then',
};

/**
 * What is to be pulled, as the command line says it.
 *
 * @throws UsageError naming the option that is wrong
 */
export function sourceOf(text: string, options: SourceOptions): DocumentSource {
  const url = parseSftpUrl(text);
  const [kind, folder] = options.then.split(/:(.*)/s, 2);
  const found = documentSourceSchema.safeParse({
    ...url,
    name: sourceName(url),
    hostKeys: options.hostKey,
    include: options.include,
    exclude: options.exclude,
    settledAfterMinutes: options.settledAfter.trim() === '' ? NaN : Number(options.settledAfter),
    afterwards: { kind, ...(folder !== undefined && { folder }) },
  });
  if (found.success) return found.data;
  const problems = found.error.issues.map(({ path: [setting, index], message }) => {
    const patterns = setting === 'include' ? options.include : setting === 'exclude' ? options.exclude : [];
    const value = typeof index === 'number' ? ` ${patterns[index] ?? ''}`.trimEnd() : '';
    const option = GIVEN_BY[String(setting)] ?? String(setting);
    return `${option}${value}: ${option === '--then' ? 'expected leave, delete, or move:FOLDER' : message}`;
  });
  throw new UsageError(problems.join('; '));
}

/**
 * What the ledger and `silver.documents` call a directory of a server: `sftp.example.org.2222.alice.1f3a9c0d`. Two
 * that differ in user, host, port or directory never share it. The directory is in its last part only, a hash,
 * since people's names stand in directories and everybody may see the names of servers.
 */
export function sourceName({ username, host, port = SSH_PORT, directory }: SftpUrl): string {
  const identity = JSON.stringify([username, host, port, directory]);
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, 8);
  const readable = [host, ...(port === SSH_PORT ? [] : [String(port)]), username].map((part) =>
    part.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-'),
  );
  return [...readable, hash].join('.').replace(/^[.-]+/, '');
}
