/** Questions in running text, as they come out of a word processor: numbered stems, lettered options, 答案：, 解析：. */
import type { BankKind, Option } from '../../rules.ts';
import { answerInStem, filledIn, letteredIn } from '../answers/rules.ts';
import type { SheetField } from '../headings/rules.ts';
import { kindNamed, type Raw } from '../reading/rules.ts';

export interface TextQuestion {
  readonly line: number;
  readonly raw: Raw;
  /** Its lines, as they stand there. */
  readonly lines: readonly string[];
}

interface Open {
  readonly line: number;
  readonly number: number | null;
  /** Numbers that are passed over between the question before and this one. */
  readonly jump?: string;
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
/** 6 党员……, 6：党员……, 6、2021年……: no head by itself, but where the sixth is awaited. */
const awaitedHead = /^(\d{1,4})(?:\s*[.．、]\s*(?=\d{4}\s*年)|\s*(?:[:：,，。·]\s*)?(?=[\p{Script=Han}“"《「]))/u;
/** 6 个月, 6 名党员: a number that counts and goes on with the line above. */
const counted = new RegExp(
  `^(?:[个位种次月天周点秒元万千百亿倍级届岁款篇册页类户场轮步至到或]|以[上内外]|${[
    '条(?!例)|项(?!目)|日(?!常)|号(?!召)|时(?!代)|年(?!轻|龄)|名(?!誉|称)|人(?!民|才|员|大)|分(?!管|党|析|别|工)',
    '件|家(?!庭|长|风)|支(?!部|委|持)|组(?!织)|部(?!门|队|分)|所(?!有|谓|属)|期(?!间)|批(?!评|准)|章(?!程)|节(?!约|日)',
    '大(?!力|会|学|家)|和(?!平|谐)',
  ].join('|')})`,
  'u',
);
const optionHead = /^[（(]?([A-J])\s*[.．、:：)）]\s*/u;
/** Feet and heads of printed pages. */
const furniture = /^(?:第\s*\d+\s*页.{0,12}|[-—]\s*\d+\s*[-—]|\d+\s*\/\s*\d+)$/u;

const sign = String.raw`(?:[】\])）]\s*[:：]?|[:：])\s*`;
const mark = (names: string): RegExp => new RegExp(`^[【\\[（(]?\\s*(?:${names})\\s*${sign}`, 'u');
/** 答案 B, 答案是：B, 正确答案为 √, 答案ABC. */
const loose =
  /^[【[（(]?\s*(?:正确|参考|标准)?答案(?:(?:\s*[是为]\s*[:：]?\s*|\s+)(?=\S)|(?=(?:[A-J]{1,10}|[√✓✔×✗✘对错]|正确|错误)\s*[)）】\]。.]?$))/u;
const marks: readonly (readonly [SheetField, RegExp])[] = [
  ['answer', mark('正确答案|参考答案|标准答案|答案|答')],
  ['answer', loose],
  ['explanation', mark('答案解析|试题解析|解析|说明|理由')],
  ['level', mark('难易程度|难度')],
  ['category', mark('分类|类别|章节')],
  ['topic', mark('主题|知识点|考点')],
  ['source', mark('来源|出处|依据')],
  ['kind', mark('题型')],
];
/** Where a line goes on to something else: 1. ……（ ）。答案：B 解析：…… */
const within = new RegExp(
  `(?<=[^\\s【\\[（(])\\s*(?=[【\\[（(]?\\s*(?:正确答案|参考答案|标准答案|(?<!正确|参考|标准)答案(?!解析)|答案解析|试题解析|(?<!答案|试题)解析|(?<=[\\s。？?！!）)】_])答|难易程度|难度|知识点|考点)\\s*${sign})`,
  'u',
);
/** The answer alone, on the line below its options. */
const bareAnswer = /^[（(]?\s*(?:[A-J](?:[\s,，、]*[A-J])*|[√✓✔×✗✘]|对|错|正确|错误)\s*[)）]?[。.]?$/u;
/** （√）1. ……: the answer stands before the number. */
const answerFirst = /^([（(]\s*(?:[A-J]{1,10}|[√✓✔×✗✘]|对|错|正确|错误)?\s*[)）])\s*(\d{1,4}\s*[.．、].*)$/u;
/** Letters and figures in one width; everything else as it stands. */
const halved = (line: string): string =>
  line.replaceAll(/[０-９Ａ-Ｚａ-ｚ]/gu, (wide) => String.fromCodePoint((wide.codePointAt(0) ?? 0) - 0xfee0)).trim();

const asRead = (whole: string): string => halved(whole).replace(answerFirst, '$2$1');

/** `1.A 2.BC 3.√`: the key of a whole paper at its end. */
const keyPair = /(\d{1,4})\s*[.．、:：-]?\s*([A-J]{1,10}|[√✓✔×✗✘]|对|错|正确|错误)(?=[\s,，;；]|\d|$)/gu;
/** `1-5 ABCDA`, `6—10：√×√√×`. */
const keyRange = /(\d{1,4})\s*[-~—–－～至]{1,2}\s*(\d{1,4})\s*[.．、:：]?\s*([A-J√✓✔×✗✘对错][A-J√✓✔×✗✘对错\s,，]*)/gu;

/** A stem, and the options that may stand on its line. */
const begin = (at: Pick<Open, 'line' | 'number' | 'under' | 'jump'>, text: string, whole: string): Open => {
  const found = letteredIn(text, 'bare');
  const holds =
    found !== null &&
    /[\s。？?！!）)】_：:；;]$/u.test(found.before) &&
    found.options.length >= 2 &&
    found.options[0]?.key === 'A';
  return {
    ...at,
    lines: [whole],
    texts: { stem: holds ? found.before.trim() : text },
    options: holds ? [...found.options] : [],
    last: holds ? 'option' : 'stem',
  };
};

const goOn = (open: Open, text: string): void => {
  if (open.last === 'option') {
    const option = open.options.pop();
    if (option !== undefined) open.options.push({ ...option, text: `${option.text}${text}` });
    return;
  }
  const before = open.texts[open.last] ?? '';
  open.texts[open.last] = before === '' ? text : `${before}\n${text}`;
};

/** What stands behind a mark; of （答案：B） without the bracket that closes it. */
const behind = (text: string, pattern: RegExp): string => {
  const value = text.replace(pattern, '').trim();
  return /^[（(]/u.test(text) && !/[（(]/u.test(value) ? value.replace(/[)）]\s*[。.]?$/u, '') : value;
};

/** Puts the options of a line, or what stands behind a mark, where it belongs. Answers whether the line had a place of its own. */
const takeMarked = (open: Open, text: string): boolean => {
  if (optionHead.test(text) && open.last !== 'explanation') {
    open.options.push(...(letteredIn(text)?.options ?? []));
    open.last = 'option';
    return true;
  }
  if (open.texts.answer === undefined && open.last === 'option' && bareAnswer.test(text)) {
    open.texts.answer = text;
    open.last = 'answer';
    return true;
  }
  const found = marks.find(([, pattern]) => pattern.test(text));
  if (found === undefined || (found[1] === loose && open.texts.answer !== undefined)) return false;
  const [field, pattern] = found;
  open.texts[field] = behind(text, pattern);
  open.last = field;
  return true;
};

const asQuestion = ({ line, lines, texts, options, under, jump }: Open): TextQuestion => ({
  line,
  lines,
  raw: { texts, options, gaps: [], under, ...(jump === undefined ? {} : { jump }) },
});

interface Keys {
  /** A kind of question that the line names: 一、单选题 1-5 ABCDA. */
  readonly kind: BankKind | null;
  readonly byNumber: ReadonlyMap<number, string>;
}

const rangeOf = ([, from, to, text = '']: RegExpExecArray): readonly (readonly [number, string])[] | null => {
  const [first, last] = [Number(from), Number(to)];
  const groups = text.trim().split(/[\s,，]+/u);
  const each = groups.length === last - first + 1 ? groups : [...text.replaceAll(/[\s,，]/gu, '')];
  return each.length === last - first + 1 ? each.map((key, at) => [first + at, key] as const) : null;
};

/** The keys of a line that gives nothing but keys; null where it says more. */
const keysOfLine = (text: string, isKey: boolean): Keys | null => {
  const before = /^\D{0,24}(?:答案|参考|题)\D{0,12}(?=\d)/u.exec(text)?.[0] ?? '';
  const bare = text.slice(before.length);
  const ranges = [...bare.matchAll(keyRange)].map(rangeOf);
  const withoutRanges = bare.replaceAll(keyRange, ' ');
  const single = [...withoutRanges.matchAll(keyPair)].map(([, n, key = '']) => [Number(n), key] as const);
  const rest = withoutRanges.replaceAll(keyPair, '').replaceAll(/[\s,，;；.。、]/gu, '');
  const pairs = [...ranges.flatMap((range) => range ?? []), ...single];
  if (rest !== '' || ranges.includes(null) || pairs.length < (isKey ? 1 : 2)) return null;
  return { kind: kindNamed(before), byNumber: new Map(pairs) };
};

const isOpen = ({ texts }: Open): boolean => (texts.answer ?? '') === '';

/** Whether a question has its answer, behind a mark or in its stem, so that another may follow. */
const isAnswered = ({ texts: { answer = '', stem = '' }, under }: Open): boolean =>
  answer !== '' || answerInStem(stem) !== null || (kindNamed(under) === 'blank' && filledIn(stem) !== null);

const numberOf = (head: RegExpExecArray | null): number => Number(head?.[1] ?? head?.[2] ?? head?.[3] ?? Number.NaN);

/** The next number behind another mark, （6） after 5、 where no answer or explanation lists its parts. */
const isAwaited = (open: Open | null, number: number): boolean =>
  open !== null &&
  open.number !== null &&
  number === open.number + 1 &&
  (open.last === 'stem' || open.last === 'option') &&
  isAnswered(open) &&
  !new RegExp(`[（(]${open.number}[)）]`, 'u').test(open.texts.stem ?? '');

/** A list of bare numbers inside an answer or an explanation that has come to the one before. */
const isListed = ({ last, texts }: Open, number: number): boolean =>
  (last === 'answer' || last === 'explanation') &&
  (texts[last] ?? '').split('\n').some((line) => Number(/^\d{1,4}(?=\s*[^\d\s])/u.exec(line)?.[0]) === number - 1);

/** The number of the next question, written without a mark of its own; null where the line goes on with the one before. */
const awaitedIn = (open: Open | null, line: string): RegExpExecArray | null => {
  const found = awaitedHead.exec(line);
  const number = Number(found?.[1]);
  if (found === null || open === null || open.number === null || number !== open.number + 1) return null;
  if (!isAnswered(open) || isListed(open, number)) return null;
  // An explanation that ends in the midst: ……，第 / 6 ……
  const hangs =
    open.last === 'explanation' && /[，、；：,;:第为至在约达的及和或与]$/u.test(open.texts.explanation ?? '');
  return hangs || counted.test(line.slice(found[0].length)) ? null : found;
};

/** Numbers left out between two questions of one section: 5 → 7. */
const jumpTo = (number: number, before: number | null): { readonly jump?: string } =>
  before === null || Number.isNaN(number) || number <= before + 1 ? {} : { jump: `${before} → ${number}` };

/** 参考答案: what follows are keys, and no more questions. */
const keyTitle = /^[【[（(]?\s*(?:参考|标准|正确|试题)?答案\s*(?:及解析|与解析|部分)?\s*[】\])）]?$/u;

/** All questions of a text, in their order. What stands before the first is no question. */
export const questionsIn = (text: string): TextQuestion[] => {
  const done: Open[] = [];
  let open: Open | null = null;
  let under = '';
  let sectionFrom = 0;
  let dotted: boolean | null = null;
  let isKey = false;
  const close = (): void => {
    if (open !== null) done.push(open);
    open = null;
  };
  const giveKeys = ({ kind, byNumber }: Keys): void => {
    // A key at the end of a section means its questions; at the end of all, those that still lack an answer.
    const here = [...done.slice(sectionFrom), ...(open === null ? [] : [open])];
    const named = kind ?? (here.length === 0 ? kindNamed(under) : null);
    const lacking = here.some(isOpen) ? here : [...done];
    const from = named === null ? lacking : [...done, ...(open === null ? [] : [open])];
    for (const one of from) {
      if (one.number === null || !isOpen(one)) continue;
      if (named !== null && kindNamed(one.under) !== named) continue;
      const key = byNumber.get(one.number);
      if (key !== undefined) one.texts.answer = key;
    }
  };
  for (const [at, whole] of text.replaceAll(/\r\n?/gu, '\n').split('\n').entries()) {
    const line = asRead(whole);
    if (line === '' || furniture.test(line)) continue;
    const current: Open | null = open;
    if (keyTitle.test(line)) {
      isKey = done.length > 0 || current !== null;
      // Or it is the title of one answer, which follows.
      if (current !== null && isOpen(current)) [current.texts.answer, current.last] = ['', 'answer'];
      continue;
    }
    const keys = keysOfLine(line, isKey);
    if (keys !== null && (current !== null || done.length > 0)) {
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
    const isHead = style === dotted || isAwaited(current, numberOf(found));
    const head = found === null ? awaitedIn(current, line) : isHead ? found : null;
    const number = numberOf(head);
    const [first = '', ...others] = line.slice(head?.[0].length ?? 0).split(within);
    if (head !== null && !isListInside(current, number)) {
      close();
      const before = done.length > sectionFrom ? (done.at(-1)?.number ?? null) : null;
      open = begin({ line: at + 1, number, under, ...jumpTo(number, before) }, first, whole);
      for (const part of others) if (!takeMarked(open, part)) goOn(open, part);
      continue;
    }
    if (current === null) {
      if (/^[【[（(](?:单选|多选|判断|填空|简答)/u.test(line))
        open = begin({ line: at + 1, number: null, under }, line, whole);
      continue;
    }
    current.lines.push(whole);
    for (const part of line.split(within)) if (!takeMarked(current, part)) goOn(current, part);
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
