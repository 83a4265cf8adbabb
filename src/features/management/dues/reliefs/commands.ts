import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { askApproval } from '#features/base/approvals/index.ts';
import { ownBranchId, visibleReliefs } from '../access.ts';
import { lockBook } from '../book/commands.ts';
import { keptOf, type Kept } from '../queries.ts';
import { monthsIn, yearOf } from '../rules.ts';
import { reliefKind } from './access.ts';
import type { askRelief } from './contract.ts';

type Asked = z.output<(typeof askRelief)['body']>;

/** Less than the standard in each of the months, and for months that nobody has paid or been relieved of. */
const refuseOdd = (member: Kept, { fromMonth, toMonth, monthlyFen }: Asked): void => {
  const months = monthsIn({ from: fromMonth, to: toMonth });
  const standards = months.map((month) => member.record.bases.get(yearOf(month)));
  if (standards.includes(undefined)) throw invalid('body.fromMonth', 'base_missing');
  if (standards.some((fen) => fen !== undefined && monthlyFen >= fen)) throw invalid('body.monthlyFen', 'no_relief');
  const taken = [...member.record.paid, ...member.record.reliefs];
  if (taken.some(({ from, to }) => from <= toMonth && to >= fromMonth)) throw invalid('body.fromMonth', 'months_taken');
};

const refuseWaiting = async (tx: Tx, scope: Scope, personId: string): Promise<void> => {
  const waiting = await visibleReliefs(tx, scope)
    .innerJoin('approval as a', 'a.id', 'r.approval_id')
    .select('r.id')
    .where('r.person_id', '=', personId)
    .where('a.state', '=', 'waiting')
    .executeTakeFirst();
  if (waiting) throw new AppError('conflict', { message: 'relief_waiting' });
};

/** Puts a relief that the branch has discussed before the superior. It holds from the superior's word on. */
export const requestRelief = async (tx: Tx, scope: Scope, county: County, asked: Asked): Promise<string> => {
  const path = await lockBook(tx, scope);
  const [member] = await keptOf(tx, scope, [asked.personId]);
  if (member === undefined) throw notFound();
  const { personId, fromMonth, toMonth, monthlyFen, decidedOn, reason } = asked;
  if (decidedOn > county.today()) throw invalid('body.decidedOn', 'day_in_future');
  if (monthsIn({ from: fromMonth, to: toMonth }).length > 12) throw invalid('body.toMonth', 'year_at_most');
  refuseOdd(member, asked);
  await refuseWaiting(tx, scope, personId);
  const payload = { name: member.name, exempt: monthlyFen === 0, from: fromMonth, to: toMonth };
  const approvalId = await askApproval(tx, scope, reliefKind, { payload, path: member.path, reason });
  const id = newId();
  await tx
    .insertInto('dues_relief')
    .values({
      id,
      person_id: personId,
      branch_id: ownBranchId(scope),
      org_path: member.path,
      from_month: fromMonth,
      to_month: toMonth,
      monthly_fen: monthlyFen,
      reason,
      decided_on: decidedOn,
      approval_id: approvalId,
    })
    .execute();
  audit(tx, { action: 'dues.askRelief', entity: 'dues_relief', entityId: id, path: member.path, reason });
  touch(tx, 'dues', { path });
  return id;
};
