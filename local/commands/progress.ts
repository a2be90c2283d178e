import { SingleBar } from 'cli-progress';
import { tell } from './output';

/** Progress of work of known or unknown length: a bar on a terminal, plain lines elsewhere. */
export interface Progress {
  update(done: number, what?: string): void;
  stop(): void;
}

/** Milliseconds between two plain lines. */
const LINE_EVERY_MS = 5_000;

export function progress(title: string, total: number): Progress {
  return process.stderr.isTTY ? bar(title, total) : lines(title, total);
}

function bar(title: string, total: number): Progress {
  const drawn = new SingleBar({
    format: `${title} [{bar}] {value}/{total} {what}`,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  });
  drawn.start(total, 0, { what: '' });
  return {
    update: (done, what = '') => {
      if (done > drawn.getTotal()) drawn.setTotal(done);
      drawn.update(done, { what });
    },
    stop: () => drawn.stop(),
  };
}

function lines(title: string, total: number): Progress {
  let last = performance.now();
  return {
    update: (done, what = '') => {
      if (performance.now() - last < LINE_EVERY_MS) return;
      last = performance.now();
      tell(`${title}: ${done}${total > 0 ? ` of ${total}` : ''} ${what}`.trimEnd());
    },
    stop: () => undefined,
  };
}

/** One line that tells what is going on: written over on a terminal; elsewhere a line whenever it changes, each at most every five seconds. */
export function activity(title: string): { readonly tell: (what: string) => void; readonly end: () => void } {
  let shown = '';
  let last = -Infinity;
  const { isTTY } = process.stderr;
  return {
    tell: (what) => {
      if (what === shown) return;
      if (isTTY) process.stderr.write(`\r\u001b[K${title}: ${what}`);
      else if (performance.now() - last >= LINE_EVERY_MS) {
        tell(`${title}: ${what}`);
        last = performance.now();
      }
      shown = what;
    },
    end: () => {
      if (isTTY && shown !== '') process.stderr.write('\r\u001b[K');
      shown = '';
    },
  };
}
