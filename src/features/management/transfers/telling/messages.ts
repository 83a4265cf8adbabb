import { catalogue } from '#shared/text.ts';

/** What people are told about transfers; `notice.<kind>` in the words of the pages says the same. */
export const transferNotices = catalogue({
  'transfer.turn': ['有一件组织关系转接等您办理', 'A transfer waits for you'],
  'transfer.late': ['一件等您办理的组织关系转接已过 {day} 的期限', 'A transfer that waits for you was due on {day}'],
  'transfer.returned': ['一件组织关系转接被退回，请查看理由', 'A transfer was refused; see why'],
  'transfer.issue': ['您的组织关系介绍信（证明信）已开出', 'Your letter has been issued'],
  'transfer.keep': ['您出国（境）期间的组织关系已批准保留', 'Your affiliation is kept while you are abroad'],
  'transfer.accept': ['您的组织关系已转入新的党支部', 'Your new branch has accepted you'],
  'transfer.confirm': ['您的组织关系已转到县外，转接办结', 'Your transfer out of the county is complete'],
  'transfer.reject': ['您的组织关系转接被退回，请查看理由', 'Your transfer was refused; see why'],
  'transfer.recall': ['您的组织关系转接已撤回', 'Your transfer was recalled'],
  'transfer.expire': [
    '您的组织关系介绍信已过期，请与原党支部联系',
    'Your letter has run out; speak with your former branch',
  ],
  'transfer.replace': [
    '您的组织关系介绍信已重新开具，原介绍信作废',
    'A new letter stands for your former one, which is void',
  ],
});
