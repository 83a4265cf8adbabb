/** The platform's own forms, from which each committee may make its own. Braces are places; `{#…}` begins repeated rows. */
import type { Block } from '#shared/letter.ts';
import { papers, type PaperId } from './papers.ts';

type Line = string | Block;
const right = (text: string): Block => ({ kind: 'right', text });
const facts = (...rows: readonly (readonly [string, string])[]): Block => ({
  kind: 'table',
  widths: [3, 9],
  head: ['项目', '内容'],
  rows,
});
const signedBy = (who: string, on: string): readonly Block[] => [right(who), right(on)];
const person = [
  ['姓名', '{姓名}'],
  ['性别', '{性别}'],
  ['民族', '{民族}'],
  ['出生日期', '{出生日期}'],
  ['所在党支部', '{党支部}'],
  ['申请入党日期', '{申请日期}'],
] as const;
const inspections = (name: string): Block => ({
  kind: 'table',
  widths: [1, 3, 7, 2],
  head: ['序号', '考察日期', '考察意见', '考察人'],
  rows: [[`{#${name}}{序号}`, '{考察日期}', '{考察意见}', `{考察人}{/${name}}`]],
});
const to = (who: string): Block => ({ kind: 'plain', text: `${who}：` });

const bodies: Partial<Readonly<Record<PaperId, readonly Line[]>>> = {
  talkRecord: [
    facts(...person, ['谈话日期', '{谈话日期}'], ['谈话人', '{谈话人}'], ['谈话情况', '{谈话情况}']),
    right('谈话人（签名）：　　　　　　'),
    right('入党申请人（签名）：　　　　　　'),
  ],
  recommendation: [
    facts(...person, ['推荐情况', '{推荐情况}'], ['确定日期', '{积极分子日期}']),
    ...signedBy('{党支部}（盖章）', '{今日}'),
  ],
  activistFiling: [
    to('{上级党委}'),
    '经党员推荐（群团组织推优），{党支部}于{积极分子日期}研究决定，确定{姓名}同志为入党积极分子，由{培养联系人}同志担任培养联系人。现报请备案。',
    '{姓名}，{性别}，{民族}，{出生日期}出生，{申请日期}递交入党申请书。',
    ...signedBy('{党支部}', '{今日}'),
  ],
  cultivationRegister: [
    facts(...person, ['列为积极分子日期', '{积极分子日期}'], ['培养联系人', '{培养联系人}']),
    { kind: 'heading', text: '培养教育考察情况（每半年考察一次）' },
    inspections('考察'),
    right('党支部书记（签名）：　　　　　　'),
  ],
  candidateRequest: [
    to('{上级党委}'),
    '{姓名}同志于{积极分子日期}被确定为入党积极分子，已经过一年以上培养教育和考察。在听取党小组、培养联系人、党员和群众意见的基础上，{党支部}于{发展对象日期}讨论，拟将{姓名}同志列为发展对象。讨论情况：{讨论情况}',
    '妥否，请批示。',
    ...signedBy('{党支部}', '{今日}'),
  ],
  candidateNotice: [
    '经{党支部}讨论、{上级党委}同意，{姓名}同志拟列为发展对象，现予公示。',
    '{姓名}，{性别}，{民族}，{出生日期}出生，{申请日期}递交入党申请书，{积极分子日期}被确定为入党积极分子，培养联系人为{培养联系人}同志。',
    '公示期自{公示开始}起至{公示结束}止（不少于五个工作日）。党员和群众如有意见，请在公示期内以书面或者口头方式向{上级党委}反映。反映情况应当客观真实，对反映人予以保密。',
    ...signedBy('{上级党委}', '{公示开始}'),
  ],
  noticeResult: [
    to('{上级党委}'),
    '{姓名}同志拟列为发展对象一事，已于{公示开始}至{公示结束}公示。公示情况：{公示情况}',
    ...signedBy('{党支部}', '{今日}'),
  ],
  vettingConclusion: [
    facts(
      ['姓名', '{姓名}'],
      ['所在党支部', '{党支部}'],
      ['政治审查结束日期', '{政审日期}'],
      ['结论', '{政审结论}'],
      ['作出结论的人', '{政审结论人}'],
    ),
    '谈话、查档、函询、外调等原始材料按规定另行保管，不录入本平台。',
    ...signedBy('{上级党委}（盖章）', '{今日}'),
  ],
  trainingRecord: [
    '{姓名}同志（{党支部}）参加了{培训开始}至{培训结束}举办的发展对象集中培训，共{培训天数}天、{培训学时}学时，经考核准予结业。',
    ...signedBy('{上级党委}（盖章）', '{今日}'),
  ],
  committeeReview: [
    facts(
      ...person,
      ['入党介绍人', '{入党介绍人}'],
      ['政治审查结论', '{政审结论}'],
      ['审查日期', '{支委会日期}'],
      ['审查意见', '{支委会意见}'],
    ),
    right('党支部书记（签名）：　　　　　　'),
    right('{今日}'),
  ],
  precheckOpinion: [
    to('{党支部}'),
    '你支部报来的发展对象{姓名}同志的有关材料收悉。经{预审日期}审查，预审意见为：{预审意见}',
    '预审合格的，请组织填写《中国共产党入党志愿书》，并在一个月内提交支部党员大会讨论。',
    ...signedBy('{上级党委}', '{今日}'),
  ],
  admissionResolution: [
    '{党支部}于{大会日期}召开支部党员大会，讨论{姓名}同志的入党问题。应到会有表决权党员{应到}名，实到会{实到}名。大会采取无记名投票方式进行表决：赞成{赞成}票，反对{反对}票，弃权{弃权}票；因故未到会的党员会前提出书面意见{书面意见}份，已统计在票数内。',
    '大会决议：{大会结果}',
    right('党支部书记（签名）：　　　　　　'),
    right('{大会日期}'),
  ],
  superiorTalk: [
    facts(
      ['姓名', '{姓名}'],
      ['所在党支部', '{党支部}'],
      ['谈话日期', '{派人谈话日期}'],
      ['谈话人', '{派谈人}'],
      ['谈话意见', '{派谈意见}'],
    ),
    right('谈话人（签名）：　　　　　　'),
  ],
  approvalReply: [
    to('{党支部}'),
    '你支部关于接收{姓名}同志为中共预备党员的报告收悉。经{审批日期}集体讨论、逐个表决，审批意见为：{审批意见}',
    '预备期自{预备期起}起至{预备期止}止。请将其编入党支部和党小组，继续做好教育和考察。',
    ...signedBy('{上级党委}', '{审批日期}'),
  ],
  admissionNotice: [
    to('{姓名}同志'),
    '经{党支部}党员大会通过、{上级党委}于{审批日期}批准，你已被接收为中共预备党员，预备期自{预备期起}起至{预备期止}止。希望你继续接受党组织的教育和考察，认真履行党员义务。',
    ...signedBy('{党支部}', '{今日}'),
  ],
  admissionFiling: [
    to('{县委}组织部'),
    '{姓名}同志（{性别}，{民族}，{出生日期}出生）经{党支部}于{大会日期}讨论通过，{上级党委}于{审批日期}批准接收为中共预备党员。现报请备案。',
    ...signedBy('{上级党委}', '{今日}'),
  ],
  probationRegister: [
    facts(
      ['姓名', '{姓名}'],
      ['所在党支部', '{党支部}'],
      ['预备期', '{预备期起}至{预备期止}'],
      ['入党介绍人', '{入党介绍人}'],
    ),
    { kind: 'heading', text: '教育考察情况' },
    inspections('预备期考察'),
    right('党支部书记（签名）：　　　　　　'),
  ],
  conversionRequest: [
    facts(
      ['姓名', '{姓名}'],
      ['所在党支部', '{党支部}'],
      ['预备期', '{预备期起}至{预备期止}'],
      ['提出申请日期', '{转正申请日期}'],
    ),
    '转正申请书由本人书写，附后。',
    right('申请人（签名）：　　　　　　'),
  ],
  conversionResolution: [
    '{党支部}于{转正大会日期}召开支部党员大会，讨论预备党员{姓名}同志的转正问题。应到会有表决权党员{转正应到}名，实到会{转正实到}名。大会采取无记名投票方式进行表决：赞成{转正赞成}票，反对{转正反对}票，弃权{转正弃权}票；会前提出书面意见{转正书面意见}份，已统计在票数内。',
    '大会决议：{转正结果}',
    right('党支部书记（签名）：　　　　　　'),
    right('{转正大会日期}'),
  ],
  conversionReply: [
    to('{党支部}'),
    '你支部关于预备党员{姓名}同志转正的报告收悉。经{转正审批日期}研究：{转正审批结果}',
    ...signedBy('{上级党委}', '{转正审批日期}'),
  ],
  archiveList: [
    facts(['姓名', '{姓名}'], ['所在党支部', '{党支部}'], ['编制日期', '{今日}']),
    { kind: 'heading', text: '一、已有材料' },
    {
      kind: 'table',
      widths: [1, 5, 3, 4, 2],
      head: ['序号', '材料名称', '材料日期', '原件存放', '电子件'],
      rows: [['{#材料}{序号}', '{材料名称}', '{材料日期}', '{原件存放}', '{电子件}{/材料}']],
    },
    { kind: 'heading', text: '二、尚缺材料' },
    {
      kind: 'table',
      widths: [1, 6, 6],
      head: ['序号', '材料名称', '依据'],
      rows: [['{#缺少}{序号}', '{材料名称}', '{依据}{/缺少}']],
    },
  ],
};

/** The form of a paper as the platform has it, or undefined where there is none to fill. */
export const formOf = (paper: PaperId): readonly Block[] | undefined => {
  const lines = bodies[paper];
  if (lines === undefined) return undefined;
  return [
    { kind: 'title', text: papers[paper].title[0] },
    { kind: 'plain', text: '' },
    ...lines.map((line): Block => (typeof line === 'string' ? { kind: 'text', text: line } : line)),
  ];
};

export const hasForm = (paper: PaperId): boolean => bodies[paper] !== undefined;
