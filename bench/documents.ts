/**
 * How fast documents are pulled and read, against OpenSSH's own `sftp` on the same server. Alone:
 * `npx tsx bench/documents.ts`.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { buildSync } from 'esbuild';
import { type BenchRow, round } from './bench-row';
import { inMemory } from '../lambdas/documents/precheck/random-access';
import { connectSftp } from '../lambdas/documents/pull/connect-sftp';
import { documentSourceSchema } from '../lambdas/documents/pull/document-source';
import { pullDocuments } from '../lambdas/documents/pull/pull-documents';
import { systemClock } from '../core/ports';
import { LocalReader } from '../local/sources/documents/local-reader';
import { DirectoryObjectStore } from '../local/store/directory-object-store';
import { FileLedger } from '../local/store/file-ledger';
import { MemoryLedger, MemoryObjectStore } from '../test/documents/support/memory';
import { scannedPdf, textPdf } from '../test/documents/support/pdfs';
import { type Sshd, startSshd } from '../test/documents/support/sshd';

const ROUNDS = 3;
const LARGE_BYTES = 300 * 1024 * 1024;
const SMALL_FILES = 1_000;
const SMALL_BYTES = 8_000;
const TEXT_PAGES = 200;
const SCANNED_PAGES = 4;

/** What a child process pulls. */
interface ChildTask {
  readonly port: number;
  readonly username: string;
  readonly privateKey: string;
  readonly hostKey: string;
  readonly directory: string;
  /** Empty: keep everything in memory. */
  readonly lake: string;
}

interface ChildResult {
  readonly seconds: number;
  readonly taken: number;
  readonly peakMegabytes: number;
}

export async function benchDocuments(): Promise<BenchRow[]> {
  const root = mkdtempSync(join(tmpdir(), 'headwater-bench-'));
  const sshd = await startSshd();
  try {
    return [...pulling(root, sshd), ...(await reading())];
  } finally {
    sshd.stop();
    rmSync(root, { recursive: true, force: true });
  }
}

function pulling(root: string, sshd: Sshd): BenchRow[] {
  const large = join(root, 'large');
  const small = join(root, 'small');
  [large, small].forEach((folder) => mkdirSync(folder));
  writeFileSync(join(large, 'large.pdf'), randomBytes(LARGE_BYTES));
  for (let at = 0; at < SMALL_FILES; at += 1)
    writeFileSync(join(small, `${at}.pdf`), randomBytes(SMALL_BYTES));
  const bundle = bundleSelf();
  const ours = (directory: string, lake: string): ChildResult => runChild(bundle, sshd, directory, lake);
  const theirs = (directory: string, options: readonly string[] = []): number =>
    runSftp(sshd, directory, join(root, 'sftp'), options);
  // By turns: what else the machine and its disk do then falls on both.
  const turns = Array.from({ length: ROUNDS }, () => ({
    large: ours(large, join(root, 'lake')),
    largeSftp: theirs(large),
    transfer: ours(small, '').seconds,
    durable: ours(small, join(root, 'lake')).seconds,
    plain: theirs(small),
    synced: theirs(small, ['-f']),
  }));
  type Turn = (typeof turns)[number];
  const best = (seconds: (turn: Turn) => number): number => Math.min(...turns.map(seconds));
  const perSecond = (seconds: (turn: Turn) => number): number => SMALL_FILES / best(seconds);
  const throughput = LARGE_BYTES / 1e6 / best((turn) => turn.large.seconds);
  const sftp = LARGE_BYTES / 1e6 / best((turn) => turn.largeSftp);
  const transfer = perSecond((turn) => turn.transfer);
  const durable = perSecond((turn) => turn.durable);
  const plain = perSecond((turn) => turn.plain);
  const synced = perSecond((turn) => turn.synced);
  return [
    row(
      'pull: one file of 300 MB into the lake, synced',
      throughput,
      'MB/s',
      `sftp ${round(sftp)}`,
      throughput / sftp,
      0.7,
    ),
    row(
      `pull: ${SMALL_FILES} small files, not kept`,
      transfer,
      'files/s',
      `sftp ${round(plain)}`,
      transfer / plain,
      1,
    ),
    row(
      `pull: ${SMALL_FILES} small files into the lake, synced`,
      durable,
      'files/s',
      `sftp -f ${round(synced)}`,
      durable / synced,
      1,
    ),
    row(
      `pull: ${SMALL_FILES} small files into the lake, synced`,
      durable,
      'files/s',
      `sftp ${round(plain)}`,
      durable / plain,
    ),
    {
      name: 'pull: peak memory for 300 MB',
      value: round(Math.max(...turns.map((turn) => turn.large.peakMegabytes))),
      unit: 'MB',
      target: 150,
    },
  ];
}

async function reading(): Promise<BenchRow[]> {
  const words =
    'Immunizations given at the clinic are written down with vaccine, date, lot and site of injection.';
  const lines = Array.from({ length: 28 }, (_, at) => `${at + 1}. ${words}`.slice(0, 70));
  const reader = new LocalReader();
  try {
    const text = await pagesPerSecond(
      reader,
      await textPdf(Array.from({ length: TEXT_PAGES }, () => lines)),
      1,
    );
    const scan = await scannedPdf(lines);
    await pagesPerSecond(reader, scan, 1);
    const ocr = await pagesPerSecond(reader, scan, SCANNED_PAGES);
    return [
      row('read: text layer', text, 'pages/s'),
      row('read: OCR, a full page at 300 dpi', ocr, 'pages/s'),
    ];
  } finally {
    await reader.close();
  }
}

async function pagesPerSecond(reader: LocalReader, pdf: Buffer, times: number): Promise<number> {
  const start = performance.now();
  let pages = 0;
  for (let time = 0; time < times; time += 1) {
    for await (const page of reader.read(inMemory(pdf))) pages += 'unread' in page ? 0 : 1;
  }
  return pages / ((performance.now() - start) / 1_000);
}

function runSftp(sshd: Sshd, directory: string, target: string, more: readonly string[]): number {
  mkdirSync(target);
  const options = ['-q', '-P', String(sshd.port), '-i', sshd.privateKeyFile, '-r', ...more];
  const trust = ['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null'];
  const start = performance.now();
  execFileSync('sftp', [...options, ...trust, `${sshd.username}@127.0.0.1:${directory}`, target]);
  const seconds = (performance.now() - start) / 1_000;
  rmSync(target, { recursive: true });
  return seconds;
}

/** A bundle run by node alone, so that memory is the pull's and not a compiler's. */
function bundleSelf(): string {
  const outfile = join(__dirname, '../node_modules/.cache/headwater/bench-documents.cjs');
  buildSync({
    entryPoints: [__filename],
    outfile,
    bundle: true,
    platform: 'node',
    external: [
      'esbuild',
      'ssh2',
      'fs-native-extensions',
      '*.node',
      '@hyzyla/pdfium',
      'tesseract.js',
      'pdf-lib',
    ],
    logLevel: 'error',
  });
  return outfile;
}

function runChild(bundle: string, sshd: Sshd, directory: string, lake: string): ChildResult {
  const { port, username, privateKey, hostKey } = sshd;
  const task: ChildTask = { port, username, privateKey, hostKey, directory, lake };
  const output = execFileSync(process.execPath, [bundle, 'pull'], {
    input: JSON.stringify(task),
    encoding: 'utf8',
  });
  if (lake !== '') rmSync(lake, { recursive: true });
  return JSON.parse(output) as ChildResult;
}

async function child(): Promise<void> {
  const input: Buffer[] = [];
  for await (const part of process.stdin) input.push(part as Buffer);
  const { hostKey, privateKey, directory, lake, ...login } = JSON.parse(
    Buffer.concat(input).toString(),
  ) as ChildTask;
  const source = documentSourceSchema.parse({
    ...login,
    name: 'bench',
    host: '127.0.0.1',
    hostKeys: [hostKey],
    directory,
    settledAfterMinutes: 0,
  });
  const bronze = lake === '' ? new MemoryObjectStore() : new DirectoryObjectStore(join(lake, 'bronze'));
  const ledger = lake === '' ? new MemoryLedger() : new FileLedger(join(lake, 'ledger'));
  const start = performance.now();
  const connect = (): ReturnType<typeof connectSftp> => connectSftp(source, { privateKey });
  const { taken } = await pullDocuments(source, {
    connect,
    bronze,
    ledger,
    clock: systemClock,
    // Three seconds that a first pass waits once are no measure of how fast it is.
    secondLookMs: 0,
  });
  const seconds = (performance.now() - start) / 1_000;
  const peakMegabytes = process.resourceUsage().maxRSS / 1_000;
  process.stdout.write(JSON.stringify({ seconds, taken, peakMegabytes } satisfies ChildResult));
}

function row(
  name: string,
  value: number,
  unit: string,
  against?: string,
  ratio?: number,
  target?: number,
): BenchRow {
  return {
    name,
    value: round(value),
    unit,
    ...(against !== undefined && { against }),
    ...(ratio !== undefined && { ratio: round(ratio) }),
    ...(target !== undefined && { target }),
  };
}

if (require.main === module) {
  const work = process.argv[2] === 'pull' ? child() : benchDocuments().then((rows) => console.table(rows));
  work.catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
