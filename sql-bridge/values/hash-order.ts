/** Java's hash of a text. */
function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash ^ (hash >>> 16);
}

/**
 * Names in the order in which a Java `HashMap` gives them, which is the one that Trino writes the members of an
 * object in.
 */
export function hashOrder(names: readonly string[]): readonly string[] {
  let size = 16;
  while (names.length > size * 0.75) size *= 2;
  const place = new Map(names.map((name) => [name, hashOf(name) & (size - 1)]));
  return [...place.keys()].sort((a, b) => place.get(a)! - place.get(b)!);
}
