import type { Words } from '#ui/words.tsx';

export const inboxWords: Words = {
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
};
