import { catalogue } from '#shared/text.ts';

/** What people are told about dues, without any amount; `notice.<kind>` in the words of the pages says the same. */
export const duesNotices = catalogue({
  'dues.fixed': ['您 {year} 年的党费标准已核定', 'Your dues of {year} have been fixed'],
  'dues.paid': ['您交纳的党费已登记，可查看收据', 'Your dues have been recorded; see the receipt'],
  'dues.voided': ['您的一笔党费记录已作废，请查看', 'A payment of yours was voided; see why'],
  'dues.relief': ['您的党费减免已批准', 'Your relief of dues was granted'],
  'dues.agreed': [
    '支部同意您自{from}起按季交纳党费，当季的在季末前交清即可',
    'From {from} on your branch agrees that you pay dues by the quarter, each before it ends',
  ],
  'dues.withdrawn': ['自{from}起您的党费恢复按月交纳', 'From {from} on your dues are paid by the month again'],
  'dues.refused': [
    '您报请的党费减免（{from}至{to}）未获批准，请查看意见',
    'The relief of dues that you asked for ({from} to {to}) was refused; see why',
  ],
  'dues.first': [
    '本支部有 {count} 名党员党费满 3 个月未交',
    '{count} {count?member:members} of the branch owe three months of dues',
  ],
  'dues.second': [
    '本支部有 {count} 名党员党费满 5 个月未交',
    '{count} {count?member:members} of the branch owe five months of dues',
  ],
  'dues.lapse': [
    '本支部有 {count} 名党员党费满 6 个月未交',
    '{count} {count?member:members} of the branch owe six months of dues',
  ],
});
