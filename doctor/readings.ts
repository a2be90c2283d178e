import type { Area, Unchecked } from './diagnosis';
import { failureOf, type Failure } from './failures';

/** Names that a report shows before it counts the rest. */
const SHOWN = 3;

/** Readings of an account, each of which may fail without the others; what has failed is kept. */
export class Readings {
  private readonly failures = new Map<string, Failure & { area: Area; of: string[] }>();

  constructor(private readonly region: string) {}

  /**
   * @param action IAM action that the reading needs
   * @param of what is read, for the report
   * @returns undefined when it failed
   * @throws AccountError when no reading can succeed
   */
  async attempt<T>(area: Area, action: string, of: string, read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      const failure = failureOf(error, action, this.region);
      const key = `${area} ${failure.reason}`;
      const known = this.failures.get(key) ?? { ...failure, area, of: [] };
      this.failures.set(key, known);
      known.of.push(of);
      return undefined;
    }
  }

  /** What could not be read, and why. */
  unchecked(): Unchecked[] {
    return [...this.failures.values()].map(({ area, reason, remedy, of }) => {
      const more = of.length > SHOWN ? ` and ${of.length - SHOWN} more` : '';
      return { area, reason: `${reason} (${of.slice(0, SHOWN).join(', ')}${more})`, remedy };
    });
  }
}
