import { constants, type Stats } from 'node:fs';
import {
  type FileHandle,
  lstat,
  mkdir,
  open,
  readdir,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  utimes,
} from 'node:fs/promises';
import { basename, dirname, join, posix, sep } from 'node:path';
import { type Attributes, type SFTPWrapper, utils } from 'ssh2';

const { STATUS_CODE, OPEN_MODE } = utils.sftp;
/** Names told in one answer. */
const NAMES_AT_ONCE = 100;

interface OpenDirectory {
  readonly path: string;
  names: string[] | undefined;
}

/** Serves a directory over one SFTP session: listing, reading, writing, renaming, removing; no links, and none followed out. */
export function serveFiles(sftp: SFTPWrapper, root: string): void {
  const files = new Map<number, FileHandle | OpenDirectory>();
  let last = 0;

  sftp.on('REALPATH', (id, path) =>
    sftp.name(id, [{ filename: clean(path), longname: clean(path), attrs: NO_ATTRIBUTES }]),
  );
  sftp.on('STAT', (id, path) =>
    answer(id, async () => sftp.attrs(id, attributesOf(await stat(await followed(path))))),
  );
  sftp.on('LSTAT', (id, path) =>
    answer(id, async () => sftp.attrs(id, attributesOf(await lstat(await named(path))))),
  );
  sftp.on('FSTAT', (id, handle) =>
    answer(id, async () => sftp.attrs(id, attributesOf(await fileOf(handle).stat()))),
  );
  sftp.on('SETSTAT', (id, path, attrs) => done(id, async () => setTimes(await followed(path), attrs)));
  sftp.on('FSETSTAT', (id) => sftp.status(id, STATUS_CODE.OK));
  sftp.on('OPEN', (id, path, flags) =>
    answer(id, async () => keep(id, await open(await followed(path), flagsOf(flags) | constants.O_NOFOLLOW))),
  );
  sftp.on('OPENDIR', (id, path) =>
    answer(id, async () => {
      const directory = await followed(path);
      await readdir(directory);
      keep(id, { path: directory, names: undefined });
    }),
  );
  sftp.on('READDIR', (id, handle) => answer(id, () => listSome(id, handle)));
  sftp.on('READ', (id, handle, offset, length) =>
    answer(id, async () => {
      const buffer = Buffer.allocUnsafe(Math.min(length, 256 * 1024));
      const { bytesRead } = await fileOf(handle).read(buffer, 0, buffer.length, offset);
      if (bytesRead === 0) sftp.status(id, STATUS_CODE.EOF);
      else sftp.data(id, buffer.subarray(0, bytesRead));
    }),
  );
  sftp.on('WRITE', (id, handle, offset, data) =>
    done(id, () => fileOf(handle).write(data, 0, data.length, offset)),
  );
  sftp.on('CLOSE', (id, handle) =>
    done(id, async () => {
      const file = files.get(handle.readUInt32BE(0));
      files.delete(handle.readUInt32BE(0));
      if (file !== undefined && 'close' in file) await file.close();
    }),
  );
  sftp.on('RENAME', (id, from, to) =>
    done(id, async () => {
      const [old, wanted] = [await named(from), await named(to)];
      const taken = await lstat(wanted).catch(() => undefined);
      if (taken !== undefined) throw new Error('the name is taken');
      await rename(old, wanted);
    }),
  );
  sftp.on('REMOVE', (id, path) => done(id, async () => rm(await named(path))));
  sftp.on('MKDIR', (id, path) => done(id, async () => mkdir(await named(path))));
  sftp.on('RMDIR', (id, path) => done(id, async () => rmdir(await named(path))));
  sftp.on('close', () => {
    for (const file of files.values()) if ('close' in file) void file.close().catch(() => undefined);
  });

  /** Where a name stands, its directory without links. `..` at the root stays at the root. */
  async function named(path: string): Promise<string> {
    const wanted = join(root, clean(path));
    if (clean(path) === '/') return realpath(root);
    return inside(join(await realpath(dirname(wanted)), basename(wanted)));
  }

  /** The same with a link at its end followed; one that leads out of the directory is refused. */
  async function followed(path: string): Promise<string> {
    const wanted = await named(path);
    return inside(await realpath(wanted).catch(() => wanted));
  }

  async function inside(path: string): Promise<string> {
    const top = await realpath(root);
    if (path === top || path.startsWith(top + sep)) return path;
    throw Object.assign(new Error('a link leads out of the directory'), { code: 'EACCES' });
  }

  function keep(id: number, file: FileHandle | OpenDirectory): void {
    last += 1;
    files.set(last, file);
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE(last);
    sftp.handle(id, handle);
  }

  function fileOf(handle: Buffer): FileHandle {
    const file = files.get(handle.readUInt32BE(0));
    if (file === undefined || !('close' in file)) throw new Error('no such handle');
    return file;
  }

  async function listSome(id: number, handle: Buffer): Promise<void> {
    const directory = files.get(handle.readUInt32BE(0));
    if (directory === undefined || 'close' in directory) throw new Error('no such handle');
    directory.names ??= await readdir(directory.path);
    const names = directory.names.splice(0, NAMES_AT_ONCE);
    const entries = await Promise.all(
      names.map(async (filename) => {
        const stats = await lstat(join(directory.path, filename)).catch(() => undefined);
        return stats && { filename, longname: filename, attrs: attributesOf(stats) };
      }),
    );
    if (names.length === 0) sftp.status(id, STATUS_CODE.EOF);
    else
      sftp.name(
        id,
        entries.filter((entry) => entry !== undefined),
      );
  }

  function done(id: number, work: () => Promise<unknown>): void {
    answer(id, async () => {
      await work();
      sftp.status(id, STATUS_CODE.OK);
    });
  }

  function answer(id: number, work: () => Promise<void>): void {
    work().catch((error: unknown) => sftp.status(id, statusOf(error)));
  }
}

const NO_ATTRIBUTES: Attributes = { mode: 0, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 };

function clean(path: string): string {
  return posix.resolve('/', path);
}

function attributesOf({ mode, uid, gid, size, atimeMs, mtimeMs }: Stats): Attributes {
  return { mode, uid, gid, size, atime: Math.floor(atimeMs / 1000), mtime: Math.floor(mtimeMs / 1000) };
}

async function setTimes(path: string, { atime, mtime }: Partial<Attributes>): Promise<void> {
  if (atime !== undefined && mtime !== undefined) await utimes(path, atime, mtime);
}

function flagsOf(flags: number): number {
  if ((flags & OPEN_MODE.WRITE) === 0) return constants.O_RDONLY;
  const access = (flags & OPEN_MODE.READ) === 0 ? constants.O_WRONLY : constants.O_RDWR;
  const create = (flags & OPEN_MODE.CREAT) === 0 ? 0 : constants.O_CREAT;
  const truncate = (flags & OPEN_MODE.TRUNC) === 0 ? 0 : constants.O_TRUNC;
  return access | create | truncate | ((flags & OPEN_MODE.EXCL) === 0 ? 0 : constants.O_EXCL);
}

function statusOf(error: unknown): number {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return STATUS_CODE.NO_SUCH_FILE;
  return code === 'EACCES' || code === 'EPERM' ? STATUS_CODE.PERMISSION_DENIED : STATUS_CODE.FAILURE;
}
