import { catalogue, type Text } from '#shared/text.ts';
import type { Permission } from './rules.ts';

/** What each permission lets somebody do. A permission without words in both languages does not compile. */
export const permissionTexts = catalogue({
  'members.read': ['查看党员名册与档案', 'Read rosters and files'],
  'members.edit': ['修改党员档案', 'Change files'],
  'members.reveal': ['查看完整敏感信息', 'See sensitive values in full'],
  'members.readings': ['查看档案查阅记录', 'See who opened a file'],
  'members.export': ['导出名册', 'Export rosters'],
  'members.bulk': ['批量修改', 'Change many files at once'],
  'members.import': ['导入名册', 'Import rosters'],
  'members.merge': ['合并重复人员', 'Merge people entered twice'],
  'corrections.decide': ['办理更正申请', 'Decide on corrections'],
  'own.read': ['查看本人档案', 'Read the own file'],
  'own.correct': ['申请更正本人档案', 'Ask to correct the own file'],
  'organisations.read': ['查看组织', 'See organisations'],
  'organisations.officers': ['查看任职', 'See who holds posts'],
  'organisations.edit': ['调整组织', 'Change organisations'],
  'organisations.posts': ['登记任职', 'Enter posts and terms'],
  'organisations.exchange': ['导入导出组织', 'Import and export the tree'],
  'duties.read': ['查看应尽之事', 'See what branches owe'],
  'approvals.read': ['查看待复核事项', 'See what waits for approval'],
  'approvals.decide': ['复核', 'Approve as second person'],
  'calendar.edit': ['维护节假日', 'Keep the calendar'],
  'accounts.read': ['查看账号', 'See accounts'],
  'accounts.manage': ['开通、停用账号', 'Open and disable accounts'],
  'grants.manage': ['授予、收回角色', 'Give and end roles'],
  'sessions.manage': ['结束会话', 'End sessions'],
  'factors.reset': ['解除动态验证码', 'Reset second factors'],
  'keys.rotate': ['更换密钥', 'Rotate keys'],
  'audit.read': ['查看审计日志', 'Read the audit log'],
} satisfies Record<Permission, Text>);

export const permissionTableTexts = catalogue({
  title: ['权限表', 'Permissions'],
  intro: [
    '全部角色能做什么，以此表为准；系统按同一张表判定。',
    'What every role may do. The platform itself decides by this table.',
  ],
  matrix: ['权限与角色', 'Permissions and roles'],
  roles: ['角色说明', 'The roles'],
  permission: ['可办理的事项', 'May'],
  may: ['可以', 'yes'],
  mayNot: ['不可以', 'no'],
  optional: ['可选', 'optional'],
  role: ['角色', 'Role'],
  reach: ['范围', 'Reach'],
  factor: ['动态验证码', 'Second factor'],
  required: ['必须', 'required'],
  subtree: ['本级及下级', 'own organisation and below'],
  self: ['本人', 'own rows'],
  none: ['不含个人信息', 'no personal data'],
});
