import { PNG } from 'pngjs';
import { measurePng } from '../lambdas/archive/measure-png';
import { median, milliseconds, round, type BenchRow } from './bench-row';

/** COVIDx CT-2A as Kaggle packs it, and how it is cut. */
const [BYTES, FILES] = [29e9, 194_922];
const [PART, GROUP] = [32 * 1024 ** 2, 64 * 1024 ** 2];
const WORKERS = 50;
/** Pixels of a slice of CT at each side, and turns that one is measured in. */
const [SIDE, TURNS] = [512, 15];
/** Seconds of a function beside its work: start, plan, events, ledger. */
const AROUND_SECONDS = 1;
/** MB/s that one function fetches or reads; the sender may be slower. */
const FETCH_RATE = 40e6;
/** Bytes a second of several requests ahead of one MD5, as wide as the network of a function of this size. */
const VERIFY_RATE = 75e6;
/** PUTs of one prefix in a second. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html */
const PUT_RATE = 3_500;
const MEMORY_GB = 1_769 / 1_024;

/**
 * What the archive costs on AWS, from measured seconds per file and picture; multiply with the prices of your region.
 *
 * @param fileSeconds of one processor, for a file that is no picture
 */
export async function archiveModel(fileSeconds: number): Promise<BenchRow[]> {
  const picture = await pictureSeconds();
  const [parts, groups] = [Math.ceil(BYTES / PART), Math.ceil(BYTES / GROUP)];
  const partSeconds = PART / FETCH_RATE + AROUND_SECONDS;
  const groupSeconds = (FILES / groups) * (picture + fileSeconds) + GROUP / FETCH_RATE + AROUND_SECONDS;
  // One function counts the MD5, where the provider gives one, from front to back.
  const verifying = BYTES / VERIFY_RATE + AROUND_SECONDS;
  const fetching = Math.ceil(parts / WORKERS) * partSeconds;
  const extracting = Math.max(Math.ceil(groups / WORKERS) * groupSeconds, FILES / PUT_RATE);
  const row = (name: string, value: number, unit: string): BenchRow => ({
    name: `29 GB on AWS, computed: ${name}`,
    value,
    unit,
  });
  return [
    {
      name: `size and brightness of a picture of ${SIDE} by ${SIDE} pixels`,
      value: round(picture * 1_000),
      unit: 'ms',
    },
    row('PUT requests: files, parts, events', FILES + parts + 3 * groups, ''),
    row('GET requests: groups and their plans', 4 * groups, ''),
    row('GB-seconds of Lambda', round((parts * partSeconds + groups * groupSeconds) * MEMORY_GB), ''),
    row('state transitions', 2 * (parts + groups) + 9, ''),
    row(`minutes with ${WORKERS} functions`, round((fetching + extracting) / 60), 'min'),
    row('the MD5 of the provider: GET requests', Math.ceil(BYTES / PART), ''),
    row('the MD5 of the provider: GB-seconds of Lambda', round(verifying * MEMORY_GB), ''),
    row('the MD5 of the provider: minutes', round(verifying / 60), 'min'),
  ];
}

/** Seconds of one processor to measure a picture as grey and as noisy as a slice is. */
async function pictureSeconds(): Promise<number> {
  const slice = new PNG({ width: SIDE, height: SIDE });
  for (let at = 0; at < slice.data.length; at += 4) {
    const noise = (Math.imul(at, 2_654_435_761) >>> 28) & 0x0f;
    slice.data.fill(((at >> 11) & 0x7f) + noise, at, at + 3);
    slice.data[at + 3] = 0xff;
  }
  const bytes = PNG.sync.write(slice, { colorType: 0 });
  const times: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) times.push(await milliseconds(() => measurePng(bytes)));
  return median(times) / 1_000;
}
