import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { Db, Tx } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { visibleMeetings } from '../access.ts';
import { inviteesOf } from '../queries.ts';
import { tallyOf, type MeetingState, type MeetingType } from '../rules.ts';

export interface MeetingForVote {
  readonly id: string;
  readonly organisationId: string;
  readonly type: MeetingType;
  readonly state: MeetingState;
  readonly heldOn: string | null;
  /** 应到会有表决权人数 */
  readonly entitled: number;
  /** 实到会有表决权人数 */
  readonly votersPresent: number;
}

/**
 * The denominators of a vote that another feature takes at a meeting, held until the commit: whoever corrects the list
 * meanwhile waits and sees what was built on it. @throws AppError not_found
 */
export const meetingForVote = async (tx: Tx, scope: Scope, meetingId: string): Promise<MeetingForVote> => {
  const row = await visibleMeetings(tx, scope)
    .select(['m.id', 'm.organisation_id', 'm.type', 'm.state', 'm.held_on'])
    .where('m.id', '=', meetingId)
    .forKeyShare('m')
    .executeTakeFirst();
  if (!row) throw notFound();
  const { id, organisation_id: organisationId, type, state, held_on: heldOn } = row;
  const { entitled, votersPresent } = tallyOf(type, await inviteesOf(tx, id));
  return { id, organisationId, type, state, heldOn, entitled, votersPresent };
};

/** What a meeting is called, whose it is and on which day. @throws AppError not_found */
export const meetingHead = async (db: Db, scope: Scope, meetingId: string) => {
  const row = await visibleMeetings(db, scope)
    .select(['m.organisation_id as organisationId', 'm.title', 'm.state'])
    .select(sql<string>`coalesce(m.held_on, (m.starts_at at time zone 'Asia/Shanghai')::date)`.as('onDay'))
    .where('m.id', '=', meetingId)
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
};

export interface HeldMeeting {
  readonly id: string;
  readonly organisationId: string;
  readonly path: string;
  readonly type: MeetingType;
  readonly heldOn: string;
}

/** Closed meetings of a range of paths whose day lies between two days, both included: what counts for a duty. */
export const heldMeetings = async (
  db: Db,
  scope: Scope,
  period: { readonly from: string; readonly to: string; readonly fromPath: string; readonly toPath: string },
): Promise<HeldMeeting[]> => {
  const rows = await visibleMeetings(db, scope)
    .select(['m.id', 'm.organisation_id', 'm.org_path', 'm.type', 'm.held_on'])
    .where('m.state', '=', 'closed')
    .where('m.held_on', '>=', period.from)
    .where('m.held_on', '<=', period.to)
    .where('m.org_path', '>=', period.fromPath)
    .where('m.org_path', '<', period.toPath)
    .orderBy('m.held_on')
    .orderBy('m.id')
    .execute();
  return rows.map(({ id, organisation_id: organisationId, org_path: path, type, held_on: heldOn }) => ({
    id,
    organisationId,
    path,
    type,
    heldOn: heldOn ?? '',
  }));
};
