import { catalogue } from '#shared/text.ts';

export const residentProblems = catalogue({
  'residents.phone': ['请填写十一位手机号', 'Please give a mobile number of eleven digits'],
  'residents.wrong_code': ['验证码不对或已过期，请重新获取', 'The code is wrong or too old: please ask for another'],
  'residents.no_sms': [
    '本县还没有开通短信。请到村（社区）服务台办理，或直接凭查询码查进度',
    'This county sends no messages yet: please turn to the desk of your village, or follow your request by its code',
  ],
  'residents.not_sent': ['短信没有发出去，请稍后再试', 'The message could not be sent: please try again'],
  'residents.not_in': ['请先凭手机号进入', 'Please sign in with your phone first'],
  'residents.not_sure': ['请勾选确认', 'Please tick that you are sure'],
});

export const residentTexts = catalogue({
  short: ['我的', 'Mine'],
  title: ['我的诉求', 'My requests'],
  entry: [
    '凭手机号进入，自己提过的诉求都在一处。不注册也可以提诉求、查进度。',
    'With your phone, what you have sent stands in one place. You can send and follow requests without it as well.',
  ],
  phone: ['手机号', 'Mobile number'],
  phoneHint: ['只用来进入，不对外公开', 'Used to sign in only'],
  getCode: ['获取验证码', 'Send me a code'],
  code: ['验证码', 'Code'],
  codeHint: ['六位数字，十分钟内有效', 'Six digits, good for ten minutes'],
  sent: [
    '如果号码没有错，一分钟内会收到短信。没有收到的，请看看号码，或到村（社区）服务台办理。',
    'If the number is right a message comes within a minute. If not, look at the number again, or turn to the desk of your village.',
  ],
  enter: ['进入', 'Sign in'],
  desk: ['有服务台给的验证码', 'I have a code from the desk'],
  again: ['换一个号码', 'Another number'],
  signedIn: ['已用 {phone} 进入', 'Signed in with {phone}'],
  signOut: ['退出', 'Sign out'],
  everywhere: ['在所有设备上退出', 'On all devices'],
  signedOut: ['已退出', 'Signed out'],
  settings: ['账号', 'Account'],
  close: ['注销账号', 'Close the account'],
  closeHint: [
    '注销后手机号不再保存，不能恢复。提过的诉求照常办理，凭查询码仍可查。',
    'The number is kept no more, and it cannot be undone. What you have sent is handled as before; codes still work.',
  ],
  sure: ['我确认注销', 'I am sure'],
  closed: ['账号已注销', 'The account is closed'],
  deskTitle: ['群众账号', 'Residents’ accounts'],
  deskIntro: [
    '群众收不到短信的，请核对本人后在这里生成验证码，当面交给他。验证码十分钟内有效，用它和手机号在门户“我的”页进入。',
    'For residents who receive no message: see the person, make a code here and hand it over. It is good for ten minutes, with the phone, on the portal’s page “Mine”.',
  ],
  make: ['生成验证码', 'Make a code'],
  handOver: ['请当面交给本人', 'Hand it over in person'],
  another: ['再办一位', 'Another person'],
  message: ['验证码{code}，十分钟内有效', 'Your code is {code}, good for ten minutes'],
});
