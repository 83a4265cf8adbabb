import { catalogue } from '#shared/text.ts';

/** The page of the field catalogue. */
export const catalogueTexts = catalogue({
  title: ['信息目录', 'Personal data'],
  intro: [
    '平台保存的每一项个人信息：为何保存、谁能看到、可提供给谁、保存多久。导出、遮盖和清除都以此为准。',
    'Every piece of personal data the platform holds: why, who sees it, who may receive it, how long it stays. Exports, masks and deletion follow it.',
  ],
  filters: ['筛选信息目录', 'Filter the personal data'],
  words: ['信息名称', 'Name'],
  about: ['类别', 'About'],
  to: ['可提供给', 'May go to'],
  keptAs: ['保存期限', 'Kept'],
  field: ['信息', 'What'],
  secrecy: ['敏感程度', 'Sensitivity'],
  seenBy: ['可查看', 'Seen by'],
  why: ['目的与依据', 'Purpose and basis'],
  truth: ['以{who}为准', 'Decisive: {who}'],
  found: ['共 {count} 项', '{count} {count?field:fields}'],
  nothing: ['没有符合条件的信息', 'Nothing matches'],
  secrecy_open: ['公开', 'Open'],
  secrecy_internal: ['内部', 'Internal'],
  secrecy_personal: ['个人信息', 'Personal'],
  secrecy_sensitive: ['敏感个人信息', 'Sensitive'],
  masked: ['显示时遮盖', 'Shown masked'],
  self: ['本人', 'The person'],
  nobody: ['不提供', 'Nobody'],
  days: ['{count} 天', '{count} days'],
  months: ['{count} 个月', '{count} months'],
});
