import { leafPath } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import { emptyCalendar } from '#features/base/rules/calendar/rules.ts';
import { hostile, next } from '#test/harness/hostile.ts';
import type { Node } from '#test/harness/tree.ts';
import { packOn } from './rules/rules.ts';
import { owedOf } from './standing/queries.ts';

export interface PlantedCase {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly factId: string;
  readonly applicationId: string;
  readonly extraId: string;
}

/** An applicant with a case whose talk has been held, and a local extra. Free texts are hostile. */
export const plantCase = async (tx: Tx, node: Node, begunOn = '2026-02-02'): Promise<PlantedCase> => {
  const [id, personId, factId, applicationId, extraId] = [newId(), newId(), newId(), newId(), newId()];
  const name = next('申请人');
  const org_path = leafPath(node.path, personId);
  const row = { case_id: id, person_id: personId, org_path };
  const born = '1998-03-05';
  const facts = (['application', 'talk'] as const).map((step) => ({
    id: newId(),
    step,
    on: begunOn,
    outcome: 'done' as const,
  }));
  const begunUnder = packOn(begunOn);
  const owed = owedOf({ begunUnder, born, facts, hasCommittee: true, transferredIn: false }, emptyCalendar, begunOn);
  const by = { recorder: next('记录人'), role: 'branch_secretary', organisation: node.name };
  await tx
    .insertInto('person')
    .values({
      id: personId,
      org_path,
      name,
      pinyin: 'shenqingren',
      initials: 'sqr',
      birth_date: born,
      key_id: 1,
    })
    .execute();
  await tx
    .insertInto('admission_case')
    .values({
      id,
      person_id: personId,
      org_path,
      begun_under: begunUnder,
      begun_on: begunOn,
      entered_on: begunOn,
      has_committee: true,
      ...owed,
    })
    .execute();
  await tx
    .insertInto('admission_fact')
    .values([
      { id: applicationId, ...row, ...by, step: 'application', on_day: begunOn, outcome: 'done' },
      {
        id: factId,
        ...row,
        ...by,
        step: 'talk',
        on_day: begunOn,
        outcome: 'done',
        names: [next('谈话人')],
        note: hostile,
      },
    ])
    .execute();
  await tx
    .insertInto('admission_extra_record')
    .values({ id: extraId, ...row, extra: 'defence', on_day: begunOn, recorder: by.recorder, note: hostile })
    .execute();
  return { id, personId, name, factId, applicationId, extraId };
};

/** A members' meeting of a branch whose list is confirmed: so many voters, so many of them present. */
export const plantMeeting = async (
  tx: Tx,
  node: Node,
  { on, entitled, present }: { readonly on: string; readonly entitled: number; readonly present: number },
): Promise<string> => {
  const id = newId();
  const at = `${on}T06:30:00Z`;
  await tx
    .insertInto('meeting')
    .values({
      id,
      organisation_id: node.id,
      org_path: node.path,
      type: 'members_meeting',
      title: next('党员大会'),
      starts_at: at,
      held_on: on,
      state: 'closed',
      closed_at: at,
      closed_by: next('书记'),
    })
    .execute();
  const people = Array.from({ length: entitled }, (_, place) => {
    const person = newId();
    return {
      meeting_id: id,
      person_id: person,
      org_path: leafPath(node.path, person),
      name: next('党员'),
      votes: true,
      attendance: place < present ? ('present' as const) : ('absent' as const),
    };
  });
  await tx.insertInto('meeting_invitee').values(people).execute();
  return id;
};
