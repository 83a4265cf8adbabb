/**
 * The 25 steps as data: the stage they belong to, who acts, which paper comes of them, the articles of both editions, and what has to
 * be there before. The numbering is practice; the steps themselves are national and can be neither removed nor shortened.
 */
import type { Pack, Stage, StepId } from '../../steps.ts';

export const actors = [
  'applicant',
  'branch',
  /** Where a branch has no committee, its members’ meeting decides instead. */
  'branch_committee',
  'members_meeting',
  'contacts',
  'introducers',
  /** 基层党委, with power to approve. */
  'committee',
  'county_department',
] as const;
export type Actor = (typeof actors)[number];

export const papers = [
  'application',
  'talk_record',
  'recommendation',
  'filing_report',
  'cultivation_register',
  'minutes',
  'publicity_result',
  'introducer_record',
  'vetting_conclusion',
  'training_record',
  'review_report',
  'precheck_opinion',
  'application_book',
  'resolution',
  'talk_opinion',
  'approval_reply',
  'filing_register',
  'assignment_notice',
  'oath_record',
  'probation_register',
  'conversion_request',
  'archive_list',
] as const;
export type Paper = (typeof papers)[number];

export interface StepRow {
  readonly id: StepId;
  /** The stage of the person while the step is taken. */
  readonly stage: Stage;
  readonly actor: Actor;
  readonly paper: Paper;
  readonly articles: Readonly<Record<Pack, string>>;
  /** Several facts belong to the step: an inspection every half-year. */
  readonly repeats: boolean;
  /** Steps that must be finished first. */
  readonly after: readonly StepId[];
}

/** The articles of 2014 were not checked against the text, and are numbered otherwise. */
const unchecked = '条号未核';

type Place = readonly [id: StepId, stage: Stage, actor: Actor, paper: Paper];
const row = (
  [id, stage, actor, paper]: Place,
  article: string,
  after: readonly StepId[],
  { repeats = false }: { readonly repeats?: boolean } = {},
): StepRow => ({ id, stage, actor, paper, articles: { '2014': unchecked, '2026': article }, repeats, after });

export const stepTable: readonly StepRow[] = [
  row(['application', 'applicant', 'applicant', 'application'], '第五条、第六条', []),
  row(['talk', 'applicant', 'branch', 'talk_record'], '第七条', ['application']),
  row(['activist', 'applicant', 'branch_committee', 'recommendation'], '第八条', ['talk']),
  row(['activistFiling', 'activist', 'committee', 'filing_report'], '第八条', ['activist']),
  row(['contacts', 'activist', 'branch', 'cultivation_register'], '第九条', ['activist']),
  row(['cultivation', 'activist', 'contacts', 'cultivation_register'], '第十一条', ['contacts'], { repeats: true }),
  row(['candidate', 'activist', 'branch_committee', 'minutes'], '第十三条', ['activistFiling', 'cultivation']),
  row(['candidateConsent', 'activist', 'committee', 'publicity_result'], '第十三条', ['candidate']),
  row(['introducers', 'candidate', 'branch', 'introducer_record'], '第十四条', ['candidateConsent']),
  row(['vetting', 'candidate', 'committee', 'vetting_conclusion'], '第十六条', ['candidateConsent']),
  row(['training', 'candidate', 'committee', 'training_record'], '第十七条', ['candidateConsent']),
  row(['committeeReview', 'candidate', 'branch_committee', 'review_report'], '第十八条', [
    'introducers',
    'vetting',
    'training',
  ]),
  row(['precheck', 'candidate', 'committee', 'precheck_opinion'], '第十八条', ['committeeReview']),
  row(['applicationBook', 'candidate', 'applicant', 'application_book'], '第十八条', ['precheck']),
  row(['admissionMeeting', 'candidate', 'members_meeting', 'resolution'], '第十九条至第二十一条', ['applicationBook']),
  row(['superiorTalk', 'candidate', 'committee', 'talk_opinion'], '第二十三条', ['admissionMeeting']),
  row(['approval', 'candidate', 'committee', 'approval_reply'], '第二十四条、第二十五条', ['superiorTalk']),
  row(['filing', 'probationary', 'county_department', 'filing_register'], '第二十五条', ['approval']),
  row(['assignment', 'probationary', 'branch', 'assignment_notice'], '第二十八条', ['approval']),
  row(['oath', 'probationary', 'committee', 'oath_record'], '第二十九条', ['approval']),
  row(['probationInspection', 'probationary', 'introducers', 'probation_register'], '第三十条', ['approval'], {
    repeats: true,
  }),
  row(['conversionRequest', 'probationary', 'applicant', 'conversion_request'], '第三十二条', ['approval']),
  row(['conversionMeeting', 'probationary', 'members_meeting', 'resolution'], '第三十一条、第三十二条', [
    'conversionRequest',
    'probationInspection',
  ]),
  row(['conversionApproval', 'probationary', 'committee', 'approval_reply'], '第三十三条', ['conversionMeeting']),
  row(['archive', 'full', 'committee', 'archive_list'], '第三十六条', ['conversionApproval']),
];

/** What a county may ask for beyond the national steps; never instead of one. */
export const localExtras = [
  'thoughtReport',
  'contactTalk',
  'publicAdmission',
  'publicConversion',
  'autobiography',
  'defence',
] as const;
export type LocalExtra = (typeof localExtras)[number];

export interface ExtraRow {
  readonly id: LocalExtra;
  /** Between which steps it falls. */
  readonly from: StepId;
  readonly to: StepId;
  /** The rule that says how often or how long; without one it happens once. */
  readonly rule: string | null;
  readonly actor: Actor;
}

export const extraTable: readonly ExtraRow[] = [
  { id: 'thoughtReport', from: 'activist', to: 'conversionMeeting', rule: 'extra.thoughtReport', actor: 'applicant' },
  { id: 'contactTalk', from: 'contacts', to: 'candidate', rule: 'extra.contactTalk', actor: 'contacts' },
  { id: 'publicAdmission', from: 'admissionMeeting', to: 'approval', rule: 'extra.publicity', actor: 'branch' },
  {
    id: 'publicConversion',
    from: 'conversionRequest',
    to: 'conversionApproval',
    rule: 'extra.publicity',
    actor: 'branch',
  },
  { id: 'autobiography', from: 'candidateConsent', to: 'vetting', rule: null, actor: 'applicant' },
  { id: 'defence', from: 'committeeReview', to: 'admissionMeeting', rule: null, actor: 'applicant' },
];
