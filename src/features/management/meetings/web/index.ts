import type { FeaturePages } from '#webkit/router.tsx';

export const meetingPages: FeaturePages = {
  office: [
    {
      path: 'meetings',
      title: ['会议与活动', 'Meetings'],
      permission: 'meetings.read',
      menu: { group: 'life', order: 10 },
      lazy: () => import('./pages/meeting-list.tsx'),
    },
    {
      path: 'meetings/new',
      title: ['新建会议', 'New meeting'],
      permission: 'meetings.edit',
      lazy: () => import('./pages/new-meeting.tsx'),
    },
    {
      path: 'meetings/:id',
      title: ['会议', 'Meeting'],
      permission: 'meetings.read',
      lazy: () => import('./pages/meeting.tsx'),
    },
    {
      path: 'meetings/:id/screen',
      title: ['签到', 'Sign in'],
      permission: 'meetings.edit',
      lazy: () => import('./pages/sign-in-screen.tsx'),
    },
  ],
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
  words: {
    'action.meetings.plan': ['安排会议', 'Meeting planned'],
    'action.meetings.edit': ['修改会议安排', 'Plan changed'],
    'action.meetings.cancel': ['取消会议', 'Meeting cancelled'],
    'action.meetings.attend': ['登记到会', 'Attendance taken'],
    'action.meetings.attendLate': ['补登到会', 'Late entry'],
    'action.meetings.confirm': ['确认到会名单', 'List confirmed'],
    'action.meetings.record': ['填写会议纪实', 'Record written'],
    'action.meetings.close': ['办结会议', 'Meeting closed'],
    'action.meetings.amend': ['更正会议纪实', 'Record amended'],
    'action.meetings.finishTask': ['办结落实事项', 'Task done'],
    'action.own.signIn': ['凭码签到', 'Signed in by code'],
    'action.own.signUp': ['活动报名', 'Signed up'],
    'action.own.withdraw': ['退出报名', 'Place given up'],
    'action.own.decline': ['会议请假', 'Excuse sent'],
  },
};
