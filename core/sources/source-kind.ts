import type { z } from 'zod';
import type { FunctionLoad, QuotaNeed } from './needs';

/** Objects in bronze that a kind keeps beside the records of its datasets, such as contents of files. */
export interface SourcePrefix {
  /** Without the slash at the end. */
  readonly prefix: string;
  /** Days until what stands below it goes. @default never */
  readonly expireDays?: number;
}

/**
 * What a kind of source says of itself, once. Its three faces stand in folders of its name: `lambdas/<name>/` has
 * this and the logic, `lib/sources/<name>/` the construct, `local/sources/<name>/` what runs on one machine.
 * Nothing else knows a kind by its name; the lake's sources are listed in `sources/index.ts`.
 */
export interface SourceKind<S extends z.ZodType = z.ZodType> {
  /** Kebab case: the name of its folders. */
  readonly name: string;
  /** One line for people. */
  readonly summary: string;
  /** Settings of one source of the kind. Defaults are defined here and nowhere else. */
  readonly settings: S;
  /** Names of the datasets that a source with these settings feeds. */
  feeds(settings: z.output<S>): readonly string[];
  /** Whether one machine has what to read from; a source without is left alone and said to be so. @default it has */
  isSetUp?(settings: z.output<S>): boolean;
  /** Whether an environment with these settings has it; of one without nothing is deployed. @default it has */
  isDeployed?(settings: z.output<S>): boolean;
  /** @default none */
  readonly prefixes?: readonly SourcePrefix[];
  /** The same for one source of the kind, by its name. @default none */
  prefixesOf?(source: string, settings: z.output<S>): readonly SourcePrefix[];
  /** What its functions count, by the name CloudWatch shows: who counts and who alarms take it from here. @default none */
  readonly metrics?: Readonly<Record<string, string>>;
  /** What it needs of the account's quotas, beside those of Lambda. @default nothing */
  quotas?(settings: z.output<S>): readonly QuotaNeed[];
  /** How many of its functions run at once. @default none */
  functions?(settings: z.output<S>): FunctionLoad;
}

/** Keeps the types of a kind's settings. */
export function defineKind<S extends z.ZodType, const K extends SourceKind<S>>(
  kind: K & { readonly settings: S },
): K & SourceKind<S> {
  return kind;
}
