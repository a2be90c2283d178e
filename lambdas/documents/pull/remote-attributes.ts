import type { Stats } from 'ssh2';
import type { RemoteEntry } from './remote-session';

/** What SFTP version 3 may leave out, each by itself. */
type Attributes = Partial<Pick<Stats, 'mode' | 'size' | 'mtime'>>;

/** The bits of a mode that say what kind of thing it is. @see https://man7.org/linux/man-pages/man7/inode.7.html */
const TYPE_BITS = 0o170000;
const KIND_OF_TYPE: Readonly<Record<number, RemoteEntry['kind']>> = {
  0o100000: 'file',
  0o040000: 'directory',
  0o120000: 'link',
};
const KIND_OF_LETTER: Readonly<Record<string, RemoteEntry['kind']>> = {
  '-': 'file',
  d: 'directory',
  l: 'link',
};
/** A line of `ls -l`: kind and rights, links, owner, group, size. Servers are free to write another. */
const LONGNAME = /^([-dlbcps])[-rwxsStT]{9}[+.@]?\s+(?:\d+\s+\S+\s+\S+\s+(\d+)\s)?/;

/** What is said of a thing by its attributes, else by the line that a server would print of it. */
export function describe({ mode, size, mtime }: Attributes, longname = ''): Omit<RemoteEntry, 'name'> {
  const printed = LONGNAME.exec(longname);
  const type = (mode ?? 0) & TYPE_BITS;
  const letter = printed?.[1];
  const kind =
    type !== 0
      ? (KIND_OF_TYPE[type] ?? 'other')
      : letter === undefined
        ? 'unknown'
        : (KIND_OF_LETTER[letter] ?? 'other');
  const told = size ?? (printed?.[2] === undefined ? undefined : Number(printed[2]));
  return { kind, size: told ?? NaN, modifiedMs: mtime === undefined ? NaN : mtime * 1_000 };
}

/** Whether all is known that a pass needs to know. */
export function isDescribed({ kind, size, modifiedMs }: Omit<RemoteEntry, 'name'>): boolean {
  return kind === 'directory' || (kind !== 'unknown' && isSound(size) && isSound(modifiedMs));
}

/** JavaScript's dates end at 8.64e15 milliseconds; no file has more bytes than a number can count. */
export function isSound(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0 && number <= 8.64e15;
}
