/** What an approval changes in the roster, and how a mistaken one is taken back: by the commands of the members feature. */
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import {
  admitPerson,
  editMember,
  endMembership,
  openFile,
  takeBackAdmission,
  undoLeave,
} from '#features/base/members/index.ts';
import { probationEndOf, reached } from '../../rules.ts';
import type { CaseRow } from '../../standing/queries.ts';
import type { CaseFact } from '../../steps.ts';

type Fields = Parameters<typeof editMember>[4]['fields'];

const fileOf = (tx: Tx, county: County, personId: string) =>
  openFile(tx, county, personId, { lock: true }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') return undefined;
    throw error;
  });

interface Edited {
  readonly fields: Fields;
  readonly reason: string;
}

const edit = async (tx: Tx, scope: Scope, county: County, row: CaseRow, { fields, reason }: Edited) => {
  const file = await fileOf(tx, county, row.person_id);
  if (file === undefined) throw new AppError('conflict', { message: 'admission.no_membership' });
  await editMember(tx, scope, county, row.person_id, {
    version: file.person.version,
    fields,
    reason,
    source: `admission:${row.id}`,
  });
};

/** The approval makes a probationary member from the day of the branch meeting on. */
const admit = async (tx: Tx, scope: Scope, county: County, row: CaseRow, facts: readonly CaseFact[]) => {
  const meeting = reached(facts, 'admissionMeeting');
  const file = await fileOf(tx, county, row.person_id);
  // Papers of a probationary member are taken over: the membership is there.
  if (file !== undefined && file.membership.left_on === null) return;
  if (meeting === undefined) throw new AppError('conflict', { message: 'admission.blocked' });
  const admission = { branchId: row.branch_id, on: meeting.on, reason: '党委审批同意接收' };
  await admitPerson(tx, scope, row.person_id, admission);
};

/** Full from the end of the probation, whenever the meeting was held. */
const convert = async (tx: Tx, scope: Scope, county: County, row: CaseRow, facts: readonly CaseFact[]) => {
  const extended = facts.some(({ step, outcome }) => step === 'conversionApproval' && outcome === 'extended');
  const fields: Fields = {
    category: 'full',
    fullOn: probationEndOf(facts) ?? null,
    conversion: extended ? 'after_extension' : 'on_time',
  };
  await edit(tx, scope, county, row, { fields, reason: '党委审批同意转正' });
};

const cancel = async (tx: Tx, scope: Scope, county: County, row: CaseRow, on: string) => {
  const file = await fileOf(tx, county, row.person_id);
  if (file === undefined || file.membership.left_on !== null) return;
  const leave = { version: file.person.version, kind: 'probation_cancelled', on, reason: '取消预备党员资格' };
  await endMembership(tx, scope, county, row.person_id, leave);
};

/** After a fact is recorded; `facts` hold it already. */
export const takeEffect = async (
  tx: Tx,
  scope: Scope,
  county: County,
  row: CaseRow,
  { fact, facts }: { readonly fact: CaseFact; readonly facts: readonly CaseFact[] },
): Promise<void> => {
  if (fact.step === 'approval' && fact.outcome === 'passed') return admit(tx, scope, county, row, facts);
  if (fact.step !== 'conversionApproval') return;
  if (fact.outcome === 'passed') return convert(tx, scope, county, row, facts);
  if (fact.outcome === 'cancelled') return cancel(tx, scope, county, row, fact.on);
  if (fact.outcome === 'extended')
    await edit(tx, scope, county, row, {
      fields: { probationUntil: probationEndOf(facts) ?? null, conversion: 'extended' },
      reason: '延长预备期',
    });
};

/** When a fact is taken back; `facts` hold it still. */
export const undoEffect = async (
  tx: Tx,
  scope: Scope,
  county: County,
  row: CaseRow,
  { fact, reason }: { readonly fact: CaseFact; readonly reason: string },
): Promise<void> => {
  if (fact.step === 'approval' && fact.outcome === 'passed') return takeBackAdmission(tx, row.person_id, reason);
  if (fact.step !== 'conversionApproval') return;
  if (fact.outcome === 'passed')
    return edit(tx, scope, county, row, {
      fields: { category: 'probationary', fullOn: null, conversion: null },
      reason,
    });
  if (fact.outcome === 'extended')
    return edit(tx, scope, county, row, { fields: { probationUntil: null, conversion: null }, reason });
  const file = await fileOf(tx, county, row.person_id);
  if (fact.outcome === 'cancelled' && file !== undefined)
    await undoLeave(tx, scope, county, row.person_id, { version: file.person.version, reason });
};
