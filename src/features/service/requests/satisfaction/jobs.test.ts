/** The one message that asks a resident how it was. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mintScope, rangeEnd, systemScope } from '#platform/access/scope.ts';
import { newOpaqueId } from '#shared/ids.ts';
import type { Fake } from '#test/fakes/behaviour.ts';
import { fakeSms } from '#test/fakes/messengers.ts';
import { testApp, type TestApp } from '#test/harness/app.ts';
import { noon, requestHands } from '#test/harness/requests.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { acceptAnswer, followRequest } from '../contract.ts';
import { rateRequest } from './contract.ts';
import { askByMessage } from './jobs.ts';

const settings = { key: 'key', secret: 'secret', sign: '支部', template: 'SMS_1' };
const first = '2026-11-02';
let now = noon(first);
const on = (day: string): void => {
  now = noon(day);
};
let fake: Fake;
let server: TestApp;
let village: Node;
const { answered, clerk, kept, rowsOf } = requestHands(
  () => server,
  on,
  () => village,
);
beforeAll(async () => {
  fake = await fakeSms(settings);
  server = await testApp({ now: () => now, outside: { sms: { ...settings, url: fake.url }, patience: 500 } });
  village = await server.write((tx) => plantNode(tx, 'village', server.tree.townshipA, '浦口村'));
  await clerk();
});
afterAll(async () => {
  await server.close();
  await fake.close();
});

let phones = 0;
/** Answered and accepted on the first day, with a phone of its own. */
const ended = async (more: object = {}) => {
  on(first);
  const phone = `1380000${String((phones += 1)).padStart(4, '0')}`;
  const sent = await answered({ phone, name: '林某某', ...more });
  await server.nobody.call(acceptAnswer, { body: { code: sent.code } });
  return { ...sent, phone };
};
const morning = async (day: string): Promise<void> => {
  on(day);
  await askByMessage(server.county, {});
};
const told = (phone: string): string[] => fake.arrived.filter(({ to }) => to === phone).map(({ text }) => text);
const codeIn = (text: string | undefined): string => /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(text ?? '')?.[0] ?? '';
const post = async (path: string, fields: Readonly<Record<string, string>>): Promise<string> => {
  const headers = { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' };
  const payload = new URLSearchParams({ key: newOpaqueId(), ...fields }).toString();
  return (await server.app.inject({ method: 'POST', url: `/portal${path}`, headers, payload })).body;
};
const ratingsOf = (id: string) => rowsOf('select grade from request_rating where request_id = $1', [id]);

describe('the message', () => {
  test('goes out once, when it is time, without a word of the request, and leads to the rating alone', async () => {
    const { id, code, phone } = await ended();
    await morning('2026-11-04');
    expect(told(phone)).toEqual([]);
    for (const day of ['2026-11-05', '2026-11-05', '2026-11-06']) await morning(day);
    const [text = '', ...more] = told(phone);
    expect(more).toEqual([]);
    expect([...text].length).toBeLessThanOrEqual(35);
    expect(text).not.toMatch(/林某某|浦口|路灯/);
    const slip = codeIn(text);
    expect(slip).not.toBe(code);
    const follow = await server.nobody.raw(followRequest, { query: { code: slip } });
    expect(follow.status).toBe(404);

    const page = (await server.app.inject({ url: `/portal/rate/${slip}`, headers: { host: 'localhost' } })).body;
    expect(page).toContain('value="dissatisfied"');
    expect(page).not.toContain('路灯');
    expect(await post('/rate', { ratingCode: slip.toLowerCase().replaceAll('-', ' ') })).toContain('value="fair"');
    expect(await post('/rate', { ratingCode: 'ABCD-EFGH-JKMN' })).toContain('没有这个查询码');
    expect(await post('/requests/rate/send', { ratingCode: slip })).toContain('role="alert"');
    expect(await post('/requests/rate/send', { ratingCode: slip, grade: 'dissatisfied' })).toContain('谢谢');
    expect(await ratingsOf(id)).toEqual([{ grade: 'dissatisfied' }]);
    expect(await post('/rate', { ratingCode: slip })).toContain('已经评价过');
    const both = await server.nobody.raw(rateRequest, { body: { code, ratingCode: slip, grade: 'fair' } });
    expect(both.status).toBe(422);
  });

  test('is not sent to whoever left no phone, has said it, or ended too long ago', async () => {
    const before = fake.asked();
    const silent = await ended({ phone: undefined });
    const { code } = await ended();
    on('2026-11-05');
    await post('/requests/rate/send', { code, grade: 'fair' });
    const old = await ended();
    await morning('2026-11-05');
    expect(told(old.phone)).toHaveLength(1);
    const late = await ended();
    await morning('2026-11-13');
    expect(told(late.phone)).toEqual([]);
    expect(fake.asked()).toBe(before + 1);
    expect(await kept(silent.id)).toBeDefined();
  });

  test('that the gateway did not take is tried again; one it may have taken is not', async () => {
    const [busy, unsure] = [await ended(), await ended()];
    const answers = ['busy', 'taken_silently'] as const;
    let n = 0;
    fake.behave(() => answers[n++] ?? 'ok');
    await morning('2026-11-05');
    await morning('2026-11-06');
    await morning('2026-11-07');
    expect([told(busy.phone).length, told(unsure.phone).length]).toEqual([1, 1]);
  }, 60_000);

  test('lies at the county alone: no range below sees that it went out', async () => {
    const { id } = await ended();
    await morning('2026-11-05');
    const [row] = await rowsOf<{ org_path: string; state: string }>(
      'select org_path, state from request_rating_message where request_id = $1',
      [id],
    );
    expect(row).toEqual({ org_path: `${server.tree.county.path}=${id}/`, state: 'sent' });
    const seenFrom = async (path: string): Promise<number> => {
      const scope = mintScope({ ...systemScope(server.entry.code, 'test'), path, from: path, to: rangeEnd(path) });
      const found = await server.county
        .read(scope)
        .selectFrom('request_rating_message')
        .select('id')
        .where('request_id', '=', id)
        .execute();
      return found.length;
    };
    expect(
      await Promise.all([server.tree.county.path, server.tree.townshipA.path, village.path].map(seenFrom)),
    ).toEqual([1, 0, 0]);
    const events = await rowsOf(
      `select org_path from audit_event where entity_id = $1 and action = 'requests.askRating'`,
      [id],
    );
    expect(events).toEqual([{ org_path: `${server.tree.county.path}=${id}/` }]);
  });

  test('is sent by nobody where the county has no channel', async () => {
    const mute = await testApp({ now: () => now });
    await expect(askByMessage(mute.county, {})).resolves.toBeUndefined();
    await mute.close();
  });
});
