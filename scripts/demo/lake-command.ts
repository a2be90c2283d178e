import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const LAKE = join(__dirname, '../../bin/lake.js');

/** How long a command may take to end once it is told to. Milliseconds. */
const LONGEST_END_MS = 5_000;

/** The command line of one lake. */
export class LakeCommand {
  constructor(
    private readonly directory: string,
    /** As somebody would write it. */
    readonly shownDirectory: string,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Runs a command as one would type it, shown together with what it says.
   *
   * @throws Error when it ends otherwise than well
   */
  async show(...args: readonly string[]): Promise<void> {
    const code = await this.attempt(...args);
    if (code !== 0) throw new Error(`lake ${args[0]} ended with ${code}`);
  }

  /** The same of one that needn't end well. @returns its exit code */
  async attempt(...args: readonly string[]): Promise<number> {
    const shown = args.map((arg) => (/^[\w./:-]+$/.test(arg) ? arg : `"${arg}"`)).join(' ');
    process.stdout.write(`\n$ npx lake --lake ${this.shownDirectory} ${shown}\n`);
    return (await this.run(args, 'inherit')).code;
  }

  /** Rows of a statement. */
  async query(sql: string): Promise<readonly Record<string, unknown>[]> {
    const { code, output } = await this.run(['sql', '--format', 'json', sql], 'pipe');
    if (code !== 0) throw new Error(`lake sql ended with ${code}`);
    return JSON.parse(output) as readonly Record<string, unknown>[];
  }

  /** `lake start`, until the signal. */
  async serve(): Promise<void> {
    await this.run(['start', '--port', '0'], 'inherit');
  }

  private async run(
    args: readonly string[],
    stdout: 'inherit' | 'pipe',
  ): Promise<{ code: number; output: string }> {
    this.signal.throwIfAborted();
    const child = spawn(process.execPath, [LAKE, '--lake', this.directory, ...args], {
      stdio: ['ignore', stdout, 'inherit'],
    });
    const stop = (): void => {
      child.kill('SIGINT');
      setTimeout(() => child.kill('SIGKILL'), LONGEST_END_MS).unref();
    };
    this.signal.addEventListener('abort', stop, { once: true });
    try {
      const [output, [code]] = await Promise.all([
        child.stdout ? text(child.stdout) : '',
        once(child, 'close') as Promise<[number | null]>,
      ]);
      this.signal.throwIfAborted();
      return { code: code ?? 1, output };
    } finally {
      this.signal.removeEventListener('abort', stop);
    }
  }
}
