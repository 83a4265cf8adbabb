/** What the documents say: composed of what is known, in Chinese, since they are papers of the Party. */
import type { z } from 'zod';
import { formatDay } from '#shared/format.ts';
import type { Block } from '#shared/letter.ts';
import type { Meeting } from '../contract.ts';
import { meetingDay, timeOf, typeFacts } from '../rules.ts';

export type Minutes = z.input<typeof Meeting>;
type Resolution = Minutes['resolutions'][number];
type Task = Minutes['tasks'][number];

const text = (words: string): Block => ({ kind: 'text', text: words });
const heading = (words: string): Block => ({ kind: 'heading', text: words });
const day = (iso: string): string => formatDay('zh', iso);
const numerals = '一二三四五六七八九十';

const dayOfMeeting = (meeting: Minutes): string => meeting.heldOn ?? meetingDay(meeting.startsAt);
const whenOf = (meeting: Minutes): string => {
  const end = meeting.endsAt === null ? '' : `至${timeOf(meeting.endsAt)}`;
  return `${day(dayOfMeeting(meeting))}${timeOf(meeting.startsAt)}${end}`;
};

/** Names with why each is away. */
const awayOf = (meeting: Minutes): string[] =>
  meeting.invitees
    .filter((each) => each.attendance === 'absent' || each.attendance === 'excused')
    .map((each) => {
      const why = each.excuse ?? each.reason ?? (each.exempt ? '年老体弱' : null);
      return why === null ? each.name : `${each.name}（${why}）`;
    });

const presentOf = (meeting: Minutes): string[] =>
  meeting.invitees.filter((each) => each.attendance === 'present').map((each) => each.name);

/** Where a guest comes from, and what is not as with the others. */
const guestRemark = ({ kind, home, late }: Minutes['guests'][number]): string =>
  [home, kind === 'mobile' ? '流动党员' : '', late ? '办结后登记' : ''].filter((words) => words !== '').join('，');

/** Those who sat in, without a vote and counted nowhere. */
const guestLine = ({ guests }: Minutes): Block[] => {
  const names = guests
    .filter(({ attended }) => attended === true)
    .map((guest) => [guest.name, guestRemark(guest)] as const)
    .map(([name, remark]) => (remark === '' ? name : `${name}（${remark}）`));
  return names.length === 0 ? [] : [text(`列席人员：${names.join('、')}`)];
};

const namesOr = (names: readonly string[]): string => (names.length === 0 ? '无' : names.join('、'));

const confirmedLine = ({ confirmedBy, confirmedAt }: Minutes): Block[] =>
  confirmedBy === null || confirmedAt === null
    ? []
    : [text(`名单确认：${confirmedBy}，${day(meetingDay(confirmedAt))}${timeOf(confirmedAt)}`)];

const factLines = (meeting: Minutes): Block[] => {
  const { expected, present, absent, excused, entitled, votersPresent } = meeting.tally;
  const counts = `应到${expected}人，实到${present}人，缺席${absent}人，请假${excused}人`;
  const voters =
    typeFacts[meeting.type].voters === 'nobody' ? '' : `；应到会有表决权${entitled}人，实到${votersPresent}人`;
  return [
    text(`时间：${whenOf(meeting)}`),
    text(`地点：${meeting.place ?? '—'}`),
    text(`主持人：${meeting.chair?.name ?? '—'}`),
    text(`记录人：${meeting.recorder?.name ?? '—'}`),
    text(`到会情况：${counts}${voters}。`),
    ...confirmedLine(meeting),
    text(`出席人员：${namesOr(presentOf(meeting))}`),
    text(`缺席、请假人员：${namesOr(awayOf(meeting))}`),
    ...guestLine(meeting),
  ];
};

const voteLine = ({ vote, entitled, present, yes, no, abstain, passed, tooMany }: Resolution): string => {
  if (vote === 'none') return '与会人员一致同意。';
  const counted = `应到会有表决权${entitled}人，实到${present}人；赞成${yes}票，反对${no}票，弃权${abstain}票`;
  return `表决情况：${counted}，${tooMany ? '票数与到会人数不符，待核对' : passed ? '通过' : '未通过'}。`;
};

const taskLine = ({ task, owner, dueOn, doneAt, doneNote }: Task): string => {
  const state = doneAt === null ? '' : `（已办结${doneNote === null ? '' : `：${doneNote}`}）`;
  return `${task}。责任人：${owner.name}，完成时限：${day(dueOn)}${state}`;
};

const changedNames = {
  day: '会议日期',
  startsAt: '开始时间',
  endsAt: '结束时间',
  place: '地点',
  chair: '主持人',
  recorder: '记录人',
  content: '会议内容',
  resolution: '决议',
  task: '落实事项',
} as const;
const marks: Readonly<Record<string, string>> = { present: '到会', absent: '缺席', excused: '请假' };

/** A change with both values; the former text of the record stays on the platform. */
const changeWords = ({ field, name, from, to, counts }: Minutes['amendments'][number]['changes'][number]): string => {
  if (field === 'content') return '；会议内容已更正';
  if (field === 'attendance')
    return `；${name ?? ''}由${marks[from ?? ''] ?? '未登记'}改为${marks[to ?? ''] ?? '未登记'}`;
  if (field === 'roster') return `；${name ?? ''}${to === null ? '移出' : '列入'}名单`;
  if (field === 'voting') return `；${name ?? ''}${to === null ? '无' : '有'}表决权`;
  const show = (value: string | null, side: 'from' | 'to'): string => {
    if (value === null) return '无';
    const counted = counts?.[side];
    const votes =
      counted && counted.vote !== 'none'
        ? `（实到${counted.present}人，赞成${counted.yes}票，${counted.passed ? '通过' : '未通过'}）`
        : '';
    const said = field === 'day' ? day(value) : field === 'startsAt' || field === 'endsAt' ? timeOf(value) : value;
    return `${said}${votes}`;
  };
  return `；${changedNames[field]}由“${show(from, 'from')}”改为“${show(to, 'to')}”`;
};

const numbered = (lines: readonly string[]): Block[] => lines.map((words, at) => text(`${at + 1}. ${words}`));

const sectionsOf = (meeting: Minutes): { title: string; blocks: Block[] }[] => {
  const { agenda, openTasks, content, resolutions, tasks, amendments } = meeting;
  const all = [
    { title: '会议议题', blocks: numbered(agenda) },
    { title: '上次会议事项落实情况', blocks: numbered(openTasks.map(taskLine)) },
    { title: '会议内容', blocks: content === null ? [] : [text(content)] },
    {
      title: '会议决议',
      blocks: resolutions.flatMap((one, at) => [text(`${at + 1}. ${one.wording}`), text(voteLine(one))]),
    },
    { title: '落实事项', blocks: numbered(tasks.map(taskLine)) },
    {
      title: '更正说明',
      blocks: amendments.map(({ at, actor, reason, changes }) =>
        text(`${day(meetingDay(at))}，${actor}：${reason}${changes.map(changeWords).join('')}`),
      ),
    },
  ];
  return all.filter(({ blocks }) => blocks.length > 0);
};

/** 会议纪要 */
export const minutesBlocks = (meeting: Minutes): Block[] => [
  { kind: 'title', text: meeting.organisation.name },
  { kind: 'title', text: `${typeFacts[meeting.type].name.zh}会议纪要` },
  { kind: 'plain', text: '' },
  text(`会议主题：${meeting.title}`),
  ...factLines(meeting),
  ...sectionsOf(meeting).flatMap(({ title, blocks }, at) => [
    heading(`${numerals[at] ?? String(at + 1)}、${title}`),
    ...blocks,
  ]),
  { kind: 'plain', text: '' },
  { kind: 'right', text: '主持人签字：　　　　　　记录人签字：　　　　　　' },
  { kind: 'right', text: `${day(dayOfMeeting(meeting))}　　` },
];

const signed = (rows: readonly (readonly [name: string, remark: string])[]): Block => ({
  kind: 'table',
  widths: [1, 3, 4, 4],
  head: ['序号', '姓名', '签名', '备注'],
  rows: rows.map(([name, remark], at) => [String(at + 1), name, '', remark]),
  tall: true,
});

/** 签到表 */
export const sheetBlocks = (meeting: Minutes): Block[] => {
  const guests = meeting.guests.filter(({ attended }) => attended !== false);
  return [
    { kind: 'title', text: meeting.organisation.name },
    { kind: 'title', text: `${typeFacts[meeting.type].name.zh}签到表` },
    { kind: 'plain', text: '' },
    text(`会议主题：${meeting.title}`),
    text(`时间：${whenOf(meeting)}　地点：${meeting.place ?? '—'}`),
    { kind: 'plain', text: '' },
    signed(meeting.invitees.map(({ name, exempt }) => [name, exempt ? '年老体弱' : ''])),
    ...(guests.length > 0
      ? [text('列席人员（不计入应到、实到，无表决权）'), signed(guests.map((one) => [one.name, guestRemark(one)]))]
      : []),
    text('实到人数：　　　　　主持人签字：'),
  ];
};

/** 台账: an overview of the year, then each record. */
export const ledgerBlocks = (name: string, year: number, meetings: readonly Minutes[]): Block[] => [
  { kind: 'title', text: name },
  { kind: 'title', text: `${year}年组织生活台账` },
  { kind: 'plain', text: '' },
  {
    kind: 'table',
    widths: [1, 3, 3, 5, 2, 2],
    head: ['序号', '日期', '类型', '主题', '应到', '实到'],
    rows: meetings.map((meeting, at) => [
      String(at + 1),
      dayOfMeeting(meeting),
      typeFacts[meeting.type].name.zh,
      meeting.title,
      String(meeting.tally.expected),
      String(meeting.tally.present),
    ]),
  },
  ...meetings.flatMap((meeting): Block[] => [{ kind: 'break' }, ...minutesBlocks(meeting)]),
];
