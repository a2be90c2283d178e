import type { Stats } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CAMERA, timeInName } from '../../../lambdas/frames/frame';
import type { frames } from '../../../lambdas/frames/kind';
import { takeFrame, type FrameDeps, type TakenFrame } from '../../../lambdas/frames/take-frame';
import type { PassReport } from '../../../core/sources';
import { safeMessage } from '../../commands/safe-message';
import type { SourceContext } from '../local-source';

type Context = SourceContext<typeof frames.settings>;

/** What a file looked like when it was taken. */
interface Seen {
  readonly size: number;
  readonly modified: number;
}

const COLLECTION = 'watched-frames';
const PICTURES = /\.(jpe?g|png)$/i;

/** Takes every picture below `<directory>/<camera>/` that is whole and not taken yet. One that fails stops no other. */
export async function watchFrames(context: Context, directory: string, deps: FrameDeps): Promise<PassReport> {
  const { signal } = context;
  let [taken, refused] = [0, 0];
  const problems: string[] = [];
  for (const [camera, name] of await picturesBelow(directory)) {
    signal.throwIfAborted();
    try {
      const outcome = await takeFile({ camera, name, path: join(directory, camera, name) }, context, deps);
      taken += outcome ? 1 : 0;
      refused += outcome?.problem === undefined ? 0 : 1;
    } catch (error) {
      if (signal.aborted) throw error;
      problems.push(`frame ${problems.length + 1} that failed: ${safeMessage(error)}`);
    }
  }
  const said = refused === 0 ? '' : `, ${refused} of them no pictures, for quarantine`;
  return { taken, problems, ...(taken > 0 && { line: `${taken} frames${said}` }) };
}

interface WatchedFile {
  readonly camera: string;
  readonly name: string;
  readonly path: string;
}

/** @returns undefined for a file that is known, or may still be written */
async function takeFile(
  { camera, name, path }: WatchedFile,
  { source, lake }: Context,
  deps: FrameDeps,
): Promise<TakenFrame | undefined> {
  const before = await stat(path);
  const age = lake.clock.now().getTime() - before.mtimeMs;
  if (age < source.settings.settledAfter * 1_000) return undefined;
  const id = `${source.name}/${camera}/${name}`;
  const known = await lake.ledger.get<Seen>(COLLECTION, id);
  if (known && isSame(known.value, before)) return undefined;
  const bytes = await readFile(path);
  if (!isSame(seenOf(before), await stat(path))) return undefined;
  const named = timeInName(name);
  const taken = await takeFrame(
    { camera, bytes, capturedAt: named ?? before.mtime, timeFrom: named ? 'name' : 'file' },
    deps,
  );
  await lake.ledger.put<Seen>(COLLECTION, id, seenOf(before), known?.version ?? 0);
  return taken;
}

function seenOf({ size, mtimeMs }: Stats): Seen {
  return { size, modified: mtimeMs };
}

function isSame(seen: Seen, { size, mtimeMs }: Stats): boolean {
  return seen.size === size && seen.modified === mtimeMs;
}

async function picturesBelow(directory: string): Promise<(readonly [camera: string, name: string])[]> {
  const cameras = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const found: (readonly [string, string])[] = [];
  for (const camera of cameras.filter((entry) => entry.isDirectory() && CAMERA.test(entry.name))) {
    const files = await readdir(join(directory, camera.name), { withFileTypes: true });
    for (const file of files)
      if (file.isFile() && PICTURES.test(file.name)) found.push([camera.name, file.name]);
  }
  // In the order in which they were taken, so that each is compared with the one before it.
  return found.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0));
}
