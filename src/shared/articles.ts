/** How rule-books are cited: 第十九条至第二十一条 in Chinese, Articles 19 to 21 in English. */
import type { Language } from './text.ts';

/** What stands in place of an article where no document says a rule: there is no title to name beside it. */
export const practice = '工作惯例';

const digits = '零一二三四五六七八九';

/** 三十一 as 31, up to 999. */
const numberOf = (text: string): number => {
  let [total, digit] = [0, 0];
  for (const letter of text) {
    if (letter === '百' || letter === '十') {
      total += (digit || 1) * (letter === '百' ? 100 : 10);
      digit = 0;
    } else digit = digits.indexOf(letter);
  }
  return total + digit;
};

const one = '第([零一二三四五六七八九十百]+)(条|章)';
const whole = new RegExp(`^${one}(?:[、至]${one})*(（条号未核）)?$`, 'u');

/** Whether a text is nothing but numbered articles or chapters. */
export const isArticle = (text: string): boolean => whole.test(text);

/** A citation in a language; what is no numbered article stays as it is. */
export const articleIn = (language: Language, text: string): string => {
  if (language === 'en' && text === '条号未核') return 'Article not checked';
  if (language === 'zh' || !isArticle(text)) return text;
  const found = [...text.matchAll(new RegExp(one, 'gu'))];
  const numbers = found.map(([, number = '']) => String(numberOf(number)));
  const name = found[0]?.[2] === '章' ? 'Chapter' : 'Article';
  const last = numbers.pop() ?? '';
  const unchecked = text.endsWith('）') ? ' (article not checked)' : '';
  if (numbers.length === 0) return `${name} ${last}${unchecked}`;
  return `${name}s ${numbers.join(', ')} ${text.includes('至') ? 'to' : 'and'} ${last}${unchecked}`;
};
