import { leafPath, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { FieldChange } from '#platform/db/effects.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { forgetRights, refilePerson } from '../affiliations/commands.ts';
import { branchFor, lockFresh, raise } from '../file/commands.ts';
import type { OpenFile } from '../file/queries.ts';
import { dateStanding, presentStanding } from '../standing/commands.ts';
import { counted, tally } from '../tallies/commands.ts';
import { returnProblem, type ReturnKind } from './rules.ts';

export interface Return {
  readonly version: number;
  readonly branchId: string;
  readonly kind: ReturnKind;
  readonly on: string;
  readonly reason: string;
  readonly document?: string | undefined;
}

/** What a new admission begins with; every other way back goes on with what the former membership said. */
const admittedAnew = (on: string) =>
  ({
    category: 'probationary',
    joined_on: on,
    full_on: null,
    conversion: 'pending',
    probation_until: null,
    party_age_correction: 0,
    join_kind: 'rejoined',
  }) as const;

const beginMembership = async (
  tx: Tx,
  { membership: former }: OpenFile,
  {
    branch,
    kind,
    on,
  }: { readonly branch: { id: string; path: string }; readonly kind: ReturnKind; readonly on: string },
) => {
  const { created_at: _created, updated_at: _updated, ...kept } = former;
  const membership = {
    ...kept,
    id: newId(),
    branch_id: branch.id,
    org_path: leafPath(branch.path, former.person_id),
    left_on: null,
    leave_kind: null,
    lost_since: null,
    outflow_place: null,
    outflow_since: null,
    batch_id: null,
    version: 1,
    standing: await presentStanding(tx, former.person_id),
    ...(kind === 'rejoined' ? admittedAnew(on) : {}),
  };
  await tx.insertInto('membership').values(membership).execute();
  return { ...former, ...membership };
};

/**
 * Somebody whose membership has ended belongs to a branch again: a new membership and affiliation in the same file. The former
 * membership stays as it ended. @throws AppError stale, conflict while the membership lasts, invalid
 */
export const returnMember = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, branchId, kind, on, reason, document }: Return,
): Promise<void> => {
  const open = await lockFresh(tx, scope, county, id, version);
  const { left_on: leftOn, leave_kind: leaveKind } = open.membership;
  if (leftOn === null) throw new AppError('conflict', { message: 'membership_not_ended' });
  if (on > county.today()) throw invalid('body.on', 'date_future', { date: on });
  const problem = returnProblem({ leftOn, leaveKind: leaveKind ?? '' }, { kind, on, document });
  if (problem) throw new AppError('invalid', { problems: [problem] });
  const branch = await branchFor(tx, scope, branchId);
  const { org_path: from } = open.person;
  const path = leafPath(branch.path, id);
  if (path !== from) await refilePerson(tx, id, from, path);
  const person = { ...open.person, org_path: path };
  // A restored membership is a dated fact like the stop before it; a new admission has a standing of its own.
  if (kind === 'restored') await dateStanding(tx, { person, standing: '11', on, document });
  if (kind === 'rejoined') await dateStanding(tx, { person, standing: '1', on, document });
  const membership = await beginMembership(tx, open, { branch, kind, on });
  await tx
    .insertInto('affiliation')
    .values({
      id: newId(),
      person_id: id,
      branch_id: branch.id,
      org_path: path,
      during: `[${on},)`,
      join_kind: kind,
      note: reason,
    })
    .execute();
  await tx.updateTable('person').set(raise).where('id', '=', id).execute();
  await tally(tx, 1, counted({ person, membership }));
  const changes: FieldChange[] = [
    { field: 'leftOn', from: leftOn, to: null },
    { field: 'leaveKind', from: leaveKind, to: null },
    { field: 'branchId', from: open.membership.branch_id, to: branch.id },
    { field: 'category', from: open.membership.category, to: membership.category },
    { field: 'joinedOn', from: open.membership.joined_on, to: membership.joined_on },
    { field: 'fullOn', from: open.membership.full_on, to: membership.full_on },
    { field: 'standing', from: open.membership.standing, to: membership.standing },
  ];
  const why = document ? `${reason}（${document}）` : reason;
  audit(tx, {
    action: 'members.return',
    entity: 'person',
    entityId: id,
    path,
    reason: why,
    changes: changes.filter((change) => change.from !== change.to),
  });
  touch(tx, 'members', { path });
  if (path !== from) touch(tx, 'members', { path: from });
  await forgetRights(tx, id);
};
