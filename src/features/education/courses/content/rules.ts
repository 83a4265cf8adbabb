import { bodyImages, bodyText, type Body } from '#shared/body.ts';
import { orderedJson } from '#shared/ordered-json.ts';

/** 学习单元: what is read, seen, answered, done or talked about, and courseware of others. Some are evidence (`isEvidence`). */
export const unitKinds = ['text', 'document', 'slides', 'video', 'package', 'quiz', 'task', 'discussion'] as const;
export type UnitKind = (typeof unitKinds)[number];

interface UnitFacts {
  readonly id: string;
  readonly title: string;
}
export type Unit = UnitFacts &
  (
    | { readonly kind: 'text'; readonly body: Body }
    | { readonly kind: 'document' | 'slides'; readonly file: string }
    /** Courseware of others, which says itself when it was learnt. */
    | { readonly kind: 'package'; readonly file: string }
    | { readonly kind: 'video'; readonly file: string; readonly captions: string | null }
    /** Questions of the bank; `ask` of them are drawn each time, and `pass` have to be right. */
    | { readonly kind: 'quiz'; readonly items: readonly string[]; readonly ask: number; readonly pass: number }
    /** Done at a place (现场教学), and confirmed by the branch. */
    | { readonly kind: 'task'; readonly words: string; readonly place: string }
    /** A question to which a branch answers among itself; no evidence. */
    | { readonly kind: 'discussion'; readonly words: string }
  );

export interface Chapter {
  readonly id: string;
  readonly title: string;
  readonly units: readonly Unit[];
}
export interface Content {
  readonly chapters: readonly Chapter[];
}

export const contentLimits = { chapters: 20, units: 30, items: 200, words: 500 } as const;

export const unitsOf = ({ chapters }: Content): Unit[] => chapters.flatMap(({ units }) => units);
export const unitOf = (content: Content, id: string): Unit | undefined =>
  unitsOf(content).find((unit) => unit.id === id);

/** A unit that somebody can complete. What is read or watched is complete by nothing: no minute is counted. */
export const isEvidence = ({ kind }: Unit): boolean => kind === 'quiz' || kind === 'task' || kind === 'package';

/** What became of the chapters and units of a course, by their titles. */
export interface ContentChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
  readonly moved: boolean;
}

/** Chapters and units in one row: a unit that stands in another chapter stands in another place of it. */
const piecesOf = ({ chapters }: Content) =>
  chapters.flatMap(({ id, title, units }) => [
    { id, title, facts: title },
    ...units.map((unit) => ({ id: unit.id, title: unit.title, facts: orderedJson(unit) })),
  ]);

export const changesBetween = (before: Content, after: Content): ContentChanges => {
  const [was, is] = [piecesOf(before), piecesOf(after)];
  const old = new Map(was.map(({ id, facts }) => [id, facts]));
  const now = new Set(is.map(({ id }) => id));
  const stays = (pieces: typeof was): string =>
    pieces.flatMap(({ id }) => (old.has(id) && now.has(id) ? [id] : [])).join();
  const titles = (pieces: typeof was): string[] => pieces.map(({ title }) => title);
  return {
    added: titles(is.filter(({ id }) => !old.has(id))),
    removed: titles(was.filter(({ id }) => !now.has(id))),
    changed: titles(is.filter(({ id, facts }) => old.has(id) && old.get(id) !== facts)),
    moved: stays(was) !== stays(is),
  };
};

/** The files that a course shows, each once. */
export const filesOf = (content: Content): string[] => [
  ...new Set(
    unitsOf(content).flatMap((unit) => {
      if (unit.kind === 'text') return bodyImages(unit.body);
      if (unit.kind === 'document' || unit.kind === 'slides' || unit.kind === 'package') return [unit.file];
      if (unit.kind === 'video') return unit.captions === null ? [unit.file] : [unit.file, unit.captions];
      return [];
    }),
  ),
];

export const itemsOf = (content: Content): string[] => [
  ...new Set(unitsOf(content).flatMap((unit) => (unit.kind === 'quiz' ? unit.items : []))),
];

/** What keeps a course from being submitted. */
export const contentFaults = [
  'courses.empty',
  'courses.no_evidence',
  'courses.same_id',
  'courses.text_empty',
  'courses.quiz_small',
  'courses.quiz_guess',
  'courses.no_captions',
] as const;
export type ContentFault = (typeof contentFaults)[number];

/** Whoever knows nothing and guesses passes no more often than this. */
export const mostLuck = 0.05;

/** How likely at least `pass` of independent guesses are right. */
export const luckOf = (chances: readonly number[], pass: number): number => {
  let counts = [1];
  for (const chance of chances) {
    const next = Array.from({ length: counts.length + 1 }, () => 0);
    counts.forEach((share, right) => {
      next[right] = (next[right] ?? 0) + share * (1 - chance);
      next[right + 1] = (next[right + 1] ?? 0) + share * chance;
    });
    counts = next;
  }
  return counts.slice(pass).reduce((sum, share) => sum + share, 0);
};

/** What a guess is worth at each question of a quiz, by the id of the question. */
export type Chances = ReadonlyMap<string, number>;

const quizFaults = (unit: Extract<Unit, { kind: 'quiz' }>, chances: Chances): ContentFault[] => {
  const known = unit.items.flatMap((item) => {
    const chance = chances.get(item);
    return chance === undefined ? [] : [chance];
  });
  if (known.length < unit.ask) return ['courses.quiz_small'];
  // The easiest to guess that can be drawn together.
  const worst = known.toSorted((a, b) => b - a).slice(0, unit.ask);
  return luckOf(worst, unit.pass) > mostLuck ? ['courses.quiz_guess'] : [];
};

const unitFaults = (unit: Unit, chances: Chances): ContentFault[] => {
  if (unit.kind === 'quiz') return quizFaults(unit, chances);
  if (unit.kind === 'text')
    return bodyText(unit.body) === '' && bodyImages(unit.body).length === 0 ? ['courses.text_empty'] : [];
  return unit.kind === 'video' && unit.captions === null ? ['courses.no_captions'] : [];
};

/** Titles of the quizzes that guessing passes too easily. */
export const easyQuizzes = (content: Content, chances: Chances): string[] =>
  unitsOf(content)
    .filter((unit) => unitFaults(unit, chances).includes('courses.quiz_guess'))
    .map(({ title }) => title);

export const faultsOf = (content: Content, chances: Chances): ContentFault[] => {
  const units = unitsOf(content);
  if (units.length === 0) return ['courses.empty'];
  const ids = [...content.chapters, ...units].map(({ id }) => id);
  return [
    ...new Set([
      ...(units.some(isEvidence) ? [] : (['courses.no_evidence'] as const)),
      ...(new Set(ids).size < ids.length ? (['courses.same_id'] as const) : []),
      ...units.flatMap((unit) => unitFaults(unit, chances)),
    ]),
  ];
};
