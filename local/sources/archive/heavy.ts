/* eslint-disable @typescript-eslint/no-require-imports -- parts that take long to load are loaded by the command that needs them */
import type { remoteArchive } from './fetch/remote-archive';

/** Clients of S3 and HTTP. */
export function loadRemote(): { readonly remoteArchive: typeof remoteArchive } {
  return require('./fetch/remote-archive') as ReturnType<typeof loadRemote>;
}
