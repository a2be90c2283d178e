import { type ChildProcess, fork } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { ESBUILD } from '../../../lib/constructs/bundling';
import { REPOSITORY } from '../../../lib/constructs/lake-function';
import { END_OF_INVOCATION } from './end-of-invocation';
import type { Outcome } from './runtime';

export interface LambdaOptions {
  /** Path of the handler's module from the top of the repository. */
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Files beside the bundle: where each comes from, by its name there. @default none */
  readonly files?: Readonly<Record<string, string>>;
}

export interface Invocation {
  readonly outcome: Outcome;
  /** What the invocation wrote: its log, its metrics, and what Lambda says of an error. */
  readonly output: string;
}

/** A deployed function: its bundle in a process of its own, all that it tells kept. */
export class LambdaProcess {
  /** What X-Ray was told. */
  readonly traces: string[] = [];
  private written = { stdout: '', stderr: '' };

  private constructor(
    private readonly folder: string,
    private readonly child: ChildProcess,
    private readonly daemon: Socket,
  ) {
    daemon.on('message', (segment) => this.traces.push(segment.toString()));
    child.stdout?.on('data', (data: Buffer) => (this.written.stdout += data.toString()));
    child.stderr?.on('data', (data: Buffer) => (this.written.stderr += data.toString()));
  }

  static async start({ entry, environment, files = {} }: LambdaOptions): Promise<LambdaProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'headwater-lambda-'));
    for (const [name, path] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      copyFileSync(path, join(folder, name));
    }
    const entryPoints = { index: join(REPOSITORY, entry), runtime: join(__dirname, 'runtime.ts') };
    await build({ ...ESBUILD, sourcemap: false, entryPoints, outdir: folder, logLevel: 'error' });
    const daemon = createSocket('udp4').bind(0, '127.0.0.1');
    await once(daemon, 'listening');
    const child = fork(join(folder, 'runtime.js'), {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
      env: { ...lambdaEnvironment(folder, daemon.address()), ...environment },
    });
    return new LambdaProcess(folder, child, daemon);
  }

  async invoke(event: unknown): Promise<Invocation> {
    this.written = { stdout: '', stderr: '' };
    const ended = new AbortController();
    const answered = once(this.child, 'message', { signal: ended.signal });
    this.child.once('exit', () => ended.abort());
    this.child.send(event as object);
    const [outcome] = (await answered) as [Outcome];
    while (!Object.values(this.written).every((text) => text.endsWith(END_OF_INVOCATION))) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    this.child.removeAllListeners('exit');
    const output = Object.values(this.written).join('').replaceAll(END_OF_INVOCATION, '');
    return { outcome, output };
  }

  async stop(): Promise<void> {
    const closed = once(this.child, 'close');
    this.child.kill();
    await closed;
    await new Promise((resolve) => this.daemon.close(() => resolve(undefined)));
    rmSync(this.folder, { recursive: true });
  }
}

function lambdaEnvironment(folder: string, { port }: AddressInfo): Record<string, string> {
  return {
    BUNDLE: join(folder, 'index.js'),
    PATH: process.env.PATH ?? '',
    HOME: folder,
    TMPDIR: folder,
    LAMBDA_TASK_ROOT: folder,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
    AWS_LAMBDA_FUNCTION_NAME: 'function',
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${port}`,
    _X_AMZN_TRACE_ID: 'Root=1-65f00000-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=1',
    POWERTOOLS_LOG_LEVEL: 'INFO',
  };
}
