import { book, period, share, type Rule } from './rule.ts';

const appraisal = book('appraisal', 'B');
const petition = book('petition2022', 'A');
const accusation = book('accusation2020', 'B');
const hotline = book('hotlineWeifang', 'C');
const opinion = book('opinion2016', 'B');
const practice = book('practice', 'unsourced');

/** Appraisal, petitions, opinion. */
export const serviceRules: readonly Rule[] = [
  appraisal(
    'appraisal.maxExcellent',
    share('<=', 1, 3, 'members'),
    [
      '条号未核',
      '优秀等次一般不超过参评党员的三分之一；参评党员为确定等次的正式党员，不足1名的舍去',
      'No more than a third are graded excellent: a third of the full members who are graded, parts of a person left out',
    ],
    [
      [
        { count: 0, total: 1, of: 'members' },
        true,
        '参评1名，不足3名，不评优秀',
        'Fewer than three are graded (1): nobody is excellent',
      ],
      [{ count: 1, total: 1 }, false, '参评1名，评1名优秀，超过三分之一', '1 of 1 graded excellent: more than a third'],
      [
        { count: 0, total: 2 },
        true,
        '参评2名，不足3名，不评优秀',
        'Fewer than three are graded (2): nobody is excellent',
      ],
      [{ count: 1, total: 2 }, false, '参评2名，评1名优秀，超过三分之一', '1 of 2 graded excellent: more than a third'],
      [{ count: 1, total: 3 }, true, '参评3名，评1名优秀，可以', '1 of 3 graded excellent: allowed'],
      [{ count: 2, total: 3 }, false, '参评3名，评2名优秀，超过三分之一', '2 of 3 graded excellent: more than a third'],
      [{ count: 1, total: 4 }, true, '参评4名，评1名优秀，可以', '1 of 4 graded excellent: allowed'],
      [{ count: 2, total: 4 }, false, '参评4名，评2名优秀，超过三分之一', '2 of 4 graded excellent: more than a third'],
      [{ count: 1, total: 5 }, true, '参评5名，评1名优秀，可以', '1 of 5 graded excellent: allowed'],
      [{ count: 2, total: 5 }, false, '参评5名，评2名优秀，超过三分之一', '2 of 5 graded excellent: more than a third'],
      [{ count: 2, total: 6 }, true, '参评6名，评2名优秀，可以', '2 of 6 graded excellent: allowed'],
      [{ count: 3, total: 6 }, false, '参评6名，评3名优秀，超过三分之一', '3 of 6 graded excellent: more than a third'],
      [{ count: 2, total: 7 }, true, '参评7名，评2名优秀，可以', '2 of 7 graded excellent: allowed'],
      [{ count: 3, total: 7 }, false, '参评7名，评3名优秀，超过三分之一', '3 of 7 graded excellent: more than a third'],
      [{ count: 2, total: 8 }, true, '参评8名，评2名优秀，可以', '2 of 8 graded excellent: allowed'],
      [{ count: 3, total: 8 }, false, '参评8名，评3名优秀，超过三分之一', '3 of 8 graded excellent: more than a third'],
      [{ count: 3, total: 9 }, true, '参评9名，评3名优秀，可以', '3 of 9 graded excellent: allowed'],
      [{ count: 4, total: 9 }, false, '参评9名，评4名优秀，超过三分之一', '4 of 9 graded excellent: more than a third'],
      [{ count: 3, total: 10 }, true, '参评10名，评3名优秀，可以', '3 of 10 graded excellent: allowed'],
      [
        { count: 4, total: 10 },
        false,
        '参评10名，评4名优秀，超过三分之一',
        '4 of 10 graded excellent: more than a third',
      ],
      [{ count: 3, total: 11 }, true, '参评11名，评3名优秀，可以', '3 of 11 graded excellent: allowed'],
      [
        { count: 4, total: 11 },
        false,
        '参评11名，评4名优秀，超过三分之一',
        '4 of 11 graded excellent: more than a third',
      ],
      [{ count: 4, total: 12 }, true, '参评12名，评4名优秀，可以', '4 of 12 graded excellent: allowed'],
      [
        { count: 5, total: 12 },
        false,
        '参评12名，评5名优秀，超过三分之一',
        '5 of 12 graded excellent: more than a third',
      ],
    ],
  ),
  appraisal(
    'appraisal.graded',
    { kind: 'choice', choice: 'full', of: ['full', 'all'] },
    [
      '条号未核',
      '正式党员评定等次；预备党员参加民主评议，不评定等次',
      'Full members are graded; probationary members take part without a grade',
    ],
    [[{}, 'full', '只给正式党员评定等次', 'Only full members are graded']],
  ),
  petition(
    'petition.register',
    period(15, 'days'),
    ['第二十二条、第二十三条', '收到之日起15日内登记、转送、交办或告知', 'Registered and routed within fifteen days'],
    [[{ from: '2026-06-01' }, '2026-06-16', '6月16日前', 'By 16 June']],
  ),
  petition(
    'petition.objection',
    period(5, 'workdays'),
    ['第二十三条', '对转送有异议的5个工作日内提出', 'An objection to the routing within five working days'],
    [[{ from: '2026-06-18' }, '2026-06-26', '6月19日端午放假，顺延', '19 June is a holiday: a day is added']],
  ),
  petition(
    'petition.decide',
    period(60, 'days'),
    ['第三十四条', '自受理之日起60日内办结', 'Decided within sixty days of acceptance'],
    [[{ from: '2026-06-01' }, '2026-07-31', '60日', 'Sixty days']],
  ),
  petition(
    'petition.extend',
    period(30, 'days'),
    ['第三十四条', '情况复杂经批准可延长，不超过30日', 'Extended by thirty days at most, with approval'],
    [[{ from: '2026-07-31' }, '2026-08-30', '再延30日', 'Thirty days more']],
  ),
  petition(
    'petition.reviewAsk',
    period(30, 'days'),
    ['第三十五条', '收到书面答复30日内可请求复查', 'A review may be asked for within thirty days'],
    [
      [{ from: '2026-06-01' }, '2026-07-01', '7月1日前', 'By 1 July'],
      [
        { from: '2026-07-01' },
        '2026-07-31',
        '7月有31日，30日为7月31日',
        'July has 31 days: thirty days end on the 31st',
      ],
    ],
  ),
  petition(
    'petition.review',
    period(30, 'days'),
    ['第三十五条', '复查30日内提出意见', 'The review answers within thirty days'],
    [
      [{ from: '2026-06-01' }, '2026-07-01', '7月1日前', 'By 1 July'],
      [
        { from: '2026-07-01' },
        '2026-07-31',
        '7月有31日，30日为7月31日',
        'July has 31 days: thirty days end on the 31st',
      ],
    ],
  ),
  petition(
    'petition.recheckAsk',
    period(30, 'days'),
    ['第三十六条', '收到复查意见30日内可请求复核', 'A second review may be asked for within thirty days'],
    [
      [{ from: '2026-06-01' }, '2026-07-01', '7月1日前', 'By 1 July'],
      [
        { from: '2026-07-01' },
        '2026-07-31',
        '7月有31日，30日为7月31日',
        'July has 31 days: thirty days end on the 31st',
      ],
    ],
  ),
  petition(
    'petition.recheck',
    period(30, 'days'),
    [
      '第三十六条',
      '复核30日内提出意见，听证时间不计',
      'The second review answers within thirty days, hearings excluded',
    ],
    [
      [{ from: '2026-06-01' }, '2026-07-01', '7月1日前', 'By 1 July'],
      [
        { from: '2026-07-01' },
        '2026-07-31',
        '7月有31日，30日为7月31日',
        'July has 31 days: thirty days end on the 31st',
      ],
    ],
  ),
  accusation(
    'accusation.accept',
    period(15, 'workdays'),
    [
      '条号未核',
      '实名检举控告15个工作日内告知受理情况',
      'A named accuser is told of the acceptance within fifteen working days',
    ],
    [[{ from: '2026-06-01' }, '2026-06-23', '端午顺延1日', 'A day is added for the Dragon Boat holiday']],
  ),
  accusation(
    'accusation.result',
    period(15, 'workdays'),
    ['条号未核', '办结后15个工作日内反馈结果', 'The result is told within fifteen working days of closing'],
    [[{ from: '2026-06-01' }, '2026-06-23', '端午顺延1日', 'A day is added for the Dragon Boat holiday']],
  ),
  accusation(
    'accusation.transfer',
    period(5, 'workdays'),
    ['条号未核', '5个工作日内移送', 'Passed on within five working days'],
    [
      [{ from: '2026-06-01' }, '2026-06-08', '第5个工作日', 'The fifth working day'],
      [
        { from: '2026-09-30' },
        '2026-10-13',
        '国庆放假顺延，10日（周六）补班计入',
        'The National Day holiday is passed over; Saturday the 10th is worked and counts',
      ],
    ],
  ),
  hotline(
    'hotline.normal',
    period(5, 'workdays'),
    [
      '第二十条',
      '一般事项5个工作日内办结（外地条例，本县默认值）',
      'Ordinary requests within five working days (another city’s ordinance, here a default)',
    ],
    [
      [{ from: '2026-06-01' }, '2026-06-08', '第5个工作日', 'The fifth working day'],
      [
        { from: '2026-09-30' },
        '2026-10-13',
        '国庆放假顺延，10日（周六）补班计入',
        'The National Day holiday is passed over; Saturday the 10th is worked and counts',
      ],
    ],
  ),
  practice(
    'request.rating',
    period(3, 'days'),
    [
      '工作惯例',
      '办结后第3日起由平台请群众评价，承办单位不能发起、查看或撤销；由县里确认',
      'From the third day after the end the platform itself asks the resident; the county is to confirm it',
    ],
    [
      [{ from: '2026-06-01' }, '2026-06-04', '第3日', 'The third day'],
      [{ from: '2026-06-05' }, '2026-06-08', '周末也算在内', 'The weekend counts'],
    ],
  ),
  opinion(
    'opinion.major',
    period(5, 'hours'),
    [
      '条号未核',
      '特别重大、重大突发事件5小时内发布权威信息',
      'Authoritative information within five hours of a major event',
    ],
    [[{ from: '2026-06-01T10:00:00+08:00' }, '2026-06-01T07:00:00.000Z', '10时起5小时', 'Five hours from ten o’clock']],
  ),
  opinion(
    'opinion.press',
    period(24, 'hours'),
    ['条号未核', '24小时内举行新闻发布会', 'A press conference within 24 hours'],
    [[{ from: '2026-06-01T10:00:00+08:00' }, '2026-06-02T02:00:00.000Z', '24小时', '24 hours']],
  ),
  opinion(
    'opinion.other',
    period(48, 'hours'),
    ['条号未核', '其他舆情48小时内回应', 'Other matters answered within 48 hours'],
    [[{ from: '2026-06-01T10:00:00+08:00' }, '2026-06-03T02:00:00.000Z', '48小时', '48 hours']],
  ),
];
