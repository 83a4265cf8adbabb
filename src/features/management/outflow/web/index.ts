import type { FeaturePages } from '#webkit/router.tsx';

export const outflowPages: FeaturePages = {
  phone: [
    {
      path: 'outflow',
      title: ['流动党员', 'Mobile members'],
      permission: 'outflow.keep',
      entry: { order: 8, hint: ['联系外出党员，两次点击记下', 'Contact those away, two taps'] },
      lazy: () => import('./phone/away.tsx'),
    },
  ],
  live: () => import('./live.ts'),
  words: {
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
    'todo.outflow.due': ['联系{name}（{place}）', 'Contact {name} in {place}'],
    'todo.why.outflow': ['您的支部与其保持联系', 'Your branch keeps contact with the member'],
  },
};
