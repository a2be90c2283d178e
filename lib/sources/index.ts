/* eslint-disable @typescript-eslint/no-require-imports -- the face of a kind is found by its folder's name */
import { Construct } from 'constructs';
import { isDeployed, type Source, type SourceKind } from '../../core/sources';
import type { SourceBinding, SourceConstruct, SourceLake } from './source-construct';

export * from './source-construct';

/** The construct of a kind. */
export function constructOf({ name }: SourceKind): SourceConstruct {
  return (require(`./${name}/index.ts`) as { readonly face: SourceConstruct }).face;
}

/** Creates a source in a scope of its own; nothing of one that the environment doesn't have. */
export function bindSource(scope: Construct, lake: SourceLake, source: Source): SourceBinding {
  if (!isDeployed(source)) return { alarms: [] };
  const face = constructOf(source.kind);
  return face.bind(new Construct(scope, face.id ?? pascalCase(source.name)), lake, source);
}

/** `unit-performance` becomes `UnitPerformance`. */
export function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
