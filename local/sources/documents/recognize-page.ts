import { densestPart, isSideways, turnAround, turnClockwise } from './orientation';
import type { Ocr, Recognized } from './ocr';
import type { GrayImage } from './pdf-page';

/** Percent. Print the right way up is above it even when badly scanned; upside down it is at about 35. */
const SURE_CONFIDENCE = 65;

/**
 * Reads a picture of a page, however it lay on the scanner. What is found is placed as on the page the
 * right way up. Reading a page the wrong way takes several times as long as the right way, so a doubtful
 * one is tried on a part of it first.
 */
export async function recognizePage(image: GrayImage, ocr: Ocr): Promise<Recognized> {
  const upright = isSideways(image) ? undefined : await ocr.recognize(image);
  if (upright !== undefined && (upright.confidences.length === 0 || meanOf(upright) >= SURE_CONFIDENCE)) {
    return upright;
  }
  const turn = await bestTurn(densestPart(image), ocr);
  if (turn === 0 && upright !== undefined) return upright;
  const read = await ocr.recognize(turned(image, turn));
  return upright === undefined || meanOf(read) > meanOf(upright) ? read : upright;
}

/** @returns clockwise quarter turns that put the print upright */
async function bestTurn(part: GrayImage, ocr: Ocr): Promise<number> {
  let best = { turn: 0, confidence: 0 };
  for (const turn of [0, 1, 3, 2]) {
    const confidence = meanOf(await ocr.recognize(turned(part, turn)));
    if (confidence > best.confidence) best = { turn, confidence };
    if (confidence >= SURE_CONFIDENCE) break;
  }
  return best.turn;
}

function turned(image: GrayImage, turn: number): GrayImage {
  const level = turn % 2 === 1 ? turnClockwise(image) : image;
  return turn >= 2 ? turnAround(level) : level;
}

function meanOf({ confidences }: Recognized): number {
  return confidences.reduce((sum, value) => sum + value, 0) / Math.max(1, confidences.length);
}
