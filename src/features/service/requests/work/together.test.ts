/** A request among several hands: support, a return that is decided once, related requests, records, and the opinion on paper. */
import { beforeAll, describe, expect, test } from 'vitest';
import { todoList } from '#features/base/inbox/contract.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { openTo } from '#test/harness/told.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { wordText } from '#test/files/word.ts';
import * as requests from '../contract.ts';
import { plantRequest } from '../factory.ts';
import { opinionLetter } from './opinion/contract.ts';
import { requestWork } from './panel/contract.ts';
import * as records from './records/contract.ts';
import * as returns from './returns/contract.ts';
import * as tasks from './tasks/contract.ts';
import * as templates from './templates/contract.ts';
import * as ties from './ties/contract.ts';

const server = useApp({ now: () => new Date('2026-11-26T04:00:00Z') });

let village: Node;
let roads: Node;
let water: Node;
let clerk: Client;
let roadsClerk: Client;
let waterClerk: Client;
let township: Client;
let officer: Client;
beforeAll(async () => {
  const { as, tree, write } = server.current;
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  roads = await write((tx) => plantNode(tx, 'government_department', tree.county, '交通局'));
  water = await write((tx) => plantNode(tx, 'government_department', tree.county, '水利局'));
  clerk = await as('department_handler', { at: village });
  roadsClerk = await as('department_handler', { at: roads });
  waterClerk = await as('department_handler', { at: water });
  township = await as('township_worker', { at: tree.townshipA });
  officer = await as('county_officer', { at: tree.county });
});

const plant = (unit: Node, more: object = {}) =>
  server.current.write((tx) => plantRequest(tx, server.current.county, { unit, area: village, ...more }));
const one = (client: Client, id: string) => client.call(requests.oneRequest, { params: { id } });
const work = (client: Client, id: string) => client.call(requestWork, { params: { id } });
const thread = async (client: Client, id: string) =>
  (await one(client, id)).entries.map(({ kind, unitName, text }) => [kind, unitName, text]);
const todosOf = async (client: Client, kind: string) => {
  const { groups } = await client.call(todoList, { query: {} });
  return groups.flatMap(({ items }) => items).filter((item) => item.kind === kind);
};

describe('support', () => {
  const asking = (unitId: string, more: object = {}) => ({
    unitId,
    dueOn: '2026-11-30',
    ask: `${hostile} 请核实路灯由谁管`,
    quotes: [],
    ...more,
  });

  test('is asked of another unit, which sees the task and not the request, and answers', async () => {
    const { id } = await plant(village, { text: '村口路灯坏了三盏', state: 'taken' });
    const ask = (body: ReturnType<typeof asking>) => clerk.raw(tasks.askSupport, { params: { id }, body });
    expect((await ask(asking(village.id))).body).toMatchObject({
      error: { problems: [{ message: 'requests.same_unit' }] },
    });
    expect((await ask(asking(server.current.tree.branchB1.id))).body).toMatchObject({
      error: { problems: [{ message: 'requests.no_unit' }] },
    });
    expect((await ask(asking(roads.id, { dueOn: '2026-11-25' }))).body).toMatchObject({
      error: { problems: [{ message: 'requests.day_gone' }] },
    });
    expect((await ask(asking(roads.id, { quotes: ['不是原文'] }))).body).toMatchObject({
      error: { problems: [{ message: 'requests.not_quoted' }] },
    });
    const task = await clerk.call(tasks.askSupport, {
      params: { id },
      body: asking(roads.id, { quotes: ['路灯坏了三盏'] }),
    });
    expect(await openTo(roadsClerk)).toContain('requests.supportAsked');
    expect(await todosOf(roadsClerk, 'requests.tasks')).toMatchObject([
      { id: task.id, dueOn: '2026-11-30', link: `/requests/tasks/${task.id}` },
    ]);
    const seen = await roadsClerk.call(tasks.oneTask, { params: { id: task.id } });
    expect(seen).toMatchObject({
      ask: `${hostile} 请核实路灯由谁管`,
      quotes: ['路灯坏了三盏'],
      requestId: null,
      can: { answer: true, withdraw: false },
    });
    expect(await roadsClerk.outcome(requests.oneRequest, { params: { id } })).toBe('not_found');
    expect(await roadsClerk.outcome(requestWork, { params: { id } })).toBe('not_found');
    expect(await waterClerk.outcome(tasks.oneTask, { params: { id: task.id } })).toBe('not_found');
    // The resident reads who helps, and not what was asked.
    expect((await thread(clerk, id)).at(-1)).toEqual(['consulted', '交通局', null]);

    const body = { version: 1, reply: `${hostile} 由村里管` };
    expect(await clerk.outcome(tasks.answerTask, { params: { id: task.id }, body })).toBe('refused');
    expect(await roadsClerk.outcome(tasks.withdrawTask, { params: { id: task.id }, body: { version: 1 } })).toBe(
      'refused',
    );
    expect(await roadsClerk.call(tasks.answerTask, { params: { id: task.id }, body })).toMatchObject({
      state: 'answered',
    });
    expect(await openTo(roadsClerk)).not.toContain('requests.supportAsked');
    expect(await openTo(clerk)).toContain('requests.supported');
    expect((await work(clerk, id)).tasks).toMatchObject([{ state: 'answered', reply: `${hostile} 由村里管` }]);
    expect(await roadsClerk.outcome(tasks.answerTask, { params: { id: task.id }, body: { ...body, version: 2 } })).toBe(
      'conflict',
    );
  });

  test('goes with the request to the next unit, and ends with its answer', async () => {
    const { id } = await plant(village, { state: 'taken' });
    const task = await clerk.call(tasks.askSupport, { params: { id }, body: asking(roads.id) });
    await clerk.call(records.addRecord, { params: { id }, body: { kind: 'visit', on: '2026-11-25', text: '到现场' } });
    const { version } = await one(clerk, id);
    await clerk.call(requests.assignRequest, {
      params: { id },
      body: { version, unitId: water.id, reason: '由水利局办理' },
    });
    expect(await clerk.outcome(tasks.oneTask, { params: { id: task.id } })).toBe('not_found');
    expect(await work(waterClerk, id)).toMatchObject({
      tasks: [{ id: task.id, state: 'open', requestId: id }],
      records: [{ kind: 'visit', text: '到现场', unitName: '浦口村' }],
    });
    await waterClerk.call(requests.takeRequest, { params: { id }, body: { version: version + 1 } });
    await waterClerk.call(requests.answerRequest, {
      params: { id },
      body: { version: version + 2, text: '路灯已经修好' },
    });
    expect(await roadsClerk.call(tasks.oneTask, { params: { id: task.id } })).toMatchObject({ state: 'withdrawn' });
    expect(await todosOf(roadsClerk, 'requests.tasks')).toEqual([]);
  });
});

describe('a return', () => {
  const back = (client: Client, id: string, version: number, more: object = {}) =>
    client.raw(returns.returnRequest, {
      params: { id },
      body: { version, reason: `${hostile} 路灯不归本局管`, ...more },
    });
  const messageOf = ({ body }: { body: unknown }): string => {
    const { error } = body as {
      error?: { code: string; details?: { message?: string }; message?: string; problems?: { message: string }[] };
    };
    return error?.problems?.[0]?.message ?? error?.message ?? error?.code ?? 'ok';
  };

  test('is decided by the unit above, once: the designated unit neither returns it nor gives it on', async () => {
    const { id } = await plant(roads, { state: 'assigned' });
    expect((await work(roadsClerk, id)).returnableUntil).toBe('2026-12-03');
    expect((await back(roadsClerk, id, 1, { proposedId: water.id })).status).toBe(200);
    expect(messageOf(await back(roadsClerk, id, 2))).toBe('requests.return_open');
    expect((await one(roadsClerk, id)).can).toEqual({ take: false, assign: false, answer: false, refuse: false });
    expect(await roadsClerk.outcome(requests.takeRequest, { params: { id }, body: { version: 2 } })).toBe('conflict');
    expect(await todosOf(officer, 'requests.returns')).toMatchObject([{ link: `/requests/${id}` }]);
    const body = { version: 2, unitId: water.id, reason: '管线属水利局' };
    // Not by the one that wants to be rid of it.
    expect(await roadsClerk.outcome(returns.decideReturn, { params: { id }, body })).toBe('refused');
    // A department's matter is not pushed down by way of a dispute.
    expect(
      messageOf(await officer.raw(returns.decideReturn, { params: { id }, body: { ...body, unitId: village.id } })),
    ).toBe('requests.pushed_down');
    await officer.call(returns.decideReturn, { params: { id }, body });
    expect(await roadsClerk.outcome(requests.oneRequest, { params: { id } })).toBe('not_found');
    expect((await thread(waterClerk, id)).slice(-2)).toEqual([
      ['disputed', '交通局', `${hostile} 路灯不归本局管`],
      ['settled', '水利局', '管线属水利局'],
    ]);
    expect(await work(waterClerk, id)).toMatchObject({
      returns: [{ state: 'granted', unitName: '交通局', designatedName: '水利局', decision: '管线属水利局' }],
      returnableUntil: null,
      can: { return: false },
    });
    const { version } = await one(waterClerk, id);
    expect(messageOf(await back(waterClerk, id, version))).toBe('requests.settled');
    expect(
      messageOf(
        await waterClerk.raw(requests.assignRequest, {
          params: { id },
          body: { version, unitId: roads.id, reason: '还是由交通局办' },
        }),
      ),
    ).toBe('requests.settled');
  });

  test('that is not granted leaves the request where it is, for good', async () => {
    const { id } = await plant(village);
    expect((await back(clerk, id, 1)).status).toBe(200);
    await township.call(returns.decideReturn, {
      params: { id },
      body: { version: 2, unitId: village.id, reason: '村内道路由村里管' },
    });
    expect(messageOf(await back(clerk, id, 3))).toBe('requests.settled');
    expect(await clerk.outcome(requests.takeRequest, { params: { id }, body: { version: 3 } })).toBe('ok');
  });

  test('is for the unit itself, before it takes the request, within five working days', async () => {
    const { id } = await plant(village);
    expect(messageOf(await back(township, id, 1))).toBe('requests.not_yours');
    const taken = await plant(village, { state: 'taken' });
    expect(messageOf(await back(clerk, taken.id, 1))).toBe('requests.wrong_state');
    const old = await plant(village, { on: '2026-11-18' });
    expect(messageOf(await back(clerk, old.id, 1))).toBe('requests.return_late');
  });
});

describe('related requests', () => {
  test('are worked together, each is answered, and those out of range stay unseen', async () => {
    const [first, second] = [await plant(village, { state: 'taken' }), await plant(village, { state: 'taken' })];
    expect((await work(clerk, first.id)).alike.map(({ id }) => id)).toContain(second.id);
    const relate = (id: string, otherId: string) =>
      clerk.outcome(ties.relateRequests, { params: { id }, body: { otherId } });
    const far = await plant(roads);
    expect(await relate(first.id, far.id)).toBe('invalid');
    expect(await relate(first.id, first.id)).toBe('invalid');
    const third = await plant(village);
    expect(await relate(second.id, third.id)).toBe('ok');
    expect(await relate(first.id, second.id)).toBe('ok');
    await clerk.call(requests.answerRequest, {
      params: { id: second.id },
      body: { version: 1, text: `${hostile} 已经修好` },
    });
    const { related, alike } = await work(clerk, first.id);
    expect(related.map(({ id, answer, state }) => [id, state, answer])).toEqual([
      [second.id, 'answered', `${hostile} 已经修好`],
      [third.id, 'received', null],
    ]);
    expect(alike.map(({ id }) => id)).not.toContain(third.id);
    expect((await one(clerk, first.id)).state).toBe('taken');
    await clerk.call(ties.unrelateRequest, { params: { id: third.id }, body: {} });
    expect(await clerk.outcome(ties.unrelateRequest, { params: { id: third.id }, body: {} })).toBe('conflict');
    expect((await work(clerk, first.id)).related).toHaveLength(1);
  });
});

describe('what handlers keep', () => {
  test('records are theirs: the thread of the resident shows none, and no day lies ahead', async () => {
    const { id } = await plant(village);
    const add = (on: string) =>
      clerk.outcome(records.addRecord, { params: { id }, body: { kind: 'call', on, text: `${hostile} 已通话` } });
    expect(await add('2026-11-27')).toBe('invalid');
    expect(await add('2026-11-26')).toBe('ok');
    expect((await work(clerk, id)).records).toMatchObject([{ kind: 'call', text: `${hostile} 已通话` }]);
    expect(await thread(clerk, id)).toEqual([]);
  });

  test('templates are kept by the county and used by everybody who answers', async () => {
    const body = { act: 'answer' as const, category: 'roads', name: `${hostile} 路灯`, text: '您反映的路灯问题收悉。' };
    expect(await clerk.outcome(templates.addTemplate, { body })).toBe('not_found');
    const { id } = await officer.call(templates.addTemplate, { body });
    expect((await clerk.call(templates.templateList, { query: {} })).items).toContainEqual(
      expect.objectContaining({ id, ...body, version: 1, retired: false }),
    );
    const edit = (version: number) =>
      officer.outcome(templates.editTemplate, { params: { id }, body: { ...body, version, retired: true } });
    expect(await edit(1)).toBe('ok');
    expect(await edit(1)).toBe('stale');
    expect((await clerk.call(templates.templateList, { query: {} })).items).toEqual([]);
  });

  test('an opinion is a paper that says request, facts, opinion and basis', async () => {
    const { id } = await plant(village, { text: '请求认定宅基地', state: 'taken' });
    const paper = () => clerk.raw(opinionLetter, { params: { id }, query: { as: 'docx' } });
    expect((await paper()).status).toBe(422);
    await clerk.call(requests.answerRequest, {
      params: { id },
      body: {
        version: 1,
        text: `${hostile} 不能认定`,
        opinion: { outcome: 'decline', facts: '该户已有宅基地一处', basis: '《土地管理法》第六十二条' },
      },
    });
    const reply = await paper();
    expect(reply.status).toBe(200);
    const text = await wordText(reply.bytes);
    for (const words of [
      '处理意见书',
      '请求认定宅基地',
      '该户已有宅基地一处',
      '不予支持',
      `${hostile} 不能认定`,
      '《土地管理法》第六十二条',
      '2026年11月26日',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('复查');
  });
});
