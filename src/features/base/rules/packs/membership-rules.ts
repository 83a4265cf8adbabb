import { book, moreThan, period, type Rule } from './rule.ts';

const education = book('education2019', 'A');
const disposal = book('disposal2024', 'B');
const charter = book('charter', 'B');
const mobile = book('mobile2024', 'B');
const letter = book('letter2006', 'C');

/** The clocks of membership (党籍), of members who fall short, of transfer and of those who are away. */
export const membershipRules: readonly Rule[] = [
  education(
    'membership.start',
    { kind: 'choice', choice: 'branch_meeting', of: ['branch_meeting', 'approval'] },
    [
      '第二十四条',
      '党籍从支部大会通过为预备党员之日算起',
      'The membership begins on the day of the branch meeting that passed the admission',
    ],
    [[{}, 'branch_meeting', '以支部大会通过之日为准', 'The day of the branch meeting counts']],
  ),

  education(
    'lostContact.stop',
    period(6, 'months'),
    [
      '第二十四条',
      '失去联系6个月以上，查找无果的，停止党籍',
      'Lost for six months after search: the membership is stopped',
    ],
    [[{ from: '2026-01-10' }, '2026-07-10', '满6个月', 'Six months have passed']],
  ),
  education(
    'lostContact.strike',
    period(2, 'years'),
    [
      '第二十四条',
      '停止党籍2年后仍未取得联系的，按自行脱党除名',
      'Still lost two years after the stop: struck off as lapsed',
    ],
    [[{ from: '2026-07-10' }, '2028-07-10', '满2年', 'Two years have passed']],
  ),
  education(
    'abroad.study',
    period(5, 'years'),
    [
      '第二十四条',
      '出国学习超过5年未返回的，停止党籍',
      'Study abroad for more than five years without return: stopped',
    ],
    [[{ from: '2021-09-01' }, '2026-09-01', '满5年', 'Five years have passed']],
  ),
  charter(
    'lapse.months',
    period(6, 'months'),
    [
      '第九条',
      '连续6个月无正当理由不参加组织生活、不交党费或不做分配的工作，按自行脱党处理（支部大会决定）',
      'Six months without organisation life, dues or assigned work, without reason: regarded as lapsed (the branch meeting decides)',
    ],
    [[{ from: '2026-01-01' }, '2026-07-01', '连续满6个月', 'Six months without a break']],
  ),
  disposal(
    'correction.normal',
    period(6, 'months'),
    ['条号未核', '限期改正一般为6个月', 'A term to correct oneself is generally six months'],
    [[{ from: '2026-03-01' }, '2026-09-01', '满6个月', 'Six months have passed']],
  ),
  disposal(
    'correction.max',
    period(1, 'years'),
    [
      '条号未核；《党员教育管理工作条例》第三十条同',
      '限期改正最长不超过1年',
      'A term to correct oneself is a year at most',
    ],
    [
      [{ from: '2026-03-01' }, '2027-03-01', '最长1年', 'A year at most'],
      [
        { from: '2027-03-01' },
        '2028-03-01',
        '跨闰日，次年同日',
        'With a leap day between: the same day of the next year',
      ],
    ],
  ),
  disposal(
    'readmission.bar',
    period(5, 'years'),
    [
      '条号未核',
      '被劝退、除名的，5年内不得重新入党',
      'No readmission within five years of leaving on advice or being struck off',
    ],
    [[{ from: '2026-03-01' }, '2031-03-01', '5年后', 'Five years later']],
  ),

  education(
    'transfer.stay',
    period(6, 'months'),
    [
      '第二十五条',
      '外出学习、工作、生活6个月以上且地点相对固定的，应当转移组织关系',
      'Away for six months or more with a fixed place: the affiliation is transferred',
    ],
    [[{ from: '2026-02-01' }, '2026-08-01', '满6个月', 'Six months have passed']],
  ),
  letter(
    'transfer.letter.maxDays',
    period(90, 'days'),
    [
      '各地指南',
      '介绍信有效期最长90天（各地规定不一，可由县里调整）',
      'A transfer letter is valid for 90 days at most (sources differ; the county may set it)',
    ],
    [
      [{ from: '2026-01-01' }, '2026-04-01', '90天后', 'Ninety days later'],
      [
        { from: '2026-06-01' },
        '2026-08-30',
        '6月1日开出，90天为8月30日',
        'Written on 1 June: ninety days end on 30 August',
      ],
    ],
  ),
  letter(
    'transfer.receipt',
    period(1, 'months'),
    ['介绍信填写说明', '接收后1个月内寄回回执', 'The receipt goes back within a month'],
    [[{ from: '2026-01-31' }, '2026-02-28', '2月28日前', 'By 28 February']],
  ),
  education(
    'transfer.graduate',
    period(2, 'years'),
    [
      '第三十四条',
      '毕业生组织关系可在学校保留不超过2年',
      'A graduate’s affiliation stays at the school for two years at most',
    ],
    [[{ from: '2026-06-30' }, '2028-06-30', '最长2年', 'Two years at most']],
  ),
  education(
    'abroad.contact',
    period(6, 'months'),
    [
      '第三十四条',
      '对出国（境）学习研究的党员，每半年至少联系1次',
      'A member studying abroad is contacted at least every six months',
    ],
    [[{ from: '2026-01-31' }, '2026-07-31', '半年内再联系', 'The next contact is within half a year']],
  ),
  mobile(
    'outflow.min',
    period(6, 'months'),
    [
      '条号未核',
      '连续6个月以上不能参加原支部组织生活且未转移组织关系的为流动党员',
      'Unable to join the home branch for six months without a transfer: a mobile member',
    ],
    [[{ from: '2026-01-05' }, '2026-07-05', '连续满6个月', 'Six months without a break']],
  ),
  book('practice', 'unsourced')(
    'outflow.contact',
    period(6, 'months'),
    [
      '工作惯例',
      '与流动党员保持经常联系：条例未定间隔，参照出国（境）党员，每半年至少联系1次',
      'Steady contact with members who are away: the regulations set no interval; as with those abroad, every six months',
    ],
    [
      [{ from: '2026-02-10' }, '2026-08-10', '半年内再联系', 'The next contact is within half a year'],
      [{ from: '2026-08-31' }, '2027-02-28', '月末顺到当月最后一天', 'The last day of a shorter month'],
    ],
  ),
  book('practice', 'unsourced')(
    'partyAge.medal',
    moreThan(49),
    ['工作惯例', '党龄达到50年可获颁“光荣在党50年”纪念章', 'Fifty years of party age: the medal'],
    [
      [{ count: 50, of: 'years' }, true, '满50年', 'Fifty years are complete'],
      [{ count: 49 }, false, '49年', 'Forty-nine years are not enough'],
    ],
    { unit: 'years' },
  ),
];
