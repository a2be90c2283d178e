/** XML of names and texts; the answers of S3 and STS are no more than that. */
export type XmlNode = string | number | boolean | XmlElement | readonly XmlElement[];
interface XmlElement {
  readonly [name: string]: XmlNode | undefined;
}

/** Characters that XML 1.0 can't hold, not even escaped. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const FOREIGN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function escaped(text: string): string {
  return text
    .replaceAll(FOREIGN, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}

/** One element with what it holds; a list repeats it. */
function element(name: string, node: XmlNode): string {
  if (Array.isArray(node)) return (node as readonly XmlElement[]).map((each) => element(name, each)).join('');
  const content = typeof node === 'object' ? inner(node as XmlElement) : escaped(String(node));
  return `<${name}>${content}</${name}>`;
}

const inner = (node: XmlElement): string =>
  Object.entries(node)
    .map(([name, value]) => (value === undefined ? '' : element(name, value)))
    .join('');

/** @param namespace of the root element */
export function xmlDocument(root: string, node: XmlElement, namespace?: string): string {
  const attribute = namespace === undefined ? '' : ` xmlns="${namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${inner(node)}</${root}>`;
}
