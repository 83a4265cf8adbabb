import { useFormat, useLanguage, useText } from '#ui/language.tsx';
import type { HourLine, Training } from '../../hours/contract.ts';
import { hourTexts } from '../../hours/messages.ts';
import type { Reason } from '../../hours/rules.ts';
import { topicList } from '#features/education/courses/topics/contract.ts';
import { useApi } from '#webkit/query.ts';

const kinds = {
  party_lesson: hourTexts.kind_party_lesson,
  party_day: hourTexts.kind_party_day,
  members_meeting: hourTexts.kind_members_meeting,
  committee_meeting: hourTexts.kind_committee_meeting,
  group_meeting: hourTexts.kind_group_meeting,
  organisation_life: hourTexts.kind_organisation_life,
  other: hourTexts.kind_other,
  day: hourTexts.kind_day,
  morning: hourTexts.kind_morning,
  afternoon: hourTexts.kind_afternoon,
  course: hourTexts.kind_course,
} as const;
const isKind = (kind: string): kind is keyof typeof kinds => Object.hasOwn(kinds, kind);

const reasonTexts: Readonly<Record<Reason, (typeof hourTexts)[`reason_${Reason}`]>> = {
  length: hourTexts.reason_length,
  stated: hourTexts.reason_stated,
  no_end: hourTexts.reason_no_end,
  day: hourTexts.reason_day,
  half_day: hourTexts.reason_half_day,
  certificate: hourTexts.reason_certificate,
  alone: hourTexts.reason_alone,
  course: hourTexts.reason_course,
  day_full: hourTexts.reason_day_full,
  too_short: hourTexts.reason_too_short,
  no_topic: hourTexts.reason_no_topic,
  no_certificate: hourTexts.reason_no_certificate,
  counted_as_meeting: hourTexts.reason_counted_as_meeting,
};

/** How a line of hours and a training that is due are said. */
export const useHourWords = () => {
  const t = useText();
  const format = useFormat();
  const kindOf = ({ source, kind }: Pick<HourLine, 'source' | 'kind'>): string =>
    source !== 'record' && isKind(kind) ? t(kinds[kind]) : t(hourTexts.kind_record);
  return {
    kindOf,
    titleOf: (line: HourLine): string => line.title ?? `${kindOf(line)} · ${t(hourTexts.elsewhere)}`,
    daysOf: ({ on, until }: HourLine): string =>
      until === null || until === on ? format.day(on) : `${format.day(on)} – ${format.day(until)}`,
    creditOf: ({ credit }: HourLine): string =>
      credit === 0 ? t(hourTexts.notCounted) : t(hourTexts.hours, { hours: credit }),
    reasonOf: ({ reason }: HourLine): string => t(reasonTexts[reason]),
    trainingOf: ({ kind }: Pick<Training, 'kind'>): string => t(hourTexts[`training_${kind}`]),
    trainingState: ({ doneOn, dueOn, overdue }: Pick<Training, 'doneOn' | 'dueOn' | 'overdue'>): string => {
      if (doneOn !== null) return t(hourTexts.doneOn, { day: format.day(doneOn) });
      return t(overdue ? hourTexts.overdue : hourTexts.dueOn, { day: format.day(dueOn) });
    },
  };
};

/** Topics by name, in the reader's language; and those that may be chosen now. */
export const useTopics = () => {
  const { language } = useLanguage();
  const { data } = useApi(topicList, {});
  const items = data?.items ?? [];
  const nameOf = ({ nameZh, nameEn }: (typeof items)[number]): string => (language === 'zh' ? nameZh : nameEn);
  const names = new Map(items.map((topic) => [topic.code, nameOf(topic)]));
  return {
    nameOf: (code: string): string => names.get(code) ?? code,
    namesOf: (codes: readonly string[]): string =>
      codes.map((code) => names.get(code) ?? code).join(language === 'zh' ? '、' : ', '),
    choices: items
      .filter(({ retiredOn }) => retiredOn === null)
      .map((topic) => ({ value: topic.code, label: nameOf(topic) })),
  };
};
