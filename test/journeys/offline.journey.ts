import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { makeMember } from '#features/base/members/factory.ts';
import {
  confirmAttendance,
  meetingById,
  meetingList,
  planMeeting,
  recordMeeting,
  takeAttendance,
} from '#features/management/meetings/contract.ts';
import { callRoll } from '#features/management/meetings/offline/contract.ts';
import { dayOf } from '#shared/days.ts';
import { formatMoment } from '#shared/format.ts';
import { wordText } from '../files/word.ts';
import { axeViolations, elder, phone, settled, useStage } from './stage.ts';

const stage = useStage();
const names = ['洪开山', '金玉兰', '卢大海', '潘秀英', '阮新苗'] as const;
const others = ['施大川', '夏春红'] as const;
const third = ['麻长青'] as const;
const narrow = { ...phone, width: 375 };

/** A branch of five with its secretary, and a Party day on a day counted from today. */
const openBranch = async (title: string, days: number, names: readonly string[]) => {
  const { as, tree, write, county } = stage.current;
  const people = [];
  for (const name of names)
    people.push(await write((tx) => makeMember(tx, county, { branch: tree.branchA1, fields: { name } })));
  const secretary = await as('branch_secretary');
  const { id } = await secretary.call(planMeeting, {
    body: {
      organisationId: tree.branchA1.id,
      type: 'party_day',
      title,
      day: dayOf(Date.now() + days * 86_400_000),
      time: '00:01',
      place: '村部二楼',
      chairPersonId: people[0]?.id,
      recorderPersonId: people[1]?.id,
      agenda: ['集中学习', '义务劳动'],
    },
  });
  return { people, secretary, id };
};

/** The browser's own word on a request without a network is no fault of the page. */
const ownFaults = (faults: readonly string[]): string[] => faults.filter((fault) => !/net::ERR_/.test(fault));

const shellIsKept = `navigator.serviceWorker.ready.then(async () => (await caches.keys()).length)`;
const keptWords = `(async () => {
  const texts = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) texts.push(request.url);
  }
  const db = await new Promise((done, fail) => { const r = indexedDB.open('zhibu'); r.onsuccess = () => done(r.result); r.onerror = fail; });
  const all = (store) => new Promise((done) => { const r = db.transaction(store).objectStore(store).getAll(); r.onsuccess = () => done(r.result); });
  const sealed = await all('sealed');
  const keys = await all('keys');
  db.close();
  return {
    urls: texts,
    plain: sealed.map(({ data }) => new TextDecoder().decode(data)).join('\\n'),
    sealed: sealed.length,
    extractable: keys.filter((one) => one.key).map((one) => one.key.extractable),
  };
})()`;
interface Kept {
  readonly urls: readonly string[];
  readonly plain: string;
  readonly sealed: number;
  readonly extractable: readonly boolean[];
}

const takeAlong = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: '带到本机' }).click();
  await page.getByText(/已带到本机/).waitFor();
  await expect.poll(() => page.evaluate<number>(shellIsKept)).toBeGreaterThan(0);
};

const fitsThePhone = async (page: Page): Promise<void> => {
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  expect(await axeViolations(page)).toEqual([]);
};

/** Lets one request arrive and be done, and its answer be lost on the way: at the door of the server, since a worker stands before the page's own. */
const loseAnswer = (path: RegExp): Promise<void> =>
  new Promise((resolve) => {
    const { server } = stage.current.app;
    const listen = (request: IncomingMessage, reply: ServerResponse): void => {
      if (!path.test(request.url ?? '')) return;
      server.off('request', listen);
      reply.end = () => {
        resolve();
        return reply;
      };
    };
    server.prependListener('request', listen);
  });

test('a meeting is planned, held and recorded without a network, and sent exactly once when it returns', async () => {
  const { open } = stage.current;
  const { secretary } = await openBranch('主题党日：清洁家园', -30, names);
  const { page, faults } = await open('/m/meetings', { client: secretary, view: narrow });
  const context = page.context();
  await takeAlong(page);

  await context.setOffline(true);
  await page.getByText('没有网络', { exact: true }).waitFor();
  await page.getByRole('link', { name: '安排会议' }).click();
  await page.getByRole('button', { name: '主题党日' }).click();
  await page.getByRole('link', { name: '填写新安排' }).click();
  await page.getByLabel('日期').fill(dayOf(Date.now()));
  await page.getByLabel('主题').fill('主题党日：山塘清淤');
  await page.getByRole('button', { name: '安排', exact: true }).click();
  await page.getByRole('heading', { name: '主题党日：山塘清淤' }).waitFor();
  await page.getByText('没有网络，未发送 1 项').waitFor();
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';

  // The page is opened anew with no network at all.
  await page.reload();
  await page.getByRole('heading', { name: '主题党日：山塘清淤' }).waitFor();
  await page.getByText('没有网络，签到码暂停使用，请在下面点姓名登记到会。').waitFor();
  await page.getByText('没有网络，未发送 1 项').waitFor();
  await page.getByRole('button', { name: /^洪开山/ }).click();
  await page.getByRole('button', { name: /^洪开山 到会/ }).waitFor();
  await page.getByRole('button', { name: '请假', exact: true }).click();
  await page.getByRole('button', { name: /^潘秀英/ }).click();
  await page.getByRole('button', { name: /^潘秀英 请假/ }).waitFor();
  await page.getByRole('button', { name: '未登记的都到会' }).click();
  await page.getByText('应到 5 人，实到 4 人，缺席 0 人，请假 1 人').waitFor();
  // Taps are one roll, however many.
  await page.getByText('没有网络，未发送 2 项').waitFor();
  await fitsThePhone(page);
  await page.getByRole('button', { name: '确认名单' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确认名单' }).click();

  await page.getByLabel('会议内容').fill('清理山塘淤泥，学习上级精神。');
  await page.getByRole('button', { name: '增加决议' }).click();
  await page.getByLabel('决议内容').fill('每年汛前清淤一次');
  await page.getByLabel('赞成').fill('4');
  await page.getByRole('button', { name: '增加事项' }).click();
  await page.getByRole('textbox', { name: '事项', exact: true }).fill('租一台小挖机');
  await page.getByLabel('责任人').selectOption({ label: '卢大海' });
  await page.getByLabel('完成时限').fill('2027-01-15');
  await page.getByRole('button', { name: '保存纪实' }).click();
  await page.getByText('没有网络，未发送 4 项').waitFor();
  await page.getByRole('button', { name: '办结会议' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '办结会议' }).click();
  await page.getByText('没有网络，未发送 5 项').waitFor();
  await page.getByRole('link', { name: '查看' }).click();
  await page.getByRole('heading', { name: '未发送' }).waitFor();
  await fitsThePhone(page);

  // Nothing of it can be read on the device, and no answer of the platform is among the kept pages.
  const kept = await page.evaluate<Kept>(keptWords);
  expect(kept.sealed).toBeGreaterThan(5);
  expect(kept.extractable).toEqual([false]);
  for (const word of [...names, '清淤', '主题党日']) expect(kept.plain).not.toContain(word);
  expect(kept.urls.filter((url) => !/\/assets\/|\/m\/$/.test(url))).toEqual([]);
  expect(ownFaults(faults)).toEqual([]);

  // The network returns, the record arrives, and the page dies before it hears so.
  const arrived = loseAnswer(/\/meetings\/[^/]+\/record$/);
  await context.setOffline(false);
  await arrived;
  await page.close();
  const again = await context.newPage();
  await again.goto(`/m/meetings/${id}`);
  await expect
    .poll(async () => (await secretary.call(meetingById, { params: { id } })).state, { timeout: 20_000 })
    .toBe('closed');
  const meeting = await secretary.call(meetingById, { params: { id } });
  expect(meeting.resolutions.map(({ wording, passed }) => [wording, passed])).toEqual([['每年汛前清淤一次', true]]);
  expect(meeting.tasks.map(({ task, owner }) => [task, owner.name])).toEqual([['租一台小挖机', '卢大海']]);
  expect(meeting.tally).toMatchObject({ expected: 5, present: 4, excused: 1 });
  const { items } = await secretary.call(meetingList, { query: {} });
  expect(items.filter(({ title }) => title === '主题党日：山塘清淤')).toHaveLength(1);

  const waiting = again.waitForEvent('download');
  await again.getByRole('button', { name: '下载会议纪要' }).click();
  const words = await wordText(await readFile(await (await waiting).path()));
  expect(words).toContain('应到5人，实到4人，缺席0人，请假1人');
  await expect.poll(() => again.getByText(/未发送/).count()).toBe(0);
});

test('what both have changed is laid side by side, and nothing is lost', async () => {
  const { as, open, tree } = stage.current;
  const { secretary, people, id } = await openBranch('主题党日：护林防火', 0, others);
  const officer = await as('branch_secretary', { at: tree.branchA1 });
  const { page, faults } = await open(`/m/meetings/${id}`, { client: secretary, view: { ...elder, width: 375 } });
  const context = page.context();
  await expect.poll(() => page.evaluate<number>(shellIsKept)).toBeGreaterThan(0);
  const one = { params: { id } };

  // A tap here, another word there.
  await context.setOffline(true);
  await page.getByText('没有网络', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^施大川/ }).click();
  await page.getByRole('button', { name: /^夏春红/ }).click();
  await page.getByText('没有网络，未发送 1 项').waitFor();
  await officer.call(takeAttendance, { ...one, body: { people: [people[0]?.id ?? ''], attendance: 'excused' } });
  await context.setOffline(false);
  await page.getByRole('link', { name: '查看并选定' }).click();
  await page.getByRole('heading', { name: '施大川的到会' }).waitFor();
  await fitsThePhone(page);
  expect(await page.getByRole('button', { name: '按所选发送' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: '用本机的' }).click();
  await page.getByRole('button', { name: '按所选发送' }).click();
  await expect
    .poll(async () => (await secretary.call(meetingById, one)).tally)
    .toMatchObject({ present: 2, excused: 0 });
  // The platform knows it before the page has gone back.
  await page.waitForURL(new RegExp(`/meetings/${id}$`));

  // The same record written twice.
  const before = await officer.call(meetingById, one);
  const held = await officer.call(confirmAttendance, { ...one, body: { version: before.version } });
  await page.reload();
  await page.getByLabel('会议内容').waitFor();
  await settled(page);
  await context.setOffline(true);
  await page.getByText('没有网络', { exact: true }).waitFor();
  await page.getByLabel('会议内容').fill('我在山上记的：巡山两公里。');
  await page.getByRole('button', { name: '保存纪实' }).click();
  await page.getByText('没有网络，未发送 1 项').waitFor();
  await officer.call(recordMeeting, { ...one, body: { version: held.version, content: '别人在村部记的：学习条例。' } });
  await context.setOffline(false);
  await page.getByText('有 1 项内容不一致，请选定').waitFor();
  await page.getByRole('link', { name: '查看并选定' }).click();
  await page.getByText('我在山上记的：巡山两公里。').waitFor();
  await page.getByText('别人在村部记的：学习条例。').waitFor();
  await fitsThePhone(page);
  await page.getByRole('button', { name: '两者都留' }).click();
  await page.getByRole('button', { name: '按所选发送' }).click();
  await expect
    .poll(async () => (await secretary.call(meetingById, one)).content)
    .toBe('别人在村部记的：学习条例。\n\n我在山上记的：巡山两公里。');
  expect(ownFaults(faults)).toEqual([]);
});

test('a list confirmed without a network under a chair who had not come is mended on the phone, and nothing is lost', async () => {
  const { as, open, tree } = stage.current;
  const { secretary, people, id } = await openBranch('主题党日：山林巡护', 0, ['贾山青', '季云岭']);
  const officer = await as('branch_secretary', { at: tree.branchA1 });
  const { page, faults } = await open(`/m/meetings/${id}`, { client: secretary, view: narrow });
  const context = page.context();
  await expect.poll(() => page.evaluate<number>(shellIsKept)).toBeGreaterThan(0);
  const one = { params: { id } };

  await context.setOffline(true);
  await page.getByText('没有网络', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^贾山青/ }).click();
  await page.getByRole('button', { name: /^季云岭/ }).click();
  await page.getByRole('button', { name: /^季云岭 到会/ }).waitFor();
  await page.getByRole('button', { name: '确认名单' }).click();
  // Chair and recorder of the plan came: they stand already.
  expect(await page.getByRole('dialog').getByLabel('主持人').inputValue()).toBe(people[0]?.id);
  expect(await page.getByRole('dialog').getByLabel('记录人').inputValue()).toBe(people[1]?.id);
  await fitsThePhone(page);
  await page.getByRole('dialog').getByRole('button', { name: '确认名单' }).click();
  await page.getByText(/名单由.*本机（待发送）/).waitFor();
  await page.getByLabel('会议内容').fill('沿山脊巡护三公里。');
  await page.getByRole('button', { name: '保存纪实' }).click();
  await page.getByText('没有网络，未发送 3 项').waitFor();

  await officer.call(takeAttendance, { ...one, body: { people: [people[0]?.id ?? ''], attendance: 'excused' } });
  await context.setOffline(false);
  await page.getByRole('link', { name: '查看并选定' }).click();
  await page.getByRole('button', { name: '用系统的' }).click();
  await page.getByRole('button', { name: '按所选发送' }).click();
  // The roll is in; the confirmation waits for a chair who was there.
  await page.getByRole('link', { name: '查看并选定' }).click();
  await page.getByText(/还缺主持人或记录人/).waitFor();
  await page.getByText('主持人没有登记到会，请从到会人员中选定').waitFor();
  await fitsThePhone(page);
  expect(await page.getByRole('button', { name: '按所选发送' }).isDisabled()).toBe(true);
  await page.getByLabel('主持人').selectOption({ label: '季云岭' });
  await page.getByRole('button', { name: '按所选发送' }).click();
  await expect
    .poll(async () => secretary.call(meetingById, one), { timeout: 20_000 })
    .toMatchObject({
      state: 'held',
      content: '沿山脊巡护三公里。',
      chair: { id: people[1]?.id },
      recorder: { id: people[1]?.id },
    });
  await expect.poll(() => page.getByText(/未发送/).count()).toBe(0);
  expect(ownFaults(faults)).toEqual([]);
});

test('a meeting is called off without a network, with the reason that others read', async () => {
  const { open } = stage.current;
  const { secretary, id } = await openBranch('主题党日：慰问老党员', 3, ['尤长贵']);
  const { page, faults } = await open(`/m/meetings/${id}`, { client: secretary, view: narrow });
  const context = page.context();
  await expect.poll(() => page.evaluate<number>(shellIsKept)).toBeGreaterThan(0);
  await context.setOffline(true);
  await page.getByText('没有网络', { exact: true }).waitFor();
  await page.getByRole('button', { name: '取消会议' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: '取消会议' }).click();
  await sheet.getByLabel('取消原因').fill('台风停航，老党员上不了岛');
  await fitsThePhone(page);
  await sheet.getByRole('button', { name: '取消会议' }).click();
  await page.getByText('没有网络，未发送 1 项').waitFor();
  await page.getByText('已取消', { exact: true }).waitFor();
  await page.getByText('台风停航，老党员上不了岛').waitFor();
  expect(await page.getByRole('button', { name: '取消会议' }).count()).toBe(0);
  await fitsThePhone(page);
  await context.setOffline(false);
  await expect
    .poll(async () => secretary.call(meetingById, { params: { id } }), { timeout: 20_000 })
    .toMatchObject({ state: 'cancelled', cancelReason: '台风停航，老党员上不了岛' });
  await expect.poll(() => page.getByText(/未发送/).count()).toBe(0);
  expect(ownFaults(faults)).toEqual([]);
});

test('a mark that arrived later than it was taken says both', async () => {
  const { open } = stage.current;
  const { secretary, people, id } = await openBranch('主题党日：修水渠', -1, ['水长流']);
  const takenAt = new Date(Date.now() - 300_000).toISOString();
  const personId = people[0]?.id ?? '';
  await secretary.call(callRoll, {
    params: { id },
    body: { marks: [{ personId, seen: null, attendance: 'present', takenAt }] },
  });
  for (const at of ['/m/meetings', '/meetings']) {
    const view = at === '/meetings' ? {} : { view: narrow };
    const { page } = await open(`${at}/${id}`, { client: secretary, ...view });
    const name = page.getByRole('button', { name: /^水长流 到会/ });
    expect(await name.textContent()).toContain(formatMoment('zh', takenAt));
    expect(await name.textContent()).toMatch(/登记，.*送达/);
    expect(await axeViolations(page)).toEqual([]);
  }
});

test('what was not sent stays sealed when the session ends, and opens for the same person alone', async () => {
  const { as, open, address, tree } = stage.current;
  const { secretary, id } = await openBranch('主题党日：清理河道', 0, third);
  const { page } = await open(`/m/meetings/${id}`, { client: secretary, view: narrow });
  const context = page.context();
  await expect.poll(() => page.evaluate<number>(shellIsKept)).toBeGreaterThan(0);
  await context.setOffline(true);
  await page.getByText('没有网络', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^麻长青/ }).click();
  await page.getByText('没有网络，未发送 1 项').waitFor();

  // While the phone was away the session ended.
  await context.clearCookies();
  await context.setOffline(false);
  await page.getByRole('heading', { name: '登录' }).waitFor();
  await expect.poll(async () => (await page.evaluate<Kept>(keptWords)).extractable).toEqual([]);
  expect((await page.evaluate<Kept>(keptWords)).sealed).toBe(1);

  const signIn = async (token: string): Promise<void> => {
    await context.addCookies([{ name: 'zhibu_session', value: token, url: address, httpOnly: true, sameSite: 'Lax' }]);
    await page.goto('/m/');
    await settled(page);
  };
  const other = await as('branch_secretary', { at: tree.branchA1 });
  await signIn(other.session?.token ?? '');
  await page.getByRole('link', { name: /^会议与活动/ }).click();
  await page.getByRole('button', { name: '带到本机' }).waitFor();
  expect(await page.getByText(/未发送/).count()).toBe(0);

  await signIn(secretary.session?.token ?? '');
  await expect
    .poll(async () => (await secretary.call(meetingById, { params: { id } })).tally.present, { timeout: 20_000 })
    .toBe(1);
  await expect.poll(async () => (await page.evaluate<Kept>(keptWords)).plain.includes('麻长青')).toBe(false);
});
