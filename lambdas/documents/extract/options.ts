import { squeeze } from './plain-words';

const TICKED = '\\[\\s*[xX✓✔√*]\\s*\\]|\\(\\s*[xX✓✔√*]\\s*\\)|[☑☒✓✔✅🗹🗷]|(?<![\\w_])SELECTED(?!\\w)';
const OPEN = '\\[[\\s_]*\\]|\\([\\s_]{1,3}\\)|[☐□▢❏❑○]|NOT_SELECTED';
const BOX = new RegExp(`(${TICKED})|(${OPEN})`, 'gu');

export interface Options {
  /** What is said beside each box that is ticked. */
  readonly ticked: readonly string[];
  /** What is said beside each box that isn't. */
  readonly open: readonly string[];
  /** What stands before the first box. */
  readonly before: string;
}

/**
 * Boxes to tick within a text, each before what it is about: `Vaccine: [x] MMR [ ] Tdap`.
 *
 * @returns undefined when there is none; null when it can't be told which box belongs to which words
 */
export function optionsOf(text: string): Options | null | undefined {
  const boxes = [...text.matchAll(BOX)];
  const [first] = boxes;
  if (first === undefined) return undefined;
  const ticked: string[] = [];
  const open: string[] = [];
  boxes.forEach((box, at) => {
    const said = squeeze(text.slice(box.index + box[0].length, boxes[at + 1]?.index ?? text.length));
    (box[1] === undefined ? open : ticked).push(said.replace(/[,;]$/, ''));
  });
  const before = squeeze(text.slice(0, first.index));
  // With the last box at the end, boxes stand behind their words.
  const isTold =
    boxes.length === 1 ? ticked.concat(open)[0] !== '' || before !== '' : !ticked.concat(open).includes('');
  return isTold ? { ticked, open, before } : null;
}

export function withoutBoxes(text: string): string {
  return text.replace(BOX, ' ');
}
