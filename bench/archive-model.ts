import { round, type BenchRow } from './bench-row';

/** COVIDx CT-2A as Kaggle packs it, and how it is cut. */
const [BYTES, FILES] = [29e9, 194_922];
const [PART, GROUP] = [32 * 1024 ** 2, 64 * 1024 ** 2];
const WORKERS = 50;
/** Seconds of one processor for a picture of 512 by 512 pixels: inflated, its CRC-32 counted, its brightness measured. */
const PICTURE_SECONDS = 0.008;
/** Seconds of a function beside its work: start, plan, events, ledger. */
const AROUND_SECONDS = 1;
/** MB/s that one function fetches or reads; the sender may be slower. */
const FETCH_RATE = 40e6;
/** Bytes a second of several requests ahead of one MD5, as wide as the network of a function of this size. */
const VERIFY_RATE = 75e6;
/** PUTs of one prefix in a second. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html */
const PUT_RATE = 3_500;
const MEMORY_GB = 1_769 / 1_024;

/** What the archive costs on AWS, from measured seconds per file; multiply with the prices of your region. */
export function archiveModel(fileSeconds: number): BenchRow[] {
  const [parts, groups] = [Math.ceil(BYTES / PART), Math.ceil(BYTES / GROUP)];
  const partSeconds = PART / FETCH_RATE + AROUND_SECONDS;
  const groupSeconds =
    (FILES / groups) * (PICTURE_SECONDS + fileSeconds) + GROUP / FETCH_RATE + AROUND_SECONDS;
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
