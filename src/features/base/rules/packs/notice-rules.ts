import { atMost, book, period, type Rule } from './rule.ts';

const practice = book('practice', 'unsourced');

/** How much people are told, and by when what was held is to be written down. No national rule sets these; the county may. */
export const noticeRules: readonly Rule[] = [
  practice(
    'notice.budget',
    atMost(3),
    ['工作惯例', '每人每周收到的通知一般不超过3条', 'Nobody gets more than three notices a week on average'],
    [
      [{ count: 3, of: 'times' }, true, '人均3条未超', 'Three each are within it'],
      [{ count: 4 }, false, '人均4条超出', 'Four each are too many'],
    ],
    { unit: 'times' },
  ),
  practice(
    'meeting.finish',
    period(5, 'workdays'),
    ['工作惯例', '会后5个工作日内写好纪实并办结', 'The record is written and closed within five working days'],
    [
      [
        { from: '2026-11-02' },
        '2026-11-09',
        '11月2日的会，11月9日前办结',
        'A meeting of 2 November is closed by the 9th',
      ],
      [
        { from: '2026-09-28' },
        '2026-10-10',
        '9月28日的会，国庆放假不计，调休上班的10月10日前办结',
        'A meeting of 28 September is closed by 10 October, a Saturday worked for the holidays',
      ],
    ],
  ),
];
