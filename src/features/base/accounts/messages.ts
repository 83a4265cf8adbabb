import { catalogue } from '#shared/text.ts';

/** What sign-in and the administration of accounts refuse. */
export const accountRefusals = catalogue({
  'sign_in.wrong': ['账号或密码不正确', 'The account name or the password is not right'],
  'session.sign_in_again': [
    '请退出后重新登录，再绑定动态验证码',
    'Please sign out and in again before setting up the second step',
  ],
  'factor.exists': ['已经绑定动态验证码', 'A second step is already set up'],
  'code.wrong': ['验证码不正确或已用过', 'The code is not right or has been used'],
  'code.six_digits': ['请输入 6 位数字', 'Give the six digits'],
  'password.wrong': ['当前密码不正确', 'The present password is not right'],
  'password.same': ['新密码不能与当前密码相同', 'The new password must differ from the present one'],
  'password.short': ['密码至少 8 位', 'The password needs at least 8 characters'],
  'password.long': ['密码最多 128 位', 'The password may have at most 128 characters'],
  'password.common': ['密码过于常见，容易被猜到', 'This password is too common and easy to guess'],
  'password.contains_name': ['密码不能包含姓名或账号', 'The password must not contain your name or account name'],
  'reason.short': ['请写明事由，至少 2 个字', 'Give the reason, at least 2 characters'],
  'sign_in_name.form': [
    '账号为 3 至 40 位文字、数字、点、横线或下划线',
    'Account names have 3 to 40 letters, digits, dots, dashes or underscores',
  ],
  'sign_in_name.taken': ['该账号名已被使用', 'This account name is taken'],
  'id_number.form': ['公民身份号码为 18 位', 'The ID number has 18 characters'],
  'person.unknown': ['没有姓名与公民身份号码都相符的人员', 'Nobody has this name and this ID number'],
  'person.taken': ['此人已有启用的账号', 'This person already has an enabled account'],
  'account.own': ['不能管理自己的账号', 'Nobody administers the own account'],
  'account.disabled': ['账号已停用', 'The account is disabled'],
  'account.enabled': ['账号未停用', 'The account is not disabled'],
  'grant.to_self': ['不能给自己授予角色', 'Nobody gives a role to the own account'],
  'grant.wrong_type': ['该角色不能设在这类组织', 'This role cannot hang on an organisation of this type'],
  'grant.needs_person': ['该角色只能授予对应到具体人员的账号', 'This role needs an account that belongs to a person'],
  'grant.separated': [
    '系统管理员、安全保密管理员、安全审计员须由不同的人担任，且不得兼任可查看党员档案的角色',
    'System, security and audit administrators are different people and hold no role that reads files',
  ],
  'grant.together': ['这些角色不能由同一账号兼任', 'These roles cannot be held by one account'],
  'grant.exists': ['该账号在此组织已有这一角色', 'The account already holds this role there'],
  'grant.post': [
    '所选任职不属于此人、不在此组织或已经结束',
    'The post is not this person’s, not in this organisation, or over',
  ],
  'grant.days': ['结束日期不能早于开始日期或今天', 'The last day must not lie before the first or before today'],
  'grant.over': ['角色已经收回', 'The role has already ended'],
});

/** Names of what the list of accounts warns of. */
export const accountProblemTexts = catalogue({
  stale: ['超过 90 天未登录', 'Not used for 90 days'],
  never_used: ['开通 30 天仍未登录', 'Never used in 30 days'],
  initial_password: ['初始密码超过 14 天未修改', 'First password kept for 14 days'],
  default_name: ['默认账号名', 'Default account name'],
  shared: ['疑似多人共用', 'Seems to be shared'],
  no_person: ['未对应到具体人员', 'Belongs to no person'],
  no_factor: ['应绑定而未绑定动态验证码', 'Lacks the second step'],
  no_role: ['没有有效的角色', 'Holds no role'],
});
