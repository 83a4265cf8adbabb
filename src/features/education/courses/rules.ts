/** 课程状态: a second person looks at what is submitted and publishes it; what is withdrawn is offered no more. */
export const courseStates = ['draft', 'review', 'published', 'withdrawn'] as const;
export type CourseState = (typeof courseStates)[number];

export const stepKinds = ['propose', 'take_back', 'return', 'publish', 'withdraw'] as const;
export type StepKind = (typeof stepKinds)[number];

export const courseActs = ['save', 'submit', 'takeBack', 'review', 'withdraw', 'remove'] as const;
export type CourseAct = (typeof courseActs)[number];

export interface Standing {
  readonly state: CourseState;
  /** Whether members are offered an edition of it. */
  readonly offered: boolean;
  /** Whether an edition was ever published: then what somebody learnt stands on it. */
  readonly published: boolean;
}

/** From where an act leads on. A published course is written on; what members are offered stays until the next edition. */
export const allows = (act: CourseAct, { state, offered, published }: Standing): boolean => {
  switch (act) {
    case 'save':
      return state !== 'review';
    case 'submit':
      return state === 'draft';
    case 'takeBack':
    case 'review':
      return state === 'review';
    case 'withdraw':
      return offered;
    case 'remove':
      return state === 'draft' && !published;
  }
};

/** 学员: by stage of membership, by post. */
export const stages = ['applicant', 'probationary', 'full'] as const;
export type Stage = (typeof stages)[number];
const officePosts = ['township_worker', 'county_officer'] as const;
/** Posts of the file; and the roles of those who keep the platform for others, as the session says. */
export const audiencePosts = ['secretary', 'new_secretary', 'committee', ...officePosts] as const;
export type AudiencePost = (typeof audiencePosts)[number];

/** Whom a course is for; an empty list leaves nobody out, and each list that is not empty has to hold. */
export interface Audience {
  readonly stages: readonly Stage[];
  readonly posts: readonly AudiencePost[];
  /** Types of organisations, the own branch's or one above it. */
  readonly types: readonly string[];
}
export const everybody: Audience = { stages: [], posts: [], types: [] };

export interface Holding {
  readonly post: string;
  readonly from: string;
}

export interface Learner {
  readonly stage: Stage;
  readonly posts: readonly Holding[];
  /** As whom somebody has signed in. */
  readonly role?: string;
  /** Types on the way from the county down to the own branch. */
  readonly types: readonly string[];
  /** Of the own branch. */
  readonly path: string;
}

/** How long a secretary is new: trained within six months of taking office (domain 7.1). */
const newMonths = 6;

const monthsBefore = (day: string, months: number): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - months, date)).toISOString().slice(0, 10);
};

const holds = (post: AudiencePost, { posts, role }: Learner, today: string): boolean => {
  switch (post) {
    case 'secretary':
      return posts.some((held) => held.post === 'secretary');
    case 'new_secretary':
      return posts.some((held) => held.post === 'secretary' && held.from > monthsBefore(today, newMonths));
    case 'committee':
      return posts.some((held) => held.post !== 'secretary' && held.post !== 'group_leader');
    case 'township_worker':
    case 'county_officer':
      return role === post;
  }
};

const inOffice = (role: string | undefined): boolean => officePosts.some((post) => post === role);

/** Who has signed in for the office is offered what is meant for it; courses for members are taken as a member. */
export const isFor = (audience: Audience, learner: Learner, today: string): boolean =>
  (!inOffice(learner.role) || audience.posts.some((post) => post === learner.role)) &&
  (audience.stages.length === 0 || audience.stages.includes(learner.stage)) &&
  (audience.posts.length === 0 || audience.posts.some((post) => holds(post, learner, today))) &&
  (audience.types.length === 0 || audience.types.some((type) => learner.types.includes(type)));

/** Providers whose courses are for the whole county; those of any other are for the people below it. */
const forAll: ReadonlySet<string> = new Set([
  'county_committee',
  'county_department',
  'discipline_commission',
  'party_school',
  'government_department',
]);

/** Below which path a provider's course is offered. */
export const reachOf = ({ type, path }: { readonly type: string; readonly path: string }): string =>
  forAll.has(type) ? `/${path.split('/')[1] ?? ''}/` : path;

/** Whether a number of people would tell of one of them. Zero tells of nobody. */
export const leastShown = 5;
export const shownCount = (count: number): number | null => (count === 0 || count >= leastShown ? count : null);
