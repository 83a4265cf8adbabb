import { expect, test } from 'vitest';
import { findHeading } from '../headings/rules.ts';
import { rowReader } from '../rules.ts';
import { templateColumns, templateExample } from './rules.ts';

const heading = {
  line: 1,
  texts: ['序号', ...templateColumns.map((c) => (c.required ? `${c.title}*` : c.title))],
  kinds: 't'.repeat(templateColumns.length + 1),
};
const plan = findHeading([heading])!;
const read = rowReader({ sheet: '导入模板', plan, today: '2026-11-23' });
const example = (first: string): ReturnType<typeof read> =>
  read({ line: 2, texts: [first, ...templateExample], kinds: 't'.repeat(templateColumns.length + 1) });

test('every column of the form is understood', () => {
  expect(plan.columns.slice(1).map((c) => c.field)).toEqual(templateColumns.map((c) => c.field));
  expect(plan.missing).toEqual([]);
});

test('the example is left out, and would be right', () => {
  expect(example('示例')).toMatchObject({ kind: 'skipped', why: 'example' });
  expect(example('1')).toMatchObject({ kind: 'row', problems: [] });
});

test('every choice of a drop-down is read as a value', () => {
  for (const [index, column] of templateColumns.entries()) {
    for (const choice of column.choices ?? []) {
      const texts = ['1', ...templateExample.map((value, i) => (i === index ? choice : value))];
      const row = read({ line: 3, texts, kinds: 't'.repeat(texts.length) });
      const problems =
        row.kind === 'row'
          ? row.problems.filter((p) => p.message === 'unknown_value' || p.message === 'not_yes_or_no')
          : [row];
      expect(problems).toEqual([]);
    }
  }
});
