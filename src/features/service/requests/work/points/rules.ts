import { seenCharacters } from '../../rules.ts';

export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const seen = /[^\s\p{C}\p{Z}]/u;
/** A full stop between digits, or inside a word, ends nothing. */
const sentence = /(?:[^。！？!?；;\n.]|\.(?!\s|$))+[。！？!?；;.]*[”’"』」）)]*/gu;

/** The sentences of a text with their places; lines are sentences too. Anywhere the same, so that a number names one. */
export const sentencesOf = (text: string): Piece[] =>
  [...text.matchAll(sentence)].flatMap(({ 0: whole, index }) => {
    const start = whole.search(seen);
    if (start < 0) return [];
    const words = whole.slice(start).trimEnd();
    return [{ from: index + start, to: index + start + words.length, text: words }];
  });

export interface Numbered {
  readonly text: string;
  /** The number, from one, of the sentence that ends here; null for what follows the last. */
  readonly number: number | null;
}

/** The whole text, cut after each sentence, so that it can carry their numbers. */
export const numbered = (text: string): Numbered[] => {
  const ends = [0, ...sentencesOf(text).map(({ to }) => to)];
  const pieces = ends.slice(1).map((to, place) => ({ text: text.slice(ends[place], to), number: place + 1 }));
  const rest = text.slice(ends.at(-1));
  return rest === '' ? pieces : [...pieces, { text: rest, number: null }];
};

/** The numbers, from one, of sentences of an answer, by their words. */
export const numbersOf = (answer: string, sentences: readonly string[]): number[] =>
  sentencesOf(answer).flatMap(({ text }, place) => (sentences.includes(text) ? [place + 1] : []));

const courtesy = /^(尊敬的|敬爱的|您好|你好|各位|领导好|谢谢|感谢|多谢|此致|敬礼|祝|盼复|盼回复|望回复)/u;
const asking =
  /[?？]|请|希望|要求|建议|恳求|能否|能不能|可否|可不可以|是否|是不是|为什么|为何|为啥|何时|什么时候|怎么|如何|哪里|哪儿|多少|多久|尽快|尽早|[吗呢][。！!]?$/u;
const lacking = /坏|破|堵|漏|塌|裂|断|脏|臭|吵|噪|乱|欠|拖|停|缺|丢|没|未|无|不|危险|积水|扰民|拖欠|难|慢/u;
/** 请尽快处理: asks for what the sentences before it say. */
const general =
  /^(请|希望|恳请|望|要求|盼)?(有关部门|相关部门|有关单位|政府|领导|你们|能够|能)*(尽快|及时|早日|尽早|给予|予以|帮忙|帮助|能|来|派人)*(解决|处理|办理|修好|修复|维修|修理|答复|回复|核实|落实|查处|整改|改善)(一下|好|为盼)?[。！!]?$/u;

/**
 * What a request probably asks, by its sentences: those that ask something or say what is wrong; courtesies and a closing 请尽快处理 are
 * none. Only a suggestion: the handler says which are points.
 */
export const suggestedPoints = (text: string): Piece[] => {
  const said = sentencesOf(text).filter(({ text: words }) => seenCharacters(words) >= 4);
  const points = said.filter(
    ({ text: words }) =>
      !(courtesy.test(words) && seenCharacters(words) <= 12) && (asking.test(words) || lacking.test(words)),
  );
  const own = points.filter(({ text: words }) => !general.test(words));
  return own.length > 0 ? own : points.slice(0, 1);
};

export interface Mark {
  /** As it stands in what the resident wrote. */
  readonly quote: string;
  /** Suggested, and no point. */
  readonly aside: boolean;
}

const placesOf = (text: string, quote: string): { readonly from: number; readonly to: number } | null => {
  const from = quote === '' ? -1 : text.indexOf(quote);
  return from < 0 ? null : { from, to: from + quote.length };
};

export const isQuoted = (texts: readonly string[], quote: string): boolean =>
  texts.some((text) => text.includes(quote));

/** Suggestions that no mark touches. One alone needs none: the whole answer is about it. */
export const unmarked = (text: string, marks: readonly Mark[]): Piece[] => {
  const suggested = suggestedPoints(text);
  if (marks.length === 0 && suggested.length < 2) return [];
  const marked = marks.flatMap(({ quote }) => placesOf(text, quote) ?? []);
  return suggested.filter(({ from, to }) => !marked.some((one) => one.from < to && from < one.to));
};

export interface PointAnswer {
  readonly pointId: string;
  /** Places of sentences of the answer, from nought. */
  readonly sentences: readonly number[];
  readonly reason?: string | undefined;
}

export interface Fault {
  readonly path: string;
  readonly message: string;
}

const faultsOf = (answer: PointAnswer | undefined, place: number, count: number): Fault[] => {
  const path = place < 0 ? 'body.answers' : `body.answers.${place}`;
  if (answer === undefined) return [{ path, message: 'requests.point_open' }];
  if (answer.sentences.some((one) => one >= count)) return [{ path, message: 'requests.no_sentence' }];
  return answer.sentences.length === 0 && (answer.reason ?? '') === ''
    ? [{ path, message: 'requests.point_open' }]
    : [];
};

/** Why an answer cannot go out yet: each point stands in a sentence of it, or there is a reason why not. */
export const answerFaults = (
  points: readonly { readonly id: string }[],
  text: string,
  answers: readonly PointAnswer[],
): Fault[] => {
  const count = sentencesOf(text).length;
  const known = new Set(points.map(({ id }) => id));
  const strangers = answers.flatMap(({ pointId }, place) =>
    known.has(pointId) ? [] : [{ path: `body.answers.${place}.pointId`, message: 'requests.no_point' }],
  );
  const open = points.flatMap(({ id }) => {
    const place = answers.findIndex(({ pointId }) => pointId === id);
    return faultsOf(answers[place], place, count);
  });
  return [...strangers, ...open];
};

/** 信访工作条例第三十二条: whether the claim is supported. */
export const outcomes = ['support', 'explain', 'decline'] as const;
export type Outcome = (typeof outcomes)[number];
