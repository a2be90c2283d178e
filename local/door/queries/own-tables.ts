import type { OwnTable } from '../../access';
import type { WrittenColumn } from '../engine/order';

/** A table that a persona has made, with what the catalog tells of it. */
export interface MadeTable extends OwnTable {
  readonly ddl: readonly WrittenColumn[];
  /** Where clients find its files. */
  readonly location: string;
}

/** Tables that personas have made by CREATE TABLE AS, each seeing its own; they last as long as the door is open. */
export class OwnTables {
  private readonly personas = new Map<string, readonly MadeTable[]>();
  private changes = 0;

  of(persona: string): readonly MadeTable[] {
    return this.personas.get(persona) ?? [];
  }

  find(persona: string, database: string, name: string): MadeTable | undefined {
    return this.of(persona).find((table) => table.database === database && table.name === name);
  }

  /** Differs after every change. */
  version(persona: string): string {
    return this.of(persona).length === 0 ? '' : String(this.changes);
  }

  add(persona: string, table: MadeTable): void {
    this.changes += 1;
    this.personas.set(persona, [...this.of(persona), table]);
  }

  /** Its files stay, as those of an external table. @returns whether it was there */
  delete(persona: string, database: string, name: string): boolean {
    const found = this.find(persona, database, name);
    if (!found) return false;
    this.changes += 1;
    this.personas.set(
      persona,
      this.of(persona).filter((table) => table !== found),
    );
    return true;
  }
}
