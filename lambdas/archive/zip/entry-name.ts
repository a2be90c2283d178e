import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { fromCp437 } from './cp437';
import { extraField } from './extra-fields';

const UTF8_FLAG = 0x0800;
/** Systems that write entries, by the upper byte of "version made by"; Info-ZIP calls NTFS 11. */
const HOST = { unix: 3, macos: 19 } as const;
const DOS_HOSTS: ReadonlySet<number> = new Set([0, 10, 11, 14]);
const UNICODE_PATH = 0x7075;
/** Bytes of UTF-8 that a key of S3 may have, less a prefix. */
const LONGEST = 900;

export interface RawName {
  readonly bytes: Buffer;
  readonly flags: number;
  /** Upper byte of "version made by". */
  readonly host: number;
  readonly extra: Buffer;
}

/**
 * A name as its writer meant it: UTF-8 where it says so, where a Unicode path stands beside it, or where a writer
 * of Unix and macOS didn't say so, as `ditto` never does; code page 437 otherwise.
 *
 * @returns undefined for bytes that are not what they are said to be
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT appendix D, 4.6.9
 */
export function decodeName({ bytes, flags, host, extra }: RawName): string | undefined {
  if ((flags & UTF8_FLAG) !== 0) return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
  const unicode = unicodePath(bytes, extra);
  if (unicode !== undefined) return unicode;
  const speaksUtf8 = host === HOST.unix || host === HOST.macos;
  return speaksUtf8 && isUtf8(bytes) ? bytes.toString('utf8') : fromCp437(bytes);
}

/** Holds for the name it was made for only: whoever renames the entry leaves it behind. */
function unicodePath(bytes: Buffer, extra: Buffer): string | undefined {
  const field = extraField(extra, UNICODE_PATH);
  if (!field || field.length < 5 || field[0] !== 1 || field.readUInt32LE(1) !== crc32(bytes))
    return undefined;
  const path = field.subarray(5);
  return isUtf8(path) ? path.toString('utf8') : undefined;
}

/** Some writers of Windows put backslashes between folders. */
export function slashed(name: string, host: number): string {
  return name.includes('\\') && DOS_HOSTS.has(host) && !name.includes('/')
    ? name.replaceAll('\\', '/')
    : name;
}

export type CheckedName =
  { readonly path: string; readonly isDirectory: boolean } | { readonly problem: string };

/** Most names: letters, digits and single slashes, no dot at the start of a segment. */
const PLAIN = /^[\w-][\w .()+,=@-]*(\/[\w-][\w .()+,=@-]*)*$/;

/** The path below which an entry is kept, or why it can't be. Segments that mean nothing go. */
export function checkedName(name: string): CheckedName {
  if (name.length <= LONGEST && PLAIN.test(name)) return { path: name, isDirectory: false };
  // eslint-disable-next-line no-control-regex -- what is looked for
  if (/[\u0000-\u001f\u007f]/.test(name)) return { problem: 'has a control character in its name' };
  if (/^[/\\]/.test(name) || /^[A-Za-z]:/.test(name)) return { problem: 'has an absolute path' };
  const segments = name.split('/');
  if (name.split(/[/\\]/).includes('..')) return { problem: 'has a path that leads out of the archive (..)' };
  if (name.includes('\\')) return { problem: 'has a backslash in its name' };
  const path = segments.filter((segment) => segment !== '' && segment !== '.').join('/');
  const isDirectory = name.endsWith('/');
  if (path === '' && !isDirectory) return { problem: 'has no name' };
  if (Buffer.byteLength(path) > LONGEST)
    return { problem: `has a path of more than ${LONGEST} bytes, which no object of S3 may have` };
  return { path, isDirectory };
}
