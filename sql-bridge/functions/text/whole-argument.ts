import type { Expression } from '../../syntax/ast';

/** A small whole number that the statement names. */
export const wholeOf = (node: Expression | undefined): number | undefined =>
  node?.kind === 'integer' && node.text.length < 10 ? Number(node.text) : undefined;
