/** 练习、自测、正式考试: of the first two the result and the explanations are there as soon as it is handed in. */
export const examKinds = ['practice', 'check', 'formal'] as const;
export type ExamKind = (typeof examKinds)[number];
export const examStates = ['draft', 'published', 'released', 'withdrawn'] as const;
export type ExamState = (typeof examStates)[number];
export const itemKinds = ['single', 'multiple', 'judge', 'blank', 'short'] as const;
export type ItemKind = (typeof itemKinds)[number];
/** Who is asked: by what the person is in the branch, or by the post. */
/** 管理员：asked as those who keep the platform for others, by the role of the session. */
export const officeStages = ['organisation_member', 'township_worker', 'county_officer'] as const;
export const stages = ['full', 'probationary', 'applicant', 'secretary', ...officeStages] as const;
export type Stage = (typeof stages)[number];

/** Organisations that hold members. */
export const branchTypes = ['branch', 'joint_branch', 'temporary_branch'] as const;

/** So long before it opens papers are handed out, closed: the crowd comes over half an hour and not in one second. */
export const aheadMs = 30 * 60_000;
/** What comes in so long after the end has been on its way. */
export const graceMs = 30_000;
/** Lines that one request carries; a longer journal goes in several. */
export const mostLines = 200;
export const mostAnswer = 4_000;

/** Measured, else as the author judges: the share of points that is lost. */
const judged: Readonly<Record<number, number>> = { 1: 0.2, 2: 0.4, 3: 0.6 };
export const difficultyOf = (measured: number | null, level: number): number => measured ?? judged[level] ?? 0.4;

/* The journal */

/** A line of the journal as the device keeps it. Its signature covers the one before, so that none can be left out or put in. */
export interface Line {
  readonly seq: number;
  readonly item: number;
  /** Letters of options, `T` or `F`, the gaps in order, or one text. */
  readonly answer: readonly string[];
  /** Milliseconds since 1970 in the server's time, as the device reckons it. */
  readonly at: number;
  readonly mac: string;
}

/** What is signed. */
export const signedText = (before: string, { seq, item, answer, at }: Omit<Line, 'mac'>): string =>
  `${before}|${seq}|${item}|${at}|${JSON.stringify(answer)}`;
/** Letters of the signature that are kept: 128 bits of it. */
export const macLength = 32;

export interface KeptLine {
  readonly sitting: number;
  readonly seq: number;
  readonly item: number;
  readonly answer: string;
  readonly writtenAt: number;
  readonly receivedAt: number;
}

/** When an attempt ended: by the clock, or by the person's own word. */
export interface End {
  readonly at: number;
  readonly byHand: boolean;
  /** What was written in time still counts when it comes in by then. */
  readonly lateUntil: number;
}

/** Whether a line counts: it came in time, or was written in time and came before the late limit. */
const isInTime = (line: KeptLine, writtenAt: number, { at, byHand, lateUntil }: End): boolean =>
  line.receivedAt <= at + (byHand ? 0 : graceMs) || (writtenAt <= at && line.receivedAt <= lateUntil);

export interface Counted {
  readonly answers: ReadonlyMap<number, string>;
  /** Answers that count and came in after the end. */
  readonly late: number;
}

/**
 * The answers that count. The order is that of the sittings, whose numbers the server gives, and within one that of its lines: when
 * something arrives, and what the clock of a device says, changes nothing of it. A clock that went back is held at what it had said.
 */
export const countedAnswers = (lines: readonly KeptLine[], end: End): Counted => {
  const answers = new Map<number, string>();
  const lateItems = new Set<number>();
  const ordered = lines.toSorted((a, b) => a.sitting - b.sitting || a.seq - b.seq);
  let [sitting, clock] = [0, 0];
  for (const line of ordered) {
    if (line.sitting !== sitting) [sitting, clock] = [line.sitting, 0];
    clock = Math.max(clock, line.writtenAt);
    if (!isInTime(line, clock, end)) continue;
    answers.set(line.item, line.answer);
    if (line.receivedAt > end.at + (end.byHand ? 0 : graceMs)) lateItems.add(line.item);
    else lateItems.delete(line.item);
  }
  return { answers, late: lateItems.size };
};

/** What stands of each item so far, for a device that takes the attempt up. */
export const standingAnswers = (lines: readonly KeptLine[]): ReadonlyMap<number, string> =>
  new Map(
    lines.toSorted((a, b) => a.sitting - b.sitting || a.seq - b.seq).map(({ item, answer }) => [item, answer] as const),
  );

/* Marks */

/** What is right, as the bank keeps it. */
export type Right =
  | { readonly keys: readonly string[] }
  | { readonly holds: boolean }
  | { readonly blanks: readonly (readonly string[])[]; readonly anyOrder: boolean }
  | { readonly model: string; readonly points: readonly string[] };

/** Full-width letters, blanks, case and the marks at the end do not make an answer wrong. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s+/gu, '')
    .replaceAll(/^[“”"'‘’《》<>「」]+|[“”"'‘’《》<>「」。.,，;；:：!！]+$/gu, '');

const shareOfKeys = (chosen: readonly string[], keys: readonly string[], halves: boolean): number => {
  const [mine, right] = [new Set(chosen), new Set(keys)];
  if (mine.size === 0 || [...mine].some((key) => !right.has(key))) return 0;
  if (mine.size === right.size) return 1;
  return halves && right.size > 1 ? 0.5 : 0;
};

const shareOfBlanks = (
  written: readonly string[],
  { blanks, anyOrder }: { readonly blanks: readonly (readonly string[])[]; readonly anyOrder: boolean },
): number => {
  const open = blanks.map((words) => new Set(words.map(plainWords)));
  let right = 0;
  for (const [at, text] of written.slice(0, blanks.length).entries()) {
    const word = plainWords(text);
    if (word === '') continue;
    const place = anyOrder ? open.findIndex((words) => words.has(word)) : at;
    if (!open[place]?.has(word)) continue;
    // In any order each gap is filled once.
    open[place] = new Set();
    right += 1;
  }
  return blanks.length === 0 ? 0 : Math.round((right / blanks.length) * 1_000) / 1_000;
};

/** The share of the points by rule; null where a reader has to say. An item that was left out gets nothing. */
export const shareOf = (right: Right, answer: readonly string[] | null, halves: boolean): number | null => {
  if (answer === null || answer.every((word) => word.trim() === '')) return 0;
  if ('keys' in right) return shareOfKeys(answer, right.keys, halves);
  if ('holds' in right) return answer[0] === (right.holds ? 'T' : 'F') ? 1 : 0;
  if ('blanks' in right) return shareOfBlanks(answer, right);
  return null;
};

const cents = (value: number): number => Math.round(value * 100) / 100;

/** Points of all items; null while one waits. */
export const sumOf = (marks: readonly { readonly points: number; readonly share: number | null }[]): number | null =>
  marks.some(({ share }) => share === null)
    ? null
    : cents(marks.reduce((sum, { points, share }) => sum + points * (share ?? 0), 0));

/**
 * What two readers come to: their mean; where they are further apart than the bound a third reads, and the two that are nearest to each
 * other count. Null while a reading is missing.
 */
export const agreedPoints = (readings: readonly number[], gap: number): number | null => {
  const [first, second, third] = readings;
  if (first === undefined || second === undefined) return null;
  if (Math.abs(first - second) <= gap) return cents((first + second) / 2);
  if (third === undefined) return null;
  const pairs = [
    [first, third],
    [second, third],
    [first, second],
  ] as const;
  const [a, b] = pairs.toSorted((x, y) => Math.abs(x[0] - x[1]) - Math.abs(y[0] - y[1]))[0] ?? [first, second];
  return cents((a + b) / 2);
};

/* States */

export const acts = ['change', 'remove', 'publish', 'withdraw', 'release'] as const;
export type ExamAct = (typeof acts)[number];

/** What may be done now. What was published is never changed: those who have begun would not have had the same. */
export const allows = (act: ExamAct, state: ExamState, ended: boolean): boolean => {
  if (act === 'change' || act === 'remove' || act === 'publish') return state === 'draft';
  if (act === 'withdraw') return state === 'published' && !ended;
  return state === 'published' && ended;
};

/** How an exam stands for somebody who looks for it: what runs comes first, then what is coming, drafts, and what is over. */
export const phases = ['open', 'coming', 'draft', 'closed', 'released', 'withdrawn'] as const;
export type ExamPhase = (typeof phases)[number];

export const phaseOf = (state: ExamState, opensAt: number, closesAt: number, now: number): ExamPhase => {
  if (state !== 'published') return state;
  if (now < opensAt) return 'coming';
  return now < closesAt ? 'open' : 'closed';
};

/** Whether the person may read the result: at once where it is no formal exam, else when the office has released it. */
export const isTold = (kind: ExamKind, state: ExamState, handedIn: boolean): boolean =>
  kind === 'formal' ? state === 'released' : handedIn;

/** Days after the release in which a mark may be asked about. */
export const appealDays = 7;

/** Item analysis: of so few nothing can be said. */
export const fewest = 5;

/** How well an item tells those who know from those who do not: the correlation of its share with the rest of the points. */
export const discriminationOf = (pairs: readonly (readonly [share: number, rest: number])[]): number | null => {
  if (pairs.length < fewest) return null;
  const mean = (of: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[of], 0) / pairs.length;
  const [x, y] = [mean(0), mean(1)];
  let [xy, xx, yy] = [0, 0, 0];
  for (const [a, b] of pairs) {
    xy += (a - x) * (b - y);
    xx += (a - x) ** 2;
    yy += (b - y) ** 2;
  }
  return xx === 0 || yy === 0 ? null : Math.round((xy / Math.sqrt(xx * yy)) * 100) / 100;
};
