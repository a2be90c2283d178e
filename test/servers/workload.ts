/** Columns that a table and its copy are compared by. */
export const COLUMNS =
  'unit_id, name, mode, model, home_base, capacity_kg, max_speed_kmh, commissioned_on, description, updated_at';

/** Numbers that look as if by chance, the same for the same seed. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const MODES = ['aerial', 'maritime', 'terrestrial'];

/** Statements that write, change, move and delete units, some in transactions. */
export function statements(count: number, random: () => number, units = 40): string[] {
  const pick = (most: number): number => Math.floor(random() * most);
  const id = (): string => `'U-${pick(units)}'`;
  const moment = (): string =>
    `'2026-${1 + pick(12)}-${1 + pick(28)} ${pick(24)}:${pick(60)}:${pick(60)}.${String(pick(1e6)).padStart(6, '0')}'`;
  // Long enough to be stored apart from its row, and to be left out of an update of others.
  const long = (): string => `'${Array.from({ length: 900 }, () => pick(1e9).toString(36)).join('')}'`;
  const values = (key: string): string =>
    `(${key}, 'unit ${pick(1e6)}', '${MODES[pick(3)]}', ${random() < 0.2 ? 'NULL' : "'model'"}, 'base ${pick(9)}', ${pick(1e9)}.${pick(1000)}, ${pick(900)}.${pick(100)}, '${1950 + pick(70)}-02-${1 + pick(28)}', ${random() < 0.5}, ${random() < 0.5 ? long() : "'short'"}, ${moment()})`;
  const one = (): string => {
    const kind = random();
    if (kind < 0.3) {
      const key = id();
      return `DELETE FROM transport_units WHERE unit_id = ${key}; INSERT INTO transport_units VALUES ${values(key)};`;
    }
    if (kind < 0.7)
      return `UPDATE transport_units SET name = 'named ${pick(1e6)}', updated_at = ${moment()} WHERE unit_id = ${id()};`;
    if (kind < 0.85)
      return `UPDATE transport_units SET home_base = NULL, capacity_kg = -0.001 WHERE unit_id = ${id()};`;
    if (kind < 0.93) return `DELETE FROM transport_units WHERE unit_id = ${id()};`;
    // A changed key; nothing when the new one is taken.
    const to = `'M-${pick(1e9)}'`;
    return `UPDATE transport_units SET unit_id = ${to}, description = 'moved' WHERE unit_id = ${id()};`;
  };
  return Array.from({ length: count }, () =>
    random() < 0.2 ? `BEGIN; ${one()} ${one()} ${random() < 0.3 ? 'ROLLBACK' : 'COMMIT'};` : one(),
  );
}
