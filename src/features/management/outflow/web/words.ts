import type { Words } from '#ui/words.tsx';

export const outflowWords: Words = {
  'action.outflow.contact': ['记录与流动党员的联系', 'Contact recorded'],
  'action.outflow.voidContact': ['作废联系记录', 'Contact voided'],
  'action.outflow.place': ['告知流入地支部', 'Receiving branch told'],
  'action.outflow.enterArrival': ['登记流入党员', 'Arrival entered'],
  'action.outflow.endArrival': ['流入党员离开', 'Arrival ended'],
  'notice.outflow.due': [
    '有 {count} 名流动党员请在 {day} 前联系',
    'Contact {count} outflow {count?member:members} by {day}',
  ],
  'notice.name.outflow.due': ['流动党员联系提醒', 'Outflow contacts due'],
  'notice.outflow.overdue': [
    '有 {count} 名流动党员应在 {day} 前联系，尚未联系',
    '{count} outflow {count?member was:members were} to be contacted by {day}',
  ],
  'notice.name.outflow.overdue': ['流动党员联系逾期', 'Outflow contacts overdue'],
  'todo.list.outflow.due': ['应联系的流动党员', 'Contacts due'],
};
