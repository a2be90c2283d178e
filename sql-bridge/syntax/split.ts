const PIECE = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*[^]*?\*\/|[^'"`;\-/]+|[^]/g;

/** The statements of a text, which `;` separates, without empty ones. */
export function splitStatements(text: string): readonly string[] {
  const statements: string[] = [];
  let current = '';
  let isBlank = true;
  for (const [piece] of text.matchAll(PIECE)) {
    if (piece === ';') {
      if (!isBlank) statements.push(current.trim());
      [current, isBlank] = ['', true];
      continue;
    }
    current += piece;
    if (!piece.startsWith('--') && !piece.startsWith('/*') && piece.trim() !== '') isBlank = false;
  }
  if (!isBlank) statements.push(current.trim());
  return statements;
}
