import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { mintScope } from '#platform/access/scope.ts';
import { newId } from '#shared/ids.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import type { Person } from '#test/harness/tree.ts';
import { noticeList, readAllNotices, readNotice, unreadNotices, type Notice } from './contract.ts';
import { endNotices, notify, type NoticeDraft } from './index.ts';
import { noticeSettings, setNotice, setNoticeAddress } from './settings/contract.ts';

const server = useApp();
const app = (): TestApp => server.current;
let person: Person;
let member: Client;
beforeEach(async () => {
  person = await app().member();
  member = await app().as('member', { person });
});

const draft = (more: Partial<NoticeDraft> = {}): NoticeDraft => ({
  kind: 'test.told',
  key: newId(),
  people: [person.id],
  path: app().tree.branchA1.path,
  link: '/inbox',
  params: { subject: hostile },
  ...more,
});
const tell = (more: Partial<NoticeDraft> = {}): Promise<void> => app().write((tx) => notify(tx, draft(more)));
const inbox = (who: Client) => who.call(noticeList, { query: {} });

describe('a notice', () => {
  test('is told with the transaction, to those who have an account, once by its key', async () => {
    const [key, without] = [newId(), await app().member()];
    const people = [person.id, person.id, without.id, newId()];
    await tell({ key, people });
    await Promise.all([1, 2, 3].map(() => tell({ key, people })));
    const { items, unread } = await inbox(member);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      kind: 'test.told',
      params: { subject: hostile },
      link: '/inbox',
      readAt: null,
      statutory: false,
      deliveries: [{ channel: 'in_app', state: 'delivered', why: null, doubtful: false }],
    });
    expect(unread).toBe(1);
  });

  test('is not told where what happened is taken back', async () => {
    const failing = app().write(async (tx) => {
      await notify(tx, draft());
      throw new Error('taken back');
    });
    await expect(failing).rejects.toThrow('taken back');
    expect((await inbox(member)).items).toEqual([]);
  });

  test('is told by somebody who does not see the accounts, and to nobody else', async () => {
    const secretary = await app().as('branch_secretary');
    await app().county.write(
      mintScope({ ...app().system, guard: '', accountId: secretary.session?.accountId ?? null }),
      (tx) => notify(tx, draft()),
    );
    const id = (await inbox(member)).items[0]?.id ?? '';
    for (const role of [
      'county_officer',
      'branch_secretary',
      'system_admin',
      'security_admin',
      'audit_admin',
    ] as const) {
      const other = await app().as(role);
      expect((await inbox(other)).items).toEqual([]);
      expect(await other.outcome(readNotice, { params: { id } })).toBe('not_found');
    }
  });

  test('reaches the browsers of its account with the commit', async () => {
    const accountId = member.session?.accountId ?? '';
    await tell();
    const rows = await app().read().selectFrom('outbox').select(['kind', 'payload']).execute();
    expect(rows).toContainEqual({ kind: 'live', payload: { key: 'notices', account: accountId } });
    expect(rows.some(({ kind }) => kind === 'notice.filed')).toBe(true);
  });

  test('is read once, or all at once, and its number goes', async () => {
    await tell();
    await tell();
    await tell();
    const { items } = await inbox(member);
    const [first] = items;
    const read = await member.call(readNotice, { params: { id: first?.id ?? '' } });
    expect(read.readAt).not.toBeNull();
    expect(await member.call(readNotice, { params: { id: first?.id ?? '' } })).toMatchObject({ readAt: read.readAt });
    expect(await member.call(unreadNotices, {})).toEqual({ unread: 2 });
    expect(await member.call(readAllNotices, {})).toEqual({ read: 2 });
    expect((await member.call(noticeList, { query: { state: 'unread' } })).items).toEqual([]);
    expect((await inbox(member)).items).toHaveLength(3);
  });

  test('asks for nothing any more when its matter is over', async () => {
    const key = newId();
    await tell({ key });
    await app().write((tx) => endNotices(tx, key));
    const { items, unread } = await inbox(member);
    expect(items[0]?.doneAt).not.toBeNull();
    expect(unread).toBe(0);
  });

  test('walks all pages once, the newest first', async () => {
    for (let i = 0; i < 5; i += 1) await tell({ params: { n: i } });
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: Pick<Notice, 'params'>[]; next: string | null } = await member.call(noticeList, {
        query: { limit: 2, ...(cursor === null ? {} : { cursor }) },
      });
      seen.push(...page.items.map(({ params }) => Number(params['n'])));
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toEqual([4, 3, 2, 1, 0]);
  });
});

describe('the settings', () => {
  test('mute a kind in the app: it stands there as read', async () => {
    await member.call(setNotice, { body: { kind: 'test.told', channel: 'in_app', enabled: false } });
    await tell();
    const { items, unread } = await inbox(member);
    expect(unread).toBe(0);
    expect(items[0]?.deliveries).toMatchObject([{ channel: 'in_app', state: 'suppressed', why: 'muted' }]);
  });

  test('cannot mute what is statutory', async () => {
    await member.call(setNotice, { body: { kind: '*', channel: 'in_app', enabled: false } });
    await tell({ statutory: true, kind: 'test.law' });
    expect(await member.call(unreadNotices, {})).toEqual({ unread: 1 });
    const off = { kind: 'test.law', channel: 'in_app', enabled: false } as const;
    expect(await member.outcome(setNotice, { body: off })).toBe('refused');
    const { kinds } = await member.call(noticeSettings, {});
    expect(kinds.find(({ kind }) => kind === 'test.law')).toMatchObject({ statutory: true });
    expect(kinds.find(({ kind }) => kind === 'test.law')?.wanted).toContain('in_app');
  });

  test('keep an address sealed, show it masked, and take it away', async () => {
    const params = { channel: 'email' } as const;
    const set = await member.call(setNoticeAddress, { params, body: { address: 'wangwei@example.org' } });
    const emailOf = (view: typeof set) => view.channels.find(({ channel }) => channel === 'email');
    expect(emailOf(set)).toEqual({ channel: 'email', connected: false, address: 'wa***@example.org' });
    expect(await member.outcome(setNoticeAddress, { params, body: { address: hostile } })).toBe('invalid');
    const stored = await app().write(async (tx) => {
      await sql`select set_config('app.guard', 'notices', true)`.execute(tx);
      return tx.selectFrom('notice_address').select('address').execute();
    });
    expect(stored.some(({ address }) => address.includes('wangwei'))).toBe(false);
    expect(emailOf(await member.call(setNoticeAddress, { params, body: { address: '' } }))?.address).toBeNull();
  });
});
