import { posix } from 'node:path';
import type { DocumentRecord } from '../document-ledger';
import { quarantineKey, type DocumentStore } from '../document-store';
import { RemoteFileError } from '../errors';
import type { DocumentSource } from './document-source';
import { joinPath } from './list-files';
import type { RemoteFile, RemoteSession } from './remote-session';

/**
 * Does on the server what the source wants done with a file that was taken: nothing, a move, a deletion.
 * Deletes only when bronze has the content, complete, under the name of its checksum; moves and deletes
 * only what is still the file that was taken.
 *
 * @throws RemoteFileError when the server doesn't allow it; the file stays, and the next pass tries again
 */
export async function finishFile(
  session: RemoteSession,
  source: DocumentSource,
  file: RemoteFile,
  record: DocumentRecord,
  store: DocumentStore,
): Promise<void> {
  if (source.afterwards.kind === 'leave') return;
  const now = await session.stat(file.path);
  if (now.size !== file.size || now.modifiedMs !== file.modifiedMs) return;
  if (source.afterwards.kind === 'move') {
    const folder = afterwardsFolder(source.directory, source.afterwards.folder);
    await moveInto(session, folder, file.path, record.documentId);
    return;
  }
  const stored =
    (await store.objects.head(record.key)) ?? (await store.objects.head(quarantineKey(record.documentId)));
  if (stored?.size === file.size) await session.remove(file.path);
}

/** A folder is meant below the source's directory unless it starts at the root. */
export function afterwardsFolder(directory: string, folder: string): string {
  return folder.startsWith('/') ? folder : joinPath(directory, folder);
}

/** Two files of one name in different directories end in one folder: the second gets its content's hash. */
async function moveInto(
  session: RemoteSession,
  folder: string,
  path: string,
  documentId: string,
): Promise<void> {
  const name = posix.basename(path);
  const { ext, name: stem } = posix.parse(name);
  if (await renamed(session, path, joinPath(folder, name))) return;
  await session.makeDirectory(folder);
  if (await renamed(session, path, joinPath(folder, name))) return;
  await session.rename(path, joinPath(folder, `${stem}.${documentId.slice(0, 12)}${ext}`));
}

/** @returns false when the target's folder is missing or its name is taken; servers tell neither apart reliably */
async function renamed(session: RemoteSession, from: string, to: string): Promise<boolean> {
  try {
    await session.rename(from, to);
    return true;
  } catch (error) {
    if (error instanceof RemoteFileError && error.failure !== 'permission denied') return false;
    throw error;
  }
}
