/** Calls `make` at the first use and keeps what it returned; a throw is not kept. */
export function once<T>(make: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => (kept ??= { value: make() }).value;
}
