/** A Joda pattern cut into runs of one letter and texts. */
export function jodaParts(format: string): readonly { readonly letters?: string; readonly text?: string }[] {
  return [...format.matchAll(/'((?:[^']|'')*)'|([A-Za-z])\2*|([^A-Za-z'])/g)].map(
    ([all, quoted, letter, plain]) => {
      if (letter !== undefined) return { letters: all };
      if (plain !== undefined) return { text: plain };
      return { text: quoted === '' ? "'" : quoted!.replaceAll("''", "'") };
    },
  );
}
