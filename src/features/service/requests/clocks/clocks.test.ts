/** The clocks of requests as people meet them: stopped, lengthened, overdue, reviewed, closed by silence. */
import pg from 'pg';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { todoList } from '#features/base/inbox/contract.ts';
import { setCalendarYear } from '#features/base/rules/contract.ts';
import type { Role } from '#features/base/accounts/permissions/rules.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { openTo } from '#test/harness/told.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import * as requests from '../contract.ts';
import * as contract from './contract.ts';
import { renewClocks, watchClocks } from './jobs.ts';

const noon = (day: string): Date => new Date(`${day}T04:00:00Z`);
const first = '2026-11-26';
let now = noon(first);
const server = useApp({ now: () => now });
afterEach(() => {
  now = noon(first);
});

let village: Node;
beforeAll(async () => {
  village = await server.current.write((tx) => plantNode(tx, 'village', server.current.tree.townshipA, '浦口村'));
});

/** A session ends within the hour: whoever acts on another day signs in anew. */
const as = (role: Role, at: Node): Promise<Client> => server.current.as(role, { at });
const clerk = (): Promise<Client> => as('department_handler', village);
const worker = (): Promise<Client> => as('township_worker', server.current.tree.townshipA);
const officer = (): Promise<Client> => as('county_officer', server.current.tree.county);
beforeAll(async () => {
  for (const who of [clerk, worker, officer]) await who();
});

const on = (day: string): void => {
  now = noon(day);
};
const send = async (more: object = {}) =>
  server.current.nobody.call(requests.sendRequest, {
    body: { kind: 'help', category: 'roads', areaId: village.id, text: `${hostile} 村口路灯坏了`, ...more },
  });
const follow = async (code: string): Promise<requests.FollowedRequest> =>
  server.current.nobody.call(requests.followRequest, { query: { code } });
const view = (client: Client, id: string) => client.call(requests.oneRequest, { params: { id } });
const acts = (client: Client, id: string) => client.call(contract.requestClock, { params: { id } });

const endpoints = {
  take: requests.takeRequest,
  answer: requests.answerRequest,
  assign: requests.assignRequest,
  refuse: requests.refuseRequest,
  pause: contract.pauseRequest,
  resume: contract.resumeRequest,
  askTerm: contract.askTerm,
  decideTerm: contract.decideTerm,
  decideReview: contract.decideReview,
} as const;
const act = async (client: Client, id: string, what: keyof typeof endpoints, more: object = {}): Promise<string> => {
  const { version } = await view(client, id);
  const reply = await client.raw(endpoints[what], { params: { id }, body: { version, ...more } });
  const { error } = (reply.body ?? {}) as { error?: { code: string; problems?: { message: string }[] } };
  return error === undefined ? 'ok' : (error.problems?.[0]?.message ?? error.code);
};
const taken = async (more: object = {}) => {
  const receipt = await send(more);
  expect(await act(await clerk(), receipt.id, 'take')).toBe('ok');
  return receipt;
};
const answered = async (more: object = {}) => {
  const receipt = await taken(more);
  expect(await act(await clerk(), receipt.id, 'answer', { text: `${hostile} 已经修好` })).toBe('ok');
  return receipt;
};
const todosOf = async (client: Client, kind: string): Promise<string[]> => {
  const { groups } = await client.call(todoList, { query: {} });
  return groups.flatMap(({ items }) => items).flatMap((item) => (item.kind === kind ? [item.id] : []));
};
const rowsOf = async <T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> => {
  const client = new pg.Client({ ...server.current.admin });
  await client.connect();
  await client.query(`set search_path = ${server.current.entry.schema}`);
  const { rows } = await client.query<T>(text, [...values]);
  await client.end();
  return rows;
};
const kept = async (id: string): Promise<{ due: string; plain: string }> => {
  const [row] = await rowsOf<{ due: string; plain: string }>(
    `select due_on::text as due, plain_due_on::text as plain from service_request where id = $1`,
    [id],
  );
  return row as { due: string; plain: string };
};
const morning = async (day: string): Promise<void> => {
  on(day);
  for (let twice = 0; twice < 2; twice += 1) await watchClocks(server.current.county, {});
};

describe('a pause', () => {
  test('stops the clock for a listed reason, which the resident reads, and gives the days back when it ends', async () => {
    const { id, code } = await taken();
    const who = await clerk();
    expect((await acts(who, id)).can).toMatchObject({ pause: ['materials', 'expertise', 'disaster'], resume: false });
    expect(await act(who, id, 'pause', { reason: 'hearing', text: '等待举行听证' })).toBe('requests.pause_reason');
    const { version } = await view(who, id);
    const key = newOpaqueId();
    const input = { params: { id }, body: { version, reason: 'materials' as const, text: `${hostile} 请补照片` } };
    const replies = [
      await who.raw(contract.pauseRequest, input, { key }),
      await who.raw(contract.pauseRequest, input, { key }),
    ];
    expect(replies.map(({ status, text }) => [status, text])).toEqual([
      [200, replies[0]?.text],
      [200, replies[0]?.text],
    ]);
    expect((await follow(code)).clock).toMatchObject({
      paused: { reason: 'materials', since: first, latest: '2026-12-11' },
      overdue: false,
      plainDueOn: '2026-12-03',
    });
    expect((await follow(code)).entries.at(-1)).toMatchObject({ kind: 'paused', text: `${hostile} 请补照片` });
    expect(await kept(id)).toEqual({ due: '2026-12-18', plain: '2026-12-03' });
    expect(await act(who, id, 'pause', { reason: 'disaster', text: '洪水冲断道路' })).toBe('conflict');
    on('2026-11-30');
    const later = await clerk();
    expect(await act(later, id, 'resume')).toBe('ok');
    expect(await kept(id)).toEqual({ due: '2026-12-07', plain: '2026-12-03' });
    const seen = await follow(code);
    expect(seen.dueOn).toBe('2026-12-07');
    expect(seen.why.steps[0]?.zh).toBe('2026-11-27 至 2026-11-30 暂停，不计：等待补充材料');
    expect(await act(later, id, 'resume')).toBe('conflict');
  });

  test('ends by itself at its last day, and with an answer', async () => {
    const [{ id, code }, other] = [await taken(), await taken()];
    for (const one of [id, other.id])
      expect(await act(await clerk(), one, 'pause', { reason: 'materials', text: '请补照片' })).toBe('ok');
    await morning('2026-12-11');
    expect((await follow(code)).clock.paused).not.toBeNull();
    expect(await act(await clerk(), other.id, 'answer', { text: '照片已收到，已修好' })).toBe('ok');
    await morning('2026-12-12');
    expect((await follow(code)).clock.paused).toBeNull();
    expect((await follow(code)).entries.filter(({ kind }) => kind === 'resumed')).toHaveLength(1);
    expect((await kept(id)).due).toBe('2026-12-18');
    expect(await rowsOf(`select ended_on::text from request_pause where request_id = $1`, [other.id])).toEqual([
      { ended_on: '2026-12-11' },
    ]);
  });
});

describe('more time', () => {
  test('is asked of the unit above once, before the day, and the resident reads who granted it and why', async () => {
    const { id, code } = await taken();
    const [who, above] = [await clerk(), await worker()];
    expect(await act(who, id, 'askTerm', { kind: 'extension', reason: `${hostile} 要等配件` })).toBe('ok');
    expect(await act(who, id, 'askTerm', { kind: 'extension', reason: '再问一次延期' })).toBe('conflict');
    expect((await acts(who, id)).ask).toMatchObject({ kind: 'extension', askedOn: first });
    expect(await openTo(above)).toContain('requests.asked');
    expect(await todosOf(above, 'requests.asked')).toContain(id);
    expect(await act(who, id, 'decideTerm', { grant: true, reason: '自己同意自己' })).toBe('refused');
    expect(await act(await officer(), id, 'decideTerm', { grant: true, reason: '越级批准' })).toBe('refused');
    expect((await kept(id)).due).toBe('2026-12-03');
    expect(await act(above, id, 'decideTerm', { grant: true, reason: '配件确需订货' })).toBe('ok');
    expect(await todosOf(above, 'requests.asked')).not.toContain(id);
    expect(await openTo(who)).toContain('requests.decided');
    expect(await kept(id)).toEqual({ due: '2026-12-17', plain: '2026-12-03' });
    const seen = await follow(code);
    expect(seen.clock.extendedOn).toBe(first);
    expect(seen.entries.slice(-2)).toMatchObject([
      { kind: 'term_asked', text: `${hostile} 要等配件` },
      { kind: 'extended', text: '配件确需订货' },
    ]);
    expect(await act(who, id, 'askTerm', { kind: 'extension', reason: '还要再延一次' })).toBe('conflict');
  });

  test('is no longer asked for when it is overdue, and what was denied moves nothing', async () => {
    const [{ id }, late] = [await taken(), await taken()];
    expect(await act(await clerk(), id, 'askTerm', { kind: 'extension', reason: '要等配件' })).toBe('ok');
    expect(await act(await worker(), id, 'decideTerm', { grant: false, reason: '不需要订货' })).toBe('ok');
    expect((await kept(id)).due).toBe('2026-12-03');
    on('2026-12-04');
    expect(await act(await clerk(), late.id, 'askTerm', { kind: 'extension', reason: '要等配件' })).toBe('conflict');
    expect(await act(await clerk(), late.id, 'pause', { reason: 'materials', text: '请补照片' })).toBe('conflict');
  });

  test('that one unit asked for is dropped when the request goes to another, and the rows go along', async () => {
    const { tree, write } = server.current;
    const place = await write((tx) => plantNode(tx, 'government_department', tree.county, '交通局'));
    await as('department_handler', place);
    const { id } = await taken();
    expect(await act(await clerk(), id, 'pause', { reason: 'disaster', text: '洪水冲断道路' })).toBe('ok');
    expect(await act(await clerk(), id, 'askTerm', { kind: 'extension', reason: '要等配件' })).toBe('ok');
    expect(await act(await clerk(), id, 'assign', { unitId: place.id, reason: '属交通局职责' })).toBe('ok');
    const handler = await as('department_handler', place);
    expect(await acts(handler, id)).toMatchObject({ ask: null, can: { resume: true } });
    const rows = await rowsOf<{ path: string; state: string }>(
      `select k.org_path as path, k.state from request_ask k join request_pause p using (request_id)
       where k.request_id = $1 and k.org_path = p.org_path`,
      [id],
    );
    expect(rows).toEqual([{ path: `${place.path}=${id}/`, state: 'dropped' }]);
    expect(await act(handler, id, 'resume')).toBe('ok');
  });

  test('at the county, where nobody stands above, is granted by another person', async () => {
    const { tree } = server.current;
    const { id } = await send();
    expect(await act(await worker(), id, 'assign', { unitId: tree.county.id, reason: '由县里办理' })).toBe('ok');
    const [one, two] = [await officer(), await officer()];
    expect(await act(one, id, 'take')).toBe('ok');
    expect(await act(one, id, 'askTerm', { kind: 'extension', reason: '要等配件' })).toBe('ok');
    expect(await todosOf(one, 'requests.asked')).not.toContain(id);
    expect(await act(one, id, 'decideTerm', { grant: true, reason: '自己同意自己' })).toBe('refused');
    expect(await todosOf(two, 'requests.asked')).toContain(id);
    expect(await act(two, id, 'decideTerm', { grant: true, reason: '情况属实' })).toBe('ok');
  });
});

const petitioned = async (more: object = {}) => {
  const receipt = await send(more);
  expect(await act(await clerk(), receipt.id, 'askTerm', { kind: 'petition', reason: '要求书面答复' })).toBe('ok');
  expect(await act(await worker(), receipt.id, 'decideTerm', { grant: true, reason: '属于申诉求决' })).toBe('ok');
  return receipt;
};
const ask = (code: string, reason = '答复与事实不符') =>
  server.current.nobody.outcome(contract.askReview, { body: { code, reason } });

describe('a petition', () => {
  test('is taken in fifteen days and decided in sixty, by the decision of the unit above', async () => {
    const { id, code } = await petitioned();
    expect(await follow(code)).toMatchObject({
      dueOn: '2026-12-11',
      why: { ruleId: 'petition.register' },
      clock: { stage: 'register', procedure: 'petition', plainDueOn: '2026-12-03' },
    });
    on('2026-11-30');
    expect(await act(await clerk(), id, 'take')).toBe('ok');
    expect(await kept(id)).toEqual({ due: '2027-01-29', plain: '2026-12-03' });
    expect((await follow(code)).clock.stage).toBe('answer');
  });

  test('is reviewed above and above that: upheld, annulled, handled again, and final at last', async () => {
    const { nobody } = server.current;
    const { id, code } = await petitioned();
    expect(await ask(code)).toBe('conflict');
    expect(await act(await clerk(), id, 'take')).toBe('ok');
    expect(await act(await clerk(), id, 'answer', { text: '不予支持，理由如下' })).toBe('ok');
    expect(await follow(code)).toMatchObject({
      can: { accept: true, reopen: false, review: true },
      clock: {
        next: { level: 1, unitName: server.current.tree.townshipA.name, until: { on: '2026-12-26' } },
        silence: { on: '2026-12-26' },
      },
    });
    const above = await worker();
    const body = { code, reason: `${hostile} 与事实不符` };
    const key = newOpaqueId();
    for (let twice = 0; twice < 2; twice += 1)
      expect((await nobody.raw(contract.askReview, { body }, { key })).body).toEqual({ state: 'answered' });
    expect(await ask(code)).toBe('conflict');
    expect(await follow(code)).toMatchObject({
      can: { accept: false, reopen: false, review: false },
      clock: { silence: null, reviews: [{ level: 1, due: { on: '2026-12-26', why: { ruleId: 'petition.review' } } }] },
    });
    expect(await openTo(above)).toContain('requests.asked');
    expect(await todosOf(above, 'requests.asked')).toContain(id);
    expect(await act(await clerk(), id, 'decideReview', { outcome: 'upheld', text: '自己复查自己' })).toBe('refused');
    expect(await act(above, id, 'decideReview', { outcome: 'upheld', text: '经复查，维持' })).toBe('ok');
    expect(await act(above, id, 'decideReview', { outcome: 'upheld', text: '经复查，维持' })).toBe('conflict');

    on('2026-12-01');
    expect(await ask(code, '复查没有回应')).toBe('ok');
    const [low, high] = [await worker(), await officer()];
    expect(await act(low, id, 'decideReview', { outcome: 'upheld', text: '经复核，维持' })).toBe('refused');
    expect((await acts(low, id)).can.pause).toEqual([]);
    expect((await acts(high, id)).can).toMatchObject({ pause: ['hearing'], decideReview: true });
    expect(await act(high, id, 'pause', { reason: 'hearing', text: '定于下周听证' })).toBe('ok');
    on('2026-12-08');
    expect(await act(await worker(), id, 'resume')).toBe('conflict');
    expect(await act(await officer(), id, 'resume')).toBe('ok');
    expect((await follow(code)).clock.reviews.at(-1)).toMatchObject({ level: 2, due: { on: '2027-01-07' } });
    const own = await clerk();
    expect(await act(await officer(), id, 'decideReview', { outcome: 'annulled', text: '事实不清，重新办理' })).toBe(
      'ok',
    );
    expect(await follow(code)).toMatchObject({ state: 'reopened', dueOn: '2027-02-06', clock: { reviews: [] } });
    expect(await openTo(own)).toContain('requests.reopened');
    expect(await act(own, id, 'take')).toBe('ok');
    expect(await act(await clerk(), id, 'answer', { text: '重新调查，维持原意见' })).toBe('ok');
    for (const who of [worker, officer]) {
      expect(await ask(code)).toBe('ok');
      expect(await act(await who(), id, 'decideReview', { outcome: 'upheld', text: '经审查，维持' })).toBe('ok');
    }
    expect(await follow(code)).toMatchObject({
      state: 'closed',
      can: { accept: false, reopen: false, review: false },
      clock: { final: true, lapsed: false, next: null },
    });
    expect(await ask(code)).toBe('conflict');
    const done = await rowsOf<{ action: string }>(
      `select action from audit_event where entity_id = $1 and action like 'requests.%eview' order by id`,
      [id],
    );
    expect(done.map(({ action }) => action.slice('requests.'.length))).toEqual(
      Array.from({ length: 4 }, () => ['askReview', 'decideReview']).flat(),
    );
  });

  test('of the county itself names the authority above it, and is not reviewed here', async () => {
    const { tree } = server.current;
    const { id, code } = await petitioned();
    expect(await act(await worker(), id, 'assign', { unitId: tree.county.id, reason: '由县里办理' })).toBe('ok');
    expect(await act(await officer(), id, 'take')).toBe('ok');
    expect(await act(await officer(), id, 'answer', { text: '不予支持，理由如下' })).toBe('ok');
    expect(await follow(code)).toMatchObject({ can: { review: false }, clock: { next: { level: 1, unitName: null } } });
    expect(await ask(code)).toBe('refused');
  });

  test('may be disputed for thirty days and no longer', async () => {
    const { id, code } = await petitioned();
    expect(await act(await clerk(), id, 'take')).toBe('ok');
    expect(await act(await clerk(), id, 'answer', { text: '不予支持，理由如下' })).toBe('ok');
    await morning('2026-12-26');
    expect((await follow(code)).state).toBe('answered');
    on('2026-12-27');
    expect(await ask(code)).toBe('conflict');
    await morning('2026-12-27');
    expect(await follow(code)).toMatchObject({ state: 'closed', can: { reopen: false, review: false } });
  });
});

describe('what is overdue', () => {
  test('is reminded of once a stage, and goes up the tree one unit at a time, which the resident reads', async () => {
    const { tree, write } = server.current;
    const place = await write((tx) => plantNode(tx, 'community', tree.townshipB, '南岸社区'));
    const who = { own: () => as('department_handler', place), above: () => as('township_worker', tree.townshipB) };
    const [own, above, top] = [await who.own(), await who.above(), await officer()];
    const [{ id, code }, fine] = [await send({ areaId: place.id }), await send({ areaId: place.id })];
    expect(await act(own, fine.id, 'take')).toBe('ok');
    const told = async (client: Client): Promise<string[]> =>
      (
        await rowsOf<{ kind: string }>(
          `select kind from notice where account_id = $1
         and kind in ('requests.near', 'requests.over', 'requests.escalated') order by id`,
          [client.session?.accountId],
        )
      ).map(({ kind }) => kind);

    await morning('2026-12-01');
    expect(await told(own)).toEqual([]);
    await morning('2026-12-02');
    await morning('2026-12-03');
    expect(await told(own)).toEqual(['requests.near']);
    expect(await act(await who.own(), fine.id, 'answer', { text: '路灯已经修好' })).toBe('ok');
    await morning('2026-12-04');
    expect(await told(own)).toEqual(['requests.near', 'requests.over']);
    expect(await told(above)).toEqual(['requests.escalated']);
    expect(await told(top)).toEqual([]);
    expect(await todosOf(await who.above(), 'requests.late')).toEqual([id]);
    expect(await follow(code)).toMatchObject({ clock: { overdue: true, escalatedTo: tree.townshipB.name } });
    expect((await follow(code)).entries.at(-1)).toMatchObject({ kind: 'overdue', unitName: tree.townshipB.name });
    await morning('2026-12-07');
    await morning('2026-12-09');
    expect(await told(top)).toEqual([]);
    await morning('2026-12-10');
    expect((await follow(code)).clock.escalatedTo).toBe(tree.county.name);
    expect(await told(top)).toContain('requests.escalated');
    await morning('2027-01-20');
    expect((await follow(code)).entries.filter(({ kind }) => kind === 'overdue')).toHaveLength(2);
    expect(await told(own)).toEqual(['requests.near', 'requests.over']);
    expect(
      await rowsOf(`select 1 from audit_event where entity_id = $1 and action = 'requests.escalate'`, [id]),
    ).toHaveLength(2);

    const late = await who.own();
    expect(await act(late, id, 'take')).toBe('ok');
    expect(await act(late, id, 'answer', { text: '路灯已经修好' })).toBe('ok');
    expect(await todosOf(await officer(), 'requests.late')).not.toContain(id);
    await server.current.nobody.call(requests.reopenRequest, { body: { code, reason: '还有一盏不亮' } });
    expect((await follow(code)).clock).toMatchObject({ overdue: false, escalatedTo: null });
  });
});

describe('silence', () => {
  test('closes an answer after its days, says so, and leaves the resident one more word', async () => {
    const { nobody } = server.current;
    const { code } = await answered();
    expect((await follow(code)).clock.silence?.on).toBe('2026-12-11');
    await morning('2026-12-11');
    expect((await follow(code)).state).toBe('answered');
    await morning('2026-12-12');
    expect(await follow(code)).toMatchObject({
      state: 'closed',
      clock: { lapsed: true },
      can: { accept: false, reopen: true },
    });
    expect((await follow(code)).entries.filter(({ kind }) => kind === 'lapsed')).toHaveLength(1);
    on('2027-01-04');
    await nobody.call(requests.reopenRequest, { body: { code, reason: '灯又不亮了' } });
    expect(await follow(code)).toMatchObject({ state: 'reopened', dueOn: '2027-01-11', clock: { lapsed: false } });
  });

  test('is no silence where the resident has spoken', async () => {
    const { code } = await answered();
    await server.current.nobody.call(requests.acceptAnswer, { body: { code } });
    await morning('2026-12-20');
    expect(await follow(code)).toMatchObject({ state: 'closed', clock: { lapsed: false }, can: { reopen: false } });
  });
});

describe('a changed calendar', () => {
  test('moves the day of open requests, and of no other', async () => {
    const [open, over] = [await send(), await answered()];
    const keeper = await officer();
    const set = (days: { date: string; kind: 'holiday' | 'workday'; name: string }[]) =>
      keeper.call(setCalendarYear, { params: { year: 2026 }, body: { source: '测试', days } });
    await set([{ date: '2026-12-01', kind: 'holiday', name: '<b>地方"节\'日</b>' }]);
    await renewClocks(server.current.county, { year: 2026 });
    expect(await kept(open.id)).toEqual({ due: '2026-12-04', plain: '2026-12-03' });
    expect((await kept(over.id)).due).toBe('2026-12-03');
    expect((await follow(open.code)).dueOn).toBe('2026-12-04');
    await set([]);
    await renewClocks(server.current.county, { year: 2026 });
    expect((await kept(open.id)).due).toBe('2026-12-03');
  });
});
