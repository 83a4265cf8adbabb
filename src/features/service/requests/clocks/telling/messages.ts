import { catalogue } from '#shared/text.ts';

/** Nothing of what was written, and nobody's name. */
export const clockNotices = catalogue({
  'requests.near': [
    '有 {count} 件诉求将于 {day} 到期，请及时答复',
    '{count} {count?request:requests} {count?is:are} due by {day}: please answer in time',
  ],
  'requests.over': [
    '有 {count} 件诉求已超过期限，已报上一级',
    '{count} {count?request:requests} {count?is:are} overdue, and the unit above has been told',
  ],
  'requests.escalated': [
    '所辖单位有 {count} 件诉求超期未答复，请督办',
    '{count} {count?request:requests} of units below {count?is:are} overdue: please see to it',
  ],
  'requests.asked': ['{what}等待本单位决定，请在 {day} 前办理', '{what} waits for your decision by {day}'],
  'requests.decided': ['{what}：{result}', '{what}: {result}'],
});

export const asked = {
  extension: { zh: '一件诉求的延期申请', en: 'More time for a request' },
  petition: { zh: '一件诉求转为信访事项的申请', en: 'Handling a request as a petition' },
  review: { zh: '一件信访事项的复查', en: 'The review of a petition' },
  recheck: { zh: '一件信访事项的复核', en: 'The second review of a petition' },
} as const;

export const results = {
  granted: { zh: '已同意', en: 'granted' },
  denied: { zh: '未同意', en: 'denied' },
  upheld: { zh: '维持原答复', en: 'the answer stands' },
  annulled: { zh: '撤销原答复，请重新办理', en: 'the answer is annulled: please handle it again' },
} as const;
