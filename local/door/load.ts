/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports -- parts that take long to load are loaded by the command that needs them */

type Credentials = typeof import('./credentials/key-ring') & typeof import('./credentials/profiles');

/** The door, which most commands have no use for. */
export function loadDoor(): typeof import('./index') {
  return require('./index') as typeof import('./index');
}

/** The keys of personas; they are read by the SDK's own reader of profiles. */
export function loadCredentials(): Credentials {
  return {
    ...(require('./credentials/key-ring') as Credentials),
    ...(require('./credentials/profiles') as Credentials),
  };
}
