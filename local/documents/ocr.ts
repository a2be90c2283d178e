import { dirname, join } from 'node:path';
import { createWorker, OEM, type Worker } from 'tesseract.js';
import type { DocumentLine } from '../../lambdas/ports';
import type { GrayImage } from './pdf-page';

export interface Recognized {
  readonly lines: readonly DocumentLine[];
  /** Percent a word. */
  readonly confidences: readonly number[];
}

/** Tesseract with the English model of the package, in a thread of its own. Downloads nothing. */
export class Ocr {
  private worker: Promise<Worker> | undefined;

  async recognize(image: GrayImage): Promise<Recognized> {
    const worker = await (this.worker ??= start());
    const { data } = await worker.recognize(toPgm(image), {}, { blocks: true, text: false });
    const lines = (data.blocks ?? []).flatMap(({ paragraphs }) =>
      paragraphs.flatMap((paragraph) => paragraph.lines),
    );
    return {
      lines: lines.map(({ text, confidence, bbox }) => ({
        text: text.trim(),
        confidence,
        box: {
          left: bbox.x0 / image.width,
          top: bbox.y0 / image.height,
          width: (bbox.x1 - bbox.x0) / image.width,
          height: (bbox.y1 - bbox.y0) / image.height,
        },
      })),
      confidences: lines.flatMap(({ words }) => words.map(({ confidence }) => confidence)),
    };
  }

  /** Ends the thread; without it the process doesn't end. */
  async close(): Promise<void> {
    const worker = await this.worker;
    this.worker = undefined;
    await worker?.terminate();
  }
}

function start(): Promise<Worker> {
  // The integer model: 3 MB, half the time, and no worse on print.
  const langPath = join(dirname(require.resolve('@tesseract.js-data/eng/package.json')), '4.0.0_best_int');
  return createWorker('eng', OEM.LSTM_ONLY, {
    langPath,
    cacheMethod: 'none',
    gzip: true,
    errorHandler: () => undefined,
  });
}

/** The simplest image there is: a header and the pixels. @see https://netpbm.sourceforge.net/doc/pgm.html */
function toPgm({ width, height, pixels }: GrayImage): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]);
}
