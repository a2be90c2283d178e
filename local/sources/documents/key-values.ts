import type { BoundingBox, DocumentField, DocumentLine } from '../../../core/ports';
import { meaningOf } from '../../../lambdas/documents/extract/labels';
import { optionsOf } from '../../../lambdas/documents/extract/options';
import { pairOrder } from '../../../lambdas/documents/pair-order';
import { isRightOf } from './rows';

/** A key is short and ends in a letter, a digit, a bracket or a mark; `12:30` and `https://` hold none. */
export const KEY_AND_VALUE = /^(?=.*\p{L})([^:]{1,60}[\p{L}\p{N})#?.]) ?:(?:\s+(.*))?$/u;
/** A second key in the same line: `MMR  Lot: A1`. */
const NEXT_KEY = /\s((?:\p{Lu}|[a-z]+ )[\p{L}#./' ]{1,30}[\p{L}#.]):(?=\s|$)/gu;

/** Percent. What stands below a key may be about something else. */
const BELOW = 75;
/** Heights of a key between it and its value below. */
const GAP_IN_HEIGHTS = 1.6;

interface KeyValueOptions {
  /** Percent: how surely a line was read. @default its own confidence */
  readonly confidenceOf?: (line: DocumentLine) => number;
  /** Places to fill in of a form: the key printed before one has its value there. @default none */
  readonly blanks?: readonly BoundingBox[];
}

interface Pair {
  readonly field: DocumentField;
  /** Of the key. */
  readonly box: BoundingBox;
}

/**
 * Key-value pairs of printed lines: `Key: value`, or `Key:` with the value to its right in the same row; without a colon
 * where the key is one that is known; boxes to tick with what stands beside them. A key with nothing to its right is kept
 * with the value right below it, for a person to look at, or with an empty one. Groups of pairs that stand side by side
 * follow one another.
 */
export function keyValues(
  lines: readonly DocumentLine[],
  { confidenceOf = ({ confidence }) => confidence, blanks = [] }: KeyValueOptions = {},
): DocumentField[] {
  const used = new Set<DocumentLine>();
  const pairs = lines.flatMap((line): Pair[] => {
    if (used.has(line)) return [];
    const { box } = line;
    const confidence = confidenceOf(line);
    const plain = (key: string, value: string, sure = confidence): Pair => ({
      field: { key, value, confidence: sure, selection: false },
      box,
    });
    const ticks = boxes(line.text);
    if (ticks !== undefined)
      return ticks.map((tick) => ({ field: { ...tick, confidence, selection: true }, box }));
    const said = split(line.text);
    if (said.length > 0) {
      const last = said.at(-1);
      if (last?.value !== '') return said.map(({ key, value }) => plain(key, value));
    } else if (!isKnown(line.text)) return [];
    const beside = rightOf(line, lines);
    const hasBlank = blanks.some((blank) => isRightOf(blank, box));
    const value = beside ?? (hasBlank ? undefined : belowOf(line, lines));
    const before = said.slice(0, -1).map(({ key, value: told }) => plain(key, told));
    const key = said.at(-1)?.key ?? line.text;
    if (value === undefined) {
      const isAskedFor = said.length === 0 || hasBlank;
      return isAskedFor ? before : [...before, plain(key, '')];
    }
    used.add(value);
    const surest = beside === undefined ? BELOW : 100;
    return [...before, plain(key, value.text, Math.min(confidence, confidenceOf(value), surest))];
  });
  return pairOrder(pairs, ({ field }) => field.key).map(({ field }) => field);
}

/** `Vaccine: MMR  Lot: A1` holds two pairs. */
function split(text: string): { key: string; value: string }[] {
  const match = KEY_AND_VALUE.exec(text);
  if (match?.[1] === undefined) return splitLong(text);
  const rest = match[2] ?? '';
  const next = [...` ${rest}`.matchAll(NEXT_KEY)].find(([, key = '']) => meaningOf(key).kind !== 'unknown');
  if (next === undefined) return [{ key: `${match[1]}:`, value: rest.trim() }];
  const at = Math.max(0, next.index - 1);
  return [{ key: `${match[1]}:`, value: rest.slice(0, at).trim() }, ...split(rest.slice(at).trim())];
}

/** A key is looked for at the line's start, even where a later colon is in the way. */
function splitLong(text: string): { key: string; value: string }[] {
  const match = /^(?=.*\p{L})([^:]{1,60}[\p{L}\p{N})#?.]):(\S.*)$/su.exec(text);
  const isKey = match?.[1] !== undefined && meaningOf(match[1]).kind !== 'unknown';
  return isKey ? split(`${match[1]}: ${match[2]}`) : [];
}

/** Boxes at the start of a line, each with its words. */
function boxes(text: string): { key: string; value: string }[] | undefined {
  const options = optionsOf(text);
  if (!options || options.before !== '') return undefined;
  const { ticked, open } = options;
  return [
    ...ticked.map((key) => ({ key, value: 'SELECTED' })),
    ...open.map((key) => ({ key, value: 'NOT_SELECTED' })),
  ];
}

function isKnown(text: string): boolean {
  const meaning = meaningOf(text);
  return (
    text.length <= 60 &&
    (meaning.kind === 'fact' ? meaning.label.standing !== 'guess' : meaning.kind !== 'unknown')
  );
}

function rightOf({ box }: DocumentLine, lines: readonly DocumentLine[]): DocumentLine | undefined {
  const [nearest] = lines
    .filter((other) => isRightOf(other.box, box))
    .sort((a, b) => a.box.left - b.box.left);
  if (nearest === undefined || KEY_AND_VALUE.test(nearest.text) || isKnown(nearest.text)) return undefined;
  return nearest;
}

/** What stands right below a key and begins where it does, if nothing stands beside it that may be its value. */
function belowOf({ box }: DocumentLine, lines: readonly DocumentLine[]): DocumentLine | undefined {
  const bottom = box.top + box.height;
  const [next] = lines
    .filter(
      (other) =>
        other.box.top >= bottom - 0.2 * box.height &&
        other.box.top - bottom <= GAP_IN_HEIGHTS * box.height &&
        Math.abs(other.box.left - box.left) <= box.height,
    )
    .sort((a, b) => a.box.top - b.box.top);
  if (next === undefined || KEY_AND_VALUE.test(next.text) || isKnown(next.text)) return undefined;
  return optionsOf(next.text) === undefined ? next : undefined;
}
