import picomatch from 'picomatch';
import type { RecordFiles } from './settings';

export interface PathsByName {
  /** Files that hold records. */
  readonly paths: readonly string[];
  readonly isRecordFile: (path: string) => boolean;
  /** Key of the one file of a name, whatever folder it is in. */
  readonly keyOfName: (name: string) => string | undefined;
}

/** Finds files of an archive by the last part of their paths. */
export function pathsByName(
  files: Iterable<{ readonly path: string }>,
  records: readonly RecordFiles[],
  keyOf: (path: string) => string,
): PathsByName {
  const matchers = records.map(({ files: glob }) => picomatch(glob, { nocase: true }));
  const isRecordFile = (path: string): boolean => matchers.some((matches) => matches(path));
  const paths: string[] = [];
  const byName = new Map<string, string | null>();
  for (const { path } of files) {
    if (isRecordFile(path)) paths.push(path);
    const name = path.slice(path.lastIndexOf('/') + 1);
    byName.set(name, byName.has(name) ? null : path);
  }
  const keyOfName = (name: string): string | undefined => {
    const path = byName.get(name) ?? undefined;
    return path === undefined ? undefined : keyOf(path);
  };
  return { paths, isRecordFile, keyOfName };
}
