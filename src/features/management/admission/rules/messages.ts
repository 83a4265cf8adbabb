import { catalogue } from '#shared/text.ts';
import type { Pack, StepId } from '../steps.ts';
import type { ContradictionRule } from './contradictions/rules.ts';
import type { StepStateKind } from './path/rules.ts';
import type { Actor, Flaw, LocalExtra, Paper } from './rules.ts';

/** The 25 steps by their customary names. */
export const stepTexts = catalogue({
  application: ['递交入党申请书', 'Application'],
  talk: ['派人谈话', 'First talk'],
  activist: ['推荐和确定入党积极分子', 'Chosen as activist'],
  activistFiling: ['积极分子报上级党委备案', 'Activist filed with the committee'],
  contacts: ['指定培养联系人', 'Contacts named'],
  cultivation: ['培养教育考察', 'Cultivation and inspection'],
  candidate: ['确定发展对象', 'Chosen as candidate'],
  candidateConsent: ['报上级党委同意并公示', 'Committee’s agreement and public notice'],
  introducers: ['确定入党介绍人', 'Introducers named'],
  vetting: ['政治审查', 'Political vetting'],
  training: ['集中培训', 'Training'],
  committeeReview: ['支部委员会审查', 'Review by the branch committee'],
  precheck: ['基层党委预审', 'Pre-check by the committee'],
  applicationBook: ['填写入党志愿书', 'Application book filled in'],
  admissionMeeting: ['支部大会讨论接收', 'Meeting on admission'],
  superiorTalk: ['上级党委派人谈话', 'Talk by the committee'],
  approval: ['上级党委审批', 'Approval by the committee'],
  filing: ['再上一级党委组织部门备案', 'Filed with the organisation department'],
  assignment: ['编入党支部和党小组', 'Assigned to branch and group'],
  oath: ['入党宣誓', 'Oath'],
  probationInspection: ['继续教育考察', 'Inspection during probation'],
  conversionRequest: ['提出转正申请', 'Request for conversion'],
  conversionMeeting: ['支部大会讨论转正', 'Meeting on conversion'],
  conversionApproval: ['上级党委审批转正', 'Approval of the conversion'],
  archive: ['材料归档', 'Papers archived'],
} satisfies Record<StepId, readonly [string, string]>);

/** The rules of 2014 only file the choice of a candidate; there is no public notice. */
export const consentText2014 = ['报上级党委备案', 'Candidate filed with the committee'] as const;

export const actorTexts = catalogue({
  applicant: ['本人', 'The person'],
  branch: ['党支部', 'Branch'],
  branch_committee: ['支部委员会', 'Branch committee'],
  members_meeting: ['支部党员大会', 'Members’ meeting'],
  contacts: ['培养联系人', 'Contacts'],
  introducers: ['入党介绍人', 'Introducers'],
  committee: ['上级党委', 'Committee above'],
  county_department: ['县委组织部', 'Organisation department of the county'],
} satisfies Record<Actor, readonly [string, string]>);

export const paperTexts = catalogue({
  application: ['入党申请书', 'Application'],
  talk_record: ['谈话记录', 'Record of the talk'],
  recommendation: ['推荐表、会议记录', 'Recommendation and minutes'],
  filing_report: ['备案报告', 'Filing report'],
  cultivation_register: ['入党积极分子培养教育考察登记表', 'Register of cultivation and inspection'],
  minutes: ['会议记录', 'Minutes'],
  publicity_result: ['党委意见、公示及公示结果', 'Opinion of the committee, public notice and its result'],
  introducer_record: ['入党介绍人确定记录', 'Record of the introducers'],
  vetting_conclusion: ['政治审查结论性材料', 'Conclusion of the vetting'],
  training_record: ['培训结业记录', 'Record of the training'],
  review_report: ['支委会审查意见、预审请示', 'Review and request for the pre-check'],
  precheck_opinion: ['预审意见', 'Opinion of the pre-check'],
  application_book: ['入党志愿书', 'Application book'],
  resolution: ['支部大会决议', 'Resolution of the meeting'],
  talk_opinion: ['谈话意见', 'Opinion of the talk'],
  approval_reply: ['批复', 'Reply of the committee'],
  filing_register: ['备案登记', 'Filing register'],
  assignment_notice: ['编入支部、党小组通知', 'Notice of the assignment'],
  oath_record: ['宣誓记录', 'Record of the oath'],
  probation_register: ['预备党员教育考察登记表', 'Register of inspections during probation'],
  conversion_request: ['转正申请书', 'Request for conversion'],
  archive_list: ['归档材料清单', 'List of archived papers'],
} satisfies Record<Paper, readonly [string, string]>);

export const stepStateTexts = catalogue({
  done: ['已完成', 'Done'],
  open: ['可办理', 'May be done'],
  waiting: ['未到时间', 'Not yet due'],
  blocked: ['前序步骤未完成', 'Earlier steps are open'],
  overdue: ['已超期', 'Late'],
  notNeeded: ['无需办理', 'Not needed'],
} satisfies Record<StepStateKind, readonly [string, string]>);

/** What a recorded step lacks, so that nothing may follow it. */
export const flawTexts = catalogue({
  refused: ['未通过', 'It was not passed'],
  publicity: ['公示未满规定的工作日', 'The public notice has not run its working days'],
  contacts: ['培养联系人应为1至2名', 'There must be one or two contacts'],
  introducers: ['入党介绍人应为2名', 'There must be two introducers'],
  training: ['培训不足规定天数或学时', 'The training is too short'],
  votes: ['到会或赞成人数未过半', 'Not more than half were present or said yes'],
} satisfies Record<Flaw, readonly [string, string]>);

export const missingStepText = ['缺“{step}”', 'Missing: {step}'] as const;
export const missingFlawText = ['“{step}”：{flaw}', '{step}: {flaw}'] as const;

export const packTexts = catalogue({
  '2014': ['2014年版', '2014 edition'],
  '2026': ['2026年版', '2026 edition'],
} satisfies Record<Pack, readonly [string, string]>);

export const localExtraTexts = catalogue({
  thoughtReport: ['思想汇报（每季度）', 'Thought report (quarterly)'],
  contactTalk: ['培养联系人谈话（每季度）', 'Talk by the contacts (quarterly)'],
  publicAdmission: ['接收预备党员公示', 'Public notice of the admission'],
  publicConversion: ['转正公示', 'Public notice of the conversion'],
  autobiography: ['本人自传', 'Autobiography'],
  defence: ['答辩', 'Defence'],
} satisfies Record<LocalExtra, readonly [string, string]>);

/** The rules of the checker by name, for filters and headings. */
export const contradictionNames = catalogue({
  order: ['先后顺序颠倒', 'Steps in the wrong order'],
  future: ['日期在今天之后', 'Day in the future'],
  underAge: ['申请入党时未满18周岁', 'Under age at application'],
  talkLate: ['谈话超过1个月', 'Talk too late'],
  contactsCount: ['培养联系人人数不符', 'Number of contacts'],
  inspectionGap: ['考察间隔超过半年', 'Too long between inspections'],
  activistShort: ['培养教育不满1年', 'Less than a year as activist'],
  publicityMissing: ['缺公示记录', 'No record of the public notice'],
  publicityShort: ['公示不足5个工作日', 'Public notice too short'],
  introducersCount: ['入党介绍人人数不符', 'Number of introducers'],
  trainingShort: ['培训时间不足', 'Training too short'],
  continuedAfterRefusal: ['未通过仍继续办理', 'Went on after a refusal'],
  meetingLate: ['预审后超过1个月开会', 'Meeting too long after the pre-check'],
  voteQuorum: ['到会人数未过半', 'Too few present'],
  votePass: ['赞成人数未过半', 'Too few votes in favour'],
  voteOpen: ['未采用无记名投票', 'No secret ballot'],
  voteCount: ['票数与人数不符', 'Votes and people do not agree'],
  approvalLate: ['审批超过3个月', 'Approval later than three months'],
  approvalTooLate: ['审批超过6个月', 'Approval later than six months'],
  oathLate: ['宣誓超过1个月', 'Oath too late'],
  probationShort: ['预备期未满讨论转正', 'Conversion before the probation ended'],
  extensionLength: ['延长预备期时长不符', 'Length of the extension'],
  extendedTwice: ['预备期延长超过1次', 'Extended more than once'],
  postponedTooLong: ['推迟讨论转正超过半年', 'Discussion put off too long'],
  conversionApprovalLate: ['转正审批超过3个月', 'Approval of the conversion too late'],
} satisfies Record<ContradictionRule, readonly [string, string]>);

/** What the papers say, in one sentence. Days are given to the sentence as they are shown; steps by their names. */
export const contradictionTexts = catalogue({
  order: [
    '“{second}”为 {later}，早于“{first}”的 {earlier}',
    '“{second}” is dated {later}, before “{first}” on {earlier}',
  ],
  future: ['“{first}”登记为 {on}，晚于今天（{today}）', '“{first}” is dated {on}, after today ({today})'],
  underAge: ['{on} 递交申请，{day} 才满规定年龄', 'The application is of {on}; the required age was reached on {day}'],
  talkLate: ['{from} 收到申请，{on} 谈话，应不晚于 {day}', 'Application of {from}, talk on {on}; it was due by {day}'],
  contactsCount: ['{on} 指定培养联系人 {count} 名', '{count} {count?contact was:contacts were} named on {on}'],
  inspectionGap: [
    '{from} 至 {on} 之间没有考察记录，应在 {day} 前考察',
    'No inspection between {from} and {on}; it was due by {day}',
  ],
  activistShort: [
    '{from} 确定为积极分子，{on} 确定为发展对象，应不早于 {day}',
    'Activist from {from}, candidate on {on}; not before {day}',
  ],
  publicityMissing: [
    '{from} 党委同意，没有公示截止日期；应至少公示到 {day}',
    'The committee agreed on {from}; no last day of a notice, which had to run to {day} at least',
  ],
  publicityShort: [
    '{from} 起公示，{on} 截止，应至少公示到 {day}',
    'Posted on {from}, taken down on {on}; it had to run to {day} at least',
  ],
  introducersCount: ['{on} 确定入党介绍人 {count} 名', '{count} {count?introducer was:introducers were} named on {on}'],
  trainingShort: [
    '{on} 起培训，登记 {days} 天、{hours} 学时',
    'Training from {on}: {days} {days?day:days} and {hours} {hours?hour:hours} recorded',
  ],
  continuedAfterRefusal: [
    '“{first}”于 {from} 未通过，{on} 仍办理“{second}”',
    '“{first}” was not passed on {from}, yet “{second}” followed on {on}',
  ],
  meetingLate: [
    '{from} 预审合格，{on} 召开支部大会，应不晚于 {day}',
    'Pre-checked on {from}, meeting on {on}; it was due by {day}',
  ],
  voteQuorum: [
    '{on} 大会应到 {entitled} 人，实到 {present} 人',
    'Meeting of {on}: {entitled} entitled, {present} present',
  ],
  votePass: [
    '{on} 大会应到 {entitled} 人，赞成 {yes} 票，登记为通过',
    'Meeting of {on}: {entitled} entitled, {yes} in favour, entered as passed',
  ],
  voteOpen: ['{on} 大会登记为非无记名投票', 'The ballot of {on} is entered as not secret'],
  voteCount: [
    '{on} 大会应到 {entitled} 人、实到 {present} 人、书面意见 {writtenOpinions} 份，票数合计 {cast}',
    'Meeting of {on}: {entitled} entitled, {present} present, {writtenOpinions} written {writtenOpinions?opinion:opinions}, {cast} {cast?vote:votes} in all',
  ],
  approvalLate: [
    '{from} 收到报批材料（没有登记收到日期的，按大会日期推算），{on} 批准，应不晚于 {day}，未登记为特殊情况',
    'Papers received on {from} (the day of the meeting where no receipt is recorded), approved on {on}; due by {day}, and not entered as a special case',
  ],
  approvalTooLate: [
    '{from} 收到报批材料（没有登记收到日期的，按大会日期推算），{on} 批准，特殊情况也应不晚于 {day}',
    'Papers received on {from} (the day of the meeting where no receipt is recorded), approved on {on}; even a special case was due by {day}',
  ],
  oathLate: ['{from} 批准，{on} 宣誓，一般应不晚于 {day}', 'Approved on {from}, oath on {on}; generally due by {day}'],
  probationShort: [
    '预备期 {day} 才满，{on} 已讨论转正',
    'The probation lasted to {day}; conversion was discussed on {on}',
  ],
  extensionLength: ['{on} 决定延长预备期 {months} 个月', 'Extended on {on} by {months} {months?month:months}'],
  extendedTwice: ['预备期共延长 {times} 次，最后一次在 {on}', 'Extended {times} times, the last time on {on}'],
  postponedTooLong: [
    '{on} 讨论转正，推迟讨论应不晚于 {day}',
    'Conversion discussed on {on}; it could be put off to {day} at most',
  ],
  conversionApprovalLate: [
    '{from} 大会讨论转正，{on} 审批，应不晚于 {day}',
    'Meeting on conversion of {from}, approved on {on}; due by {day}',
  ],
} satisfies Record<ContradictionRule, readonly [string, string]>);
