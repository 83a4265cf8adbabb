import { expect, test } from 'vitest';
import { articleList, withdrawArticle } from '#features/insight/publishing/contract.ts';
import { walkTransfer } from '#features/management/transfers/contract.ts';
import { unitById, unitList, walkUnit } from '#features/management/transfers/units/contract.ts';
import { answerRequest, refuseRequest, requestList, takeRequest } from '#features/service/requests/contract.ts';
import { markPoints, requestPoints } from '#features/service/requests/work/points/contract.ts';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { practiceTask } from '#features/education/practice/contract.ts';
import { begin, entered, failing, finish } from '#features/education/practice/factory.ts';

const app = useApp({ practice: true });

const unitNamed = async (trainee: Client, name: unknown) => {
  const { items } = await trainee.call(unitList, { query: {} });
  return trainee.call(unitById, { params: { id: items.find((unit) => unit.name === name)?.id ?? '' } });
};

test('a wrong unit that is stopped and a right one that goes pass', async () => {
  const client = await app.current.as('township_worker', { withoutDrills: true });
  const run = await begin(client, 'transfer');
  const trainee = await entered(app.current, client, run);
  const { params } = await trainee.call(practiceTask, {});
  const [wrong, right] = [await unitNamed(trainee, params['wrong']), await unitNamed(trainee, params['right'])];
  for (const { id, version } of wrong.items)
    await trainee.call(walkTransfer, { params: { id }, body: { version, step: 'reject', reason: '误报，党员未迁走' } });
  await trainee.call(walkUnit, { params: { id: right.id }, body: { version: right.version, step: 'issue', days: 30 } });
  const graded = await finish(client, run);
  expect([failing(graded), graded.state]).toEqual([[], 'passed']);
  // With the right the step is let in as far as the matter itself.
  const any = { params: { id: newId() }, body: { version: 1, step: 'issue' as const } };
  expect(await client.outcome(walkUnit, any)).toBe('not_found');
});

test('letting the wrong unit go fails, and its step stays closed in the own county', async () => {
  const client = await app.current.as('township_worker', { withoutDrills: true });
  const run = await begin(client, 'transfer');
  const trainee = await entered(app.current, client, run);
  const { params } = await trainee.call(practiceTask, {});
  for (const name of [params['wrong'], params['right']]) {
    const { id, version } = await unitNamed(trainee, name);
    await trainee.call(walkUnit, { params: { id }, body: { version, step: 'issue', days: 30 } });
  }
  expect(failing(await finish(client, run))).toEqual(['transfer_stopped']);
  const step = (one: 'issue' | 'agree') =>
    client.outcome(walkUnit, { params: { id: newId() }, body: { version: 1, step: one } });
  expect([await step('issue'), await step('agree')]).toEqual(['drill_required', 'not_found']);
});

const lateOf = async (trainee: Client) => {
  const { items } = await trainee.call(requestList, { query: {} });
  const [late] = items.toSorted((a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'));
  return late?.id ?? '';
};

const mending = (day: unknown): string => String(day).split('-').slice(1).map(Number).join('月');

test.each([
  ['the day, the delay and why', (day: string) => `三盏路灯已于${day}日全部修好。逾期是因为配件晚到，向您致歉。`, []],
  ['nothing', () => '不知道。', ['request_words', 'request_day', 'request_late', 'request_why']],
  ['no day', () => '三盏路灯已经全部修好，逾期是因为配件晚到，向您致歉。', ['request_day']],
  ['another day', () => '三盏路灯已于十三月一日全部修好。逾期是因为配件晚到。', ['request_day']],
  ['no reason', (day: string) => `三盏路灯已于${day}号全部修好，答复逾期了，向您致歉。`, ['request_why']],
  ['no delay', (day: string) => `三盏路灯已于${day}日全部修好。因为配件来得慢，请您谅解。`, ['request_late']],
] as const)('an overdue request that is taken and answered, with %s', async (_what, words, wrong) => {
  const client = await app.current.as('branch_secretary', { withoutDrills: true });
  const run = await begin(client, 'request');
  const trainee = await entered(app.current, client, run);
  const { params } = await trainee.call(practiceTask, {});
  const id = await lateOf(trainee);
  const taken = await trainee.call(takeRequest, { params: { id }, body: { version: 1 } });
  const { unmarked } = await trainee.call(requestPoints, { params: { id } });
  const marked = await trainee.call(markPoints, {
    params: { id },
    body: { version: taken.version, marks: unmarked.map((quote) => ({ quote, aside: true })) },
  });
  await trainee.call(answerRequest, {
    params: { id },
    body: { version: marked.version, text: words(mending(params['mended'])) },
  });
  const graded = await finish(client, run);
  expect([failing(graded), graded.state]).toEqual([wrong, wrong.length === 0 ? 'passed' : 'failed']);
});

test('refusing it instead fails', async () => {
  const client = await app.current.as('branch_secretary', { withoutDrills: true });
  const run = await begin(client, 'request');
  const trainee = await entered(app.current, client, run);
  const id = await lateOf(trainee);
  await trainee.call(refuseRequest, {
    params: { id },
    body: { version: 1, reason: '已经超过期限不再办理', way: '请拨打县里的热线电话' },
  });
  expect(failing(await finish(client, run))).toEqual([
    'request_answered',
    'request_words',
    'request_day',
    'request_late',
    'request_why',
    'request_honest',
  ]);
});

test.each([
  ['one', [], 'passed'],
  ['all', ['withdrawal_rest'], 'failed'],
] as const)('withdrawing %s of what is public', async (which, wrong, state) => {
  const client = await app.current.as('township_worker', { withoutDrills: true });
  const run = await begin(client, 'withdrawal');
  const trainee = await entered(app.current, client, run);
  const { params } = await trainee.call(practiceTask, {});
  const { items } = await trainee.call(articleList, { query: {} });
  expect(items).toHaveLength(3);
  for (const { id } of items.filter(({ title }) => which === 'all' || title === params['wrong']))
    await trainee.call(withdrawArticle, {
      params: { id },
      body: { version: 1, reason: '稿中写明了个人信息，应当去除' },
    });
  const graded = await finish(client, run);
  expect([failing(graded), graded.state]).toEqual([wrong, state]);
});
