import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile, next } from '#test/harness/hostile.ts';
import { plantMember, type Node } from '#test/harness/tree.ts';
import { makeMember, type MadeMember } from '#features/base/members/factory.ts';
import { walkTransfer, type TransferFile } from './contract.ts';
import { sealFacts } from './letters/queries.ts';
import type { Step } from './rules.ts';

interface Planting {
  /** Lets go, and is its own committee: whoever has it in range may walk the steps of both. */
  readonly node: Node;
  readonly state: 'draft' | 'out_committee_ok';
  readonly unitId?: string;
}

/** A transfer out of the county of a new member; with its letter where that has been issued. Free texts are hostile. */
export const plantTransfer = async (
  tx: Tx,
  county: County,
  { node, state, unitId }: Planting,
): Promise<{ readonly id: string }> => {
  const person = await plantMember(tx, node);
  const id = newId();
  const letter =
    state === 'draft'
      ? {}
      : { letter_no: id, issued_on: county.today(), valid_until: county.today(), due_on: county.today() };
  const facts = {
    name: person.name,
    sex: '1',
    birthDate: '1980-05-17',
    ethnicity: '01',
    category: 'full',
    idNumber: '330324198005170011',
    phone: '13800000000',
    joinedOn: '2001-07-01',
    fullOn: '2002-07-01',
  } as const;
  await tx
    .insertInto('transfer')
    .values({
      id,
      person_id: person.id,
      org_path: node.path,
      unit_id: unitId ?? null,
      way: 'leaving',
      kind: 'cross_province',
      state,
      from_branch_id: node.id,
      from_committee_id: node.id,
      outside_name: next('县外党委'),
      reason: next('事由'),
      dues_paid_to: '2026-02',
      ...letter,
      ...sealFacts(county.crypto, facts),
    })
    .execute();
  return { id };
};

/** A whole unit with one member on its way out of the county. */
export const plantUnit = async (tx: Tx, county: County, planting: Planting): Promise<{ readonly id: string }> => {
  const { node, state } = planting;
  const id = newId();
  const letter = state === 'draft' ? {} : { letter_no: id, issued_on: county.today(), valid_until: county.today() };
  await tx
    .insertInto('unit_transfer')
    .values({
      id,
      org_path: node.path,
      way: 'leaving',
      organisation_id: node.id,
      committee_id: node.id,
      name: node.name,
      outside_name: next('县外党委'),
      reason: next('事由'),
      dues_paid_to: '2026-02',
      ...letter,
    })
    .execute();
  await plantTransfer(tx, county, { ...planting, unitId: id });
  return { id };
};

export const duesPaidTo = '2026-10';
export const reason = `工作调动${hostile}`;

/** Who works on the two sides of a transfer from branch A1 to branch B1. */
export interface People {
  readonly secretary: Client;
  readonly worker: Client;
  readonly receiver: Client;
  readonly accepter: Client;
}

export const bothSides = async ({ as, tree }: TestApp): Promise<People> => ({
  secretary: await as('branch_secretary', { at: tree.branchA1 }),
  worker: await as('township_worker', { at: tree.townshipA }),
  receiver: await as('township_worker', { at: tree.townshipB }),
  accepter: await as('branch_secretary', { at: tree.branchB1 }),
});

/** A member with a whole file, by default of branch A1. */
export const memberOf = ({ write, county, tree }: TestApp, branch: Node = tree.branchA1): Promise<MadeMember> =>
  write((tx) => makeMember(tx, county, { branch }));

export const walk = (
  client: Client,
  { id, version }: Pick<TransferFile, 'id' | 'version'>,
  step: Step,
  more: object = {},
): Promise<TransferFile> => client.call(walkTransfer, { params: { id }, body: { version, step, ...more } });

/** How a step was refused: its code and what it says; `ok` where it was not. */
export const refusal = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt;
    return 'ok';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code} ${error.details.message ?? error.details.problems?.[0]?.message ?? ''}`.trim();
  }
};
