export function cosine(
  a: readonly (readonly [string, number | null])[] | null,
  b: readonly (readonly [string, number | null])[] | null,
): number | null {
  if (a === null || b === null) return null;
  let [dot, x, y] = [0, 0, 0];
  const other = new Map(b);
  for (const [key, value] of a) {
    if (value === null) return null;
    x += value * value;
    dot += value * (other.get(key) ?? 0);
  }
  for (const [, value] of b) {
    if (value === null) return null;
    y += value * value;
  }
  return dot / (Math.sqrt(x) * Math.sqrt(y));
}
