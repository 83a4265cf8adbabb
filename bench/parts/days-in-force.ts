/** First and last day in force of each rule-book, copied by hand from the books and not from the packs, to compare. */
import type { Rule, SourceKey } from '#features/base/rules/rules.ts';

type Days = readonly [first: string, last?: string];

const books: Readonly<Record<SourceKey, Days>> = {
  charter: ['2022-10-22'],
  chartersSince1956: ['1956-09-26'],
  branch2018: ['2018-10-28'],
  election2020: ['2020-07-13'],
  rural2018: ['2018-12-28'],
  organ2019: ['2019-12-27'],
  term2018: ['2018-07-12'],
  admission2014: ['2014-05-28', '2026-05-10'],
  admission2026: ['2026-05-11'],
  education2019: ['2019-05-06'],
  disposal2024: ['2024-06-16'],
  mobile2024: ['2024-01-01'],
  dues2008: ['2008-04-01'],
  dues2017: ['2017-01-01'],
  appraisal: ['2018-10-28'],
  plan2024: ['2014-01-01'],
  letter2006: ['2006-01-01'],
  petition2022: ['2022-05-01'],
  accusation2020: ['2020-01-21'],
  hotlineWeifang: ['2021-01-01'],
  opinion2016: ['2016-07-30'],
  village2018: ['2018-12-29'],
  villageZhejiang: ['2020-07-31'],
  disclosure2017: ['2017-12-20'],
  cybersecurity2017: ['2017-06-01', '2025-12-31'],
  cybersecurity2026: ['2026-01-01'],
  networkData2025: ['2025-01-01'],
  practice: ['2000-01-01'],
};

/** The rules of 2014 named the age themselves; since then the rule is theirs. */
const agesBefore2014: Days = ['1956-09-26', '2014-05-27'];

export const daysInForce = ({ source }: Rule): Days =>
  source === 'chartersSince1956' ? agesBefore2014 : books[source];
