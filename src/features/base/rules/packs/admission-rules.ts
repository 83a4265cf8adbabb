import { atLeast, book, period, range, share, type Rule } from './rule.ts';

/**
 * The 2014 values are kept where a difference from 2026 is known, or where the value is the same in both. Each edition is a
 * version of its own: an answer for a day before the revision names no text that did not exist then.
 */
const rules = book('admission2026', 'A');
const old = book('admission2014', 'B');

/** The same value in both editions. The articles are those of 2026; of 2014 they were not checked against the text. */
const twice = (...[id, value, [article, zh, en], cases, extra]: Parameters<typeof rules>): readonly Rule[] => [
  old(id, value, ['条号未核', zh, en], cases, extra),
  rules(id, value, [article, zh, en], cases, extra),
];

/** Admission (发展党员) and probation. */
export const admissionRules: readonly Rule[] = [
  book('chartersSince1956', 'unsourced')(
    'admit.minAge',
    atLeast(18),
    [
      '党章关于申请入党年龄的规定',
      '1956年党章起年满18岁方可申请入党（历次条文未逐一核对）',
      'Eighteen since the Charter of 1956 (the texts were not checked one by one)',
    ],
    [
      [{ count: 18, of: 'age' }, true, '满18岁可以', 'Eighteen is old enough'],
      [{ count: 17 }, false, '17岁不可以', 'Seventeen is too young'],
    ],
    { effectiveFrom: '1956-09-26', effectiveTo: '2014-05-27', unit: 'age' },
  ),
  ...twice(
    'admit.minAge',
    atLeast(18),
    ['第五条', '年满18岁方可申请入党', 'An applicant is eighteen or older'],
    [
      [{ count: 18, of: 'age' }, true, '满18岁可以', 'Eighteen is old enough'],
      [{ count: 17 }, false, '17岁不可以', 'Seventeen is too young'],
    ],
    { unit: 'age' },
  ),
  ...twice(
    'admit.talk',
    period(1, 'months'),
    ['第七条', '收到申请书后1个月内派人谈话', 'A talk within a month of the application'],
    [
      [
        { from: '2026-05-31' },
        '2026-06-30',
        '5月31日收到，6月30日前谈话',
        'Received on 31 May: the talk is held by 30 June',
      ],
      [
        { from: '2026-07-10' },
        '2026-08-10',
        '7月10日收到，8月10日前谈话',
        'Received on 10 July: the talk is held by 10 August',
      ],
    ],
  ),
  ...twice(
    'activist.contacts',
    range(1, 2),
    ['第九条', '指定1至2名正式党员作培养联系人', 'One or two full members are named as contacts'],
    [
      [{ count: 2, of: 'persons' }, true, '2名可以', 'Two are right'],
      [{ count: 0 }, false, '未指定', 'Nobody was named'],
      [{ count: 1 }, true, '1名可以', 'One is right'],
      [{ count: 3 }, false, '3名过多', 'Three are too many'],
    ],
    { unit: 'persons' },
  ),
  ...twice(
    'activist.inspection',
    period(6, 'months'),
    ['第十一条', '党支部每半年考察一次', 'The branch inspects every six months'],
    [
      [{ from: '2026-06-01' }, '2026-12-01', '半年后再考察', 'The next inspection is half a year later'],
      [
        { from: '2025-09-01' },
        '2026-03-01',
        '9月1日考察后，次年3月1日前再考察',
        'Inspected on 1 September: again by 1 March',
      ],
    ],
  ),
  ...twice(
    'activist.minDays',
    period(365, 'days'),
    ['第十三条', '培养教育1年以上方可确定为发展对象', 'At least a year as an activist before becoming a candidate'],
    [
      [{ from: '2025-06-01' }, '2026-06-01', '满365日', '365 days have passed'],
      [
        { from: '2023-06-01' },
        '2024-05-31',
        '跨闰日，365日先于周年日',
        'With a leap day between, 365 days are over the day before',
      ],
    ],
  ),
  old(
    'candidate.superiorAct',
    { kind: 'choice', choice: 'filing', of: ['filing', 'agreement'] },
    ['2014年版', '确定发展对象报基层党委备案', '2014: the choice of a candidate is filed with the committee'],
    [[{}, 'filing', '2014年版：备案', '2014 rules: filed']],
  ),
  rules(
    'candidate.superiorAct',
    { kind: 'choice', choice: 'agreement', of: ['filing', 'agreement'] },
    ['第十三条', '确定发展对象须经基层党委同意', '2026: the committee agrees to the choice of a candidate'],
    [[{}, 'agreement', '2026年版：同意', '2026 rules: agreed to']],
  ),
  rules(
    'publicity.workdays',
    period(5, 'workdays'),
    [
      '第十三条',
      '发展对象公示不少于5个工作日（2014年版无此规定）',
      'A public notice of at least five working days (not in the 2014 rules)',
    ],
    [
      [
        { from: '2026-06-01' },
        '2026-06-08',
        '周一起公示，第5个工作日为下周一',
        'Posted on a Monday: the fifth working day is the Monday after',
      ],
      [
        { from: '2026-09-21' },
        '2026-09-29',
        '跨中秋假期（9月25日至27日）顺延',
        'The Mid-Autumn holiday (25–27 September) is passed over',
      ],
      [
        { from: '2026-09-30' },
        '2026-10-13',
        '国庆放假至7日，10日（周六）补班计入',
        'The National Day holiday lasts to the 7th; Saturday the 10th is worked and counts',
      ],
    ],
  ),
  ...twice(
    'admit.introducers',
    range(2, 2),
    ['第十四条', '两名正式党员作入党介绍人', 'Two full members introduce'],
    [
      [{ count: 2, of: 'persons' }, true, '2名', 'There are two'],
      [{ count: 1 }, false, '1名不足', 'One is not enough'],
      [{ count: 3 }, false, '不设3名', 'There are not three'],
    ],
    { unit: 'persons' },
  ),
  ...twice(
    'training.days',
    atLeast(3),
    ['第十七条', '发展对象集中培训不少于3天（或24学时）', 'At least three days of training (or 24 study hours)'],
    [
      [{ count: 3, of: 'days' }, true, '3天', 'Three days are enough'],
      [{ count: 2 }, false, '2天不足', 'Two days are not enough'],
    ],
    { unit: 'days' },
  ),
  ...twice(
    'training.hours',
    atLeast(24),
    ['第十七条', '发展对象集中培训不少于24学时（或3天）', 'At least 24 study hours of training (or three days)'],
    [
      [{ count: 24, of: 'studyHours' }, true, '24学时', '24 study hours are enough'],
      [{ count: 23 }, false, '23学时不足', '23 study hours are not enough'],
    ],
    { unit: 'studyHours' },
  ),
  ...twice(
    'precheck.leaving',
    period(3, 'months'),
    [
      '第十八条',
      '未来3个月内将离开单位的，一般不办理接收手续（提醒，不阻断）',
      'Leaving the unit within three months: generally not processed (a warning)',
    ],
    [
      [
        { from: '2026-06-10' },
        '2026-09-10',
        '9月10日前离开的提醒',
        'A warning where the person leaves before 10 September',
      ],
      [{ from: '2026-01-31' }, '2026-04-30', '4月无31日，取月末', 'April has no 31st: its last day counts'],
    ],
  ),
  rules(
    'precheck.meeting',
    period(1, 'months'),
    ['第十九条', '预审合格后1个月内召开支部大会', 'The branch meeting is held within a month of the pre-check'],
    [
      [{ from: '2026-08-31' }, '2026-09-30', '9月无31日，取月末', 'September has no 31st: its last day counts'],
      [{ from: '2026-07-10' }, '2026-08-10', '7月10日合格，8月10日前召开', 'Passed on 10 July: held by 10 August'],
    ],
  ),
  ...twice(
    'admit.present',
    share('>', 1, 2, 'entitled'),
    ['第二十条', '有表决权的党员到会超过应到会半数方可表决', 'More than half of those entitled are present'],
    [
      [{ count: 6, total: 10, of: 'entitled' }, true, '应到10人，到会6人', 'Ten entitled, six present'],
      [{ count: 5, total: 10 }, false, '应到10人，到会5人不足', 'Ten entitled: five present are not enough'],
      [{ count: 5, total: 9 }, true, '应到9人，到会5人', 'Nine entitled, five present'],
    ],
  ),
  ...twice(
    'admit.pass',
    share('>', 1, 2, 'entitled'),
    ['第二十条', '赞成人数超过应到会有表决权党员的半数为通过', 'Passed by more than half of those entitled'],
    [
      [{ count: 6, total: 10, of: 'entitled' }, true, '应到10人，6票通过', 'Ten entitled: six votes pass'],
      [{ count: 5, total: 10 }, false, '应到10人，5票不通过', 'Ten entitled: five votes do not pass'],
      [{ count: 5, total: 9 }, true, '应到9人，5票通过', 'Nine entitled: five votes pass'],
    ],
  ),
  ...twice(
    'approve.limit',
    period(3, 'months'),
    ['第二十五条', '党委审批在3个月内完成', 'The committee decides within three months'],
    [
      [{ from: '2026-06-15' }, '2026-09-15', '6月15日收到，9月15日前', 'Received on 15 June: by 15 September'],
      [
        { from: '2026-11-30' },
        '2027-02-28',
        '11月30日收到，2月取月末',
        'Received on 30 November: by the last day of February',
      ],
    ],
  ),
  ...twice(
    'approve.max',
    period(6, 'months'),
    ['第二十五条', '特殊情况审批不超过6个月', 'In special cases within six months'],
    [
      [{ from: '2026-06-15' }, '2026-12-15', '最迟12月15日', 'By 15 December at the latest'],
      [
        { from: '2026-08-31' },
        '2027-02-28',
        '8月31日收到，2月取月末',
        'Received on 31 August: by the last day of February',
      ],
    ],
  ),
  rules(
    'oath.limit',
    period(1, 'months'),
    ['第二十九条', '批准后一般在1个月内入党宣誓', 'The oath is generally taken within a month of the approval'],
    [
      [{ from: '2026-06-30' }, '2026-07-30', '7月30日前', 'By 30 July'],
      [{ from: '2026-07-01' }, '2026-08-01', '7月1日批准，8月1日前', 'Approved on 1 July: by 1 August'],
    ],
  ),
  ...twice(
    'probation.length',
    period(1, 'years'),
    [
      '第三十一条',
      '预备期为1年，从支部大会通过之日算起',
      'The probation is one year from the branch meeting that passed the admission',
    ],
    [
      [
        { from: '2025-07-01' },
        '2026-07-01',
        '2025年7月1日通过，2026年7月1日期满',
        'Passed on 1 July 2025: it ends on 1 July 2026',
      ],
      [
        { from: '2024-02-29' },
        '2025-02-28',
        '闰日通过，次年无此日则为月末',
        'Passed on a leap day: the last day of February stands for it',
      ],
      [
        { from: '2023-07-01' },
        '2024-07-01',
        '跨闰日，次年同日期满',
        'With a leap day between it ends on the same day of the next year',
      ],
    ],
  ),
  ...twice(
    'probation.extend.min',
    period(6, 'months'),
    ['第三十一条、第三十二条', '延长预备期不少于半年', 'An extension is at least half a year'],
    [[{ from: '2026-07-01' }, '2027-01-01', '最早延至半年后', 'Extended by half a year at least']],
  ),
  ...twice(
    'probation.extend.max',
    period(12, 'months'),
    ['第三十一条、第三十二条', '延长预备期最长不超过1年', 'An extension is a year at most'],
    [[{ from: '2026-07-01' }, '2027-07-01', '最迟延至一年后', 'Extended by a year at most']],
  ),
  ...twice(
    'probation.extend.times',
    range(0, 1),
    ['第三十一条', '预备期只能延长1次', 'The probation is extended once at most'],
    [
      [{ count: 1, of: 'times' }, true, '延长1次', 'Extended once'],
      [{ count: 2 }, false, '不得第2次延长', 'It is not extended a second time'],
      [{ count: 0 }, true, '未延长', 'Not extended'],
      [{ count: -1 }, false, '次数不会是负数', 'No number of times is below zero'],
    ],
    { unit: 'times' },
  ),
  ...twice(
    'conversion.approve',
    period(3, 'months'),
    ['第三十三条', '党委对转正决议在3个月内审批', 'The committee decides on the conversion within three months'],
    [
      [{ from: '2026-07-10' }, '2026-10-10', '10月10日前', 'By 10 October'],
      [
        { from: '2026-11-30' },
        '2027-02-28',
        '11月30日通过，2月取月末',
        'Passed on 30 November: by the last day of February',
      ],
    ],
  ),
  rules(
    'conversion.postpone',
    period(6, 'months'),
    [
      '第三十五条',
      '转入的预备党员，推迟讨论转正不超过6个月',
      'For a transferred-in probationer the discussion is put off six months at most',
    ],
    [[{ from: '2026-07-01' }, '2027-01-01', '最迟推迟到半年后', 'Put off by half a year at most']],
  ),
  ...twice(
    'partyAge.start',
    { kind: 'choice', choice: 'full_on', of: ['full_on', 'joined_on'] },
    ['第三十三条', '党龄从转为正式党员之日算起', 'The party age counts from the day of full membership'],
    [[{}, 'full_on', '从转正之日算起', 'Counted from the day of full membership']],
  ),
];
