import { expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import { openTo } from '#test/harness/told.ts';
import { plantMember, plantNode } from '#test/harness/tree.ts';
import { plantAppraisal } from '../factory.ts';
import { remindOfAppraisals } from './jobs.ts';

const noon = (day: string): Date => new Date(`${day}T04:00:00Z`);
let now = noon('2026-11-26');
const server = useApp({ now: () => now });

const visit = async (day: string): Promise<void> => {
  now = noon(day);
  for (let twice = 0; twice < 2; twice += 1) await remindOfAppraisals(server.current.county, {});
  now = noon('2026-11-26');
};

test('a branch hears in the last month that its appraisal is under way, and the second person of a count that waits', async () => {
  const { as, tree, write } = server.current;
  const branch = await write((tx) => plantNode(tx, 'branch', tree.townshipA));
  const person = await write((tx) => plantMember(tx, branch));
  const secretary = await as('branch_secretary', { at: branch });
  const worker = await as('township_worker', { at: tree.townshipA });
  const { id } = await write((tx) => plantAppraisal(tx, branch, { person, counted: true }));
  const enter = (at: string) =>
    write((tx) =>
      tx
        .updateTable('appraisal_tally')
        .set({ entered_at: at, entered_by: secretary.session?.accountId ?? null })
        .where('appraisal_id', '=', id)
        .execute(),
    );
  await enter('2026-11-26T03:00:00Z');
  await visit('2026-11-26');
  expect([await openTo(secretary), await openTo(worker)]).toEqual([[], []]);
  await visit('2026-11-27');
  await visit('2026-11-30');
  // Nobody else of the branch may confirm: it is the next one above.
  expect([await openTo(secretary), await openTo(worker)]).toEqual([[], ['appraisals.confirm']]);
  await visit('2026-12-01');
  await visit('2026-12-30');
  expect([await openTo(secretary), await openTo(worker)]).toEqual([['appraisals.step'], ['appraisals.confirm']]);
});

test('a term of correction is told of before it ends and after, each once', async () => {
  const { as, tree, write } = server.current;
  const branch = await write((tx) => plantNode(tx, 'branch', tree.townshipA));
  const person = await write((tx) => plantMember(tx, branch));
  const secretary = await as('branch_secretary', { at: branch });
  const { id } = await write((tx) => plantAppraisal(tx, branch, { person }));
  const day = '2026-05-02';
  await write((tx) =>
    tx
      .insertInto('appraisal_follow_up')
      .values({
        appraisal_id: id,
        person_id: person.id,
        org_path: `${branch.path}@${person.id}/`,
        investigated_on: day,
        researched_on: day,
        filed_on: day,
        measure: 'correct',
        decided_on: day,
        until_on: '2026-11-02',
      })
      .execute(),
  );
  await visit('2026-10-25');
  expect(await openTo(secretary)).toEqual([]);
  await visit('2026-10-26');
  await visit('2026-11-02');
  expect(await openTo(secretary)).toEqual(['appraisals.term']);
  await visit('2026-11-03');
  // The former stage is over; this one stands alone.
  expect(await openTo(secretary)).toEqual(['appraisals.term']);
  await visit('2026-11-30');
  expect(await openTo(secretary)).toHaveLength(1);
});
