/** One dose. */
export interface Dose {
  readonly person: number;
  readonly vaccine: string;
  readonly month: string;
}

/** What is known at one refresh. */
export type State = readonly Dose[];

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A history of refreshes: few large vaccines and many small ones, months of all sizes, people with several doses.
 * From one refresh to the next some come, one by one or many at once, and some are forgotten.
 */
export function history(next: () => number, refreshes: number): State[] {
  const below = (limit: number): number => Math.floor(next() * limit);
  const vaccines = 2 + below(7);
  const months = 1 + below(12);
  const sizes = Array.from({ length: vaccines }, () => 10 ** (next() * 2.3));
  const all = sizes.reduce((sum, size) => sum + size, 0);
  let people = 0;
  const comes = (): Dose[] => {
    const person = (people += 1);
    return Array.from({ length: next() < 0.2 ? 2 : 1 }, () => {
      let at = next() * all;
      const vaccine = sizes.findIndex((size) => (at -= size) < 0);
      return { person, vaccine: `v${Math.max(vaccine, 0)}`, month: `m${below(below(months) + 1)}` };
    });
  };
  let known: Dose[] = Array.from({ length: 20 + below(300) }, comes).flat();
  return Array.from({ length: refreshes }, (_, at) => {
    if (at > 0) {
      const many = next() < 0.3 ? below(60) : below(4);
      const forgotten = new Set(next() < 0.3 ? [1 + below(people), 1 + below(people)] : []);
      known = [
        ...known.filter(({ person }) => !forgotten.has(person)),
        ...Array.from({ length: many }, comes).flat(),
      ];
    }
    return known;
  });
}
