/** What a post or a term must agree with. Pure: facts in, problems out. */
import type { Problem } from '#shared/errors.ts';
import type { Post } from '../contract.ts';
import { hasTerms, isPartyOrganisation, type OrganisationType } from '../rules.ts';

interface Place {
  readonly type: OrganisationType;
  readonly foundedOn: string | null;
  readonly abolishedOn: string | null;
}

const problem = (path: string, message: string, params?: Problem['params']): Problem[] => [
  params === undefined ? { path, message } : { path, message, params },
];

/** A group has a leader and nothing else; the other posts are those of committees, branches and their organisers. */
export const mayHaveChairOf = (type: OrganisationType, post: Post): boolean =>
  isPartyOrganisation(type) && (type === 'group') === (post === 'group_leader');

interface Days {
  readonly fromOn: string;
  readonly toOn: string | null;
  readonly today: string;
}

export const holdingProblems = (place: Place, post: Post, { fromOn, toOn, today }: Days): Problem[] => {
  if (place.abolishedOn !== null && (toOn === null || toOn > place.abolishedOn))
    return problem('body.fromOn', 'already_abolished');
  const found: Problem[] = [];
  if (!mayHaveChairOf(place.type, post)) found.push(...problem('body.post', 'post_not_here'));
  if (fromOn > today) found.push(...problem('body.fromOn', 'event_future', { today }));
  if (place.foundedOn !== null && fromOn < place.foundedOn)
    found.push(...problem('body.fromOn', 'before_founding', { day: place.foundedOn }));
  if (toOn !== null && toOn < fromOn) found.push(...problem('body.toOn', 'end_before_start', { day: fromOn }));
  return found;
};

interface TermDays {
  readonly startedOn: string;
  readonly dueOn: string;
  readonly dueByRule: string;
  readonly today: string;
  /** The day the term before began; a new one begins later. */
  readonly lastStartedOn: string | null;
  readonly reason: string | undefined;
}

export const termProblems = (place: Place, days: TermDays): Problem[] => {
  if (place.abolishedOn !== null) return problem('body.startedOn', 'already_abolished');
  if (!hasTerms(place.type)) return problem('body.startedOn', 'term_not_here');
  const found: Problem[] = [];
  const { startedOn, dueOn, dueByRule, today, lastStartedOn, reason } = days;
  if (startedOn > today) found.push(...problem('body.startedOn', 'event_future', { today }));
  if (place.foundedOn !== null && startedOn < place.foundedOn)
    found.push(...problem('body.startedOn', 'before_founding', { day: place.foundedOn }));
  if (lastStartedOn !== null && startedOn <= lastStartedOn)
    found.push(...problem('body.startedOn', 'term_before_last', { day: lastStartedOn }));
  if (dueOn <= startedOn) found.push(...problem('body.dueOn', 'end_before_start', { day: startedOn }));
  if (dueOn !== dueByRule && (reason ?? '') === '')
    found.push(...problem('body.reason', 'shift_needs_reason', { day: dueByRule }));
  return found;
};
