import type { FeaturePages } from '#webkit/router.tsx';

export const meetingPages: FeaturePages = {
  phone: [
    {
      path: 'meetings',
      title: ['会议与活动', 'Meetings'],
      permission: 'meetings.edit',
      entry: { order: 4, hint: ['安排、点名、记录、办结', 'Plan, take attendance, record, close'] },
      lazy: () => import('./phone/meeting-list.tsx'),
    },
    {
      path: 'meetings/plan',
      title: ['安排会议', 'Plan a meeting'],
      permission: 'meetings.edit',
      lazy: () => import('./phone/plan.tsx'),
    },
    {
      path: 'meetings/new',
      title: ['新建会议', 'New meeting'],
      permission: 'meetings.edit',
      lazy: () => import('./phone/new-meeting.tsx'),
    },
    {
      path: 'meetings/:id',
      title: ['会议', 'Meeting'],
      permission: 'meetings.edit',
      lazy: () => import('./phone/meeting.tsx'),
    },
    {
      path: 'meetings/:id/plan',
      title: ['修改安排', 'Change the plan'],
      permission: 'meetings.edit',
      lazy: () => import('./phone/edit-plan.tsx'),
    },
    {
      path: 'meetings/:id/amend',
      title: ['更正纪实', 'Amend the record'],
      permission: 'meetings.close',
      lazy: () => import('./phone/amend.tsx'),
    },
    {
      path: 'meetings/:id/conflict',
      title: ['内容不一致', 'Two versions'],
      permission: 'meetings.edit',
      lazy: () => import('./phone/conflict.tsx'),
    },
    {
      path: 'own-meetings',
      title: ['我的会议', 'My meetings'],
      permission: 'meetings.own',
      entry: { order: 5, hint: ['签到、报名、请假', 'Sign in, sign up, send an excuse'] },
      lazy: () => import('./phone/own-meetings.tsx'),
    },
    {
      path: 'own-meetings/:id',
      title: ['我的会议', 'My meeting'],
      permission: 'meetings.own',
      lazy: () => import('./phone/own-meeting.tsx'),
    },
  ],
  live: () => import('./live.ts'),
  device: { permission: 'meetings.edit', lazy: () => import('./offline/kinds.ts') },
  words: {
    'todo.meetings.finish': ['{title}（{day}）', '{title} ({day})'],
    'todo.why.meetings.confirm': ['会议时间已过，到会名单待您确认', 'It is over; confirm who came'],
    'todo.why.meetings.record': ['到会已确认，纪实待填写、办结', 'The list stands; write and close the record'],
    'todo.meetings.tasks': ['{task}（{owner}）', '{task} ({owner})'],
    'todo.why.tasks.mine': ['会议定由您负责', 'The meeting made it yours'],
    'todo.why.tasks.branch': ['您负责本组织的会议', 'You keep the meetings here'],
  },
};
