import { describe, expect, test } from 'vitest';
import { branchMatcher, type BranchName } from './rules.ts';

const county = '中共永嘉县委员会';
const under = (town: string): string[] => [county, `中共永嘉县${town}委员会`];
const branches: readonly BranchName[] = [
  { id: 'pu1', name: '浦一村党支部', above: under('瓯北街道') },
  { id: 'pu2', name: '浦二村党支部', above: under('瓯北街道') },
  { id: 'linfu-q', name: '林福村党支部', above: under('桥头镇') },
  { id: 'linfu-y', name: '林福村党支部', above: under('岩头镇') },
  { id: 'hospital', name: '中共永嘉县人民医院总支部委员会', above: [county] },
  { id: 'hospital-2', name: '永嘉县人民医院第二党支部', above: [county, '中共永嘉县人民医院总支部委员会'] },
];
const match = branchMatcher(branches);

describe('branch names', () => {
  test('only the very name of one branch is taken without asking', () => {
    expect(match('浦一村党支部').id).toBe('pu1');
    expect(match(' 浦一村（党支部） ').id).toBe('pu1');
    for (const text of ['浦一村支部', '中共浦一村支部委员会', '瓯北街道浦一村党支部', '浦一', '林福村党支部'])
      expect(match(text).id).toBeUndefined();
  });

  test.each([
    ['浦一村支部', 'pu1', 'affixes'],
    ['中共永嘉县瓯北街道浦一村支部委员会', 'pu1', 'affixes'],
    ['中国共产党瓯北街道浦一村支部委员会', 'pu1', 'affixes'],
    ['浦一村党总支', 'pu1', 'kind'],
    ['永嘉县人民医院党总支', 'hospital', 'affixes'],
    ['县人民医院第二支部', 'hospital-2', 'part'],
    ['浦一联合支部', 'pu1', 'part'],
  ])('%s means %s (%s)', (text, id, reason) => {
    expect(match(text).candidates[0]).toMatchObject({ id, reason });
  });

  test('villages of one name are both offered; the township named puts one first', () => {
    expect(match('林福村党支部').candidates.map((c) => c.reason)).toEqual(['equal', 'equal']);
    expect(match('桥头镇林福村支部').candidates[0]?.id).toBe('linfu-q');
    expect(match('岩头镇林福村支部').candidates[0]?.id).toBe('linfu-y');
  });

  const villages = ['内档村', '甲村', '小若岩口村', '大元下村', '坦头村', '花坦村', '廊下村'].map(
    (village): BranchName => ({ id: village, name: `${village}第一党支部`, above: under('桥头镇') }),
  );

  test('a name that many branches end in has no first choice, however long the rest of their names is', () => {
    const few = branchMatcher(villages.slice(0, 2));
    const many = branchMatcher(villages);
    for (const text of ['第一党支部', '第一支部', '桥头镇第一党支部']) {
      expect(few(text).candidates).toHaveLength(2);
      expect(few(text).first).toBeUndefined();
      expect(many(text).candidates).toHaveLength(5);
      expect(many(text).first).toBeUndefined();
    }
    expect(many('甲村第一支部').first).toBe('甲村');
  });

  test('the nearest is first only where it leads: by its township, by its whole name, by a clear distance', () => {
    expect(match('林福村党支部').first).toBeUndefined();
    expect(match('林福村支部').first).toBeUndefined();
    expect(match('桥头镇林福村支部').first).toBe('linfu-q');
    expect(match('县人民医院第二支部').first).toBe('hospital-2');
    expect(match('浦一村党总支').first).toBe('pu1');
    expect(match('浦村党支部').first).toBeUndefined();
  });

  test('a branch that is near by its whole name and by its short one is one candidate', () => {
    const twice = branchMatcher([
      { id: 'pu1', name: '浦一村党支部', above: under('瓯北街道') },
      { id: 'pu1', name: '中共永嘉县瓯北街道浦一村支部委员会', above: under('瓯北街道') },
    ]);
    expect(twice('浦一支部')).toMatchObject({ first: 'pu1', candidates: [{ id: 'pu1' }] });
  });

  test('a slip of the pen is offered, a stranger is not', () => {
    expect(match('永嘉县人民医院第二支部党支').candidates.map((c) => c.id)).toContain('hospital-2');
    expect(match('温州大学离退休').candidates).toEqual([]);
    expect(match('').candidates).toEqual([]);
  });

  test('scores fall and stay between 0 and 1', () => {
    const { candidates } = match('浦村党支部');
    expect(candidates.length).toBeGreaterThan(0);
    for (const [i, { score }] of candidates.entries()) {
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThanOrEqual(candidates[i - 1]?.score ?? 1);
    }
  });
});
