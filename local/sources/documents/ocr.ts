import { dirname, join } from 'node:path';
import { createWorker, OEM, type Worker } from 'tesseract.js';
import type { DocumentLine } from '../../../core/ports';
import type { GrayImage } from './pdf-page';

export interface Recognized {
  readonly lines: readonly DocumentLine[];
  /** Percent a word. */
  readonly confidences: readonly number[];
  /** Percent: how sure the least sure word of each line is; that of the line is about their mean. */
  readonly weakest: ReadonlyMap<DocumentLine, number>;
}

/** Tesseract with the English model of the package, in a thread of its own. Downloads nothing. */
export class Ocr {
  private worker: Promise<Worker> | undefined;

  async recognize(image: GrayImage): Promise<Recognized> {
    const worker = await (this.worker ??= start());
    const { data } = await worker.recognize(toPgm(image), {}, { blocks: true, text: false });
    const seen = (data.blocks ?? [])
      .flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines))
      .map(({ text, confidence, bbox, words }) => ({
        line: {
          text: text.trim(),
          confidence,
          box: {
            left: bbox.x0 / image.width,
            top: bbox.y0 / image.height,
            width: (bbox.x1 - bbox.x0) / image.width,
            height: (bbox.y1 - bbox.y0) / image.height,
          },
        },
        words: words.map((word) => word.confidence),
      }));
    return {
      lines: seen.map(({ line }) => line),
      confidences: seen.flatMap(({ words }) => words),
      weakest: new Map(seen.map(({ line, words }) => [line, Math.min(line.confidence, ...words)] as const)),
    };
  }

  /** Ends the thread; without it the process doesn't end. */
  async close(): Promise<void> {
    const worker = await this.worker;
    this.worker = undefined;
    await worker?.terminate();
  }
}

/**
 * A line of Tesseract's configuration. It would tell standard error of every speck that it takes for a line and
 * cannot read; what fails is thrown either way. The path is one of its own file system, there on every platform.
 *
 * @see https://github.com/tesseract-ocr/tesseract/blob/main/src/ccutil/tprintf.cpp
 */
const NO_NOTES = 'debug_file /dev/null\n';

function start(): Promise<Worker> {
  // The integer model: 3 MB, half the time, and no worse on print.
  const langPath = join(dirname(require.resolve('@tesseract.js-data/eng/package.json')), '4.0.0_best_int');
  const options = { langPath, cacheMethod: 'none', gzip: true, errorHandler: () => undefined };
  return createWorker('eng', OEM.LSTM_ONLY, options, NO_NOTES);
}

/** The simplest image there is: a header and the pixels. @see https://netpbm.sourceforge.net/doc/pgm.html */
function toPgm({ width, height, pixels }: GrayImage): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]);
}
