import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ancestorsOf, findInTree, indexTree, openTo, type TreeNode, treeRows } from './tree-rows.ts';

const nodes: TreeNode[] = [
  { id: 'r', parentId: null, name: '县', initials: 'x' },
  { id: 'a', parentId: 'r', name: '甲镇', initials: 'jz' },
  { id: 'b', parentId: 'r', name: '乙镇', initials: 'yz' },
  { id: 'a1', parentId: 'a', name: '山村', initials: 'sc' },
  { id: 'a2', parentId: 'a', name: '水村', initials: 'sc' },
];
const index = indexTree(nodes);
const names = (open: ReadonlySet<string>, text = ''): string[] =>
  treeRows(index, open, findInTree(index, text)).map((row) => row.node.name);

describe('the lines', () => {
  test.each([
    [0, ['县']],
    [1, ['县', '甲镇', '乙镇']],
    [2, ['县', '甲镇', '山村', '水村', '乙镇']],
  ])('open to depth %i', (depth, shown) => {
    expect(names(openTo(index, depth))).toEqual(shown);
  });

  test.each([
    ['sc', ['县', '甲镇', '山村', '水村']],
    ['YZ', ['县', '乙镇']],
    ['水', ['县', '甲镇', '水村']],
    ['nobody', []],
  ])('found by %s come with what stands above them', (text, shown) => {
    expect(names(new Set(), text)).toEqual(shown);
  });

  test('tell their place among their siblings', () => {
    const row = treeRows(index, openTo(index, 2), null).find((one) => one.node.id === 'a2');
    expect(row).toMatchObject({ level: 3, position: 2, siblings: 2, hasChildren: false });
  });
});

test('a node without its parent stands at the top, and a ring ends', () => {
  const odd = indexTree([
    { id: '1', parentId: 'gone', name: 'x' },
    { id: '2', parentId: '3', name: 'y' },
    { id: '3', parentId: '2', name: 'z' },
  ]);
  expect(treeRows(odd, new Set(), null).map((row) => row.node.id)).toEqual(['1']);
  expect(ancestorsOf(odd, '2').length).toBeLessThan(3);
});

test('a wholly open tree shows every node once', () => {
  const trees = fc.array(fc.nat(), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(trees, (picks) => {
      const made = picks.map((pick, place): TreeNode => ({
        id: `${place}`,
        parentId: place === 0 ? null : `${pick % place}`,
        name: `n${place}`,
      }));
      const all = indexTree(made);
      const shown = treeRows(all, openTo(all, Number.POSITIVE_INFINITY), null).map((row) => row.node.id);
      expect(shown.toSorted()).toEqual(made.map((node) => node.id).toSorted());
    }),
  );
});
