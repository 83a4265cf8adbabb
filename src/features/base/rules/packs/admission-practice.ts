import { book, period, type Rule } from './rule.ts';

const practice = book('practice', 'C');

/** What is customary in admission, and what a county may ask for beyond the national steps. No national rule sets these days. */
export const admissionPractice: readonly Rule[] = [
  practice(
    'probation.inspection',
    period(6, 'months'),
    ['工作惯例', '预备党员每半年考察一次', 'A probationary member is inspected every six months'],
    [
      [
        { from: '2026-08-31' },
        '2027-02-28',
        '8月31日后半年，2月取月末',
        'Half a year after 31 August: the end of February',
      ],
      [{ from: '2023-08-31' }, '2024-02-29', '闰年2月取29日', 'In a leap year it is the 29th'],
      [{ from: '2026-06-10' }, '2026-12-10', '6月10日后半年', 'Half a year after 10 June'],
    ],
  ),
  practice(
    'conversion.request',
    period(1, 'months'),
    [
      '工作惯例',
      '转正申请一般在预备期满前1个月内提出',
      'Conversion is generally asked for within the last month of the probation',
    ],
    [
      [
        { from: '2026-06-01' },
        '2026-07-01',
        '7月1日期满的，6月1日起可以提出',
        'A probation that ends on 1 July: from 1 June on',
      ],
      [
        { from: '2026-07-31' },
        '2026-08-31',
        '8月31日期满的，7月31日起可以提出',
        'One that ends on 31 August: from 31 July on',
      ],
    ],
  ),
  practice(
    'conversion.discuss',
    period(1, 'months'),
    [
      '工作惯例',
      '预备期满应当及时讨论转正（细则第三十二条，未定天数）；一般在1个月内召开支部大会',
      'Conversion is to be discussed in time after the probation (Article 32 sets no days); generally within a month',
    ],
    [
      [{ from: '2026-07-01' }, '2026-08-01', '7月1日期满，8月1日前讨论', 'Over on 1 July: discussed by 1 August'],
      [{ from: '2026-01-31' }, '2026-02-28', '2月无31日，取月末', 'February has no 31st: its last day counts'],
    ],
  ),
  practice(
    'extra.thoughtReport',
    period(3, 'months'),
    ['地方要求', '每季度一次思想汇报（地方自选）', 'A thought report every quarter (local)'],
    [
      [
        { from: '2026-11-30' },
        '2027-02-28',
        '11月30日后一季度，2月取月末',
        'A quarter after 30 November: the end of February',
      ],
      [{ from: '2026-03-10' }, '2026-06-10', '3月10日后一季度', 'A quarter after 10 March'],
    ],
  ),
  practice(
    'extra.contactTalk',
    period(3, 'months'),
    ['地方要求', '培养联系人每季度谈话一次（地方自选）', 'The contacts talk with the person every quarter (local)'],
    [
      [
        { from: '2026-11-30' },
        '2027-02-28',
        '11月30日后一季度，2月取月末',
        'A quarter after 30 November: the end of February',
      ],
      [{ from: '2026-03-10' }, '2026-06-10', '3月10日后一季度', 'A quarter after 10 March'],
    ],
  ),
  practice(
    'extra.publicity',
    period(5, 'workdays'),
    [
      '地方要求',
      '接收、转正公示5个工作日（地方自选）',
      'A public notice of five working days before admission or conversion (local)',
    ],
    [
      [{ from: '2026-06-01' }, '2026-06-08', '周一起公示，第5个工作日为下周一', 'Posted on a Monday: the Monday after'],
      [
        { from: '2026-09-30' },
        '2026-10-13',
        '国庆放假至7日，10日（周六）补班计入',
        'The National Day holiday lasts to the 7th; Saturday the 10th is worked and counts',
      ],
    ],
  ),
];
