/** Questions in running text, as they come out of a word processor: numbered stems, lettered options, 答案：, 解析：. */
import type { Option } from '../../rules.ts';
import type { SheetField } from '../headings/rules.ts';
import type { Raw } from '../reading/rules.ts';

export interface TextQuestion {
  readonly line: number;
  readonly raw: Raw;
  /** Its lines, as they stand there. */
  readonly lines: readonly string[];
}

interface Open {
  readonly line: number;
  readonly number: number | null;
  readonly under: string;
  readonly lines: string[];
  readonly texts: Partial<Record<SheetField, string>>;
  readonly options: Option[];
  /** Where a line without a mark goes on. */
  last: SheetField | 'option';
}

const section =
  /^(?:第?[一二三四五六七八九十]{1,3}\s*(?:部分|大题|、|[.．])|[（(][一二三四五六七八九十]{1,3}[)）]|#+)\s*(.*)$/u;
const isKind = /单选|单项|多选|多项|不定项|判断|是非|填空|简答|问答|论述|选择题/u;
const stemHead = /^(?:第\s*(\d{1,4})\s*题\s*[.．、:：]?|[（(](\d{1,4})[)）]|(\d{1,4})\s*[.．、)）](?!\d))\s*/u;
const optionHead = /^[（(]?([A-JＡ-Ｊ])\s*[.．、:：)）]\s*/u;
const marks: readonly (readonly [SheetField, RegExp])[] = [
  ['answer', /^[【[]?\s*(?:正确答案|参考答案|标准答案|答案|答)\s*(?:[】\]]\s*[:：]?|[:：])\s*/u],
  ['explanation', /^[【[]?\s*(?:答案解析|试题解析|解析|说明|理由)\s*(?:[】\]]\s*[:：]?|[:：])\s*/u],
  ['level', /^[【[]?\s*(?:难易程度|难度)\s*(?:[】\]]\s*[:：]?|[:：])\s*/u],
  ['category', /^[【[]?\s*(?:分类|类别|章节)\s*(?:[】\]]\s*[:：]?|[:：])\s*/u],
  ['topic', /^[【[]?\s*(?:主题|知识点|考点)\s*(?:[】\]]\s*[:：]?|[:：])\s*/u],
  ['source', /^[【[]?\s*(?:来源|出处|依据)\s*(?:[】\]]\s*[:：]?|[:：])\s*/u],
  ['kind', /^[【[]?\s*(?:题型)\s*(?:[】\]]\s*[:：]?|[:：])\s*/u],
];
/** `1.A 2.BC 3.√`: the key of a whole paper at its end. */
const keyPair = /(\d{1,4})\s*[.．、:：-]?\s*([A-JＡ-Ｊ]{1,10}|[√✓✔×✗✘]|对|错|正确|错误)(?=[\s,，;；]|\d|$)/gu;

const letter = (text: string): string => text.normalize('NFKC').toUpperCase();

/** Several options in one line. */
const optionsOfLine = (line: string): Option[] => {
  const heads = [...line.matchAll(/(?:^|[\s;；])[（(]?([A-JＡ-Ｊ])\s*[.．、:：)）]\s*/gu)];
  return heads.map((head, at) => ({
    key: letter(head[1] ?? ''),
    text: line.slice(head.index + head[0].length, heads[at + 1]?.index ?? line.length).trim(),
  }));
};

const begin = (line: number, number: number | null, under: string, stem: string, whole: string): Open => ({
  line,
  number,
  under,
  lines: [whole],
  texts: { stem },
  options: [],
  last: 'stem',
});

const goOn = (open: Open, text: string): void => {
  if (open.last === 'option') {
    const option = open.options.pop();
    if (option !== undefined) open.options.push({ ...option, text: `${option.text}${text}` });
    return;
  }
  const before = open.texts[open.last] ?? '';
  open.texts[open.last] = before === '' ? text : `${before}\n${text}`;
};

/** Puts the options of a line, or what stands behind a mark, where it belongs. Answers whether the line had a place of its own. */
const takeMarked = (open: Open, text: string): boolean => {
  if (optionHead.test(text) && open.last !== 'explanation') {
    open.options.push(...optionsOfLine(text));
    open.last = 'option';
    return true;
  }
  const mark = marks.find(([, pattern]) => pattern.test(text));
  if (mark === undefined) return false;
  const [field, pattern] = mark;
  open.texts[field] = text.replace(pattern, '');
  open.last = field;
  return true;
};

const asQuestion = ({ line, lines, texts, options, under }: Open): TextQuestion => ({
  line,
  lines,
  raw: { texts, options, gaps: [], under },
});

/** The keys of a line that gives nothing but keys; null where it says more. */
const keysOfLine = (text: string): ReadonlyMap<number, string> | null => {
  const bare = text.replace(marks[0]?.[1] ?? /^/u, '').replace(/^.*?(?:答案|参考)[^\d]{0,10}(?=\d)/u, '');
  const pairs = [...bare.matchAll(keyPair)];
  const rest = bare.replaceAll(keyPair, '').replaceAll(/[\s,，;；.。、]/gu, '');
  return pairs.length >= 2 && rest === '' ? new Map(pairs.map(([, n, key]) => [Number(n), key ?? ''])) : null;
};

/** All questions of a text, in their order. What stands before the first is no question. */
export const questionsIn = (text: string): TextQuestion[] => {
  const done: Open[] = [];
  let open: Open | null = null;
  let under = '';
  let sectionFrom = 0;
  let dotted: boolean | null = null;
  const close = (): void => {
    if (open !== null) done.push(open);
    open = null;
  };
  const giveKeys = (keys: ReadonlyMap<number, string>): void => {
    // A key at the end of a section means its questions; at the end of all, those that still lack an answer.
    const lacking = [...done.slice(sectionFrom), ...(open === null ? [] : [open])];
    const from = lacking.some(({ texts }) => texts.answer === undefined) ? lacking : [...done];
    for (const one of from)
      if (one.number !== null && one.texts.answer === undefined) {
        const key = keys.get(one.number);
        if (key !== undefined) one.texts.answer = key;
      }
  };
  for (const [at, whole] of text.replaceAll(/\r\n?/gu, '\n').split('\n').entries()) {
    const line = whole.trim();
    if (line === '') continue;
    const keys = keysOfLine(line);
    if (keys !== null && (open !== null || done.length > 0)) {
      giveKeys(keys);
      continue;
    }
    const title = section.exec(line);
    if (title !== null && isKind.test(line) && line.length < 60) {
      close();
      [under, sectionFrom] = [line, done.length];
      continue;
    }
    const found = stemHead.exec(line);
    // Questions of one text are numbered in one way; （1） among 1. is a part of an answer.
    const style = found === null ? null : found[2] === undefined;
    if (style !== null) dotted ??= style;
    const head = style === dotted ? found : null;
    const number = Number(head?.[1] ?? head?.[2] ?? head?.[3] ?? Number.NaN);
    const current: Open | null = open;
    if (head !== null && !isListInside(current, number)) {
      close();
      open = begin(at + 1, number, under, line.slice(head[0].length), whole);
      continue;
    }
    if (current === null) {
      if (/^[【[（(](?:单选|多选|判断|填空|简答)/u.test(line)) open = begin(at + 1, null, under, line, whole);
      continue;
    }
    current.lines.push(whole);
    if (!takeMarked(current, line)) goOn(current, line);
  }
  close();
  return done.map(asQuestion);
};

/** A numbered list inside an answer or an explanation: 1. 2. 3. that do not go on where the questions are. */
const isListInside = (
  open: { readonly number: number | null; readonly last: string } | null,
  number: number,
): boolean =>
  open !== null &&
  (open.last === 'answer' || open.last === 'explanation') &&
  open.number !== null &&
  number !== open.number + 1 &&
  number <= open.number + 1 &&
  number !== 1;
