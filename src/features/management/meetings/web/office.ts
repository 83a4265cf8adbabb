import type { OfficePages } from '#webkit/router.tsx';

export const meetingOffice: OfficePages = {
  pages: [
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
};
