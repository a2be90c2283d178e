import { createHash } from 'node:crypto';
import type { Clock } from '../../../core/ports';
import type { DocumentLedger, DocumentRecord, Sighting } from '../document-ledger';
import { documentKey, type DocumentStore, INCOMING_PREFIX } from '../document-store';
import { RemoteFileError } from '../errors';
import type { RemoteFile, RemoteSession, RemoteStat } from './remote-session';

/** Up to here a file is read at once and written under its own name; above, it is streamed. Bytes. */
export const SMALL_FILE_BYTES = 1024 * 1024;

const PDF = { contentType: 'application/pdf' } as const;

export interface TakeDependencies {
  readonly store: DocumentStore;
  readonly documents: DocumentLedger;
  readonly clock: Clock;
}

export interface TakenFile {
  readonly record: DocumentRecord;
  readonly sighting: Sighting;
  /** Whether bronze had the content under another name already. */
  readonly duplicate: boolean;
}

/**
 * Brings one file into bronze under the name of its content, and into the ledger. Whatever goes wrong on
 * the way leaves neither; taking a file twice is harmless.
 *
 * @throws RemoteFileError, ConnectionLostError
 */
export async function takeFile(
  session: RemoteSession,
  file: RemoteFile,
  temporaryId: string,
  sighting: Sighting,
  deps: TakeDependencies,
): Promise<TakenFile> {
  const arrived = file.size <= SMALL_FILE_BYTES ? await takeWhole(session, file) : undefined;
  const temporaryKey = `${INCOMING_PREFIX}${temporaryId}`;
  const documentId = arrived?.sha256 ?? (await takeStream(session, file, temporaryKey, deps.store));
  const known = await deps.documents.get(documentId);
  const key = known?.value.key ?? documentKey(documentId, deps.clock.now().toISOString());
  if (known === undefined) {
    if (arrived !== undefined) await storing(deps.store.objects.putIfAbsent(key, arrived.bytes, PDF));
    else await storing(deps.store.objects.move(temporaryKey, key));
  } else if (arrived === undefined) await deps.store.objects.delete(temporaryKey);
  const { value: record } = await deps.documents.pulled(documentId, key, sighting, known);
  const takenAt = deps.clock.now().toISOString();
  return { record, sighting: { ...sighting, takenAt }, duplicate: !isFirst(record, sighting) };
}

async function takeWhole(
  session: RemoteSession,
  file: RemoteFile,
): Promise<{ bytes: Buffer; sha256: string }> {
  const { body, after } = await session.readWhole(file.path, file.size);
  assertUnchanged(file, body.length, await after());
  return { bytes: body, sha256: createHash('sha256').update(body).digest('hex') };
}

async function takeStream(
  session: RemoteSession,
  file: RemoteFile,
  temporaryKey: string,
  { objects }: DocumentStore,
): Promise<string> {
  const { body, after } = await session.readStream(file.path, file.size);
  let broken: Error | undefined;
  body.once('error', (error) => (broken = error));
  try {
    const put = await objects.putStream(temporaryKey, body, PDF).catch((error: unknown) => {
      throw broken ?? new RemoteFileError('could not be stored', { cause: error });
    });
    assertUnchanged(file, put.size, await after());
    return put.sha256;
  } catch (error) {
    await objects.delete(temporaryKey).catch(() => undefined);
    throw error;
  } finally {
    body.destroy();
  }
}

/** @throws RemoteFileError when fewer or more bytes came than were listed, or the file was touched meanwhile */
function assertUnchanged(listed: RemoteFile, bytes: number, after: RemoteStat): void {
  const same = after.size === listed.size && after.modifiedMs === listed.modifiedMs;
  if (bytes !== listed.size || !same) throw new RemoteFileError('changed while it was read');
}

function isFirst({ sightings: [first] }: DocumentRecord, { server, path, modifiedAt }: Sighting): boolean {
  return first?.server === server && first.path === path && first.modifiedAt === modifiedAt;
}

async function storing<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw new RemoteFileError('could not be stored', { cause: error });
  });
}
