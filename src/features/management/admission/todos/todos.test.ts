import { beforeAll, expect, test } from 'vitest';
import { todoList, type Todo } from '#features/base/inbox/contract.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { makeIdNumber } from '#features/base/members/factory.ts';
import { caseList, openCase, recordFact } from '../contract.ts';
import type { StepId } from '../steps.ts';

const server = useApp();
let secretary: Client;
let worker: Client;
beforeAll(async () => {
  const { as, tree } = server.current;
  secretary = await as('branch_secretary', { at: tree.branchA1 });
  worker = await as('township_worker', { at: tree.townshipA });
});

const items = async (who: Client): Promise<Todo[]> =>
  (await who.call(todoList, { query: { kind: 'admission.waiting' } })).groups.flatMap((group) => group.items);

const brief = ({ params, why }: Todo) => ({ step: params['step'], name: params['name'], why });

test('a to-do names the step, its last day, the rule behind it and its article', async () => {
  const { tree, county } = server.current;
  const body = { branchId: tree.branchA1.id, name: '林小雨', idNumber: makeIdNumber('1996-04-08', '2') };
  let file = await secretary.call(openCase, { body: { ...body, begunOn: '2026-06-01' } });
  const [talk] = await items(secretary);
  expect(talk).toMatchObject({ id: file.id, dueOn: '2026-07-01', rule: { id: 'admit.talk', article: '第七条' } });
  expect(talk && brief(talk)).toEqual({ step: '@admission.step.talk', name: '林小雨', why: 'admission' });
  const record = async (step: StepId, extra: object) => {
    const fact = { version: file.version, step, on: county.today(), outcome: 'done', ...extra };
    file = await secretary.call(recordFact, { params: { id: file.id }, body: fact as never });
  };
  await record('talk', { names: ['陈支书'] });
  await record('activist', { outcome: 'passed' });
  // Two offices, one line each: the branch names contacts, the committee files.
  expect((await items(secretary)).map(brief)).toMatchObject([{ step: '@admission.step.contacts', why: 'admission' }]);
  const [filing] = await items(worker);
  expect(filing).toMatchObject({ dueOn: null, rule: null });
  expect(filing && brief(filing)).toMatchObject({ step: '@admission.step.activistFiling', why: 'admission.article8' });
  for (const who of [secretary, worker]) {
    const { counts } = await who.call(caseList, { query: { queue: 'todo' } });
    expect(counts.todo).toBe((await items(who)).length);
  }
});
