/** What every change of a transfer leaves behind: the event of its step, the audit, and a word to the pages that show it. */
import { leafPath, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/types.ts';
import type { Told, Walked } from '../rules.ts';
import { tellStep } from '../telling/commands.ts';

/** The columns of it. */
export const walked = [
  'id',
  'version',
  'person_id',
  'org_path',
  'to_path',
  'way',
  'state',
  'from_branch_id',
  'from_committee_id',
  'to_branch_id',
  'to_committee_id',
] as const;

const tell = (tx: Tx, path: string, personId: string | null): void =>
  // Under the person's leaf: the branch, all above it, and the member hear of it.
  touch(tx, 'transfers', { path: personId === null ? path : leafPath(path, personId) });

/** Written once for each version: a second walk of the same step breaks on the key. */
export const record = async (
  tx: Tx,
  scope: Scope,
  transfer: Walked,
  { step, reason, today }: { readonly step: Told; readonly reason?: string | undefined; readonly today: string },
): Promise<void> => {
  await tx
    .insertInto('transfer_event')
    .values({
      transfer_id: transfer.id,
      version: transfer.version,
      person_id: transfer.person_id,
      org_path: transfer.org_path,
      to_path: transfer.to_path,
      step,
      state: transfer.state,
      account_id: scope.accountId,
      actor: scope.actor,
      role: scope.role,
      organisation: scope.organisationName,
      reason: reason ?? null,
    })
    .execute();
  audit(tx, {
    action: `transfers.${step}`,
    entity: 'transfer',
    entityId: transfer.id,
    path: transfer.org_path,
    reason: reason ?? null,
  });
  tell(tx, transfer.org_path, transfer.person_id);
  if (transfer.to_path !== null && transfer.to_path !== transfer.org_path)
    tell(tx, transfer.to_path, transfer.person_id);
  await tellStep(tx, scope, transfer, { step, today });
};
