import type { PersonaConfig } from '../governance';
import type { Entered, Operations } from './api';

type Operation<Name extends keyof Operations> = (
  persona: PersonaConfig,
  input: Operations[Name]['input'],
) => Promise<Operations[Name]['output']>;

/** What the console asks of a lake, always as a persona: of the one on this machine, or of a deployed one by Athena. */
export type ConsolePort = Pick<Entered, 'givesFiles' | 'leavesOut'> & {
  readonly [Name in keyof Operations]: Operation<Name>;
} & {
  /** The file of a result, as CSV. @throws ConsoleError when there is none of the persona */
  readonly download: (
    persona: PersonaConfig,
    input: { readonly id: string },
  ) => Promise<NodeJS.ReadableStream>;
  /** A page of a document as a PNG. @throws ConsoleError for a persona that doesn't see people's health */
  readonly picture: (
    persona: PersonaConfig,
    input: { readonly documentId: string; readonly page: number },
  ) => Promise<Buffer>;
  readonly mayReview: (persona: PersonaConfig) => boolean;
  readonly mayReplay: (persona: PersonaConfig) => boolean;
};
