import { groupsOf, readDirectory, type EntryGroup } from '../zip';
import { S3Range } from '../s3/s3-range';
import { stagingKeys, type StepDependencies } from './step-dependencies';

export interface ArchivePlan {
  readonly archiveId: string;
  /** Bytes of the archive. */
  readonly size: number;
  readonly files: number;
  readonly groups: number;
}

/** Where a group stands in the plan. */
export interface GroupOrder {
  readonly number: number;
  /** Bytes from the plan's start. */
  readonly start: number;
  readonly length: number;
}

/** Reads the directory, and writes what each function has to do: a line of the plan for each group. */
export async function planGroups(run: string, deps: StepDependencies): Promise<ArchivePlan> {
  const keys = stagingKeys(deps.source, run);
  const reader = await S3Range.open(deps.s3, deps.bucket, keys.archive);
  const directory = await readDirectory(reader, deps.settings.limits);
  const orders: GroupOrder[] = [];
  const lines: Buffer[] = [];
  let start = 0;
  for (const group of groupsOf(directory, deps.groupSize)) {
    const line = Buffer.from(`${JSON.stringify(group)}\n`);
    orders.push({ number: group.number, start, length: line.length });
    lines.push(line);
    start += line.length;
  }
  await deps.bronze.put(keys.plan, Buffer.concat(lines));
  await deps.bronze.put(keys.groups, JSON.stringify(orders));
  const { id: archiveId, size, files } = directory;
  return { archiveId, size, files: files.count, groups: orders.length };
}

export async function groupOf(
  run: string,
  { start, length }: GroupOrder,
  deps: StepDependencies,
): Promise<EntryGroup> {
  const reader = await S3Range.open(deps.s3, deps.bucket, stagingKeys(deps.source, run).plan);
  return JSON.parse((await reader.read(start, length)).toString('utf8')) as EntryGroup;
}
