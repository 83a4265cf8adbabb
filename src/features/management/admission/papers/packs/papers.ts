import type { Text } from '#shared/text.ts';
import type { StepId } from '../../steps.ts';
import type { Place, RowName } from './places.ts';

export const paperIds = [
  'applicationLetter',
  'talkRecord',
  'recommendation',
  'activistFiling',
  'cultivationRegister',
  'candidateRequest',
  'candidateNotice',
  'noticeResult',
  'vettingConclusion',
  'trainingRecord',
  'committeeReview',
  'precheckOpinion',
  'applicationBook',
  'admissionResolution',
  'superiorTalk',
  'approvalReply',
  'admissionNotice',
  'admissionFiling',
  'probationRegister',
  'conversionRequest',
  'conversionResolution',
  'conversionReply',
  'archiveList',
] as const;
export type PaperId = (typeof paperIds)[number];

/** A paper of the pipeline: `written` by the applicant's own hand, an `issued` book, or a `form` that is filled from a template. */
export interface Paper {
  readonly step: StepId;
  readonly title: Text;
  readonly by: 'form' | 'written' | 'issued';
  /** Article of the rules of 2026 that asks for it. */
  readonly article: number;
  /** Named in Article 36; the others are the papers related to them. */
  readonly named?: true;
  /** Asked for by the rules of 2026 only: steps before that day owe none. */
  readonly since?: string;
  /** Places without which the form would not say what it is for. */
  readonly required: readonly (Place | RowName)[];
}

const form = (
  step: StepId,
  article: number,
  title: Text,
  required: Paper['required'],
  more: Partial<Paper> = {},
): Paper => ({
  step,
  title,
  by: 'form',
  article,
  required: ['姓名', ...required],
  ...more,
});

/** The articles are those of the Rules on Admission (中国共产党发展党员工作细则) in force since 2026-05-11. */
export const papers: Readonly<Record<PaperId, Paper>> = {
  applicationLetter: {
    step: 'application',
    title: ['入党申请书', 'Application letter'],
    by: 'written',
    article: 5,
    named: true,
    required: [],
  },
  talkRecord: form('talk', 7, ['入党申请人谈话记录', 'Record of the first talk'], ['党支部', '谈话日期']),
  recommendation: form('activist', 8, ['入党积极分子推荐表', 'Recommendation as activist'], ['党支部']),
  activistFiling: form(
    'activistFiling',
    8,
    ['入党积极分子备案报告', 'Report of a new activist'],
    ['党支部', '积极分子日期'],
  ),
  cultivationRegister: form(
    'cultivation',
    11,
    ['入党积极分子培养考察登记表', 'Cultivation register'],
    ['培养联系人', '考察'],
    { named: true },
  ),
  candidateRequest: form(
    'candidate',
    13,
    ['拟列为发展对象的请示', 'Request to list as candidate'],
    ['党支部', '发展对象日期'],
  ),
  candidateNotice: form(
    'candidateConsent',
    13,
    ['发展对象公示', 'Public notice of a candidate'],
    ['公示开始', '公示结束'],
    { since: '2026-05-11' },
  ),
  noticeResult: form(
    'candidateConsent',
    13,
    ['公示情况报告', 'Result of the public notice'],
    ['公示开始', '公示结束', '公示情况'],
    { since: '2026-05-11' },
  ),
  vettingConclusion: form(
    'vetting',
    16,
    ['政治审查结论性材料', 'Conclusion of the political vetting'],
    ['政审结论', '政审结论人'],
    { named: true },
  ),
  trainingRecord: form(
    'training',
    17,
    ['发展对象集中培训结业记录', 'Record of the training'],
    ['培训开始', '培训学时'],
  ),
  committeeReview: form(
    'committeeReview',
    18,
    ['支部委员会审查意见', 'Review by the branch committee'],
    ['支委会日期'],
  ),
  precheckOpinion: form('precheck', 18, ['基层党委预审意见通知', 'Notice of the precheck'], ['预审日期', '预审意见']),
  applicationBook: {
    step: 'applicationBook',
    title: ['入党志愿书', 'Application book'],
    by: 'issued',
    article: 18,
    named: true,
    required: [],
  },
  admissionResolution: form(
    'admissionMeeting',
    21,
    ['支部党员大会接收预备党员决议', 'Resolution to admit'],
    ['大会日期', '应到', '实到', '赞成', '反对', '弃权'],
  ),
  superiorTalk: form(
    'superiorTalk',
    23,
    ['审批前谈话意见', 'Opinion of the talk before approval'],
    ['派人谈话日期', '派谈人'],
  ),
  approvalReply: form(
    'approval',
    24,
    ['关于接收预备党员的批复', 'Reply on the admission'],
    ['党支部', '审批日期', '预备期起'],
  ),
  admissionNotice: form(
    'approval',
    25,
    ['批准为预备党员的通知', 'Notice of the admission'],
    ['审批日期', '预备期起', '预备期止'],
  ),
  admissionFiling: form('filing', 25, ['接收预备党员备案报告', 'Report of the admission'], ['审批日期']),
  probationRegister: form(
    'probationInspection',
    30,
    ['预备党员教育考察登记表', 'Probation register'],
    ['预备期起', '预备期考察'],
    { named: true },
  ),
  conversionRequest: {
    step: 'conversionRequest',
    title: ['转正申请书', 'Application for conversion'],
    by: 'written',
    article: 32,
    named: true,
    required: ['姓名'],
  },
  conversionResolution: form(
    'conversionMeeting',
    32,
    ['支部党员大会转正决议', 'Resolution on the conversion'],
    ['转正大会日期', '转正应到', '转正实到', '转正赞成', '转正反对', '转正弃权', '转正结果'],
  ),
  conversionReply: form(
    'conversionApproval',
    33,
    ['关于预备党员转正的批复', 'Reply on the conversion'],
    ['转正审批日期', '转正审批结果'],
  ),
  archiveList: form('archive', 36, ['发展党员材料归档目录', 'List of the archive'], ['材料']),
};

export const articleOfArchive = 36;
