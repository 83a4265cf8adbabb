/** A resident says that it is a petition, when sending or later, and takes the opinion home. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newOpaqueId } from '#shared/ids.ts';
import { wordText } from '#test/files/word.ts';
import { useApp } from '#test/harness/app.ts';
import { noon, requestHands } from '#test/harness/requests.ts';
import { openTo } from '#test/harness/told.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { sendRequest } from '../../contract.ts';
import { enterRequest } from '../../intake/contract.ts';
import { declarePetition } from '../contract.ts';

const first = '2026-11-26';
let now = noon(first);
const server = useApp({ now: () => now });
const on = (day: string): void => {
  now = noon(day);
};
afterEach(() => on(first));

let village: Node;
const { act, acts, clerk, follow, kept, send, taken, worker } = requestHands(
  () => server.current,
  on,
  () => village,
);
beforeAll(async () => {
  village = await server.current.write((tx) => plantNode(tx, 'village', server.current.tree.townshipA, '浦口村'));
  for (const who of [clerk, worker]) await who();
});

const declare = (code: string, key = newOpaqueId()) =>
  server.current.nobody.raw(declarePetition, { body: { code } }, { key });
const opinion = { outcome: 'decline', facts: '经调查，情况如下', basis: '《信访工作条例》第三十二条' };
const post = async (path: string, fields: Readonly<Record<string, string>>): Promise<string> => {
  const headers = { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' };
  const payload = new URLSearchParams({ key: newOpaqueId(), ...fields }).toString();
  const url = `/portal/requests/${path}`;
  return (await server.current.app.inject({ method: 'POST', url, headers, payload })).body;
};

describe('a request that is sent as a petition', () => {
  test('is taken in fifteen days and decided in sixty, and its first clock is that of a petition', async () => {
    const { id, code, dueOn, why } = await send({ petition: true });
    expect([dueOn, why?.ruleId]).toEqual(['2026-12-11', 'petition.register']);
    expect(await kept(id)).toEqual({ due: '2026-12-11', plain: '2027-02-09' });
    expect((await follow(code)).clock).toMatchObject({ procedure: 'petition', stage: 'register' });
    on('2026-11-30');
    expect(await act(await clerk(), id, 'take')).toBe('ok');
    expect(await kept(id)).toEqual({ due: '2027-01-29', plain: '2027-02-09' });
  });

  test('is chosen on the portal without script, which names the day on which it is taken', async () => {
    const fields = { kind: 'help', category: 'roads', areaId: village.id, text: '宅基地的事请书面答复', sure: 'yes' };
    const page = await post('new', { ...fields, petition: 'yes' });
    expect(page).toContain('最迟哪天受理');
    expect(page).not.toContain('<script');
    expect(await post('new', fields)).toContain('最迟哪天答复');
  });

  test('asks for something, which thanks do not', async () => {
    const body = { kind: 'praise', category: 'roads', areaId: village.id, text: '修得又快又好', petition: true };
    expect(await server.current.nobody.outcome(sendRequest, { body })).toBe('invalid');
  });

  test('is nothing that staff say for somebody: the first clock would follow from it', async () => {
    const body = { channel: 'phone', kind: 'help', category: 'roads', areaId: village.id, text: '来电说路灯坏了' };
    const reply = await (await clerk()).call(enterRequest, { body: { ...body, petition: true } as never });
    expect((await kept(reply.id)).plain).toBe('2026-12-03');
  });
});

describe('an open request', () => {
  test('is declared one by its code, once: another clock, the same first clock, and the unit is told', async () => {
    const { id, code } = await taken();
    const own = await clerk();
    expect(await act(own, id, 'askTerm', { kind: 'extension', reason: '等待材料到货' })).toBe('ok');
    expect((await follow(code)).can.petition).toBe(true);
    const key = newOpaqueId();
    for (let twice = 0; twice < 2; twice += 1) expect((await declare(code, key)).body).toEqual({ state: 'taken' });
    expect((await declare(code)).status).toBe(409);
    expect(await kept(id)).toEqual({ due: '2027-01-25', plain: '2026-12-03' });
    const followed = await follow(code);
    expect(followed.can.petition).toBe(false);
    expect(followed.entries.at(-1)).toMatchObject({ kind: 'petitioned', unitName: null });
    expect((await acts(own, id)).ask).toBeNull();
    expect(await openTo(own)).toContain('requests.declared');
  });

  test('is declared one on the page that follows it; an answered one is not', async () => {
    const { id, code } = await taken();
    expect(await post('follow', { code })).toContain('action="/portal/requests/follow/petition"');
    const page = await post('follow/petition', { code });
    expect(page).toContain('已经声明为信访事项');
    expect(page).not.toContain('action="/portal/requests/follow/petition"');
    expect(await act(await clerk(), id, 'answer', { text: '经研究答复如下。', opinion })).toBe('ok');
    const other = await taken();
    expect(await act(await clerk(), other.id, 'answer', { text: '已经修好了。' })).toBe('ok');
    expect((await declare(other.code)).status).toBe(409);
  });
});

describe('the opinion', () => {
  const linkOn = (page: string): string | undefined => /\/api\/requests\/follow\/opinion\/[\w.-]+/.exec(page)?.[0];

  test('is downloaded by a link of the page once it was delivered; the link ends and names nobody', async () => {
    const { id, code } = await send({ petition: true, name: '林某某' });
    expect(await act(await clerk(), id, 'take')).toBe('ok');
    expect(linkOn(await post('follow', { code }))).toBeUndefined();
    expect(await act(await clerk(), id, 'answer', { text: '不予支持。', opinion })).toBe('ok');
    const url = linkOn(await post('follow', { code })) ?? '';
    expect(url).not.toContain(code);
    const reply = await server.current.app.inject({ url });
    expect(reply.statusCode).toBe(200);
    const text = await wordText(reply.rawPayload);
    expect(text).toContain('处理意见书');
    expect(text).toContain('经调查，情况如下');
    expect(text).not.toContain('林某某');
    expect((await server.current.app.inject({ url: `${url.slice(0, -2)}xx` })).statusCode).toBe(404);
    now = new Date(now.getTime() + 3_700_000);
    expect((await server.current.app.inject({ url })).statusCode).toBe(404);
  });

  test('is not offered where none was given', async () => {
    const { id, code } = await taken();
    expect(await act(await clerk(), id, 'answer', { text: '已经修好了。' })).toBe('ok');
    expect((await follow(code)).opinion).toBeNull();
  });
});
