import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { addMonths } from '#shared/days.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { codeTables } from '#features/base/members/codes.ts';
import { branchFor } from '#features/base/members/index.ts';
import { organisationRow, takesMembers } from '#features/base/organisations/index.ts';
import type { createTransfer } from '../contract.ts';
import { sealFacts } from '../letters/queries.ts';
import { record, walked } from '../record/commands.ts';
import { committeeAbove, memberFacts } from '../record/queries.ts';
import { latestStay, underWay, type Kind, type Way } from '../rules.ts';

type Draft = z.output<typeof createTransfer.body>;

/** A member of a unit goes with it. */
type AnyDraft = Omit<Draft, 'kind'> & { readonly kind?: Kind | undefined; readonly unitId?: string };

interface Target {
  readonly way: Way;
  readonly kind: Kind;
  readonly branchId: string | null;
  readonly committeeId: string | null;
}

/** Where the letter leads: to a branch of the county, by the short way inside one committee, or out of the county. */
const targetOf = async (
  tx: Tx,
  scope: Scope,
  draft: AnyDraft,
  from: { readonly branchId: string; readonly committeeId: string },
): Promise<Target> => {
  const { toBranchId, stay, kind = 'cross_province' } = draft;
  if (stay !== undefined) return { way: stay.kind, kind: stay.kind, branchId: null, committeeId: null };
  if (toBranchId === undefined) return { way: 'leaving', kind, branchId: null, committeeId: null };
  if (toBranchId === from.branchId) throw invalid('body.toBranchId', 'transfer.same_branch');
  const branch = await organisationRow(tx, scope, toBranchId).catch(() => undefined);
  if (branch === undefined || !takesMembers(branch)) throw invalid('body.toBranchId', 'transfer.no_branch');
  const committee = await committeeAbove(tx, branch.path);
  const short = committee.id === from.committeeId;
  return {
    way: short ? 'short' : 'county',
    kind: short ? 'within_committee' : 'within_county',
    branchId: branch.id,
    committeeId: committee.id,
  };
};

/** A certificate speaks of half a year at most; nobody comes back before leaving. */
const stayOf = ({ stay }: Pick<Draft, 'stay'>) => {
  if (stay === undefined) return {};
  const { kind, from, until = null, purpose = null } = stay;
  if (until !== null && until < from) throw invalid('body.stay.until', 'transfer.stay_order');
  const latest = latestStay(from).value;
  if (kind === 'certificate' && until !== null && until > latest)
    throw invalid('body.stay.until', 'transfer.stay_long', { latest });
  if (purpose !== null && !codeTables.abroadPurpose.codes.some((one) => one.code === purpose))
    throw invalid('body.stay.purpose', 'transfer.stay_purpose');
  return { stay_from: from, stay_until: until, stay_purpose: purpose };
};

/** A month that contradicts the file or the calendar is a slip: nobody paid before joining, nor for a year to come. */
const refuseMonth = (draft: AnyDraft, joinedOn: string | null, today: string): void => {
  const latest = `${today.slice(0, 4)}-12`;
  if (draft.duesPaidTo > latest) throw invalid('body.duesPaidTo', 'transfer.dues_ahead', { latest });
  // The letter of a unit has one month for all who are on it.
  if (draft.unitId !== undefined || joinedOn === null) return;
  // Who joined this month has paid nothing yet.
  const earliest = addMonths(joinedOn, -1).slice(0, 7);
  if (draft.duesPaidTo < earliest) throw invalid('body.duesPaidTo', 'transfer.dues_before', { day: joinedOn });
};

/** One transfer of a person at a time. The person is locked, so that two drafts at once stand in line. */
const refuseSecond = async (tx: Tx, personId: string): Promise<void> => {
  const open = await tx
    .selectFrom('transfer')
    .select('id')
    .where('person_id', '=', personId)
    .where('state', '=', sql<'draft'>`any(${underWay}::transfer_state[])`)
    .executeTakeFirst();
  if (open) throw new AppError('conflict', { message: 'transfer.open_already' });
};

/** A draft of a member of the scope's range; answers its id. @throws AppError not_found, conflict, invalid */
export const createDraft = (tx: Tx, scope: Scope, county: County, draft: Draft): Promise<string> =>
  draftFor(tx, scope, county, draft);

export const draftFor = async (tx: Tx, scope: Scope, county: County, draft: AnyDraft): Promise<string> => {
  const member = await memberFacts(tx, county, draft.personId, { lock: true });
  if (member.ended) throw new AppError('conflict', { message: 'transfer.not_a_member' });
  const branch = await branchFor(tx, scope, member.branchId, 'body.personId');
  const committee = await committeeAbove(tx, branch.path);
  refuseMonth(draft, member.facts.joinedOn, county.today());
  await refuseSecond(tx, draft.personId);
  const target = await targetOf(tx, scope, draft, { branchId: branch.id, committeeId: committee.id });
  const row = await tx
    .insertInto('transfer')
    .values({
      id: newId(),
      person_id: draft.personId,
      org_path: branch.path,
      way: target.way,
      kind: target.kind,
      from_branch_id: branch.id,
      from_committee_id: committee.id,
      to_branch_id: target.branchId,
      to_committee_id: target.committeeId,
      outside_name: draft.outside ?? null,
      reason: draft.reason,
      dues_paid_to: draft.duesPaidTo,
      ...stayOf(draft),
      unit_id: draft.unitId ?? null,
      ...sealFacts(county.crypto, member.facts),
    })
    .returning(walked)
    .executeTakeFirstOrThrow();
  await record(tx, scope, row, { step: 'create', reason: draft.reason, today: county.today() });
  return row.id;
};
