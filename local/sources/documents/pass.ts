import { connectSftp } from '../../../lambdas/documents/pull/connect-sftp';
import type { DocumentSource, SftpCredentials } from '../../../lambdas/documents/pull/document-source';
import { documentSourceSchema } from '../../../lambdas/documents/pull/document-source';
import { pullDocuments } from '../../../lambdas/documents/pull/pull-documents';
import { documentSourceName, type DocumentsSettings } from '../../../lambdas/documents/settings';
import type { documents } from '../../../lambdas/documents/kind';
import type { PassReport } from '../../../core/sources';
import { safeMessage } from '../../commands/safe-message';
import type { SourceContext } from '../local-source';
import { readPulled, whileNobodyReads } from './commands/reading';
import { passLine, passReport, type PassReport as DocumentsReport } from './commands/pull-outcome';

type Context = SourceContext<typeof documents.settings>;

/** A directory of a server, and how to log in there. */
interface Reachable {
  readonly source: DocumentSource;
  readonly credentials: () => Promise<SftpCredentials>;
}

/** One pass over every directory of the servers that the settings name. */
export async function passDocuments(context: Context): Promise<PassReport> {
  const { settings } = context.source;
  const reports = await Promise.all(
    settings.servers.flatMap((server) =>
      directoriesOf(server).map((source) =>
        passDirectory(context, {
          source,
          credentials: () => context.secrets.read(`sftp/${server.name}`),
        }),
      ),
    ),
  );
  return together(reports);
}

/** One pass over a directory. One that can't be reached is a problem of the pass, not its end. */
export async function passDirectory(
  context: Context,
  { source, credentials }: Reachable,
): Promise<PassReport> {
  try {
    const { lake } = context;
    const login = await credentials();
    const pulled = await pullDocuments(source, {
      connect: () => connectSftp(source, login),
      bronze: lake.bronze,
      ledger: lake.ledger,
      clock: lake.clock,
    });
    const { dateOrder } = context.source.settings;
    const read = await whileNobodyReads(lake, () => readPulled(lake, dateOrder && { dateOrder }));
    return reportOf(passReport(source, pulled, read));
  } catch (error) {
    return { taken: 0, problems: [`${source.name}: ${safeMessage(error)}`] };
  }
}

function directoriesOf(server: DocumentsSettings['servers'][number]): DocumentSource[] {
  return server.directories.map((directory) =>
    documentSourceSchema.parse({ ...server, directory, name: documentSourceName(server, directory) }),
  );
}

/** Counts and reasons; a path may name a patient. */
function reportOf(report: DocumentsReport): PassReport {
  const { taken, read, rejected, failed, failures, unfinished } = report;
  const problems = [
    [failures, 'files could not be taken'],
    [unfinished, 'files could not be finished on the server'],
    [failed, 'documents could not be read'],
  ].flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]));
  const line = passLine(report);
  return { taken: taken + read + rejected, problems, ...(line !== undefined && { line }) };
}

function together(reports: readonly PassReport[]): PassReport {
  const lines = reports.flatMap(({ line }) => line ?? []);
  return {
    taken: reports.reduce((sum, { taken }) => sum + taken, 0),
    problems: reports.flatMap(({ problems }) => problems),
    ...(lines.length > 0 && { line: lines.join('; ') }),
  };
}
