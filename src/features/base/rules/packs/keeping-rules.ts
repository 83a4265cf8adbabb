import { book, period, type Rule } from './rule.ts';

const practice = book('practice', 'unsourced');
/** What may stand behind a retention that counts no days. */
const ends = ['permanent', 'while_account'] as const;

/**
 * How long what the platform holds is kept. The field catalogue names these rules, and the sweeps ask them for their days: nothing
 * else in the code knows them. Where no law sets a term the county confirms it.
 */
export const keepingRules: readonly Rule[] = [
  practice(
    'keep.file',
    { kind: 'choice', choice: 'permanent', of: ends },
    [
      '平台设计',
      '党员档案信息随档案永久保存，离开后不作物理删除；保存期限待县里确认',
      'What stands in a member’s file is kept for good, after the membership as well; the county is to confirm it',
    ],
    [[{}, 'permanent', '党员离开后信息仍在', 'It stays when the member has left']],
  ),
  practice(
    'keep.account',
    { kind: 'choice', choice: 'while_account', of: ends },
    [
      '平台设计',
      '账号信息在账号存续期间保存；账号只停用不删除，保存期限待县里确认',
      'What an account needs is kept while the account exists; accounts are disabled and not deleted, the county is to confirm it',
    ],
    [[{}, 'while_account', '账号停用后信息仍在', 'It stays when the account is disabled']],
  ),
  practice(
    'practice.validity',
    period(12, 'months'),
    [
      '平台设计',
      '演练通过后，相应的操作资格一年内有效，到期须重新演练；年限待县里确认',
      'A passed drill opens its rights for a year, then it is due again; the county is to confirm the term',
    ],
    [
      [
        { from: '2026-07-01' },
        '2027-07-01',
        '7月1日通过，有效至次年7月1日',
        'Passed on 1 July, held until 1 July of the next year',
      ],
    ],
  ),
  practice(
    'keep.session',
    period(30, 'days'),
    [
      '平台设计',
      '登录会话结束30日后清除；登录本身留在审计日志中',
      'A session is deleted thirty days after its end; the sign-in itself stands in the audit log',
    ],
    [[{ from: '2026-07-01' }, '2026-07-31', '7月1日结束，7月31日起清除', 'Ended on 1 July, deleted from 31 July']],
  ),
  practice(
    'keep.import',
    period(30, 'days'),
    [
      '平台设计',
      '导入写入后30日内可以撤销；期满清除导入的文件、各行和撤销作废的资料',
      'An import can be undone for thirty days; then its file, its rows and what an undo voided are deleted',
    ],
    [
      [
        { from: '2026-07-01' },
        '2026-07-31',
        '7月1日写入，7月31日前可以撤销',
        'Written on 1 July, undone until 31 July',
      ],
    ],
  ),
  practice(
    'keep.export',
    period(24, 'hours'),
    [
      '平台设计',
      '导出的名单文件保留24小时，期满清除；导出记录留在审计日志中',
      'An exported list is kept for 24 hours; that it was exported stands in the audit log',
    ],
    [
      [
        { from: '2026-06-01T09:00:00+08:00' },
        '2026-06-02T01:00:00.000Z',
        '6月1日9时生成，6月2日9时清除',
        'Made on 1 June at 9, deleted on 2 June at 9',
      ],
    ],
  ),
  practice(
    'keep.notice',
    period(730, 'days'),
    [
      '平台设计',
      '通知保存730日；通知所说的事情另有记录',
      'Notices are kept for 730 days; what they told of stands where it happened',
    ],
    [
      [
        { from: '2027-03-01' },
        '2029-02-28',
        '2027年3月1日的通知，经过闰年，730日后是2029年2月28日',
        'A notice of 1 March 2027: across a leap day, 730 days end on 28 February 2029',
      ],
    ],
  ),
  practice(
    'keep.noticeSent',
    period(92, 'days'),
    ['平台设计', '发给没有账号的人的通知保存92日', 'Notices sent to people without an account are kept for 92 days'],
    [
      [
        { from: '2026-06-01' },
        '2026-09-01',
        '6月1日的通知，9月1日起清除',
        'A notice of 1 June is deleted from 1 September',
      ],
    ],
  ),
  practice(
    'keep.job',
    period(90, 'days'),
    [
      '平台设计',
      '后台任务结束90日后清除；所办的事留在审计日志中',
      'A job is deleted ninety days after its end; what it did stands in the audit log',
    ],
    [[{ from: '2026-06-01' }, '2026-08-30', '6月1日结束，8月30日起清除', 'Ended on 1 June, deleted from 30 August']],
  ),
  practice(
    'keep.request',
    period(24, 'hours'),
    [
      '平台设计',
      '防止重复办理的请求记录保存24小时',
      'What keeps a request from being carried out twice is kept for 24 hours',
    ],
    [
      [
        { from: '2026-06-01T09:00:00+08:00' },
        '2026-06-02T01:00:00.000Z',
        '6月1日9时的请求，6月2日9时清除',
        'A request of 1 June at 9 is deleted on 2 June at 9',
      ],
    ],
  ),
  practice(
    'keep.looseFile',
    period(24, 'hours'),
    [
      '平台设计',
      '上传后没有写入任何记录的文件，24小时后清除',
      'A stored file that no record names is deleted after 24 hours',
    ],
    [
      [
        { from: '2026-06-01T09:00:00+08:00' },
        '2026-06-02T01:00:00.000Z',
        '6月1日9时上传，6月2日9时清除',
        'Sent on 1 June at 9, deleted on 2 June at 9',
      ],
    ],
  ),
];
