import { catalogue } from '#shared/text.ts';

/** What the command line says. The names of commands and options are the same in both languages. */
export const cliTexts = catalogue({
  ready: ['系统已启动：{address}', 'Running at {address}'],
  stopHint: ['按 Ctrl+C 停止', 'Press Ctrl+C to stop'],
  stopping: ['正在停止：先办完在途请求，再停数据库……', 'Stopping: requests in hand first, then the database …'],
  stopped: ['已停止', 'Stopped'],
  startingDatabase: ['正在启动数据库', 'Starting the database'],
  seeding: ['正在生成演示县（{members} 名党员，均为虚构）', 'Making the demonstration county ({members} invented members)'],
  seeded: ['演示县已建成，用时 {seconds} 秒', 'The demonstration county is made ({seconds} s)'],
  accountsTitle: [
    '演示账号（口令只显示这一次，请记下；重新生成：zhibu demo-accounts）',
    'Demonstration accounts (passwords are shown this once; to make new ones: zhibu demo-accounts)',
  ],
  columnRole: ['角色', 'Role'],
  columnAccount: ['账号', 'Account'],
  columnPassword: ['口令', 'Password'],
  columnFactor: ['二次验证密钥', 'Second-factor secret'],
  columnHolder: ['姓名', 'Name'],
  columnOrganisation: ['所在组织', 'Organisation'],
  factorHint: [
    '带密钥的账号还要输入六位动态码：用身份验证器录入密钥，或运行 zhibu demo-code <账号>',
    'Accounts with a secret also need a six-digit code: enter the secret in an authenticator, or run: zhibu demo-code <account>',
  ],
  portBusy: ['端口 {port} 已被占用。请换一个端口：--port {other}，或停止占用它的程序。', 'Port {port} is in use. Choose another: --port {other}, or stop the program that uses it.'],
  portRefused: ['不能在 {host}:{port} 上监听：{reason}', 'Cannot listen on {host}:{port}: {reason}'],
});
