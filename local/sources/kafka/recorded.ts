import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { v7 } from 'uuid';
import { isLoadedByChanges } from '../../../core/changes';
import { landRecorded, remarksOn } from '../../../core/messages';
import { UsageError } from '../../commands/errors';
import type { RecordedFormat } from '../local-source';

/** Files in which a topic was recorded, one message a line, through the path of the topic's own messages. */
export function recordedFormat(summary: string, takesRecords: boolean): RecordedFormat {
  return {
    summary,
    async put({ lake, dataset, input, onProgress }) {
      const isChanges = isLoadedByChanges(dataset);
      if (!isChanges && !takesRecords)
        throw new UsageError(
          `Dataset "${dataset.name}" isn't loaded by changes of a database; expected one whose contract has load: CHANGES, or --format kafka for records of a topic`,
        );
      const spooled = await spool(input, lake.layout.scratch);
      try {
        const { path, sha256, count } = spooled;
        const report = await landRecorded(
          { sha256, count, lines: linesOf(path) },
          {
            bronze: lake.bronze,
            ledger: lake.ledger,
            clock: lake.clock,
            source: 'put',
            dataset,
            changes: isChanges ? {} : undefined,
            onProgress,
          },
        );
        return {
          accepted: report.landed + report.alreadyLanded,
          rejected: report.foreign,
          remarks: remarksOn(report, dataset.name),
        };
      } finally {
        await rm(spooled.path, { force: true });
      }
    },
  };
}

interface Spooled {
  readonly path: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Lines, empty ones included. */
  readonly count: number;
}

/** Keeps what is read from anywhere, so that its content is known before any of it is landed. */
async function spool(input: AsyncIterable<Buffer>, directory: string): Promise<Spooled> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, `recording-${v7()}`);
  const file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let count = 1;
  try {
    for await (const chunk of input) {
      hash.update(chunk);
      for (const byte of chunk) if (byte === LINE_FEED) count += 1;
      await file.appendFile(chunk);
    }
  } finally {
    await file.close();
  }
  return { path, sha256: hash.digest('hex'), count };
}

const LINE_FEED = 0x0a;
const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf';

/** latin1 keeps every byte, whatever a line is made of. */
async function* linesOf(path: string): AsyncGenerator<Buffer> {
  let first = true;
  const lines = createInterface({ input: createReadStream(path, 'latin1'), crlfDelay: Infinity });
  for await (const line of lines) {
    const text = first && line.startsWith(BYTE_ORDER_MARK) ? line.slice(BYTE_ORDER_MARK.length) : line;
    first = false;
    if (text.trim() !== '') yield Buffer.from(text, 'latin1');
  }
}
