/**
 * Which names a pattern means: `*` and `.*` stand for any text, `|` parts alternatives. The rest of what regular
 * expressions can do isn't taken: who sends one may not make the door compute for long.
 */
export function namePattern(expression: string | undefined): (name: string) => boolean {
  if (expression === undefined || expression === '') return () => true;
  const alternatives = expression
    .toLowerCase()
    .replaceAll(/^\^|\$$/g, '')
    .split('|')
    .map((part) => part.replaceAll('.*', '*').split('*'));
  return (name) => alternatives.some((parts) => matches(name.toLowerCase(), parts));
}

/** Whether a name is these texts in this order, with anything in between. */
function matches(name: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.endsWith(last) && name.length - last.length >= at;
}
