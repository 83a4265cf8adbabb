import { catalogue } from '#shared/text.ts';

/** What people are told about meetings; `notice.<kind>` in the words of the pages says the same. */
export const meetingNotices = catalogue({
  'meeting.invited': ['请您参加：{subject}，{day} {time}', 'You are asked to come: {subject}, {day} {time}'],
  'meeting.changed': ['时间或地点有变：{subject}，改为 {day} {time}', 'Changed: {subject}, now {day} {time}'],
  'meeting.cancelled': ['已取消：{subject}，原定 {day} {time}', 'Cancelled: {subject}, planned for {day} {time}'],
  'meeting.seriesChanged': [
    '时间或地点有变：{subject}，{day} {time} 起共 {count} 次',
    'Changed: {subject}, {count} meetings from {day} {time} on',
  ],
  'meeting.seriesCancelled': [
    '已取消：{subject}，原定 {day} {time} 起共 {count} 次',
    'Cancelled: {subject}, {count} meetings from {day} {time} on',
  ],
  'meeting.place': ['您已从候补转为参加：{subject}，{day} {time}', 'A place is yours now: {subject}, {day} {time}'],
  'meeting.signedUpFor': [
    '支部已代您报名：{subject}，{day} {time}',
    'Your branch has signed you up: {subject}, {day} {time}',
  ],
  'meeting.waitingFor': [
    '支部已代您报名，名额已满，排队候补：{subject}，{day} {time}',
    'Your branch has put you in the waiting list: {subject}, {day} {time}',
  ],
  'meeting.withdrawnFor': [
    '支部已代您退出报名：{subject}，{day} {time}',
    'Your branch has given your place up: {subject}, {day} {time}',
  ],
  'meeting.declinedFor': [
    '支部已代您请假：{subject}，{day} {time}',
    'Your branch has said that you cannot come: {subject}, {day} {time}',
  ],
  'meeting.finish': [
    '{subject}（{day}）还没有办结，请确认到会、写好纪实',
    '{subject} ({day}) is still open: confirm the list, write the record',
  ],
  'meeting.task': ['有一项会议落实事项由您负责，{day} 前办结', 'A task of a meeting is yours, due {day}'],
  'meeting.taskDue': ['您负责的会议落实事项 {day} 到期', 'Your task of a meeting is due {day}'],
  'meeting.taskOver': ['您负责的会议落实事项已过期限（{day}）', 'Your task of a meeting is overdue since {day}'],
});
