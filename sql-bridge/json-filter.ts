import { duckPath } from './json-path';
import { bodyOf, isNode, stringLiteral, type Node } from './node';

/**
 * A condition, or a lambda with one, of which only the true answers count.
 *
 * There `json_extract_scalar(x, 'path') = 'text'` needs no look at the type of the value: an object
 * or array, which counts as NULL, cannot equal a text that begins with a letter.
 */
export function asFilter(node: Node): Node {
  for (const kind of ['and', 'or']) {
    const body = bodyOf(node, kind);
    if (body)
      return { [kind]: { ...body, left: asFilter(body.left as Node), right: asFilter(body.right as Node) } };
  }
  const paren = bodyOf(node, 'paren');
  if (paren && isNode(paren.this)) return { paren: { ...paren, this: asFilter(paren.this) } };
  const lambda = bodyOf(node, 'lambda');
  if (lambda && isNode(lambda.body)) return { lambda: { ...lambda, body: asFilter(lambda.body) } };
  return equality(node) ?? node;
}

function equality(node: Node): Node | undefined {
  const eq = bodyOf(node, 'eq');
  const call = bodyOf(eq?.left as Node | undefined, 'json_extract_scalar');
  const path = stringLiteral(call?.path as Node | undefined);
  const text = stringLiteral(eq?.right as Node | undefined);
  if (!call || path === undefined || !text || !/^[A-Za-z]/.test(text)) return undefined;
  return { athena_json_equals: { json: call.this, path: duckPath(path), text } };
}
