import { book, period, type Rule } from './rule.ts';

const practice = book('practice', 'unsourced');

/** How what a branch owes is shown. No national rule sets these days; the county may. */
export const dutyRules: readonly Rule[] = [
  practice(
    'duty.reminder',
    period(7, 'workdays'),
    [
      '工作惯例',
      '到期前7个工作日起提醒党支部',
      'The branch is reminded from seven working days before the last day on',
    ],
    [
      [
        { from: '2026-11-19' },
        '2026-11-30',
        '11月30日到期的事项，自11月19日起提醒',
        'What is due on 30 November is reminded of from the 19th on',
      ],
    ],
  ),
  practice(
    'duty.firstLook',
    period(3, 'workdays'),
    [
      '工作惯例',
      '提醒和预警先给党支部看，3个工作日后上级才看到',
      'The branch sees a reminder or a warning three working days before anybody above',
    ],
    [
      [
        { from: '2026-11-30' },
        '2026-12-03',
        '11月30日到期未办的，支部到12月3日前可先补办补录',
        'What was missed on 30 November is the branch’s own matter until 3 December',
      ],
      [
        { from: '2026-10-30' },
        '2026-11-04',
        '10月30日（周五）到期的，周末不计，到11月4日',
        'Missed on Friday, 30 October: the weekend does not count, so until 4 November',
      ],
    ],
  ),
];
