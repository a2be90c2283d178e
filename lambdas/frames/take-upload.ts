import { z } from 'zod';
import type { ObjectStore } from '../../core/ports';
import { CAMERA, timeInName, type Frame } from './frame';
import { takeFrame, type FrameDeps, type TakenFrame } from './take-frame';

/** What EventBridge tells of an object. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
export const uploadSchema = z.object({
  time: z.iso.datetime(),
  detail: z.object({ object: z.object({ key: z.string(), size: z.number() }) }),
});

export interface UploadDeps extends Omit<FrameDeps, 'clock'> {
  readonly uploads: Pick<ObjectStore, 'get'>;
}

/**
 * Takes an uploaded `<camera>/<name>`.
 *
 * @returns undefined for an object that isn't below the name of a camera, or is gone
 */
export async function takeUpload(
  { time, detail }: z.output<typeof uploadSchema>,
  deps: UploadDeps,
): Promise<TakenFrame | undefined> {
  const { key, size } = detail.object;
  const [camera = '', ...names] = key.split('/');
  const name = names.at(-1);
  if (!CAMERA.test(camera) || name === undefined || name === '') return undefined;
  // What is too large is never read; it is counted, and stays where it was put until it expires.
  const bytes = size > deps.limits.mostBytes ? undefined : await deps.uploads.get(key);
  if (!bytes) return undefined;
  const named = timeInName(name);
  const arrived = new Date(time);
  const frame: Frame = { camera, bytes, capturedAt: named ?? arrived, timeFrom: named ? 'name' : 'arrival' };
  // When S3 took it, the same in every try.
  return takeFrame(frame, { ...deps, clock: { now: () => arrived } });
}
