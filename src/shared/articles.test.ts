import { expect, test } from 'vitest';
import { articleIn } from './articles.ts';

test.each([
  ['第五条', 'Article 5'],
  ['第十条', 'Article 10'],
  ['第十九条至第二十一条', 'Articles 19 to 21'],
  ['第五条、第六条', 'Articles 5 and 6'],
  ['第一百零三条', 'Article 103'],
  ['第二章', 'Chapter 2'],
  ['第四章（条号未核）', 'Chapter 4 (article not checked)'],
  ['条号未核', 'Article not checked'],
  ['地方要求', '地方要求'],
  ['第三十条同', '第三十条同'],
])('%s is %s', (zh, en) => {
  expect(articleIn('en', zh)).toBe(en);
  expect(articleIn('zh', zh)).toBe(zh);
});
