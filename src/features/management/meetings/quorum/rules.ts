/** How the counts of a list come about, and whether enough of those who vote are there to decide. */
import { holds, neededOf, ruleAt, type Why } from '#features/base/rules/rules.ts';
import { meetingDay, ruleDay, tallyOf, typeFacts, withDay, type MeetingState, type MeetingType } from '../rules.ts';
import type { Invitee } from '../contract.ts';

export interface Listing {
  readonly type: MeetingType;
  readonly state: MeetingState;
  readonly startsAt: string;
  readonly heldOn: string | null;
  readonly invitees: readonly Pick<Invitee, 'name' | 'votes' | 'exempt' | 'response' | 'attendance'>[];
}

export interface Quorum {
  readonly met: boolean;
  /** So many who vote have to be there. */
  readonly need: number;
  readonly present: number;
  readonly why: Why;
}

/** Null where nobody votes. */
export const quorumOf = ({ type, startsAt, heldOn, invitees }: Listing): Quorum | null => {
  const { voters } = typeFacts[type];
  const { entitled: total, votersPresent: present } = tallyOf(type, invitees);
  if (voters === 'nobody' || total === 0) return null;
  const id = voters === 'committee' ? 'branchCommittee.present' : 'branchVote.present';
  const day = heldOn ?? meetingDay(startsAt);
  const on = ruleDay(id, day);
  const { value } = ruleAt(id, on);
  if (value.kind !== 'share') return null;
  const { value: met, why } = holds(id, on, { count: present, total });
  return { met, need: neededOf(value, total), present, why: withDay(why, day) };
};

export interface Reckoning {
  /** The day whose roster the list is. */
  readonly on: string;
  readonly listed: number;
  /** Old or ill and not there: asked, not expected. */
  readonly exempt: readonly string[];
  /** An activity expects those who signed up: so many did not, and did not come either. */
  readonly unsigned: number;
  readonly expected: number;
  /** Whose vote does not count that day; null where nobody votes. */
  readonly voteless: readonly string[] | null;
}

/** From the names on a list to those expected and those entitled, step by step. */
export const reckoningOf = ({ type, startsAt, heldOn, invitees }: Listing): Reckoning => {
  const { signUp, voters } = typeFacts[type];
  const away = invitees.filter(({ attendance }) => attendance !== 'present');
  const exempt = away.filter((person) => person.exempt);
  const unsigned = signUp ? away.filter((person) => !person.exempt && person.response !== 'signed_up').length : 0;
  const names = (people: readonly { readonly name: string }[]): string[] => people.map(({ name }) => name);
  return {
    on: heldOn ?? meetingDay(startsAt),
    listed: invitees.length,
    exempt: names(exempt),
    unsigned,
    expected: tallyOf(type, invitees).expected,
    voteless: voters === 'nobody' ? null : names(invitees.filter(({ votes }) => !votes)),
  };
};
