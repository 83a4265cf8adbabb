/** 稿件状态: of the version that is worked on. What the public sees is kept beside it (`publication`). */
export const articleStates = ['draft', 'review', 'approved', 'published', 'withdrawn'] as const;
export type ArticleState = (typeof articleStates)[number];

/** What the public sees of an article: nothing, not yet, now, no longer. Read off its two instants, so that nothing need run in time. */
export const publicationStates = ['none', 'scheduled', 'live', 'expired'] as const;
export type PublicationState = (typeof publicationStates)[number];

export const columnKinds = ['news', 'notice'] as const;
export type ColumnKind = (typeof columnKinds)[number];

export const articleActs = ['save', 'submit', 'review', 'publish', 'withdraw', 'schedule'] as const;
export type ArticleAct = (typeof articleActs)[number];

/** Steps that a round of an article goes through, each by another person. */
export const stepKinds = ['propose', 'return', 'approve', 'publish', 'withdraw'] as const;
export type StepKind = (typeof stepKinds)[number];

const from: Readonly<Record<Exclude<ArticleAct, 'withdraw' | 'schedule'>, readonly ArticleState[]>> = {
  save: ['draft', 'published', 'withdrawn'],
  submit: ['draft'],
  review: ['review'],
  publish: ['approved'],
};

export interface Standing {
  readonly state: ArticleState;
  /** Whether there is a publication: shown, to be shown, or expired. */
  readonly published: boolean;
}

/** Whether an act may follow on a state. What is shown is withdrawn whatever happens to the next version meanwhile. */
export const allows = (act: ArticleAct, { state, published }: Standing): boolean =>
  act === 'withdraw' || act === 'schedule' ? published : from[act].includes(state);

/** 保密审查单: what the reviewer answers one by one. An article is approved where none of them was found. */
export const reviewItems = [
  'state_secret',
  'work_secret',
  'personal_data',
  'minors',
  'images',
  'maps',
  'sources',
  'facts',
] as const;
export type ReviewItem = (typeof reviewItems)[number];

export interface Check {
  readonly item: ReviewItem;
  readonly clear: boolean;
}

/** Every item answered once. */
export const isWholeReview = (checks: readonly Check[]): boolean =>
  checks.length === reviewItems.length && reviewItems.every((item) => checks.some((check) => check.item === item));

export const publicationState = (
  publication: { readonly from: string; readonly until: string | null } | null,
  now: string,
): PublicationState => {
  if (publication === null) return 'none';
  if (Date.parse(publication.from) > Date.parse(now)) return 'scheduled';
  return publication.until !== null && Date.parse(publication.until) <= Date.parse(now) ? 'expired' : 'live';
};

/** Headlines (头条要闻) on the front page. */
export const mostHeadlines = 5;

/** What looks like personal data in a text, for the author's and the reviewer's eye. */
export const findingKinds = ['id_number', 'mobile', 'bank_card', 'e_mail'] as const;
export type FindingKind = (typeof findingKinds)[number];

export interface Finding {
  readonly kind: FindingKind;
  /** As it stands there. */
  readonly text: string;
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Whether the last sign of a number of 18 follows from the others (GB 11643). */
const isIdNumber = (text: string): boolean => {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(text[at]), 0);
  return '10X98765432'[sum % 11] === text[17]?.toUpperCase();
};

const isLuhn = (digits: string): boolean => {
  const sum = [...digits].toReversed().reduce((total, digit, at) => {
    const value = at % 2 === 0 ? Number(digit) : Number(digit) * 2;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
};

const patterns: readonly (readonly [FindingKind, RegExp, (text: string) => boolean])[] = [
  ['id_number', /(?<![\da-z])\d{17}[\dx](?![\da-z])/giu, isIdNumber],
  ['mobile', /(?<!\d)1[3-9]\d{9}(?!\d)/gu, () => true],
  ['bank_card', /(?<!\d)[3-6]\d{15,18}(?!\d)/gu, isLuhn],
  ['e_mail', /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/gu, () => true],
];

/** At most this many are told. */
const mostFindings = 50;

/** Full-width digits and letters count as what they look like; blanks and hyphens inside a number do not hide it. */
export const findingsIn = (text: string): Finding[] => {
  const plain = text.normalize('NFKC');
  const joined = plain.replaceAll(/(?<=\d)[ \u00a0-](?=[\dxX])/gu, '');
  const seen = new Set<string>();
  return patterns
    .flatMap(([kind, pattern, holds]) =>
      [plain, joined].flatMap((form) =>
        [...form.matchAll(pattern)].flatMap(([found]) => {
          if (!holds(found) || seen.has(found)) return [];
          seen.add(found);
          return [{ kind, text: found }];
        }),
      ),
    )
    .slice(0, mostFindings);
};
