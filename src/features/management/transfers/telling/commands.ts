/** After each step: the turn of whoever acts next, and what the member has to know. */
import type { Scope } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import type { Permission } from '#features/base/accounts/permissions/rules.ts';
import { endMatter, keepers, notify } from '#features/base/inbox/index.ts';
import { waitsFor, type Place, type Told, type Walked } from '../rules.ts';

/** Steps that change something for the member; the others are the organisations' own matter. */
const memberSteps: ReadonlySet<Told> = new Set<Told>([
  'issue',
  'accept',
  'confirm',
  'keep',
  'reject',
  'recall',
  'expire',
  'replace',
]);

const placeOf = (transfer: Walked, place: Place): { readonly id: string | null; readonly permission: Permission } =>
  (
    {
      origin_branch: { id: transfer.from_branch_id, permission: 'members.edit' },
      origin_committee: { id: transfer.from_committee_id, permission: 'transfers.approve' },
      receiving_committee: { id: transfer.to_committee_id, permission: 'transfers.approve' },
      receiving_branch: { id: transfer.to_branch_id, permission: 'members.edit' },
    } as const
  )[place];

const matterOf = ({ id }: Walked): string => `transfer:${id}`;

const tellNext = async (tx: Tx, scope: Scope, transfer: Walked, today: string): Promise<void> => {
  await endMatter(tx, `${matterOf(transfer)}:turn`);
  const { way, state, version } = transfer;
  // Whoever writes a draft is at it.
  const place = state === 'draft' ? null : waitsFor({ way, state, replaced: false });
  if (place === null) return;
  const { id, permission } = placeOf(transfer, place);
  if (id === null) return;
  await notify(tx, {
    kind: 'transfer.turn',
    key: `${matterOf(transfer)}:turn:${version}`,
    people: [],
    staff: await keepers(tx, { permission, organisations: [id], but: scope.accountId, nearest: true, today }),
    path: transfer.to_path ?? transfer.org_path,
    link: `/transfers/${transfer.id}`,
    params: {},
  });
};

/** A transfer whose day has passed: whoever it waits for hears of it once. It ends with the turn. */
export const tellLate = async (
  tx: Tx,
  transfer: Walked,
  { dueOn, today }: { dueOn: string; today: string },
): Promise<void> => {
  const { way, state } = transfer;
  const place = waitsFor({ way, state, replaced: false });
  if (place === null) return;
  const { id, permission } = placeOf(transfer, place);
  if (id === null) return;
  await notify(tx, {
    kind: 'transfer.late',
    key: `${matterOf(transfer)}:turn:late:${dueOn}`,
    people: [],
    staff: await keepers(tx, { permission, organisations: [id], nearest: true, today }),
    path: transfer.to_path ?? transfer.org_path,
    link: `/transfers/${transfer.id}`,
    params: { day: dueOn },
  });
};

/** Whoever let go hears that it came back. */
const tellOrigin = async (tx: Tx, scope: Scope, transfer: Walked, today: string): Promise<void> => {
  if (transfer.from_branch_id === null) return;
  const organisations = [transfer.from_branch_id];
  await notify(tx, {
    kind: 'transfer.returned',
    key: `${matterOf(transfer)}:returned:${transfer.version}`,
    people: [],
    staff: await keepers(tx, { permission: 'members.edit', organisations, but: scope.accountId, nearest: true, today }),
    path: transfer.org_path,
    link: `/transfers/${transfer.id}`,
    params: {},
  });
};

export const tellStep = async (
  tx: Tx,
  scope: Scope,
  transfer: Walked,
  { step, today }: { readonly step: Told; readonly today: string },
): Promise<void> => {
  await tellNext(tx, scope, transfer, today);
  if (step === 'reject') await tellOrigin(tx, scope, transfer, today);
  if (transfer.person_id === null || !memberSteps.has(step)) return;
  await notify(tx, {
    kind: `transfer.${step}`,
    key: `${matterOf(transfer)}:told:${transfer.version}`,
    people: [transfer.person_id],
    path: transfer.to_path ?? transfer.org_path,
    link: '/m/transfers',
    params: {},
  });
};
