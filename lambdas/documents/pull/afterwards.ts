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
 * @returns whether the file was moved or deleted; not what has changed or gone since it was taken
 * @throws RemoteFileError when the server doesn't allow it or bronze lacks the content; the file stays, and the
 * next pass tries again
 */
export async function finishFile(
  session: RemoteSession,
  source: DocumentSource,
  file: RemoteFile,
  record: DocumentRecord,
  store: DocumentStore,
): Promise<boolean> {
  if (source.afterwards.kind === 'leave' || !(await isUnchanged(session, file))) return false;
  if (source.afterwards.kind === 'move') {
    const folder = afterwardsFolder(source.directory, source.afterwards.folder);
    await moveInto(session, folder, file.path, record.documentId);
    return true;
  }
  const stored =
    (await store.objects.head(record.key)) ?? (await store.objects.head(quarantineKey(record.documentId)));
  if (stored?.size !== file.size) throw new RemoteFileError('not in bronze');
  await session.remove(file.path);
  return true;
}

async function isUnchanged(session: RemoteSession, { path, size, modifiedMs }: RemoteFile): Promise<boolean> {
  try {
    const now = await session.stat(path);
    return now.size === size && now.modifiedMs === modifiedMs;
  } catch (error) {
    if (error instanceof RemoteFileError && error.failure === 'gone') return false;
    throw error;
  }
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
