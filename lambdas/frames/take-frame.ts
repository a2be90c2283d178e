import { createHash } from 'node:crypto';
import { cloudEvent, writeWhole } from '../../core/bronze';
import type { Dataset } from '../../core/contracts';
import type { Clock, Ledger, ObjectStore } from '../../core/ports';
import type { Frame } from './frame';
import { FRAMES_PREFIX } from './names';
import {
  differenceOf,
  readPicture,
  type PictureFacts,
  type PictureLimits,
  type PictureProblem,
} from './picture';

export interface FrameDeps {
  /** The source's name. */
  readonly source: string;
  readonly dataset: Dataset;
  readonly limits: PictureLimits;
  readonly bronze: Pick<ObjectStore, 'putIfAbsent' | 'get'>;
  readonly ledger: Pick<Ledger, 'get' | 'put'>;
  readonly clock: Clock;
}

export interface TakenFrame {
  readonly sha256: string;
  /** False for a frame that had been taken before. */
  readonly isNew: boolean;
  /** Why it is no picture, in which case only that is told of it. */
  readonly problem?: PictureProblem['problem'];
}

/** What is kept of a camera's latest frame, to compare the next with. */
interface Latest {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  readonly sha256: string;
  /** Base64. */
  readonly sketch: string;
  /** To the frame before it; null for a first one. */
  readonly difference: number | null;
}

const COLLECTION = 'cameras';
const MEDIA = { jpeg: ['jpg', 'image/jpeg'], png: ['png', 'image/png'] } as const;

/**
 * Takes a frame: the picture becomes an object of bronze, and what was read of it one event. Taking it again changes
 * nothing. The object comes first, so that no event names one that isn't there.
 */
export async function takeFrame(frame: Frame, deps: FrameDeps): Promise<TakenFrame> {
  const { camera, bytes, capturedAt, timeFrom } = frame;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const told = {
    camera,
    captured_at: capturedAt.toISOString(),
    time_from: timeFrom,
    bytes: bytes.length,
    sha256,
  };
  const picture = readPicture(bytes, deps.limits);
  if ('problem' in picture) {
    await landed(frame, sha256, { ...told, problem: picture.problem }, deps);
    return { sha256, isNew: true, problem: picture.problem };
  }
  const [ending, contentType] = MEDIA[picture.format];
  const key = keyOf(frame, sha256, ending, deps.source);
  const isNew = (await deps.bronze.putIfAbsent(key, bytes, { contentType })) === 'written';
  const { format, width, height, meanLuminance } = picture;
  const difference = await compared(frame, sha256, picture, deps);
  const record = {
    ...told,
    format,
    width,
    height,
    mean_luminance: meanLuminance,
    difference,
    object_key: key,
  };
  await landed(frame, sha256, record, deps);
  return { sha256, isNew };
}

/** `frames/<source>/<camera>/YYYY/MM/DD/<time>-<start of the hash>.jpg` */
function keyOf({ camera, capturedAt }: Frame, sha256: string, ending: string, source: string): string {
  const [day = '', time = ''] = capturedAt.toISOString().slice(0, -1).split('T');
  const name = `${time.replaceAll(/[:.]/g, '')}Z-${sha256.slice(0, 16)}.${ending}`;
  return `${FRAMES_PREFIX}/${source}/${camera}/${day.replaceAll('-', '/')}/${name}`;
}

/**
 * Difference to the camera's latest frame, of which this one becomes the next; null for a first frame and for one that
 * comes after a later one. The same frame has the same difference when it is taken again.
 */
async function compared(
  { camera, capturedAt }: Frame,
  sha256: string,
  { sketch }: PictureFacts,
  { source, ledger }: FrameDeps,
): Promise<number | null> {
  const [id, at] = [`${source}/${camera}`, capturedAt.getTime()];
  for (;;) {
    const known = await ledger.get<Latest>(COLLECTION, id);
    const latest = known?.value;
    if (latest?.at === at && latest.sha256 === sha256) return latest.difference;
    if (latest && latest.at >= at) return null;
    const difference = latest ? differenceOf(Buffer.from(latest.sketch, 'base64'), sketch) : null;
    const next: Latest = { at, sha256, sketch: sketch.toString('base64'), difference };
    if (await ledger.put<Latest>(COLLECTION, id, next, known?.version ?? 0)) return difference;
  }
}

/** Lands the event of a frame, in an object of its own beside that of the picture. */
async function landed(
  { camera, capturedAt }: Frame,
  sha256: string,
  record: object,
  { dataset, source, clock, bronze }: FrameDeps,
): Promise<void> {
  const whose = createHash('sha256').update(`${source} ${camera} ${capturedAt.getTime()}`).digest('hex');
  const id = `${whose.slice(0, 16)}-${sha256.slice(0, 32)}`;
  const time = clock.now();
  const envelope = cloudEvent(
    dataset,
    { id, source: `/headwater/frames/${source}`, time },
    JSON.stringify(record),
  );
  const records = [{ sequenceNumber: '1', arrivedAt: time.getTime(), data: Buffer.from(envelope) }];
  await writeWhole({ stream: 'frames', shard: id, dataset, records }, bronze);
}
