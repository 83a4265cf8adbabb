import type { Tx } from '#platform/db/types.ts';
import { recountTalks } from '#features/base/organisations/index.ts';
import { calendarOf } from '#features/base/rules/calendar/rules.ts';
import { newId } from '#shared/ids.ts';
import { next } from '#test/harness/hostile.ts';
import type { Duty } from './contract.ts';
import type { DutyFacts, DutyKind } from './rules.ts';

interface Place {
  readonly id: string;
  readonly path: string;
}

interface Wish {
  readonly type: DutyKind;
  readonly heldOn: string;
  readonly title?: string;
  readonly state?: 'held' | 'closed';
  readonly present?: readonly { readonly id: string }[];
  readonly chair?: { readonly id: string };
}

/** An appraisal of the year of that day, reported unless said otherwise; a branch has one a year. */
const makeAppraisal = async (
  tx: Tx,
  place: Place,
  { heldOn, state = 'closed' }: Wish,
): Promise<{ readonly id: string }> => {
  const id = newId();
  const year = Number(heldOn.slice(0, 4));
  const done = {
    tested_on: heldOn,
    decided_by: 'committee',
    decided_on: heldOn,
    told_at: `${heldOn}T09:00:00Z`,
    closed_on: heldOn,
    closed_by: next('书记'),
    state: 'closed' as const,
  };
  await tx
    .insertInto('appraisal')
    .values({
      id,
      organisation_id: place.id,
      org_path: place.path,
      year,
      roll_on: heldOn,
      ...(state === 'closed' ? done : {}),
    })
    .onConflict((c) => c.doNothing())
    .execute();
  return { id };
};

/** A meeting that was held, its record closed unless said otherwise. */
export const makeMeeting = async (tx: Tx, place: Place, wish: Wish): Promise<{ readonly id: string }> => {
  const id = newId();
  if (wish.type === 'appraisal') return makeAppraisal(tx, place, wish);
  const { state = 'closed', title = next('会议') } = wish;
  await tx
    .insertInto('meeting')
    .values({
      id,
      organisation_id: place.id,
      org_path: place.path,
      // The lesson of a committee's secretary is a lesson like others, of whoever chairs it.
      type: wish.type === 'secretary_lesson' ? 'party_lesson' : wish.type,
      chair_person_id: wish.chair?.id ?? null,
      title,
      starts_at: `${wish.heldOn}T07:00:00Z`,
      held_on: wish.heldOn,
      state,
      closed_at: state === 'closed' ? `${wish.heldOn}T10:00:00Z` : null,
    })
    .execute();
  for (const person of wish.present ?? [])
    await tx
      .insertInto('meeting_invitee')
      .values({
        meeting_id: id,
        person_id: person.id,
        org_path: `${place.path}@${person.id}/`,
        name: next('党员'),
        votes: true,
        attendance: 'present',
      })
      .execute();
  if (wish.type === 'heart_talk') await recountTalks(tx, { organisations: [place.id] });
  return { id };
};

/** A seat of the committee, held from a day on. */
export const seat = async (
  tx: Tx,
  place: Place,
  person: { readonly id: string },
  days: { readonly from: string; readonly to: string | null; readonly post?: string },
): Promise<void> => {
  await tx
    .insertInto('post_holding')
    .values({
      id: newId(),
      organisation_id: place.id,
      person_id: person.id,
      org_path: `${place.path}@${person.id}/`,
      post: days.post ?? 'committee_member',
      from_on: days.from,
      to_on: days.to,
    })
    .execute();
  await recountTalks(tx, { organisations: [place.id] });
};

export const find = (duties: readonly Duty[], kind: DutyKind, key: string): Duty => {
  const duty = duties.find((one) => one.kind === kind && one.period.key === key);
  if (!duty) throw new Error(`no ${kind} in ${key}`);
  return duty;
};

/** Weekends, the first week of October, and a Saturday that is made up for it. */
export const calendar = calendarOf(
  [
    ...Array.from({ length: 7 }, (_, n) => ({ date: `2026-10-0${n + 1}`, kind: 'holiday' as const, name: '国庆节' })),
    { date: '2026-10-10', kind: 'workday', name: '国庆节' },
  ],
  [2025, 2026],
);
export const always = { from: null, to: null } as const;
export const lot = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

/** A branch with a committee of three, twelve full members, no groups, no meetings. */
export const branch: DutyFacts = {
  organisationId: 'b',
  types: [{ ...always, type: 'branch' }],
  groups: [],
  seats: lot(3, (n) => ({ ...always, personId: `p${n}` })),
  secretaries: [],
  full: lot(12, () => always),
  members: lot(12, () => always),
  meetings: [],
};
export const meeting = (
  kind: DutyKind,
  heldOn: string,
  organisationId = 'b',
  id = `${kind} ${heldOn} ${organisationId}`,
) => ({
  id,
  kind,
  heldOn,
  organisationId,
});
