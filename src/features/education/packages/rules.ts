/** 课件包: what others have written for SCORM 1.2, SCORM 2004 or cmi5, and what such a package may say of a learner. */
export const standards = ['scorm12', 'scorm2004', 'cmi5'] as const;
export type Standard = (typeof standards)[number];

/** When a part of cmi5 is learnt (moveOn). Having been opened is no evidence here, so that `NotApplicable` asks for one of both. */
export const moveOns = ['Passed', 'Completed', 'CompletedAndPassed', 'CompletedOrPassed', 'NotApplicable'] as const;
export type MoveOn = (typeof moveOns)[number];

/** What can be started by itself: a SCO, or an assignable unit. */
export interface PackagePart {
  readonly title: string;
  /** Of the file to start, below the manifest, in small letters. */
  readonly path: string;
  /** Parameters of the address, without '?'. */
  readonly query: string;
  /** What its author hands over to it. */
  readonly launchData: string;
  /** From which score on it is passed, as the manifest writes it; empty where it says nothing. */
  readonly passing: string;
  /** How much of it makes it completed (SCORM 2004). */
  readonly threshold: string;
  readonly moveOn: MoveOn;
  /** The author's own name of it (cmi5). */
  readonly activity: string;
}

export interface PackageFacts {
  readonly standard: Standard;
  readonly title: string;
  readonly parts: readonly PackagePart[];
}

export const packageBytes = 100_000_000;
export const mostParts = 50;
/** Where somebody is in it: a program that keeps more keeps more than a place. */
export const keptLimits = { elements: 400, name: 80, value: 64_000 } as const;

/** Elements of the data model by name. Whatever tells of time (session_time, total_time, latency, timestamps) is not among them. */
const kept: Readonly<Record<Exclude<Standard, 'cmi5'>, RegExp>> = {
  scorm12:
    /^cmi\.(?:core\.(?:lesson_status|lesson_location|exit|score\.(?:raw|min|max))|suspend_data|objectives\.\d{1,3}\.(?:id|status|score\.(?:raw|min|max)))$/,
  scorm2004:
    /^cmi\.(?:completion_status|success_status|progress_measure|location|exit|suspend_data|score\.(?:scaled|raw|min|max)|objectives\.\d{1,3}\.(?:id|success_status|completion_status|progress_measure|score\.(?:scaled|raw|min|max)))$/,
};

export type Kept = Readonly<Record<string, string>>;

export const keeps = (standard: Standard, element: string): boolean =>
  standard !== 'cmi5' && kept[standard].test(element);

/** Without what no text in the database can hold. */
const clean = (value: string): string => value.replaceAll('\u0000', '').replaceAll(/[\ud800-\udfff]/gu, '\ufffd');

/** What of the given elements is kept, the rest silently left out. */
export const keptOf = (standard: Standard, given: Kept): Kept =>
  Object.fromEntries(
    Object.entries(given).flatMap(([element, value]) =>
      keeps(standard, element) && value !== '' ? [[element, clean(value)]] : [],
    ),
  );

/** Whether a score is there that is under what the manifest asks for. */
const isUnder = (score: string | undefined, passing: string): boolean =>
  passing !== '' && score !== undefined && Number(score) < Number(passing);

/**
 * Whether the elements say that the part is learnt, under the score from which on its manifest calls it passed. Who failed has not learnt
 * it, however far the pages were turned.
 */
export const isLearnt = (standard: Standard, values: Kept, passing = ''): boolean => {
  switch (standard) {
    case 'scorm12':
      if (isUnder(values['cmi.core.score.raw'], passing)) return false;
      return ['passed', 'completed'].includes(values['cmi.core.lesson_status'] ?? '');
    case 'scorm2004':
      if (values['cmi.success_status'] === 'failed' || isUnder(values['cmi.score.scaled'], passing)) return false;
      return values['cmi.success_status'] === 'passed' || values['cmi.completion_status'] === 'completed';
    case 'cmi5':
      return false;
  }
};

export const verbs = {
  launched: 'http://adlnet.gov/expapi/verbs/launched',
  completed: 'http://adlnet.gov/expapi/verbs/completed',
  passed: 'http://adlnet.gov/expapi/verbs/passed',
  satisfied: 'https://w3id.org/xapi/adl/verbs/satisfied',
} as const;

/** Whether the verbs of statements meet what the author asks for. */
export const movesOn = (moveOn: MoveOn, said: readonly string[]): boolean => {
  const [completed, passed] = [said.includes(verbs.completed), said.includes(verbs.passed)];
  switch (moveOn) {
    case 'Passed':
      return passed;
    case 'Completed':
      return completed;
    case 'CompletedAndPassed':
      return completed && passed;
    case 'CompletedOrPassed':
    case 'NotApplicable':
      return completed || passed;
  }
};
