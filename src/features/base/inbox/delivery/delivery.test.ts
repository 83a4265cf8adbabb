import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OutsideSettings } from '#platform/config/outside.ts';
import { TryLater } from '#platform/jobs/queue.ts';
import { newId } from '#shared/ids.ts';
import { inTurn, type Fake } from '#test/fakes/behaviour.ts';
import { fakeMail } from '#test/fakes/mail.ts';
import { fakeSms, fakeWecom } from '#test/fakes/messengers.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import type { Person } from '#test/harness/tree.ts';
import { makeMember } from '#features/base/members/factory.ts';
import { deliveryScope } from '../access.ts';
import { noticeList, readAllNotices, type Notice } from '../contract.ts';
import { keepers, notify } from '../index.ts';
import type { OutsideChannel } from '../rules.ts';
import { setNotice, setNoticeAddress } from '../settings/contract.ts';
import { deliveryTasks } from './jobs.ts';

const wecomSettings = { corp: 'corp', secret: 'secret', agent: 7 };
const smsSettings = { key: 'key', secret: 'secret', sign: '支部', template: 'SMS_1' };
const outside: { -readonly [K in keyof OutsideSettings]: OutsideSettings[K] } = {
  origin: 'https://zhibu.example.org',
  patience: 2_000,
};
const fakes: Partial<Record<OutsideChannel, Fake>> = {};
const fake = (channel: OutsideChannel): Fake => {
  const found = fakes[channel];
  if (found === undefined) throw new Error(`no fake of ${channel}`);
  return found;
};
beforeAll(async () => {
  fakes.email = await fakeMail();
  fakes.wecom = await fakeWecom(wecomSettings);
  fakes.sms = await fakeSms(smsSettings);
  outside.smtp = { url: fake('email').url, from: 'zhibu@example.org' };
  outside.wecom = { ...wecomSettings, url: fake('wecom').url };
  outside.sms = { ...smsSettings, url: fake('sms').url };
});
afterAll(async () => {
  for (const each of Object.values(fakes)) await each.close();
});

/** The county's clock: a Thursday in the morning, far from every holiday. */
const morning = new Date('2025-10-16T10:00:00+08:00');
const evening = new Date('2025-10-16T21:00:00+08:00');
let now = morning;

const server = useApp({ outside, now: () => now });
const app = (): TestApp => server.current;
const tasks = deliveryTasks({ 'test.told': ['请参加{subject}', 'Come to {subject}'] });
const run = (task: string, payload: Record<string, unknown>): Promise<void> =>
  tasks[task]?.(app().county, payload) ?? Promise.reject(new Error(`no task ${task}`));

let person: Person;
let member: Client;
const enter = async (at: Date): Promise<void> => {
  now = at;
  person = await app().member();
  member = await app().as('member', { person });
  for (const [channel, address] of [
    ['email', 'wang@example.org'],
    ['wecom', 'WangWei'],
  ] as const)
    await member.call(setNoticeAddress, { params: { channel }, body: { address } });
};
beforeEach(() => enter(morning));

/** Tells and plans; answers the notice. */
const told = async (more: { statutory?: boolean } = {}): Promise<Notice> => {
  const key = newId();
  const { path } = app().tree.branchA1;
  const params = { subject: `组织生活会 ${key} ${hostile}` };
  await app().write((tx) =>
    notify(tx, { kind: 'test.told', key, people: [person.id], path, link: '/inbox', params, ...more }),
  );
  const { items } = await member.call(noticeList, { query: { limit: 1 } });
  const [notice] = items;
  if (notice === undefined) throw new Error('no notice');
  await run('inbox.plan', { notices: [notice.id] });
  return notice;
};

const wayOf = async ({ id }: Notice, channel: OutsideChannel) => {
  const { items } = await member.call(noticeList, { query: {} });
  return items.find((one) => one.id === id)?.deliveries.find((one) => one.channel === channel);
};
const deliver = (notice: Notice, channel: OutsideChannel) => run('inbox.deliver', { notice: notice.id, channel });
const shown = (notice: Notice, channel: OutsideChannel): number =>
  fake(channel).arrived.filter(({ text }) => text.includes(notice.id)).length;

const waiting = async (): Promise<{ key: string; runAt: string }[]> => {
  const { rows } = await sql<{ key: string; runAt: string }>`
    select key, run_at as "runAt" from ${sql.id(app().entry.jobSchema)}.jobs order by key`.execute(app().read());
  return rows;
};

describe('by day', () => {
  test('a notice is planned once and goes out on each channel', async () => {
    const notice = await told();
    await run('inbox.plan', { notices: [notice.id] });
    expect((await waiting()).filter(({ key }) => key.includes(notice.id)).map(({ key }) => key)).toEqual([
      `inbox.deliver:${notice.id}:email`,
      `inbox.deliver:${notice.id}:wecom`,
    ]);
    await deliver(notice, 'email');
    await deliver(notice, 'wecom');
    // The queue may call again after a crash: what was sent stays sent.
    await deliver(notice, 'email');
    expect([shown(notice, 'email'), shown(notice, 'wecom')]).toEqual([1, 1]);
    expect(await wayOf(notice, 'email')).toMatchObject({ state: 'sent', doubtful: false });
    expect(fake('wecom').arrived.at(-1)).toMatchObject({ to: 'WangWei' });
    expect(fake('wecom').arrived.at(-1)?.text).toContain('https://zhibu.example.org/inbox?notice=');
  });

  test('an attempt without an answer is made again: never shown twice where the channel remembers, counted where not', async () => {
    const notice = await told();
    for (const channel of ['email', 'wecom'] as const) {
      fake(channel).behave(inTurn('taken_silently'));
      await expect(deliver(notice, channel)).rejects.toThrow(TryLater);
      expect(await wayOf(notice, channel)).toMatchObject({ state: 'unknown', why: 'no_answer', doubtful: false });
      await deliver(notice, channel);
    }
    expect([shown(notice, 'email'), shown(notice, 'wecom')]).toEqual([2, 1]);
    expect(await wayOf(notice, 'email')).toMatchObject({ state: 'sent', doubtful: true });
    expect(await wayOf(notice, 'wecom')).toMatchObject({ state: 'sent', doubtful: false });
  });

  test('a crash between taking in hand and the answer is an unknown outcome', async () => {
    const notice = await told();
    await app().write(
      (tx) =>
        tx
          .updateTable('notice_delivery')
          .set({ state: 'unknown', why: 'under_way', attempts: 1, sent_at: now.toISOString() })
          .where('notice_id', '=', notice.id)
          .where('channel', '<>', 'in_app')
          .execute(),
      deliveryScope(app().county),
    );
    await deliver(notice, 'email');
    await deliver(notice, 'wecom');
    expect(await wayOf(notice, 'email')).toMatchObject({ state: 'sent', doubtful: true });
    expect(await wayOf(notice, 'wecom')).toMatchObject({ state: 'sent', doubtful: false });
  });

  test('what was surely not taken is no doubt; what is refused for good ends', async () => {
    const notice = await told();
    fake('email').behave(inTurn('busy'));
    await expect(deliver(notice, 'email')).rejects.toThrow(TryLater);
    expect(await wayOf(notice, 'email')).toMatchObject({ state: 'queued', why: 'smtp_451' });
    await deliver(notice, 'email');
    expect(await wayOf(notice, 'email')).toMatchObject({ state: 'sent', doubtful: false });
    fake('wecom').behave(inTurn('refused'));
    await deliver(notice, 'wecom');
    expect(await wayOf(notice, 'wecom')).toMatchObject({ state: 'failed', why: 'invalid_user' });
  });

  test('what has been read in the app goes nowhere else', async () => {
    const notice = await told();
    await member.call(readAllNotices, {});
    await deliver(notice, 'email');
    expect(await wayOf(notice, 'email')).toMatchObject({ state: 'suppressed', why: 'read' });
    expect(shown(notice, 'email')).toBe(0);
  });

  test('a channel that is switched off or has no address gets nothing', async () => {
    await member.call(setNotice, { body: { kind: '*', channel: 'wecom', enabled: false } });
    await member.call(setNoticeAddress, { params: { channel: 'email' }, body: { address: '' } });
    const notice = await told();
    expect(await wayOf(notice, 'wecom')).toMatchObject({ state: 'suppressed', why: 'muted' });
    expect(await wayOf(notice, 'email')).toMatchObject({ state: 'suppressed', why: 'no_address' });
    const law = await told({ statutory: true });
    expect(await wayOf(law, 'wecom')).toMatchObject({ state: 'queued' });
  });

  test('SMS goes to the phone of the file, only where the notice is statutory or wanted there', async () => {
    await app().write((tx) =>
      tx
        .updateTable('person')
        .set({ phone: app().county.crypto.encrypt('13800000001') })
        .where('id', '=', person.id)
        .execute(),
    );
    expect(await wayOf(await told(), 'sms')).toMatchObject({ state: 'suppressed', why: 'muted' });
    const law = await told({ statutory: true });
    await deliver(law, 'sms');
    expect(await wayOf(law, 'sms')).toMatchObject({ state: 'sent' });
    expect(fake('sms').arrived.at(-1)?.to).toBe('13800000001');
  });
});

describe('at night', () => {
  beforeEach(() => enter(evening));

  test('what is not statutory is held until the next working morning, e-mail as one letter', async () => {
    const [one, two] = [await told(), await told()];
    expect(await wayOf(one, 'email')).toMatchObject({ state: 'held', why: 'quiet' });
    const account = member.session?.accountId ?? '';
    const at = '2025-10-17T00:00:00.000Z';
    const mine = (await waiting()).filter(({ key }) => key.includes(account) || key.includes(one.id));
    expect(mine.map(({ key }) => key)).toEqual([
      `inbox.digest:${account}:email:${at}`,
      `inbox.digest:${account}:wecom:${at}`,
    ]);
    expect(mine.every(({ runAt }) => Date.parse(runAt) === Date.parse(at))).toBe(true);
    now = new Date(at);
    const before = fake('email').arrived.length;
    fake('email').behave(inTurn('busy'));
    await expect(run('inbox.digest', { account, morning: at })).rejects.toThrow(TryLater);
    await run('inbox.digest', { account, morning: at });
    await run('inbox.digest', { account, morning: at });
    expect(fake('email').arrived).toHaveLength(before + 1);
    expect([shown(one, 'email'), shown(two, 'email')]).toEqual([1, 1]);
    // A silence is no doubt where the channel remembers, and nobody gets the morning's message twice.
    const cards = fake('wecom').arrived.length;
    const night = { account, channel: 'wecom', morning: at };
    fake('wecom').behave(inTurn('taken_silently'));
    await expect(run('inbox.digest', night)).rejects.toThrow(TryLater);
    await run('inbox.digest', night);
    await run('inbox.digest', night);
    expect(fake('wecom').arrived).toHaveLength(cards + 1);
    const card = fake('wecom').arrived.at(-1)?.text ?? '';
    expect(card).toContain('2 条通知');
    expect(card).toContain('https://zhibu.example.org/inbox?notice=digest.2025-10-17');
    // The session that looks has not come through the night.
    now = evening;
    for (const channel of ['email', 'wecom'] as const)
      expect(await wayOf(two, channel)).toMatchObject({ state: 'sent', doubtful: false });
  });

  test('one that is alone keeps its own words and link; SMS says how many there are', async () => {
    const at = '2025-10-17T00:00:00.000Z';
    const account = member.session?.accountId ?? '';
    const alone = await told();
    await run('inbox.digest', { account, channel: 'wecom', morning: at });
    expect(shown(alone, 'wecom')).toBe(1);
    await app().write((tx) =>
      tx
        .updateTable('person')
        .set({ phone: app().county.crypto.encrypt('13800000002') })
        .where('id', '=', person.id)
        .execute(),
    );
    await member.call(setNotice, { body: { kind: '*', channel: 'sms', enabled: true } });
    await told();
    await told();
    await run('inbox.digest', { account, channel: 'sms', morning: at });
    const messages = fake('sms').arrived.filter(({ to }) => to === '13800000002');
    expect(messages.map(({ text }) => text)).toEqual([expect.stringContaining('2 条通知')]);
  });

  test('what is statutory goes out at once', async () => {
    expect(await wayOf(await told({ statutory: true }), 'email')).toMatchObject({ state: 'queued' });
  });
});

describe('whoever has no account', () => {
  const kept = (key: string) =>
    app().write(
      (tx) =>
        tx
          .selectFrom('notice as n')
          .leftJoin('notice_delivery as d', 'd.notice_id', 'n.id')
          .select(['n.id', 'n.account_id', 'd.channel', 'd.state'])
          .where('n.key', '=', key)
          .execute(),
      deliveryScope(app().county),
    );
  const tell = async (people: readonly string[]): Promise<string> => {
    const key = newId();
    const { path } = app().tree.branchA1;
    await app().write((tx) =>
      notify(tx, { kind: 'test.told', key, people, path, link: '/inbox', params: { subject: `党课 ${key}` } }),
    );
    return key;
  };
  const withPhone = async (phone: string | null) => {
    const { id } = await app().write((tx) =>
      makeMember(tx, app().county, { branch: app().tree.branchA1, fields: { phone } }),
    );
    return id;
  };

  test('is told by SMS, where the file has a number, once by its key', async () => {
    const [reachable, silent] = [await withPhone('13800005566'), await withPhone(null)];
    const key = await tell([reachable, silent, newId()]);
    const [notice, ...more] = await kept(key);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ account_id: null, channel: null });
    await run('inbox.plan', { notices: [notice?.id ?? ''] });
    await run('inbox.deliver', { notice: notice?.id ?? '', channel: 'sms' });
    await run('inbox.deliver', { notice: notice?.id ?? '', channel: 'sms' });
    expect(fake('sms').arrived.filter(({ to }) => to === '13800005566')).toHaveLength(1);
    expect(await kept(key)).toMatchObject([{ channel: 'sms', state: 'sent' }]);
  });

  test('is not kept where no SMS is connected', async () => {
    const key = await tell([await withPhone('13800005577')]);
    const [notice] = await kept(key);
    const { sms, ...without } = outside;
    delete outside.sms;
    await run('inbox.plan', { notices: [notice?.id ?? ''] });
    Object.assign(outside, without, { sms });
    expect(await kept(key)).toEqual([]);
  });
});

test('staff without a member file are told by account', async () => {
  const worker = await app().as('township_worker');
  const staff = await app().write((tx) =>
    keepers(tx, {
      permission: 'transfers.approve',
      organisations: [app().tree.branchA2.id],
      nearest: true,
      today: '2025-10-16',
    }),
  );
  expect(staff.some(({ account, person: file }) => account === worker.session?.accountId && file === null)).toBe(true);
  await app().write((tx) =>
    notify(tx, {
      kind: 'test.told',
      key: newId(),
      people: [],
      staff,
      path: app().tree.branchA2.path,
      link: '/inbox',
      params: { subject: hostile },
    }),
  );
  expect((await worker.call(noticeList, { query: {} })).items).toHaveLength(1);
});
