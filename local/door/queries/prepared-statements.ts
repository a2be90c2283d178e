/** A statement that a persona has prepared under a name. */
export interface PreparedStatement {
  readonly name: string;
  readonly sql: string;
  readonly description: string | undefined;
  readonly changedAt: Date;
}

/** Prepared statements that one persona may have. @see https://docs.aws.amazon.com/athena/latest/ug/querying-with-prepared-statements.html */
const MAX = 1000;

/** Statements that personas have prepared, each seeing its own; they last as long as the door is open. */
export class PreparedStatements {
  private readonly personas = new Map<string, Map<string, PreparedStatement>>();

  /** By name. */
  of(persona: string): readonly PreparedStatement[] {
    return [...this.ownedBy(persona).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(persona: string, name: string): PreparedStatement | undefined {
    return this.ownedBy(persona).get(name);
  }

  /** @returns false when there are as many as there may be */
  put(persona: string, statement: PreparedStatement): boolean {
    const own = this.ownedBy(persona);
    if (own.size >= MAX && !own.has(statement.name)) return false;
    own.set(statement.name, statement);
    return true;
  }

  /** @returns whether it was there */
  delete(persona: string, name: string): boolean {
    return this.ownedBy(persona).delete(name);
  }

  private ownedBy(persona: string): Map<string, PreparedStatement> {
    const own = this.personas.get(persona) ?? new Map<string, PreparedStatement>();
    this.personas.set(persona, own);
    return own;
  }
}
