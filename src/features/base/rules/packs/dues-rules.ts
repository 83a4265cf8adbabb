import { atLeast, atMost, book, period, range, share, type Rule } from './rule.ts';

const dues = book('dues2008', 'A');
const notice = book('dues2017', 'B');
const practice = book('practice', 'unsourced');

/** Party dues. Amounts are in fen; the rate of a step applies to the whole amount, not to the part above the step. */
export const duesRules: readonly Rule[] = [
  dues(
    'dues.tiers',
    {
      kind: 'tiers',
      steps: [
        { upTo: 300_000, perMille: 5 },
        { upTo: 500_000, perMille: 10 },
        { upTo: 1_000_000, perMille: 15 },
        { upTo: null, perMille: 20 },
      ],
    },
    [
      '第二条',
      '月工资收入（税后）3000元以下0.5%，3000至5000元1%，5000至10000元1.5%，10000元以上2%，按全额计算',
      'Monthly net wage: 0.5 % to 3,000 yuan, 1 % to 5,000, 1.5 % to 10,000, 2 % above, on the whole amount',
    ],
    [
      [{ amount: 300_000 }, 1_500, '3000.00元交15.00元', '3,000.00 yuan pay 15.00'],
      [{ amount: 300_001 }, 3_000, '3000.01元交30.00元', '3,000.01 yuan pay 30.00'],
      [{ amount: 500_000 }, 5_000, '5000元交50.00元', '5,000 yuan pay 50.00'],
      [{ amount: 600_000 }, 9_000, '6000元交90.00元', '6,000 yuan pay 90.00'],
      [{ amount: 1_000_000 }, 15_000, '10000元交150.00元', '10,000 yuan pay 150.00'],
      [{ amount: 1_000_001 }, 20_000, '10000.01元交200.00元', '10,000.01 yuan pay 200.00'],
      [{ amount: 500_001 }, 7_500, '5000.01元交75.00元', '5,000.01 yuan pay 75.00'],
    ],
  ),
  dues(
    'dues.pension',
    {
      kind: 'tiers',
      steps: [
        { upTo: 500_000, perMille: 5 },
        { upTo: null, perMille: 10 },
      ],
    },
    ['第五条', '离退休党员：5000元以下0.5%，5000元以上1%', 'Pensioners: 0.5 % to 5,000 yuan, 1 % above'],
    [
      [{ amount: 500_000 }, 2_500, '养老金5000元交25.00元', 'A pension of 5,000 yuan pays 25.00'],
      [{ amount: 520_000 }, 5_200, '养老金5200元交52.00元', 'A pension of 5,200 yuan pays 52.00'],
      [{ amount: 500_001 }, 5_000, '养老金5000.01元交50.00元', 'A pension of 5,000.01 yuan pays 50.00'],
    ],
  ),
  dues(
    'dues.farmer',
    range(20, 100),
    ['第六条', '农民党员每月交纳0.2至1元', 'Farmers pay 0.2 to 1 yuan a month'],
    [
      [{ count: 20, of: 'fen' }, true, '0.20元可以', '0.20 yuan is right'],
      [{ count: 120 }, false, '1.20元超出标准', '1.20 yuan is above the rate'],
      [{ count: 19 }, false, '0.19元不足', '0.19 yuan is below the rate'],
      [{ count: 100 }, true, '1.00元可以', '1.00 yuan is right'],
      [{ count: 101 }, false, '1.01元超出标准', '1.01 yuan is above the rate'],
    ],
    { unit: 'fen' },
  ),
  dues(
    'dues.minimum',
    range(20, 20),
    [
      '第六条',
      '学生、下岗失业、依靠抚恤救济或低保生活的党员每月交纳0.2元',
      'Students, the unemployed and those living on relief pay 0.2 yuan a month',
    ],
    [
      [{ count: 20, of: 'fen' }, true, '0.20元', '0.20 yuan'],
      [{ count: 19 }, false, '0.19元不足', '0.19 yuan is below the rate'],
      [{ count: 21 }, false, '0.21元超出标准', '0.21 yuan is above the rate'],
    ],
    { unit: 'fen' },
  ),
  dues(
    'dues.quarter',
    period(3, 'months'),
    [
      '第十二条',
      '遇到特殊情况，经党支部同意，可以每季度交纳一次：当季党费到季末为止',
      'In a special case, and where the branch agrees, dues are paid once a quarter: those of a quarter until its end',
    ],
    [
      [
        { from: '2026-01-01' },
        '2026-04-01',
        '一季度的党费，4月1日起算欠交',
        'Dues of the first quarter are open from 1 April on',
      ],
      [{ from: '2026-10-01' }, '2027-01-01', '四季度的党费，次年1月1日起算欠交', 'Of the fourth, from 1 January on'],
    ],
  ),
  dues(
    'dues.maxArrears',
    period(6, 'months'),
    ['第十二条', '补交党费的时间一般不超过6个月', 'Arrears are made up for six months at most'],
    [[{ from: '2026-01-01' }, '2026-07-01', '最长6个月', 'Six months at most']],
  ),
  dues(
    'dues.lapse',
    period(6, 'months'),
    [
      '第十三条',
      '无正当理由连续6个月不交纳党费，按自行脱党处理（系统只提醒，支部决定）',
      'Six months unpaid without reason: regarded as lapsed (the platform only alerts; the branch decides)',
    ],
    [[{ from: '2026-01-01' }, '2026-07-01', '满6个月', 'Six months have passed']],
  ),
  practice(
    'dues.alert.first',
    period(3, 'months'),
    ['工作惯例', '未交满3个月提醒支部', 'The branch is reminded after three months'],
    [
      [{ from: '2026-01-01' }, '2026-04-01', '满3个月', 'Three months have passed'],
      [{ from: '2026-06-01' }, '2026-09-01', '6月起满3个月', 'Three months from June have passed'],
    ],
  ),
  practice(
    'dues.alert.second',
    period(5, 'months'),
    ['工作惯例', '未交满5个月再次提醒支部', 'The branch is reminded again after five months'],
    [[{ from: '2026-01-01' }, '2026-06-01', '满5个月', 'Five months have passed']],
  ),
  notice(
    'dues.regularMax',
    atMost(100_000),
    [
      '2017年答复',
      '个人月交党费一般不超过1000元',
      'A person’s regular dues generally do not exceed 1,000 yuan a month',
    ],
    [
      [{ count: 100_000, of: 'fen' }, true, '1000元为限', '1,000 yuan is the limit'],
      [{ count: 100_001 }, false, '超过的作自愿多交', 'What is above counts as a voluntary extra'],
    ],
    { unit: 'fen' },
  ),
  dues(
    'dues.forwarded',
    atLeast(100_000),
    [
      '第十一条',
      '一次性自愿多交1000元以上的全部上缴中央',
      'A voluntary extra of 1,000 yuan or more is forwarded in full',
    ],
    [
      [{ count: 100_000, of: 'fen' }, true, '1000元上缴', '1,000 yuan are forwarded'],
      [{ count: 99_999 }, false, '不足1000元留存', 'Less than 1,000 yuan stay'],
    ],
    { unit: 'fen' },
  ),
  dues(
    'dues.remittance',
    share('>=', 1, 20, 'collected'),
    ['第十五条', '省级按全年党费收入的5%上缴中央', 'A province hands on 5 % of the year’s dues'],
    [
      [
        { count: 5, total: 100, of: 'collected' },
        true,
        '100万元上缴5万元',
        'Of a million yuan fifty thousand are handed on',
      ],
      [{ count: 4, total: 100 }, false, '不足5%', 'Less than 5 %'],
      [{ count: 1, total: 20 }, true, '20万元上缴1万元，正好5%', 'Of 200,000 yuan 10,000 are handed on: just 5 %'],
      [
        { count: 100, total: 2_001 },
        false,
        '2001万元上缴100万元，不足5%',
        'Of 20.01 million yuan one million is less than 5 %',
      ],
    ],
  ),
];
