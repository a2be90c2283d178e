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
