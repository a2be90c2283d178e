import type { z } from 'zod';
import { SettingsError } from '../errors';
import type { SourceKind } from './source-kind';

/** A source of the lake as its list has it. */
export interface DeclaredSource<S extends z.ZodType = z.ZodType> {
  /** Kebab case; names the source in the ledger, in status, in alarms. Unique within the lake. */
  readonly name: string;
  readonly kind: SourceKind<S>;
  /** Holds everywhere, unless an environment or a machine says otherwise. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A source with every setting filled in. */
export interface Source<S extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly kind: SourceKind<S>;
  readonly settings: z.output<S>;
}

/** What an environment or a machine says otherwise: settings by source, or false where there is none of it. */
export type SourceOverrides = Readonly<Record<string, Readonly<Record<string, unknown>> | false>>;

const NAME = /^[a-z][a-z0-9-]{0,31}$/;

/**
 * Declares a source of a kind.
 *
 * @param settings what holds in every environment. @default the kind's own defaults
 * @param name @default the kind's name
 * @throws SettingsError when the name is none
 */
export function declareSource<S extends z.ZodType>(
  kind: SourceKind<S>,
  settings: Partial<z.input<S>> = {},
  name: string = kind.name,
): DeclaredSource<S> {
  if (!NAME.test(name))
    throw new SettingsError(
      `Source "${name}": expected lower-case letters, digits and hyphens, 32 at most, a letter first`,
    );
  return { name, kind, settings: settings };
}

/** A wrong setting: where it stands, and what was expected there. */
export interface SettingProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/**
 * The sources with all their settings: the list's, in whose place stands what the overrides say.
 *
 * @returns the sources there are, and a problem per wrong setting
 */
export function resolveSources(
  declared: readonly DeclaredSource[],
  overrides: SourceOverrides = {},
): { readonly sources: Source[]; readonly problems: SettingProblem[] } {
  const names = declared.map(({ name }) => name);
  const problems: SettingProblem[] = Object.keys(overrides)
    .filter((name) => !names.includes(name))
    .map((name) => ({ path: [name], message: `there is no such source; the lake has ${names.join(', ')}` }));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) problems.push({ path: [twice], message: 'two sources have this name' });
  const sources = declared.flatMap(({ name, kind, settings }) => {
    const override = overrides[name];
    if (override === false) return [];
    const parsed = kind.settings.safeParse({ ...settings, ...override });
    if (parsed.success) return [{ name, kind, settings: parsed.data }];
    problems.push(...parsed.error.issues.map(({ path, message }) => ({ path: [name, ...path], message })));
    return [];
  });
  return { sources, problems };
}

/** The sources of one kind, with their settings typed. */
export function sourcesOf<S extends z.ZodType>(sources: readonly Source[], kind: SourceKind<S>): Source<S>[] {
  return sources.filter((source): source is Source<S> => source.kind.name === kind.name);
}

/** Whether there is anything to read from; see `SourceKind.isSetUp`. */
export function isSetUp({ kind, settings }: Source): boolean {
  return kind.isSetUp?.(settings) ?? true;
}

/** Whether an environment has it; see `SourceKind.isDeployed`. */
export function isDeployed({ kind, settings }: Source): boolean {
  return kind.isDeployed?.(settings) ?? true;
}
