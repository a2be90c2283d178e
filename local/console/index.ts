import type { FastifyInstance } from 'fastify';
import type { PersonaConfig } from '../../core/governance';
import type { Source } from '../../core/sources';
import type { Asking } from '../door';
import type { LocalLake } from '../lake';
import { localPort } from './local-port';
import { page } from './page';
import { addConsoleRoutes } from './routes';
import { SignIn } from './sign-in';

export interface ConsoleOptions {
  readonly lake: LocalLake;
  readonly personas: readonly PersonaConfig[];
  readonly sources: readonly Source[];
  readonly asking: Asking;
  /** Told when a link has been used, since the next one is another. */
  readonly onEntered?: () => void;
}

/** A page for whoever would rather look than type. @returns the end of the link that opens it, which changes when it is used */
export async function addConsole(
  server: FastifyInstance,
  { onEntered = () => undefined, ...options }: ConsoleOptions,
): Promise<() => string> {
  const signIn = new SignIn(options.lake.clock);
  await addConsoleRoutes(server, {
    port: localPort(options),
    personas: options.personas,
    signIn,
    onEntered,
  });
  return () => `/console${signIn.fragment}`;
}

/** Makes the page's scripts ahead of the first request. One that can't be made is made then, and told of. */
export function buildPage(): void {
  page().catch(() => undefined);
}
