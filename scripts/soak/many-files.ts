import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { peakMemory } from '../../bench/peak-memory';
import { keptFiles } from '../../local/sources/archive/kept-files';
import { DirectoryObjectStore } from '../../local/store/directory-object-store';

const LAKE = join(__dirname, '../../bin/lake.js');

/** Files of 50 to 400 bytes in ZIP64, and a digest of their names, sizes and CRC-32; Python's zipfile writes it. */
const MAKE = `
import hashlib, os, random, sys, zipfile
noise = os.urandom(20000)
digest = hashlib.sha256()
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
    for index in range(int(sys.argv[2])):
        size, start = random.randrange(50, 400), random.randrange(0, 10000)
        archive.writestr(f'pictures/{index // 1000:04d}/{index:07d}.bin', noise[start:start + size // 2] + bytes(size // 2))
    for entry in archive.infolist(): digest.update(f'{entry.filename} {entry.file_size} {entry.CRC}\\n'.encode())
print(digest.hexdigest())
`;

interface Answer {
  readonly taken: number;
  readonly known: number;
  readonly missing: readonly string[];
}

/**
 * Takes an archive of many small files by the command, twice, and compares what is kept with the archive.
 *
 * @returns whether all of it is there, and the second run wrote nothing
 */
export async function soakManyFiles(count: number): Promise<boolean> {
  const directory = await mkdtemp(join(tmpdir(), 'headwater-many-'));
  try {
    const [file, lake] = [join(directory, 'many.zip'), join(directory, 'lake')];
    const made = await promisify(execFile)('python3', ['-c', MAKE, file, String(count)]);
    const take = async (): Promise<Answer> => {
      const started = performance.now();
      const { peak, said } = await peakMemory(process.execPath, [
        ...[LAKE, 'archive', 'covidx-ct', file],
        ...['--lake', lake, '--json'],
      ]);
      const answer = JSON.parse(said) as Answer;
      const seconds = ((performance.now() - started) / 1_000).toFixed(1);
      console.log(
        `${answer.taken} taken, ${answer.known} kept before, ${answer.missing.length} missing, ${seconds} s with the load, ${Math.round(peak / 1e6)} MB at the most`,
      );
      return answer;
    };
    const [first, second] = [await take(), await take()];
    const digest = createHash('sha256');
    const kept = keptFiles(new DirectoryObjectStore(join(lake, 'bronze')), 'covidx-ct');
    for await (const { path, size, crc } of kept) digest.update(`${path} ${size} ${crc}\n`);
    const isSame = digest.digest('hex') === made.stdout.trim();
    const isQuiet = second.taken === 0 && second.known === count;
    return isSame && isQuiet && first.taken === count && first.missing.length + second.missing.length === 0;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
