const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * Dates versions that carry no date of their own, by what their Bundle says. A history has its latest versions first, so
 * a version without any date is taken as made a moment before the one above it.
 *
 * @see https://hl7.org/fhir/R4/http.html#history
 */
export class VersionDates {
  /** The earliest of the versions so far. Milliseconds since 1970-01-01 UTC. */
  private earliest: number;

  constructor(
    private readonly isHistory: boolean,
    received: Date,
  ) {
    this.earliest = received.getTime();
  }

  /**
   * @param own the version's `meta.lastUpdated`
   * @param told its entry's `response.lastModified`
   * @returns the date it lacks, ISO 8601; undefined when it has one or nothing tells
   */
  of(own: unknown, told: unknown): string | undefined {
    const date = [own, told].find((text): text is string => typeof text === 'string' && INSTANT.test(text));
    if (date !== undefined) {
      this.earliest = Math.min(this.earliest, Date.parse(date) || this.earliest);
      return date === own ? undefined : date;
    }
    if (!this.isHistory) return undefined;
    this.earliest -= 1;
    return new Date(this.earliest).toISOString();
  }
}
