import { XMLBuilder } from 'fast-xml-parser';

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

const isList = (tree: Tree): tree is readonly Tree[] => Array.isArray(tree);

const nested = (name: string, tree: Tree): unknown => {
  if (tree === null) return '';
  if (isList(tree)) {
    const item = items[name];
    if (item === undefined) throw new Error(`the items of ${name} have no name`);
    return tree.length === 0 ? '' : { [item]: tree.map((one) => nested(item, one)) };
  }
  if (typeof tree === 'object')
    return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, nested(key, value)]));
  return typeof tree === 'string' ? tree.replaceAll(unwritable, '') : String(tree);
};

const builder = new XMLBuilder({ suppressEmptyNode: true });

/** The same document in either format. `root`: its name in XML. */
export const write = {
  json: (_root: string, tree: Tree): string => JSON.stringify(tree),
  xml: (root: string, tree: Tree): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ [root]: nested(root, tree) })}`,
} as const;
