import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { peakMemory } from '../../bench/peak-memory';
import { keptFiles } from '../../local/sources/archive/kept-files';
import { DirectoryObjectStore } from '../../local/store/directory-object-store';

const ROOT = join(__dirname, '../..');
/** Beyond 4 GiB, and below what S3 takes in one request. Bytes. */
const LARGE = 4_400_000_000;

/** Two contents beyond 4 GiB, stored and deflated, between two small ones, so that the last stands beyond 4 GiB; Python's zipfile writes it. */
const MAKE = `
import os, sys, zipfile
block = os.urandom(16384) + bytes(1024 * 1024 - 16384)
def write(archive, name, method):
    info = zipfile.ZipInfo(name)
    info.compress_type = method
    left = int(sys.argv[2])
    with archive.open(info, 'w', force_zip64=True) as file:
        while left > 0:
            file.write(block[:left])
            left -= len(block)
with zipfile.ZipFile(sys.argv[1], 'w', compresslevel=1) as archive:
    archive.writestr('first.txt', 'before')
    write(archive, 'deflated.bin', zipfile.ZIP_DEFLATED)
    write(archive, 'stored.bin', zipfile.ZIP_STORED)
    archive.writestr('last.txt', 'behind')
    for entry in archive.infolist(): print(entry.filename, entry.file_size, entry.CRC)
`;

/**
 * Takes an archive beyond 4 GiB with contents beyond 4 GiB by the command, and reads everything back. Needs 14 GB of disk.
 *
 * @returns whether all of it is there, byte for byte
 */
export async function soakLargeArchive(): Promise<boolean> {
  const directory = await mkdtemp(join(tmpdir(), 'headwater-large-'));
  try {
    const [file, lake] = [join(directory, 'large.zip'), join(directory, 'lake')];
    const made = await promisify(execFile)('python3', ['-c', MAKE, file, String(LARGE)]);
    const started = performance.now();
    const command = ['archive', 'covidx-ct', file, '--lake', lake, '--json'];
    const { peak, said } = await peakMemory(process.execPath, [join(ROOT, 'bin/lake.js'), ...command]);
    const seconds = (performance.now() - started) / 1_000;
    const found: string[] = [];
    for await (const { path, open } of keptFiles(
      new DirectoryObjectStore(join(lake, 'bronze')),
      'covidx-ct',
    )) {
      let [size, crc] = [0, 0];
      for await (const part of open() as AsyncIterable<Buffer>)
        [size, crc] = [size + part.length, crc32(part, crc)];
      found.push(`${path} ${size} ${crc}`);
    }
    const { taken, missing } = JSON.parse(said) as { taken: number; missing: readonly string[] };
    console.log(
      `${taken} taken in ${seconds.toFixed(1)} s, ${missing.length} missing, ${Math.round(peak / 1e6)} MB at the most`,
    );
    console.log(found.join('\n'));
    const isSame = found.sort().join('\n') === made.stdout.trim().split('\n').sort().join('\n');
    return isSame && missing.length === 0;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
