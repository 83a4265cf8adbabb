import { catalogue } from '#shared/text.ts';
import type { DutyKind, Exemption } from './rules.ts';
import type { DutyState } from './states/rules.ts';

/** The duties by their official names. */
export const dutyKindTexts = catalogue({
  members_meeting: ['支部党员大会', 'Members’ meeting'],
  committee_meeting: ['支部委员会会议', 'Committee meeting'],
  group_meeting: ['党小组会', 'Group meetings'],
  party_lesson: ['党课', 'Party lesson'],
  party_day: ['主题党日', 'Party day'],
  organisation_life: ['组织生活会', 'Organisation-life meeting'],
  appraisal: ['民主评议党员', 'Appraisal'],
  heart_talk: ['谈心谈话', 'Heart-to-heart talks'],
  secretary_lesson: ['党委书记讲党课', 'Lesson by the committee’s secretary'],
} satisfies Record<DutyKind, readonly [string, string]>);

/** Where a duty stands, in one word. */
export const dutyStateTexts = catalogue({
  done: ['已完成', 'Done'],
  open: ['正常', 'In time'],
  due_soon: ['提醒', 'Reminder'],
  missed: ['预警', 'Warning'],
  ahead: ['未到期', 'To come'],
  not_owed: ['不需要', 'Not owed'],
} satisfies Record<DutyState, readonly [string, string]>);

/** Why nothing is owed. */
export const exemptionTexts = catalogue({
  no_rule: ['当时尚无此项规定', 'There was no such rule yet'],
  part_of_period: [
    '该党支部未存续整个周期（期间成立、撤销或变更类型），从下一个完整周期起计',
    'The branch did not exist for the whole period (founded, abolished or changed in it); it owes from the next whole one on',
  ],
  temporary: [
    '临时党支部不单独办理，由党员所在支部办理',
    'A temporary branch does not hold it; the members’ own branches do',
  ],
  no_members: [
    '临时党支部没有编入党员，党员的组织关系和组织生活仍在原支部',
    'The temporary branch has no members entered: they belong to their own branches, which owe their organisation life',
  ],
  no_committee: ['未设支部委员会', 'The branch has no committee'],
  no_groups: ['未划分党小组', 'The branch has no groups'],
} satisfies Record<Exemption, readonly [string, string]>);

/** The facts that a state lacks. */
export const missingFactTexts = catalogue({
  meetings: [
    '缺 {count} 次已归档的会议记录',
    '{count} closed {count?record:records} of a meeting {count?is:are} missing',
  ],
  group: ['“{name}”本期没有已归档的会议记录', 'No closed record of “{name}” in this period'],
  groups: ['{count} 个党小组本期没有已归档的会议记录', '{count} {count?group has:groups have} no closed record'],
  talk_committee: ['支委会成员之间没有已归档的谈心谈话', 'No closed talk among committee members'],
  talk_committee_member: ['支委与党员之间没有已归档的谈心谈话', 'No closed talk between the committee and a member'],
  talk_members: ['党员之间没有已归档的谈心谈话', 'No closed talk among members'],
  lesson: [
    '辖区内没有由书记主持（主讲）的已归档党课',
    'No closed Party lesson in its range was given (chaired) by the secretary',
  ],
  committee_posts: [
    '正式党员 {full} 名，应设支委会，但任职只登记了 {seated} 名委员',
    '{full} full members call for a committee, but only {seated} of its posts {seated?is:are} entered',
  ],
});

/** The pages of duties. */
export const dutyTexts = catalogue({
  title: ['应尽之事', 'Duties'],
  yearTitle: ['{name}：应尽之事', 'Duties of {name}'],
  introBranch: [
    '按支部的班子、党小组和规则自动推算，会议归档后自动记为完成，不需要另外填报。',
    'Derived from the branch’s committee, groups and the rules. A closed meeting counts by itself; nothing is filled in.',
  ],
  introAbove: [
    '按各支部的班子、党小组和规则自动推算。提醒和预警先给支部看，{days} 个工作日后这里才显示。不排名。',
    'Derived from committees, groups and the rules. Branches see reminders and warnings {days} working {days?day:days} earlier. Nothing is ranked.',
  ],
  yearName: ['{year} 年', '{year}'],
  former: ['前一年', 'Former year'],
  next: ['后一年', 'Next year'],
  formerMonth: ['上个月', 'Former month'],
  nextMonth: ['下个月', 'Next month'],
  organisation: ['组织范围', 'Part of the tree'],
  wholeRange: ['全部范围', 'The whole range'],
  overview: ['按事项汇总', 'By duty'],
  caption: ['应尽之事汇总：每个数字都可打开名单', 'Duties, counted; each number opens its list'],
  duty: ['事项', 'Duty'],
  period: ['周期', 'Period'],
  due: ['到期日', 'Due'],
  state: ['状态', 'State'],
  done: ['已完成', 'Done'],
  unmet: ['未完成', 'Not done'],
  owed: ['应办支部', 'Branches that owe it'],
  openNumber: ['{kind}，{what}：{count} 个支部', '{kind}, {what}: {count} {count?branch:branches}'],
  quarter: ['{year} 年第 {quarter} 季度', 'Quarter {quarter} of {year}'],
  monthShort: ['{month} 月', '{month}'],
  wholeYear: ['{year} 年', '{year}'],
  matrix: ['{year} 年各项应尽之事', 'Duties of {year}'],
  cell: ['{kind}，{period}：{state}', '{kind}, {period}: {state}'],
  legend: ['图例', 'Signs'],
  detail: ['{kind}（{period}）', '{kind} ({period})'],
  dueOn: ['{day} 前完成', 'Due by {day}'],
  heldOf: ['已办 {held}，应办 {needed}', '{held} of {needed} held'],
  meetings: ['计入的会议', 'Meetings that count'],
  appraisalLine: ['{day} 报送的民主评议', 'Appraisal reported on {day}'],
  meetingLine: ['{day}　{title}', '{day}  {title}'],
  missing: ['缺少的事实', 'What is missing'],
  why: ['依据', 'Why'],
  aboveFrom: ['上级自 {day} 起可见', 'Seen by those above from {day} on'],
  provisional: ['▲ {years} 年放假安排未录入，日期为暂定', '▲ Provisional: the holidays of {years} are missing'],
  choose: ['点选上面的格子查看依据和会议', 'Choose a field above to see why, and the meetings'],
  nothing: ['这个组织没有需要按期办理的组织生活', 'This organisation owes no organisation life of its own'],
  list: ['{kind}：{period}', '{kind}: {period}'],
  listIntro: ['按组织树顺序列出，不排名。', 'In the order of the tree; nothing is ranked.'],
  listCaption: ['党支部名单', 'Branches'],
  branch: ['党支部', 'Branch'],
  parent: ['上级组织', 'Belongs to'],
  progress: ['已办 / 应办', 'Held / owed'],
  emptyList: ['没有符合条件的支部', 'No such branch'],
  which: ['显示哪些', 'Which ones'],
  all: ['全部', 'All'],
  partTitle: ['应尽之事', 'Duties'],
  partAll: ['查看全部', 'All duties'],
  partNothing: ['本期各项均已完成', 'Everything of this period is done'],
  branches: ['个支部', 'branches'],
  committees: ['个党委', 'committees'],
  phoneEmpty: ['今年没有需要办理的事项', 'Nothing is owed this year'],
  phoneOpen: ['待办', 'To do'],
  phoneMissed: ['已到期未办', 'Missed'],
  phoneDone: ['已完成', 'Done'],
});
