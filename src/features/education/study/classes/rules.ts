import { ruleAt } from '#features/base/rules/rules.ts';
import { hourRulesOn, type HeldPost } from '../hours/rules.ts';
import { leaderPosts, type ClassPart } from '../packs/study-kinds.ts';
import type { Audience } from '../rules.ts';

export const classStates = ['open', 'ended', 'cancelled'] as const;
export type ClassState = (typeof classStates)[number];
export const enrolmentStates = ['enrolled', 'waiting', 'withdrawn'] as const;
export type EnrolmentState = (typeof enrolmentStates)[number];

interface Lesson {
  readonly onDay: string;
  readonly part: ClassPart;
}

/** Study hours of some half days, by the rules of each; a day gives no more than a day. */
export const hoursOfLessons = (lessons: readonly Lesson[]): number => {
  const days = new Map<string, number>();
  for (const { onDay, part } of lessons) {
    const { perDay, perHalfDay } = hourRulesOn(onDay);
    days.set(onDay, Math.min(perDay, (days.get(onDay) ?? 0) + (part === 'day' ? perDay : perHalfDay)));
  }
  return [...days.values()].reduce((sum, hours) => sum + hours, 0);
};

/** Whether somebody was there often enough for the certificate: a share of the hours, by the rule of the last day. */
export const earnsCertificate = (all: readonly Lesson[], attended: readonly Lesson[], on: string): boolean => {
  const { value } = ruleAt('study.classAttendance', on);
  if (value.kind !== 'count') throw new TypeError('study.classAttendance counts nothing');
  return hoursOfLessons(attended) * 100 >= hoursOfLessons(all) * value.count;
};

export interface Candidate {
  readonly category: 'full' | 'probationary';
  readonly posts: readonly HeldPost[];
}

/** Whether a class is for somebody, as of today. */
export const isFor = (audience: Audience, { category, posts }: Candidate, today: string): boolean => {
  const held = posts.filter(({ fromOn, toOn }) => fromOn <= today && (toOn === null || toOn >= today));
  switch (audience) {
    case 'member':
      return true;
    case 'leader':
      return held.some(({ post }) => (leaderPosts as readonly string[]).includes(post));
    case 'new_secretary':
      return held.some(({ post }) => post === 'secretary');
    case 'probationary':
      return category === 'probationary';
  }
};

/** Two half days of one class on one part of a day, or a day beside its half. */
export const overlaps = (lessons: readonly Lesson[]): boolean => {
  const taken = new Set<string>();
  return lessons.some(({ onDay, part }) => {
    const parts = part === 'day' ? ['morning', 'afternoon'] : [part];
    const clash = parts.some((one) => taken.has(`${onDay} ${one}`));
    for (const one of parts) taken.add(`${onDay} ${one}`);
    return clash;
  });
};
