import type { FeaturePages } from '#webkit/router.tsx';

export const inboxPages: FeaturePages = {
  phone: [
    {
      path: 'inbox',
      title: ['待办', 'Inbox'],
      entry: { order: 5, hint: ['等我办理的事项和通知', 'What waits for me, and notices'] },
      lazy: () => import('./phone/inbox.tsx'),
    },
  ],
  home: [{ order: 1, lazy: () => import('./phone/home-todos.tsx') }],
  live: () => import('./live.ts'),
  words: {
    'notice.todo.handed': ['有一项待办转交给您，请在待办中查看', 'A to-do was handed over to you; see the inbox'],
    'notice.name.todo.handed': ['转交的待办', 'To-dos handed over'],
    'action.inbox.handOver': ['转交待办', 'To-do handed over'],
    'action.inbox.takeBack': ['取回待办', 'To-do taken back'],
    'action.inbox.giveBack': ['退回待办', 'To-do given back'],
    'action.inbox.endHandover': ['转交结束', 'Handover over'],
    'action.notices.read': ['标记通知为已读', 'Notice marked as read'],
    'action.notices.readAll': ['全部通知标为已读', 'All notices marked as read'],
    'action.notices.set': ['更改通知设置', 'Notice settings changed'],
    'action.notices.setAddress': ['更改通知接收地址', 'Address for notices changed'],
  },
};
