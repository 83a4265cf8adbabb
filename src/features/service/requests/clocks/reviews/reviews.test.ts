/** Petitions: their terms, and how an answer is reviewed above and above that. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { noon, requestHands } from '#test/harness/requests.ts';
import { openTo } from '#test/harness/told.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import * as contract from '../contract.ts';

const first = '2026-11-26';
let now = noon(first);
const server = useApp({ now: () => now });
const on = (day: string): void => {
  now = noon(day);
};
afterEach(() => on(first));

let village: Node;
const { act, acts, clerk, follow, kept, morning, officer, rowsOf, send, todosOf, worker } = requestHands(
  () => server.current,
  on,
  () => village,
);
beforeAll(async () => {
  village = await server.current.write((tx) => plantNode(tx, 'village', server.current.tree.townshipA, '浦口村'));
  for (const who of [clerk, worker, officer]) await who();
});

const petitioned = async (more: object = {}) => {
  const receipt = await send(more);
  expect(await act(await clerk(), receipt.id, 'askTerm', { kind: 'petition', reason: '要求书面答复' })).toBe('ok');
  expect(await act(await worker(), receipt.id, 'decideTerm', { grant: true, reason: '属于申诉求决' })).toBe('ok');
  return receipt;
};
const ask = (code: string, reason = '答复与事实不符') =>
  server.current.nobody.outcome(contract.askReview, { body: { code, reason } });

/** An answer to a petition is a decision: it names its facts and the law. */
const opinion = { outcome: 'decline', facts: '经调查，情况如下', basis: '《信访工作条例》第三十二条' };

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
    expect(await act(await clerk(), id, 'answer', { text: '不予支持，理由如下', opinion })).toBe('ok');
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
    expect((await follow(code)).entries.at(-1)).toMatchObject({
      kind: 'review_asked',
      unitName: null,
      text: body.reason,
    });
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
    expect(await act(await clerk(), id, 'answer', { text: '重新调查，维持原意见', opinion })).toBe('ok');
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
    expect(await act(await officer(), id, 'answer', { text: '不予支持，理由如下', opinion })).toBe('ok');
    expect(await follow(code)).toMatchObject({ can: { review: false }, clock: { next: { level: 1, unitName: null } } });
    expect(await ask(code)).toBe('refused');
  });

  test('may be disputed for thirty days and no longer', async () => {
    const { id, code } = await petitioned();
    expect(await act(await clerk(), id, 'take')).toBe('ok');
    expect(await act(await clerk(), id, 'answer', { text: '不予支持，理由如下', opinion })).toBe('ok');
    await morning('2026-12-26');
    expect((await follow(code)).state).toBe('answered');
    on('2026-12-27');
    expect(await ask(code)).toBe('conflict');
    await morning('2026-12-27');
    expect(await follow(code)).toMatchObject({ state: 'closed', can: { reopen: false, review: false } });
  });
});
