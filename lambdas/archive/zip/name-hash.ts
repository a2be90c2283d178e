/** FNV-1a of a part of some bytes, and whether they are all ASCII. */
export function hashOfBytes(bytes: Buffer, start: number, end: number): { hash: number; isAscii: boolean } {
  let [hash, seen] = [0x811c_9dc5, 0];
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    seen |= byte;
    hash = Math.imul(hash ^ byte, 0x0100_0193);
  }
  return { hash: (hash ^ (hash >>> 15)) >>> 0, isAscii: seen < 0x80 };
}
