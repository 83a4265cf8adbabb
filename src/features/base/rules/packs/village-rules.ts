import { atLeast, book, every, period, share, type Rule } from './rule.ts';

const village = book('village2018', 'A');
const zhejiang = book('villageZhejiang', 'A');
const disclosure = book('disclosure2017', 'C');
const practice = book('practice', 'unsourced');

/** Village affairs, disclosure, retention. */
export const villageRules: readonly Rule[] = [
  village(
    'village.publish.general',
    every(1, 'quarter'),
    ['第三十条', '一般事项至少每季度公布一次', 'General matters are published every quarter'],
    [
      [{ count: 1, of: 'times/quarter' }, true, '一季度1次', 'Once in the quarter'],
      [{ count: 0 }, false, '一季度未公布', 'Nothing was published in the quarter'],
    ],
  ),
  village(
    'village.publish.finance',
    every(1, 'month'),
    ['第三十条', '集体财务往来较多的每月公布一次', 'Finance with many transactions is published every month'],
    [
      [{ count: 0, of: 'times/month' }, false, '一月未公布', 'Nothing was published in the month'],
      [{ count: 1 }, true, '一月1次', 'Once in the month'],
    ],
  ),
  village(
    'village.assembly.quorum',
    share('>', 1, 2, 'villagers'),
    [
      '第二十二条',
      '村民会议须有18周岁以上村民过半数参加',
      'A village assembly needs more than half of the adult villagers',
    ],
    [
      [{ count: 501, total: 1000, of: 'villagers' }, true, '过半数', 'More than half'],
      [{ count: 500, total: 1000 }, false, '正好半数不足', 'Exactly half is not enough'],
    ],
  ),
  village(
    'village.assembly.households',
    share('>=', 2, 3, 'households'),
    ['第二十二条', '或者有三分之二以上的户的代表参加', 'Or representatives of at least two thirds of the households'],
    [
      [{ count: 200, total: 300, of: 'households' }, true, '正好三分之二', 'Exactly two thirds'],
      [{ count: 199, total: 300 }, false, '不足', 'Not enough'],
    ],
  ),
  village(
    'village.assembly.pass',
    share('>', 1, 2, 'present'),
    ['第二十二条', '到会人员过半数通过', 'Passed by more than half of those present'],
    [
      [{ count: 251, total: 501, of: 'present' }, true, '过半数', 'More than half'],
      [{ count: 250, total: 501 }, false, '不过半', 'Not more than half'],
      [{ count: 250, total: 500 }, false, '正好半数不通过', 'Exactly half does not pass'],
    ],
  ),
  village(
    'village.reps.quorum',
    share('>=', 2, 3, 'representatives'),
    [
      '第二十六条',
      '村民代表会议须有三分之二以上的组成人员参加',
      'Village representatives: at least two thirds present',
    ],
    [
      [{ count: 20, total: 30, of: 'representatives' }, true, '30人到20人', 'Twenty of thirty are present'],
      [{ count: 19, total: 30 }, false, '30人到19人不足', 'Nineteen of thirty are not enough'],
    ],
  ),
  village(
    'village.reps.pass',
    share('>', 1, 2, 'present'),
    ['第二十六条', '到会人员过半数同意', 'Passed by more than half of those present'],
    [
      [{ count: 11, total: 20, of: 'present' }, true, '到会20人，11人同意', 'Twenty present, eleven agree'],
      [{ count: 10, total: 20 }, false, '到会20人，10人不过半', 'Twenty present: ten are not more than half'],
    ],
  ),
  zhejiang(
    'village.complaint',
    period(20, 'days'),
    ['第四十三条', '村务公开投诉20日内调查答复', 'A complaint about disclosure is answered within twenty days'],
    [[{ from: '2026-06-01' }, '2026-06-21', '20日', 'Twenty days']],
  ),
  disclosure(
    'disclosure.reply',
    period(3, 'workdays'),
    [
      '地方规定',
      '党员申请公开3个工作日内答复',
      'A member’s request for disclosure is answered within three working days',
    ],
    [
      [
        { from: '2026-06-17' },
        '2026-06-23',
        '端午和周末顺延',
        'The Dragon Boat holiday and the weekend are passed over',
      ],
    ],
  ),
  disclosure(
    'disclosure.reply.max',
    period(10, 'workdays'),
    ['地方规定', '可延长至10个工作日', 'It may be extended to ten working days'],
    [
      [{ from: '2026-06-01' }, '2026-06-15', '第10个工作日', 'The tenth working day'],
      [
        { from: '2026-09-30' },
        '2026-10-20',
        '国庆放假顺延，10日（周六）补班计入',
        'The National Day holiday is passed over; Saturday the 10th is worked and counts',
      ],
    ],
  ),
  practice(
    'jointMeeting',
    every(1, 'quarter'),
    ['工作惯例', '平台建设联席会议每季度1次', 'The joint meeting is held every quarter'],
    [
      [{ count: 1, of: 'times/quarter' }, true, '一季度1次', 'Once in the quarter'],
      [{ count: 0 }, false, '一季度未开', 'None was held in the quarter'],
    ],
  ),

  book('cybersecurity2017', 'A')(
    'log.retention',
    period(6, 'months'),
    ['第二十一条', '网络日志留存不少于6个月', 'Logs are kept for at least six months'],
    [
      [{ from: '2025-06-01' }, '2025-12-01', '至少留存到', 'Kept at least until then'],
      [
        { from: '2025-03-15' },
        '2025-09-15',
        '3月15日的日志至少留存到9月15日',
        'A log of 15 March is kept until 15 September',
      ],
    ],
  ),
  book('cybersecurity2026', 'B')(
    'log.retention',
    period(6, 'months'),
    ['第二十三条', '网络日志留存不少于6个月', 'Logs are kept for at least six months'],
    [
      [{ from: '2026-06-01' }, '2026-12-01', '至少留存到', 'Kept at least until then'],
      [
        { from: '2026-03-15' },
        '2026-09-15',
        '3月15日的日志至少留存到9月15日',
        'A log of 15 March is kept until 15 September',
      ],
    ],
  ),
  book('networkData2025', 'A')(
    'sharing.retention',
    period(3, 'years'),
    [
      '第十二条',
      '向他人提供、委托处理个人信息的记录至少保存3年',
      'Records of sharing personal data are kept for at least three years',
    ],
    [[{ from: '2026-06-01' }, '2029-06-01', '至少保存到', 'Kept at least until then']],
  ),
  practice(
    'statistics.smallCell',
    atLeast(5),
    [
      '平台设计',
      '本组织以外，少于5人的统计数不显示',
      'Counts below five are not shown outside the owning organisation',
    ],
    [
      [{ count: 5, of: 'persons' }, true, '5人可显示', 'Five may be shown'],
      [{ count: 4 }, false, '4人不显示', 'Four are not shown'],
    ],
    { unit: 'persons' },
  ),
];
