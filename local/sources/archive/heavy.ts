/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports -- parts that take long to load are loaded by the command that needs them */

type Remote = typeof import('./fetch/remote-archive');

/** Clients of S3 and HTTP. */
export function loadRemote(): Remote {
  return require('./fetch/remote-archive') as Remote;
}
