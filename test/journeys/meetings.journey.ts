import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { setLanguage } from '#features/base/accounts/contract.ts';
import { makeMember } from '#features/base/members/factory.ts';
import { editMeeting, meetingById, planMeeting, planSeries } from '#features/management/meetings/contract.ts';
import { finishMeeting } from '#features/management/meetings/factory.ts';
import { dayOf } from '#shared/days.ts';
import { wordText } from '../files/word.ts';
import { axeViolations, desktop, phone, settled, useStage } from './stage.ts';

const stage = useStage();
const names = ['洪开山', '金玉兰', '卢大海', '潘秀英', '阮新苗'] as const;

/** A branch of five with its secretary, and a Party day a month ago, so that the next is planned from it. */
const openBranch = async () => {
  const { as, tree, write, county } = stage.current;
  const people = [];
  for (const name of names) {
    const { id, path } = await write((tx) => makeMember(tx, county, { branch: tree.branchA1, fields: { name } }));
    people.push({ id, path, name, branch: tree.branchA1 });
  }
  const secretary = await as('branch_secretary');
  const chair = people[0]?.id ?? '';
  const month = 30 * 86_400_000;
  await secretary.call(planMeeting, {
    body: {
      organisationId: tree.branchA1.id,
      type: 'party_day',
      title: '主题党日：清洁家园',
      day: dayOf(Date.now() - month),
      time: '14:30',
      place: '村部二楼',
      chairPersonId: chair,
      recorderPersonId: people[1]?.id,
      agenda: ['集中学习', '义务劳动'],
    },
  });
  return { people, secretary };
};

test('a secretary plans as last time, taps who came, records, closes and takes the minutes home, on a phone', async () => {
  const { open } = stage.current;
  const { people, secretary } = await openBranch();
  const { page, faults } = await open('/m/', { client: secretary, view: { ...phone, width: 375 } });

  await page.getByRole('link', { name: /^会议与活动/ }).click();
  await page.getByRole('link', { name: '安排会议' }).click();
  await page.getByRole('button', { name: '主题党日' }).click();
  await page.getByRole('button', { name: '照上次安排' }).click();
  await page.getByRole('heading', { name: '主题党日：清洁家园' }).waitFor();
  await page.getByRole('listitem').filter({ hasText: '义务劳动' }).waitFor();
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';

  // It is held today: the plan of a month ahead is moved by the office's own command.
  const meeting = await secretary.call(meetingById, { params: { id } });
  expect(meeting.chair?.name).toBe(names[0]);
  const body = {
    version: meeting.version,
    title: meeting.title,
    day: dayOf(Date.now()),
    time: '00:01',
    place: '村部二楼',
    chairPersonId: people[0]?.id,
    recorderPersonId: people[1]?.id,
    agenda: ['集中学习', '义务劳动'],
  };
  await secretary.call(editMeeting, { params: { id }, body });
  await page.reload();
  await settled(page);

  await page.getByRole('button', { name: /^洪开山/ }).click();
  await page.getByRole('button', { name: /^洪开山 到会/ }).waitFor();
  await page.getByRole('button', { name: '请假', exact: true }).click();
  await page.getByRole('button', { name: /^潘秀英/ }).click();
  await page.getByRole('button', { name: /^潘秀英 请假/ }).waitFor();
  await page.getByRole('button', { name: '未登记的都到会' }).click();
  await page.getByText('应到 5 人，实到 4 人，缺席 0 人，请假 1 人').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '确认名单' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确认名单' }).click();

  await page.getByLabel('会议内容').fill('学习上级精神，清扫村道两侧。');
  await page.getByRole('button', { name: '增加决议' }).click();
  await page.getByLabel('决议内容').fill('每月第一周清扫村道');
  // More votes than voters: the refusal stands at its number, and nothing typed is gone.
  await page.getByLabel('赞成').fill('9');
  await page.getByRole('button', { name: '保存纪实' }).click();
  await page.getByText('票数合计超过实到会有表决权的 4 人').waitFor();
  expect(await page.getByLabel('会议内容').inputValue()).toBe('学习上级精神，清扫村道两侧。');
  await page.getByLabel('赞成').fill('4');
  await page.getByRole('button', { name: '增加事项' }).click();
  await page.getByRole('textbox', { name: '事项', exact: true }).fill('购买扫帚');
  await page.getByLabel('责任人').selectOption({ label: '卢大海' });
  await page.getByLabel('完成时限').fill('2027-01-15');
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  await page.getByRole('button', { name: '保存纪实' }).click();

  await page.getByRole('button', { name: '办结会议' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '办结会议' }).click();
  await page.getByRole('list', { name: '决议', exact: true }).getByText('每月第一周清扫村道').waitFor();

  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载会议纪要' }).click();
  const file = await waiting;
  expect(file.suggestedFilename()).toMatch(/主题党日：清洁家园 会议纪要\.docx$/);
  const words = await wordText(await readFile(await file.path()));
  for (const expected of [
    '主题党日会议纪要',
    '应到5人，实到4人，缺席0人，请假1人',
    '缺席、请假人员：潘秀英',
    '赞成4票，反对0票，弃权0票，通过',
    '购买扫帚。责任人：卢大海，完成时限：2027年1月15日',
  ])
    expect(words).toContain(expected);
  // English is longer: what tells whether they could decide breaks, and the page stays as wide as the phone.
  await secretary.call(setLanguage, { body: { language: 'en' } });
  await page.reload();
  await page.getByText(/who may vote are present/).waitFor();
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  await secretary.call(setLanguage, { body: { language: 'zh' } });
  expect(faults).toEqual([]);
});

test('a member signs in with the code that the screen in the room shows', async () => {
  const { as, open, tree } = stage.current;
  const person = await stage.current.member();
  const secretary = await as('branch_secretary');
  const soon = new Date(Date.now() + 600_000);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });
  const { id } = await secretary.call(planMeeting, {
    body: {
      organisationId: tree.branchA1.id,
      type: 'members_meeting',
      title: '讨论村道硬化',
      day: dayOf(soon.getTime()),
      time: time.format(soon),
    },
  });
  const { page: screen, faults: screenFaults } = await open(`/meetings/${id}/screen`, {
    client: secretary,
    view: desktop,
  });
  const code = (await screen.getByLabel('签到码').innerText()).trim();
  expect(code).toMatch(/^\d{6}$/);
  const { page, faults } = await open(`/m/own-meetings/${id}?code=${code}`, {
    client: await as('member', { person }),
    view: phone,
  });
  expect(await page.getByLabel('签到码').inputValue()).toBe(code);
  await page.getByRole('button', { name: '签到', exact: true }).click();
  await page.getByText('已签到').waitFor();
  await screen.getByText(/^已到 1 人/).waitFor();
  expect([...faults, ...screenFaults]).toEqual([]);
});

test('a paper is added on the phone, read by who is asked, and taken out in the office', async () => {
  const { as, open, tree } = stage.current;
  const person = await stage.current.member();
  const secretary = await as('branch_secretary');
  const { id } = await secretary.call(planMeeting, {
    body: {
      organisationId: tree.branchA1.id,
      type: 'members_meeting',
      title: '讨论小水库加固',
      day: dayOf(Date.now() + 3 * 86_400_000),
      time: '14:30',
    },
  });
  const { page: hand, faults: handFaults } = await open(`/m/meetings/${id}`, {
    client: secretary,
    view: { ...phone, width: 375 },
  });
  await hand.getByRole('button', { name: '上传材料' }).click();
  const [chooser] = await Promise.all([
    hand.waitForEvent('filechooser'),
    hand.getByRole('button', { name: '选择文件或拍照' }).click(),
  ]);
  await chooser.setFiles({ name: '议题材料.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 议题') });
  await hand.getByRole('button', { name: '打开议题材料.pdf' }).waitFor();
  await settled(hand);
  expect(await axeViolations(hand)).toEqual([]);

  const { page, faults } = await open(`/m/own-meetings/${id}`, { client: await as('member', { person }), view: phone });
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '打开议题材料.pdf' }).click();
  expect((await saved).suggestedFilename()).toBe('议题材料.pdf');

  const { page: office, faults: officeFaults } = await open(`/meetings/${id}`, { client: secretary, view: desktop });
  await office.getByRole('button', { name: '删除议题材料.pdf' }).click();
  await office.getByRole('dialog').getByRole('button', { name: '删除', exact: true }).click();
  await office.getByText('还没有材料').waitFor();
  expect([...handFaults, ...faults, ...officeFaults]).toEqual([]);
});

test('a closed record is put right on the phone, its day as well, and whoever was asked reads who did and why', async () => {
  const { as, member, open, tree } = stage.current;
  const people = [await member(), await member()];
  const secretary = await as('branch_secretary');
  const day = dayOf(Date.now() - 86_400_000);
  const body = { organisationId: tree.branchA1.id, type: 'party_day' as const, title: '义务植树', day, time: '09:00' };
  const meeting = await secretary.call(planMeeting, { body });
  await finishMeeting(
    secretary,
    meeting,
    people.map(({ id }) => id),
  );
  const { page, faults } = await open(`/m/meetings/${meeting.id}`, {
    client: secretary,
    view: { ...phone, width: 375 },
  });
  await page.getByText(/^名单由.*确认$/).waitFor();
  await page.getByRole('link', { name: '更正纪实' }).click();
  await page.getByRole('button', { name: '更正纪实' }).waitFor();
  await page.getByLabel('更正理由').fill('日期登记晚了一天');
  await page.getByLabel('日期').fill(dayOf(Date.now() - 2 * 86_400_000));
  await page.getByRole('status', { name: '更正日期的影响' }).waitFor();
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  await page.getByRole('button', { name: '更正纪实' }).click();
  await page.getByRole('heading', { name: '更正记录' }).waitFor();
  await page.getByText(/日期登记晚了一天/).waitFor();
  expect((await secretary.call(meetingById, { params: { id: meeting.id } })).heldOn).toBe(
    dayOf(Date.now() - 2 * 86_400_000),
  );

  const asked = await as('member', { person: people[0]! });
  const { page: own, faults: ownFaults } = await open(`/m/own-meetings/${meeting.id}`, { client: asked, view: phone });
  await own
    .getByRole('list', { name: '纪实已更正' })
    .getByText(/日期登记晚了一天/)
    .waitFor();
  expect(await axeViolations(own)).toEqual([]);
  expect([...faults, ...ownFaults]).toEqual([]);
});

test('of a series one and those that follow are called off together, after what that reaches was said', async () => {
  const { as, member, open, tree } = stage.current;
  await member();
  const secretary = await as('branch_secretary');
  const kind = { organisationId: tree.branchA1.id, type: 'party_day' as const };
  const { items } = await secretary.call(planSeries, {
    body: { ...kind, title: '主题党日：护河', day: '2099-01-20', time: '09:00', months: 4 },
  });
  const [first, second, , last] = items;
  const { page, faults } = await open(`/meetings/${second?.id}`, { client: secretary, view: desktop });
  await page.getByRole('button', { name: '取消会议' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '这一次及以后各次（共 3 次）' }).click();
  await dialog.getByText(/^涉及：2099年2月20日、2099年3月20日、2099年4月20日$/).waitFor();
  // One 取消 alone, and it is the meeting's.
  await dialog.getByRole('button', { name: '返回', exact: true }).waitFor();
  expect(await dialog.getByRole('button', { name: '取消', exact: true }).count()).toBe(0);
  await dialog.getByLabel('理由').fill('河道施工');
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: '取消会议' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('河道施工').waitFor();
  const stateOf = async (id = ''): Promise<string> => (await secretary.call(meetingById, { params: { id } })).state;
  expect([await stateOf(first?.id), await stateOf(second?.id), await stateOf(last?.id)]).toEqual([
    'planned',
    'cancelled',
    'cancelled',
  ]);
  expect(faults).toEqual([]);
});
