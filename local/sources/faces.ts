/* eslint-disable @typescript-eslint/no-require-imports -- the face of a kind is found by its folder's name */
import type { SourceKind } from '../../core/sources';
import type { LocalSource } from './local-source';

/** What runs a kind on one machine. */
export function faceOf({ name }: SourceKind): LocalSource {
  return (require(`./${name}/index.ts`) as { readonly face: LocalSource }).face;
}
