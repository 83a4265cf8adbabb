import { sql } from 'kysely';
import { audit, touch } from '#platform/audit/audit.ts';
import type { FieldChange } from '#platform/db/effects.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { MeetingRow } from '../../access.ts';
import { inviteesOf } from '../../queries.ts';
import { countsTooMany, judgeResolution, meetingDay, tallyOf, typeFacts, votesOf, type Vote } from '../../rules.ts';

export interface NewResolution {
  readonly wording: string;
  readonly vote: Vote;
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
}

export type People = Awaited<ReturnType<typeof inviteesOf>>;

const dayOf = (meeting: MeetingRow): string => meeting.held_on ?? meetingDay(meeting.starts_at);

/** Each resolution with its verdict, by the list as it stands. @throws AppError invalid */
export const storeResolutions = async (
  tx: Tx,
  meeting: MeetingRow,
  people: People,
  wanted: readonly NewResolution[],
) => {
  const { id: meeting_id, org_path, type } = meeting;
  const { entitled, votersPresent: present } = tallyOf(type, people);
  const on = dayOf(meeting);
  if (wanted.length > 0 && !typeFacts[type].record.includes('resolutions'))
    throw invalid('body.resolutions', 'decides_nothing');
  const rows = wanted.map((one, position) => {
    if (!votesOf(type).includes(one.vote)) throw invalid(`body.resolutions.${position}.vote`, 'vote_unfit');
    if (countsTooMany({ ...one, present }))
      throw invalid(`body.resolutions.${position}.yes`, 'more_votes', { present });
    const { passed, whys } = judgeResolution({ ...one, on, entitled, present });
    const counts =
      one.vote === 'none' ? { yes: 0, no: 0, abstain: 0 } : { yes: one.yes, no: one.no, abstain: one.abstain };
    const { wording, vote } = one;
    return {
      id: newId(),
      meeting_id,
      org_path,
      position,
      wording,
      vote,
      ...counts,
      entitled,
      present,
      passed,
      why: JSON.stringify(whys),
    };
  });
  await tx.deleteFrom('meeting_resolution').where('meeting_id', '=', meeting_id).execute();
  if (rows.length > 0) await tx.insertInto('meeting_resolution').values(rows).execute();
};

/**
 * An admission was decided by the numbers of this list: they stay as they are until that step is taken back.
 * @throws AppError refused where the corrected list says other numbers
 */
export const refuseBuiltOn = async (tx: Tx, meeting: MeetingRow, people: People): Promise<void> => {
  const { entitled, votersPresent: present } = tallyOf(meeting.type, people);
  const { rows } = await sql<{ entitled: number; present: number }>`
    select entitled, present from meeting_votes_built_on(${meeting.id})`.execute(tx);
  const [stands] = rows.filter((row) => row.entitled !== entitled || row.present !== present);
  if (stands === undefined) return;
  const counts = { entitled: stands.entitled, present: stands.present };
  throw new AppError('refused', { message: 'vote_built_on', params: counts });
};

/**
 * Judges every resolution by the list as it has been corrected: what passed by wrong numbers has not passed. A tally with more
 * votes than voters stays as it was typed and is to be settled before the record is closed.
 */
export const judgeAnew = async (tx: Tx, meeting: MeetingRow): Promise<void> => {
  const people = await inviteesOf(tx, meeting.id);
  await refuseBuiltOn(tx, meeting, people);
  const { entitled, votersPresent: present } = tallyOf(meeting.type, people);
  const stored = await tx
    .selectFrom('meeting_resolution')
    .select(['id', 'position', 'vote', 'yes', 'no', 'abstain', 'entitled', 'present', 'passed'])
    .where('meeting_id', '=', meeting.id)
    .orderBy('position')
    .execute();
  const changes: FieldChange[] = [];
  for (const { id, position, ...was } of stored) {
    if (was.entitled === entitled && was.present === present) continue;
    const { passed, whys } = judgeResolution({ ...was, on: dayOf(meeting), entitled, present });
    await tx
      .updateTable('meeting_resolution')
      .set({ entitled, present, passed, why: JSON.stringify(whys) })
      .where('id', '=', id)
      .execute();
    const now = { entitled, present, passed };
    for (const field of ['entitled', 'present', 'passed'] as const)
      if (was[field] !== now[field])
        changes.push({ field: `resolution.${position + 1}.${field}`, from: was[field], to: now[field] });
  }
  if (changes.length === 0) return;
  const { id: entityId, org_path: path } = meeting;
  audit(tx, { action: 'meetings.judgeAnew', entity: 'meeting', entityId, path, changes });
  touch(tx, `meeting:${entityId}`, { path });
};
