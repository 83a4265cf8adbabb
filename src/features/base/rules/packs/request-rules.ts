import { book, period, type Rule } from './rule.ts';

const practice = book('practice', 'unsourced');

/** Terms of requests that no national text sets: the county may. Petitions have theirs in the regulations. */
export const requestRules: readonly Rule[] = [
  practice(
    'hotline.consult',
    period(3, 'workdays'),
    [
      '地方规定',
      '咨询3个工作日内答复（外地规定，本县默认值）',
      'Questions are answered within three working days (rules of other places, here a default)',
    ],
    [
      [{ from: '2026-06-01' }, '2026-06-04', '第3个工作日', 'The third working day'],
      [
        { from: '2026-09-30' },
        '2026-10-10',
        '国庆放假顺延，10日（周六）补班计入',
        'The National Day holiday is passed over; Saturday the 10th is worked and counts',
      ],
    ],
    { confidence: 'C' },
  ),
  practice(
    'hotline.extend',
    period(10, 'workdays'),
    [
      '地方规定',
      '疑难事项经上级批准可延长一次，10个工作日，并告知来件人',
      'Extended once by ten working days where it is difficult, with approval from above and told to the resident',
    ],
    [
      [{ from: '2026-06-08' }, '2026-06-23', '端午放假1日，顺延', 'A day is added for the Dragon Boat holiday'],
      [
        { from: '2026-09-28' },
        '2026-10-16',
        '国庆放假顺延，10日（周六）补班计入',
        'The National Day holiday is passed over; Saturday the 10th is worked and counts',
      ],
    ],
    { confidence: 'C' },
  ),
  practice(
    'hotline.near',
    period(1, 'workdays'),
    ['工作惯例', '到期前1个工作日提醒', 'A reminder one working day before'],
    [
      [{ from: '2026-06-05' }, '2026-06-08', '周五的下一个工作日是周一', 'After Friday comes Monday'],
      [{ from: '2026-06-18' }, '2026-06-22', '19日端午放假', 'The 19th is a holiday'],
    ],
  ),
  practice(
    'petition.near',
    period(7, 'days'),
    ['工作惯例', '信访事项到期前7日提醒', 'A reminder seven days before a petition is due'],
    [
      [{ from: '2026-06-01' }, '2026-06-08', '7日', 'Seven days'],
      [{ from: '2026-09-28' }, '2026-10-05', '节假日照计', 'Holidays count'],
    ],
  ),
  practice(
    'request.escalate',
    period(3, 'workdays'),
    [
      '工作惯例',
      '超期次日报上一级；再过3个工作日仍未答复，再报上一级',
      'The unit above is told the morning after; the next one above when three working days more have passed',
    ],
    [
      [{ from: '2026-06-01' }, '2026-06-04', '第3个工作日', 'The third working day'],
      [{ from: '2026-06-17' }, '2026-06-23', '19日端午放假，顺延', 'The 19th is a holiday: a day is added'],
    ],
  ),
  practice(
    'request.silence',
    period(15, 'days'),
    [
      '工作惯例',
      '答复后15日内来件人没有表示的，自动办结；之后仍可要求重新办理一次',
      'Closed where the resident says nothing for fifteen days; it may still be reopened once',
    ],
    [
      [{ from: '2026-06-01' }, '2026-06-16', '6月16日前', 'By 16 June'],
      [{ from: '2026-02-20' }, '2026-03-07', '跨2月', 'Across the end of February'],
    ],
  ),
  practice(
    'pause.materials',
    period(15, 'days'),
    [
      '工作惯例',
      '等待来件人补充材料，暂停计时不超过15日',
      'While the resident adds what is lacking, for fifteen days at most',
    ],
    [
      [{ from: '2026-06-01' }, '2026-06-16', '6月16日恢复', 'It runs again after 16 June'],
      [{ from: '2026-02-20' }, '2026-03-07', '跨2月', 'Across the end of February'],
    ],
  ),
  practice(
    'pause.expertise',
    period(60, 'days'),
    [
      '工作惯例',
      '等待鉴定、检测、评估结果，暂停计时不超过60日',
      'While an expert examines, measures or values, for sixty days at most',
    ],
    [
      [{ from: '2026-06-01' }, '2026-07-31', '60日', 'Sixty days'],
      [{ from: '2026-12-15' }, '2027-02-13', '跨年', 'Across the year'],
    ],
  ),
  practice(
    'pause.disaster',
    period(30, 'days'),
    [
      '工作惯例',
      '因自然灾害等不可抗力无法办理，暂停计时不超过30日',
      'While a disaster keeps everybody from it, for thirty days at most',
    ],
    [
      [{ from: '2026-06-01' }, '2026-07-01', '30日', 'Thirty days'],
      [{ from: '2026-07-01' }, '2026-07-31', '7月有31日', 'July has 31 days'],
    ],
  ),
  practice(
    'pause.hearing',
    period(30, 'days'),
    [
      '工作惯例',
      '复核中举行听证的时间不计入期限（《信访工作条例》第三十六条），最长30日',
      'Hearings of a second review are not counted (Regulations on petitions, Article 36); for thirty days at most, which is practice',
    ],
    [
      [{ from: '2026-06-01' }, '2026-07-01', '30日', 'Thirty days'],
      [{ from: '2026-07-01' }, '2026-07-31', '7月有31日', 'July has 31 days'],
    ],
  ),
];
