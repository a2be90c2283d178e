import type { Construct } from 'constructs';
import { ConfigurationError } from '../../config';
import type { Lake } from '../../constructs/lake';
import type { LakeNetwork } from '../../constructs/lake-function';
import { ScheduledPass } from '../../constructs/scheduled-pass';
import { DOCUMENT_PREFIXES, DOCUMENTS_ENV } from '../../../lambdas/documents/names';
import { documentSourceName, sftpSchema, type DocumentServer } from '../../../lambdas/documents/settings';

export interface DocumentPullProps extends Lake {
  readonly server: DocumentServer;
  readonly schedule: string;
  /** Where to connect from. @default any address of AWS */
  readonly network?: LakeNetwork;
}

/** Bytes that Lambda takes for all variables of a function, less what the others and the secret's ARN need. */
const SOURCES_LIMIT = 3_000;

/** Pulls one SFTP server every hour; a pass that runs out of time goes on in the next one. */
export function documentPull(scope: Construct, props: DocumentPullProps): ScheduledPass {
  const { server, ledger, zones, network } = props;
  const { name, username } = server;
  const pass = new ScheduledPass(scope, `Pull-${name}`, {
    ...props,
    name: `documents-pull-${name}`,
    kind: 'documents-pull',
    group: `documents-${name}`,
    entry: 'lambdas/documents/pull/handler.ts',
    description: `Pulls documents from the SFTP server ${name}`,
    // One whole processor: what a pull does with its time is decrypt and hash.
    memory: 1769,
    ...(network && { network }),
    login: {
      name: `sftp/${name}`,
      description: `Login of ${username} on the SFTP server ${name}: privateKey or password`,
      output: `Login-${name}`,
      fill: `{"privateKey":"..."} or {"password":"..."} for ${name}`,
    },
  });
  const { handler, secretArn = '' } = pass;
  handler.addEnvironment(DOCUMENTS_ENV.sources, sourcesOf(server, secretArn));
  for (const prefix of [DOCUMENT_PREFIXES.documents, DOCUMENT_PREFIXES.log, DOCUMENT_PREFIXES.sightings]) {
    zones.bronze.grantReadWrite(handler, `${prefix}/`);
  }
  handler.addEnvironment(DOCUMENTS_ENV.bronzeBucket, zones.bronze.bucket.bucketName);
  ledger.grantReadWrite(handler, DOCUMENTS_ENV.ledgerTable);
  return pass;
}

/**
 * The directories of a server as the function reads them.
 *
 * @throws ConfigurationError when they don't fit into its variables
 */
function sourcesOf(server: DocumentServer, secretArn: string): string {
  const sources = server.directories.map((directory) => ({
    ...sftpSchema.strip().parse(server),
    name: documentSourceName(server, directory),
    directory,
    secretArn,
  }));
  const text = JSON.stringify(sources);
  if (text.length > SOURCES_LIMIT) {
    throw new ConfigurationError(
      `sources.documents.servers: the ${server.directories.length} directories of ${server.name} take ${text.length} bytes of a function's variables; ` +
        `${SOURCES_LIMIT} are left. Give some of them to a second server of the same host.`,
    );
  }
  return text;
}
