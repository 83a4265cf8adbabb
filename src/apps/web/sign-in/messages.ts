import { catalogue } from '#shared/text.ts';

/** The words of the way in. They stand apart: whoever is signed in never fetches them. */
export const signInTexts = catalogue({
  signIn: ['登录', 'Sign in'],
  signInName: ['账号', 'Account name'],
  password: ['密码', 'Password'],
  signInHint: [
    '账号由本级管理员开通。忘记密码请联系管理员重置。',
    'Accounts are opened by your administrator, who can also reset a forgotten password.',
  ],
  expired: [
    '登录已失效，请重新登录。未提交的内容已保存在本机。',
    'Your session has ended. Sign in again; what was not submitted is kept in this browser.',
  ],
  secondFactorHint: ['请输入身份验证器中显示的 6 位数字。', 'Give the six digits shown by your authenticator.'],
  code: ['动态验证码', 'Code'],
  verify: ['验证', 'Verify'],
  enrol: ['绑定动态验证码', 'Set up the second step'],
  enrolHint: [
    '用手机上的身份验证器扫描二维码，或手工输入密钥，再填写显示的 6 位数字。',
    'Scan the code with an authenticator on your phone, or type the key, then give the six digits it shows.',
  ],
  qrCode: ['绑定用的二维码', 'Code to scan'],
  enrolSecret: ['密钥', 'Key'],
  newPassword: ['设置新密码', 'Set a new password'],
  newPasswordHint: [
    '首次登录请设置只有您本人知道的密码，至少 8 位。',
    'On first sign-in set a password only you know, 8 characters or more.',
  ],
  currentPassword: ['当前密码', 'Present password'],
  nextPassword: ['新密码', 'New password'],
  savePassword: ['保存并继续', 'Save and go on'],
  chooseRole: ['选择身份', 'Choose your role'],
  chooseRoleHint: [
    '您有多个岗位，请选择本次以哪个身份办理。',
    'You hold several posts. Choose the one for this session.',
  ],
});
