/** Away for a while without a transfer: the certificate (证明信) and the membership that is kept abroad (出国境保留). */
import { beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { addDays } from '#shared/days.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { memberFile } from '#features/base/members/contract.ts';
import { makeMember } from '#features/base/members/factory.ts';
import { createTransfer, printLetter, walkTransfer, type TransferFile } from '../contract.ts';
import { expireLetters } from '../jobs.ts';
import type { Step } from '../rules.ts';

const server = useApp();
let secretary: Client;
let worker: Client;
beforeAll(async () => {
  const { as, tree } = server.current;
  secretary = await as('branch_secretary', { at: tree.branchA1 });
  worker = await as('township_worker', { at: tree.townshipA });
});

const begin = async (stay: object, outside = `义乌某企业党委${hostile}`): Promise<TransferFile> => {
  const { county, tree, write } = server.current;
  const { id: personId } = await write((tx) => makeMember(tx, county, { branch: tree.branchA1 }));
  const body = { personId, outside, reason: '外出务工', duesPaidTo: '2026-10', stay };
  return secretary.call(createTransfer, { body: body as never });
};

const walk = (client: Client, { id, version }: TransferFile, step: Step, more: object = {}): Promise<TransferFile> =>
  client.call(walkTransfer, { params: { id }, body: { version, step, ...more } });

const refusal = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt;
    return 'ok';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code} ${error.details.message ?? error.details.problems?.[0]?.message ?? ''}`.trim();
  }
};

const branchOf = async (personId: string | null): Promise<unknown> =>
  (await secretary.call(memberFile, { params: { id: personId ?? '' } })).fields.branchId;

describe('a certificate', () => {
  const today = (): string => server.current.county.today();

  test('holds until its last day, is printed without a receipt, and moves nobody', async () => {
    const until = addDays(today(), 150);
    const draft = await begin({ kind: 'certificate', from: today(), until });
    expect(draft).toMatchObject({ way: 'certificate', kind: 'certificate', to: { branchId: null } });
    const issued = await walk(worker, await walk(secretary, draft, 'agree'), 'issue', { days: 5 });
    expect(issued).toMatchObject({ state: 'out_committee_ok', validUntil: until, dueOn: until, waitsFor: null });
    const paper = await worker.call(printLetter, { params: { id: draft.id } });
    expect(paper).toMatchObject({ way: 'certificate', file: null, stay: { until } });
    expect(await branchOf(draft.personId)).toBe(server.current.tree.branchA1.id);
    expect(issued.can).not.toContain('confirm');
    const back = await walk(secretary, issued, 'conclude', { on: today() });
    expect(back).toMatchObject({ state: 'concluded', open: false, can: [], acceptedOn: today() });
    expect(await branchOf(draft.personId)).toBe(server.current.tree.branchA1.id);
  });

  test('speaks of half a year at most and names its last day', async () => {
    expect(await refusal(begin({ kind: 'certificate', from: '2026-03-01', until: '2026-09-02' }))).toBe(
      'invalid transfer.stay_long',
    );
    expect(await refusal(begin({ kind: 'certificate', from: '2026-03-01', until: '2026-09-01' }))).toBe('ok');
    expect(await refusal(begin({ kind: 'certificate', from: '2026-03-01' }))).toBe('invalid required');
    expect(await refusal(begin({ kind: 'certificate', from: '2026-03-02', until: '2026-03-01' }))).toBe(
      'invalid transfer.stay_order',
    );
  });

  test('is not ended by the night: who has not come back is overdue', async () => {
    const draft = await begin({ kind: 'certificate', from: addDays(today(), -90), until: addDays(today(), -1) });
    const issued = await walk(worker, await walk(secretary, draft, 'agree'), 'issue');
    expect(issued.overdue).toBe(true);
    await expireLetters(server.current.county, {});
    expect((await walk(secretary, issued, 'conclude')).state).toBe('concluded');
  });

  test('that was lost is written anew for the same days', async () => {
    const until = addDays(today(), 120);
    const draft = await begin({ kind: 'certificate', from: today(), until });
    const issued = await walk(worker, await walk(secretary, draft, 'agree'), 'issue');
    const lost = await walk(worker, issued, 'lose', { reason: '本人遗失' });
    expect(lost.state).toBe('lost_reissued');
    const again = await worker.call(printLetter, { params: { id: lost.replacedById ?? '' } });
    expect(again).toMatchObject({ way: 'certificate', validUntil: until });
    expect(again.letterNo).not.toBe(issued.letterNo);
  });
});

describe('a stay abroad', () => {
  const stays = async (personId: string | null) =>
    server.current
      .read()
      .selectFrom('abroad_stay')
      .select(['from_on', 'to_on', 'place', 'purpose'])
      .where('person_id', '=', personId)
      .where('voided_at', 'is', null)
      .execute();

  test('is kept by the committee, goes into the file, and ends with the return', async () => {
    const { county, tree } = server.current;
    const from = addDays(county.today(), 20);
    const draft = await begin({ kind: 'abroad', from, purpose: 'study' }, '日本');
    const agreed = await walk(secretary, draft, 'agree');
    expect(await refusal(walk(secretary, agreed, 'keep'))).toBe('forbidden transfer.not_yours');
    const kept = await walk(worker, agreed, 'keep');
    expect(kept).toMatchObject({ state: 'out_committee_ok', letterNo: null, mayPrint: false, dueOn: null });
    expect(await stays(draft.personId)).toEqual([{ from_on: from, to_on: null, place: '日本', purpose: 'study' }]);
    expect(await branchOf(draft.personId)).toBe(tree.branchA1.id);
    expect(await refusal(walk(secretary, kept, 'conclude'))).toBe('invalid transfer.stay_order');
  });

  test('names its purpose, and the return closes the record', async () => {
    const { county } = server.current;
    const from = addDays(county.today(), -200);
    expect(await refusal(begin({ kind: 'abroad', from }, '日本'))).toBe('invalid required');
    expect(await refusal(begin({ kind: 'abroad', from, purpose: 'nowhere' }, '日本'))).toBe(
      'invalid transfer.stay_purpose',
    );
    const draft = await begin({ kind: 'abroad', from, until: addDays(from, 365), purpose: 'work' }, '日本');
    const kept = await walk(worker, await walk(secretary, draft, 'agree'), 'keep');
    expect(kept.dueOn).toBe(addDays(from, 365));
    const on = addDays(county.today(), -2);
    expect((await walk(secretary, kept, 'conclude', { on })).state).toBe('concluded');
    expect(await stays(draft.personId)).toMatchObject([{ from_on: from, to_on: on }]);
  });
});
