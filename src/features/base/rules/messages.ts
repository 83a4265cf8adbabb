import { catalogue } from '#shared/text.ts';

/** What can be wrong with a question to a rule or with the table of a year. */
export const ruleProblemTexts = catalogue({
  rule_not_in_force: ['该规则在 {date} 尚未或不再施行', 'The rule was not in force on {date}'],
  other_year: ['日期不在 {year} 年内', 'The day is not in {year}'],
  year_unknown: ['内置数据中没有 {year} 年的放假安排，请按国务院通知录入', 'The data that ship with the platform have no table for {year}; enter it from the official notice'],
});
