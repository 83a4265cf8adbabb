export interface TreeNode {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  /** Pinyin initials, or other words by which the node is found. */
  readonly initials?: string;
  /** What kind of thing it is, shown beside the name. */
  readonly note?: string;
  readonly count?: number;
}

/** A line of the tree as it stands on the screen. */
export interface TreeRow {
  readonly node: TreeNode;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly hasChildren: boolean;
  readonly open: boolean;
  readonly hit: boolean;
}

export interface TreeIndex {
  readonly byId: ReadonlyMap<string, TreeNode>;
  readonly children: ReadonlyMap<string | null, readonly TreeNode[]>;
}

/** Sorts the nodes under their parents, in the order given. A node whose parent is not there stands at the top. */
export const indexTree = (nodes: readonly TreeNode[]): TreeIndex => {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const children = new Map<string | null, TreeNode[]>();
  for (const node of nodes) {
    const parent = node.parentId !== null && byId.has(node.parentId) ? node.parentId : null;
    const list = children.get(parent);
    if (list) list.push(node);
    else children.set(parent, [node]);
  }
  return { byId, children };
};

/** The ids above a node, nearest first. */
export const ancestorsOf = (index: TreeIndex, id: string): string[] => {
  const above: string[] = [];
  for (let node = index.byId.get(id); node?.parentId; node = index.byId.get(node.parentId)) {
    if (above.includes(node.parentId)) break;
    above.push(node.parentId);
  }
  return above;
};

/** Nodes down to a depth; 1 opens the roots. */
export const openTo = (index: TreeIndex, depth: number): Set<string> => {
  const open = new Set<string>();
  const walk = (parent: string | null, level: number): void => {
    if (level > depth) return;
    for (const node of index.children.get(parent) ?? []) {
      open.add(node.id);
      walk(node.id, level + 1);
    }
  };
  walk(null, 1);
  return open;
};

const matcher = (text: string): ((node: TreeNode) => boolean) => {
  const wanted = text.trim().toLowerCase();
  return (node) => node.name.toLowerCase().includes(wanted) || (node.initials ?? '').toLowerCase().includes(wanted);
};

export interface Found {
  readonly hits: ReadonlySet<string>;
  /** The hits and everything above them. */
  readonly shown: ReadonlySet<string>;
}

/** The nodes that match by name or initials, or null where nothing is looked for. */
export const findInTree = (index: TreeIndex, text: string): Found | null => {
  if (!text.trim()) return null;
  const matches = matcher(text);
  const hits = new Set([...index.byId.values()].filter(matches).map((node) => node.id));
  const shown = new Set(hits);
  for (const id of hits) for (const above of ancestorsOf(index, id)) shown.add(above);
  return { hits, shown };
};

/** The lines on the screen: what is open, or (while searching) the hits with their ancestors. */
export const treeRows = (index: TreeIndex, open: ReadonlySet<string>, found: Found | null): TreeRow[] => {
  const rows: TreeRow[] = [];
  const walk = (parent: string | null, level: number): void => {
    const all = index.children.get(parent) ?? [];
    const nodes = found ? all.filter((node) => found.shown.has(node.id)) : all;
    nodes.forEach((node, place) => {
      const below = index.children.get(node.id) ?? [];
      const hasChildren = found ? below.some((child) => found.shown.has(child.id)) : below.length > 0;
      const isOpen = hasChildren && (found !== null || open.has(node.id));
      rows.push({
        node,
        level,
        position: place + 1,
        siblings: nodes.length,
        hasChildren,
        open: isOpen,
        hit: found?.hits.has(node.id) ?? false,
      });
      if (isOpen) walk(node.id, level + 1);
    });
  };
  walk(null, 1);
  return rows;
};
