/** Works on items, several at once. The first that fails ends it. */
export async function inParallel<T>(
  items: readonly T[],
  workers: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const todo = items.values();
  const worker = async (): Promise<void> => {
    for (const item of todo) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(workers, items.length) }, worker));
}
