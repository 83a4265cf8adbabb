import { dayOf } from '#shared/days.ts';
import type { Tone } from '#ui/tag.tsx';
import { appraisalTexts } from '../../messages.ts';
import type { AppraisalState, Grade } from '../../rules.ts';

/** Today in China. */
export const today = (): string => dayOf(Date.now());

export const stateTones: Readonly<Record<AppraisalState, Tone>> = {
  running: 'info',
  graded: 'warning',
  closed: 'success',
  cancelled: 'plain',
};

/** A grade is said in words; its tone only marks what has to be acted on. */
export const gradeTones: Readonly<Record<Grade, Tone>> = {
  excellent: 'plain',
  qualified: 'plain',
  basic: 'warning',
  unqualified: 'error',
};

export const deciderTexts = {
  committee: appraisalTexts.deciders_committee,
  members_meeting: appraisalTexts.deciders_members_meeting,
} as const;

export const formTexts = { meeting: appraisalTexts.forms_meeting, groups: appraisalTexts.forms_groups } as const;

export const responseTexts = {
  accepted: appraisalTexts.responses_accepted,
  objected: appraisalTexts.responses_objected,
} as const;
