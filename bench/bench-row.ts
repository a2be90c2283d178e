/** One figure of a benchmark, and what it is measured against. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The floor or peer measured in the same run. */
  readonly against?: string;
  /** How the figure compares: 1 is as good as what it is measured against, more is better. */
  readonly ratio?: number;
  /** The ratio, or for figures without one the value, that we want to keep. */
  readonly target?: number;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Two or three significant digits, as many as a figure on a shared machine deserves. */
export function round(value: number): number {
  return Number(value.toPrecision(value >= 100 ? 3 : 2));
}

/** Milliseconds that the work takes. */
export async function milliseconds(work: () => unknown): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}
