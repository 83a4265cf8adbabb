type Leaf = string | number | boolean | null;
/** A document in JSON by the Spark convention: the root and the names of items in a list are left out. */
export type Tree = Leaf | readonly Tree[] | { readonly [name: string]: Tree };

/** How the items of each list are called in XML. */
const items: Readonly<Record<string, string>> = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  endpoints: 'endpoint',
  formats: 'format',
  errors: 'error',
};

/** XML 1.0 has no place for them, not even written as a number. */
const unwritable = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
// A carriage return would be read as a line end.
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
const escaped = (text: string): string =>
  text.replaceAll(unwritable, '').replaceAll(/[&<>\r]/g, (character) => escapes[character] ?? character);

const isList = (tree: Tree): tree is readonly Tree[] => Array.isArray(tree);

const childrenOf = (name: string, tree: Tree): string => {
  if (tree === null) return '';
  if (isList(tree)) {
    const item = items[name];
    if (item === undefined) throw new Error(`the items of ${name} have no name`);
    return tree.map((one) => element(item, one)).join('');
  }
  if (typeof tree !== 'object') return escaped(String(tree));
  return Object.entries(tree)
    .map(([key, value]) => element(key, value))
    .join('');
};

const element = (name: string, tree: Tree): string => {
  const inner = childrenOf(name, tree);
  return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`;
};

/** The same document in either format. `root`: its name in XML. */
export const write = {
  json: (_root: string, tree: Tree): string => JSON.stringify(tree),
  xml: (root: string, tree: Tree): string => `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, tree)}`,
} as const;
