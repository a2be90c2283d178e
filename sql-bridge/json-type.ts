import { bodyOf, isNode, type Node } from './node';

/** Whether an expression is visibly of type JSON. */
export function isJson(node: Node | undefined): boolean {
  if (!node) return false;
  if (bodyOf(node, 'json_extract') || bodyOf(node, 'parse_json')) return true;
  const cast = bodyOf(node, 'cast') ?? bodyOf(node, 'try_cast');
  if (cast) return isNode(cast.to) && cast.to.data_type === 'json';
  const inner = bodyOf(node, 'paren');
  if (inner) return isJson(inner.this as Node);
  const call = bodyOf(node, 'function');
  const [first] = (call?.args ?? []) as readonly Node[];
  switch (String(call?.name).toLowerCase()) {
    case 'json_parse':
      return true;
    case 'try':
      return isJson(first);
  }
  const item = bodyOf(node, 'element_at') ?? bodyOf(node, 'subscript');
  return item !== undefined && isJsonArray(item.this as Node);
}

/** Whether an expression is visibly an array of JSON. */
function isJsonArray(node: Node): boolean {
  const cast = bodyOf(node, 'cast') ?? bodyOf(node, 'try_cast');
  const element = isNode(cast?.to) ? cast.to.element_type : undefined;
  if (isNode(element)) return element.data_type === 'json';
  const call = bodyOf(node, 'function');
  const [first] = (call?.args ?? []) as readonly Node[];
  return (
    first !== undefined &&
    ['filter', 'slice', 'try', 'array_sort', 'reverse'].includes(String(call?.name).toLowerCase()) &&
    isJsonArray(first)
  );
}
