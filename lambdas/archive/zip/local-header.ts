import type { ByteCursor } from './byte-cursor';
import type { Entry } from './entry-table';
import { EntryDamagedError } from './errors';
import { LOCAL_HEADER_LENGTH } from './extents';
import { wholeSizes } from './extra-fields';
import { hashOfBytes } from './name-hash';

const SIGNATURE = 0x0403_4b50;
/** Sizes and CRC stand behind the content. */
const DESCRIPTOR_FLAG = 0x0008;
const ENCRYPTED_FLAG = 0x0001;

/**
 * Steps over an entry's local header, which must say what the directory says: readers that go by the one and
 * readers that go by the other would see different files.
 *
 * @param end where the entry ends at the latest
 * @throws EntryDamagedError
 */
export async function passLocalHeader(cursor: ByteCursor, entry: Entry, end: number): Promise<void> {
  if (entry.offset + LOCAL_HEADER_LENGTH > end) throw new EntryDamagedError('it runs into the next one');
  const header = await cursor.take(LOCAL_HEADER_LENGTH);
  if (header.readUInt32LE(0) !== SIGNATURE) throw new EntryDamagedError('it is not where the directory says');
  const [flags, method] = [header.readUInt16LE(6), header.readUInt16LE(8)];
  const short = { packed: header.readUInt32LE(18), size: header.readUInt32LE(22), offset: 0 };
  const crc = header.readUInt32LE(14);
  const [nameLength, extraLength] = [header.readUInt16LE(26), header.readUInt16LE(28)];
  if (cursor.offset + nameLength + extraLength + entry.packed > end)
    throw new EntryDamagedError('it runs into the next one');
  const variable = await cursor.take(nameLength + extraLength);
  const differs = (what: string): never => {
    throw new EntryDamagedError(`its own header and the directory differ in ${what}`);
  };
  if (hashOfBytes(variable, 0, nameLength).hash !== entry.nameHash) differs('its name');
  if (method !== entry.method) differs('how it is packed');
  if ((flags & ENCRYPTED_FLAG) !== 0) differs('whether it is encrypted');
  if ((flags & DESCRIPTOR_FLAG) !== 0) return;
  const sizes = wholeSizes(short, variable, nameLength, variable.length) ?? short;
  if (sizes.size !== entry.size || sizes.packed !== entry.packed) differs('its size');
  if (crc !== entry.crc) differs('its CRC-32');
}
