import { ArchiveRefusedError } from './errors';
import { readExactly, type RangeReader } from './range-reader';

/** Where the directory of an archive stands, as its last bytes say. */
export interface EndRecord {
  /** Entries; of an archive without ZIP64 that may be the rest of a division by 65,536. */
  readonly entries: number;
  /** Place of the directory as the archive says. */
  readonly directoryOffset: number;
  /** Bytes. */
  readonly directorySize: number;
  /** Where the directory ends. */
  readonly directoryEnd: number;
  readonly isZip64: boolean;
}

const END = Buffer.from('PK\x05\x06', 'latin1');
const LOCATOR_SIGNATURE = 0x0706_4b50;
const ZIP64_SIGNATURE = 0x0606_4b50;
const [END_LENGTH, LOCATOR_LENGTH, ZIP64_LENGTH] = [22, 20, 56];
const LONGEST_COMMENT = 0xffff;

/**
 * Finds the end of an archive.
 *
 * @throws ArchiveRefusedError when there is none, or two that say different things
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3.14 to 4.3.16
 */
export async function readEnd(reader: RangeReader): Promise<EndRecord> {
  const length = Math.min(reader.size, END_LENGTH + LONGEST_COMMENT + LOCATOR_LENGTH + ZIP64_LENGTH);
  const start = reader.size - length;
  const tail = await readExactly(reader, start, length);
  const { exact, roomy } = endsIn(tail);
  const places = exact.length > 0 ? exact : roomy;
  const [place] = places;
  if (place === undefined) throw new ArchiveRefusedError(await whyNoEnd(reader, tail));
  if (places.length > 1)
    throw new ArchiveRefusedError('two records at its end claim to be the last; pack it again');
  const end = tail.subarray(place);
  const locator = place >= LOCATOR_LENGTH ? tail.subarray(place - LOCATOR_LENGTH, place) : undefined;
  const isZip64 = locator?.readUInt32LE(0) === LOCATOR_SIGNATURE;
  const short = shortEnd(end, start + place);
  const found = isZip64 ? await longEnd(reader, locator, short) : short;
  if (exact.length === 0 && !isInPlace(found))
    throw new ArchiveRefusedError(
      'something stands behind its end, and it is not where it says; fetch it again',
    );
  return found;
}

/**
 * Places where a record stands whose comment ends where the archive does, the last first; and those behind which
 * something else stands, as what pads a tape.
 */
function endsIn(tail: Buffer): { readonly exact: readonly number[]; readonly roomy: readonly number[] } {
  const [exact, roomy]: [number[], number[]] = [[], []];
  for (let at = tail.lastIndexOf(END); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(END, at - 1)) {
    if (at + END_LENGTH > tail.length) continue;
    const end = at + END_LENGTH + tail.readUInt16LE(at + 20);
    if (end === tail.length) exact.push(at);
    else roomy.push(end < tail.length ? at : -1);
  }
  return { exact, roomy: roomy.includes(-1) ? [] : roomy };
}

/** Whether nothing stands before the archive: what is cut in an archive inside it would end with that one's end. */
function isInPlace({ directoryOffset, directorySize, directoryEnd }: EndRecord): boolean {
  return directoryOffset + directorySize === directoryEnd;
}

function shortEnd(end: Buffer, at: number): EndRecord {
  const [disk, directoryDisk] = [end.readUInt16LE(4), end.readUInt16LE(6)];
  const isOfOne = (disk === 0 && directoryDisk === 0) || (disk === 0xffff && directoryDisk === 0xffff);
  if (!isOfOne)
    throw new ArchiveRefusedError('it is one part of several; put the parts together first (zip -s 0)');
  if (end.readUInt16LE(8) !== end.readUInt16LE(10))
    throw new ArchiveRefusedError('its end counts the entries in two ways that differ; fetch it again');
  return {
    entries: end.readUInt16LE(10),
    directorySize: end.readUInt32LE(12),
    directoryOffset: end.readUInt32LE(16),
    directoryEnd: at,
    isZip64: false,
  };
}

async function longEnd(reader: RangeReader, locator: Buffer, short: EndRecord): Promise<EndRecord> {
  const refuse = (why: string): never => {
    throw new ArchiveRefusedError(`its ZIP64 end ${why}; fetch it again`);
  };
  // Whatever stands before an archive moves it as a whole, and the record stands right before its locator.
  const said = locator.readBigUInt64LE(8);
  const before = short.directoryEnd - LOCATOR_LENGTH;
  const usual = before - ZIP64_LENGTH;
  if (usual < 0) return refuse('is missing');
  const isLonger = said < BigInt(usual) && said > BigInt(usual - LONGEST_COMMENT);
  const longer = isLonger ? await zip64Record(reader, Number(said), before) : undefined;
  const at = longer ? Number(said) : usual;
  const record = longer ?? (await zip64Record(reader, usual, before));
  if (!record) return refuse('is missing');
  if (record.readUInt32LE(16) !== 0 || record.readUInt32LE(20) !== 0)
    throw new ArchiveRefusedError('it is one part of several; put the parts together first (zip -s 0)');
  const numbers = [24, 32, 40, 48].map((place) => Number(record.readBigUInt64LE(place)));
  if (numbers.some((number) => !Number.isSafeInteger(number)))
    return refuse('has numbers that no archive has');
  const [here, entries, directorySize, directoryOffset] = numbers as [number, number, number, number];
  if (here !== entries) return refuse('counts the entries in two ways that differ');
  const agrees = (shortOne: number, longOne: number, full: number): boolean =>
    shortOne === longOne || shortOne === full;
  if (
    !agrees(short.entries, entries, 0xffff) ||
    !agrees(short.directorySize, directorySize, 0xffff_ffff) ||
    !agrees(short.directoryOffset, directoryOffset, 0xffff_ffff)
  )
    return refuse('and its short end say different things');
  return { entries, directorySize, directoryOffset, directoryEnd: at, isZip64: true };
}

/** @returns undefined where no record stands that reaches from there to its locator */
async function zip64Record(reader: RangeReader, at: number, end: number): Promise<Buffer | undefined> {
  const record = await readExactly(reader, at, ZIP64_LENGTH);
  const isOne =
    record.readUInt32LE(0) === ZIP64_SIGNATURE && record.readBigUInt64LE(4) === BigInt(end - at - 12);
  return isOne ? record : undefined;
}

/** What a file without an end is likely to be. */
async function whyNoEnd(reader: RangeReader, tail: Buffer): Promise<string> {
  const head = await reader.read(0, Math.min(reader.size, 512));
  const text = head.toString('latin1').trimStart().toLowerCase();
  if (reader.size === 0) return 'it is empty; fetch it again';
  if (text.startsWith('<'))
    return 'it is a web page that was saved as an archive: open it to read what the server said, log in there or take the link of the file itself';
  if (text.startsWith('{'))
    return 'it is the answer of a server (JSON) that was saved as an archive; open it to read what went wrong';
  if (text.startsWith('pk'))
    return tail.includes(END)
      ? 'something stands behind its end, or its end is cut; fetch it again'
      : 'its end is missing, so it was cut off; fetch it again';
  if (text.startsWith('rar!') || text.startsWith('7z') || text.startsWith('\u001f\u008b'))
    return 'it is no zip but a RAR, 7z or gzip file; pack it as a zip';
  return 'it is no zip: its end is missing';
}
