/**
 * A session in the village hall with one shared phone: the secretary taps who came, closes the record, notes what was studied, and the
 * hours of each come together by themselves; then a class of the Party school, its roll, and its certificate on the portal.
 */
import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { setLanguage } from '#features/base/accounts/contract.ts';
import { plantCourse } from '#features/education/courses/factory.ts';
import { plantEffect, plantLearnt } from '#features/education/study/factory.ts';
import { makeMember } from '#features/base/members/factory.ts';
import { closeMeeting, meetingById, planMeeting, recordMeeting } from '#features/management/meetings/contract.ts';
import { holdMeeting } from '#features/management/meetings/factory.ts';
import * as classes from '#features/education/study/classes/contract.ts';
import { branchHours } from '#features/education/study/hours/contract.ts';
import { createPlan, issuePlan } from '#features/education/study/plans/contract.ts';
import { dayOf } from '#shared/days.ts';
import type { Client } from '#test/harness/client.ts';
import { axeViolations, elder, phone, scriptless, settled, useStage } from './stage.ts';

const stage = useStage();
const shots = process.env['ZHIBU_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

const names = ['洪开山', '金玉兰', '卢大海', '潘秀英', '阮新苗'] as const;
const people: { id: string; path: string; name: string }[] = [];
const today = (): string => dayOf(Date.now());

const townsfolk = async () => {
  const { as, tree, write, county } = stage.current;
  if (people.length === 0)
    for (const name of names) {
      const { id, path } = await write((tx) => makeMember(tx, county, { branch: tree.branchA1, fields: { name } }));
      people.push({ id, path, name });
    }
  return { secretary: await as('branch_secretary', { at: tree.branchA1 }) };
};

test('a session with one shared phone becomes hours: list, topic and explanation', async () => {
  const { as, open, tree, write, county } = stage.current;
  const { secretary } = await townsfolk();
  const planned = await secretary.call(planMeeting, {
    body: {
      organisationId: tree.branchA1.id,
      type: 'members_meeting',
      title: '村部集中学习',
      day: today(),
      time: '00:10',
      endTime: '02:10',
      agenda: ['学习党章'],
    },
  });
  // The list is the meeting's own: tapped by the secretary, since nobody else has a phone here.
  const held = await holdMeeting(
    secretary,
    planned,
    people.slice(0, 4).map(({ id }) => id),
  );
  await secretary.call(recordMeeting, {
    params: { id: planned.id },
    body: { version: held.version, content: '集中学习党章' },
  });
  const { version } = await secretary.call(meetingById, { params: { id: planned.id } });
  await secretary.call(closeMeeting, { params: { id: planned.id }, body: { version } });

  const { page, faults } = await open('/m/study/sessions', { client: secretary, view: phone });
  await page.getByText('未记学习内容，不计学时').waitFor();
  await settled(page);
  if (shots) await page.screenshot({ path: `${shots}/sessions-375.png`, fullPage: true });
  await page.getByRole('button', { name: '记主题：村部集中学习' }).click();
  await page.getByRole('combobox', { name: /主题/ }).selectOption({ label: '党章党规' });
  await page.getByLabel('授课人').fill('党校王老师');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: /^保\s*存$/ }).click();
  await page.getByText('2 学时').waitFor();
  expect(faults).toEqual([]);

  const [first] = people;
  if (first === undefined) throw new Error('nobody there');
  const member = await as('member', { person: { ...first, branch: tree.branchA1 } });
  for (const view of [phone, { ...elder, name: 'elder' }]) {
    const own = await open('/m/study/hours', { client: member, view });
    await own.page.getByText('村部集中学习').waitFor();
    await own.page.getByText('还差 30 学时').waitFor();
    await settled(own.page);
    expect(await axeViolations(own.page)).toEqual([]);
    expect(await own.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
    if (shots) await own.page.screenshot({ path: `${shots}/own-hours-${view.name}.png`, fullPage: true });
    expect(own.faults).toEqual([]);
  }
  const list = await secretary.call(branchHours, { query: {} });
  expect(list.items.filter(({ hours }) => hours === 2)).toHaveLength(4);

  await write(async (tx) => {
    const year = Number(today().slice(0, 4));
    for (const at of [tree.branchA1, tree.townshipA]) await plantLearnt(tx, { at, year });
    for (const title of ['村务公开怎么做', '民法典进农家'])
      await plantEffect(
        tx,
        (await plantCourse(tx, county, { unit: tree.townshipA, state: 'published', topics: ['law'], title })).id,
      );
  });
  for (const [path, name] of [
    ['/education/hours', 'hours'],
    [`/education/hours/${first.id}`, 'person'],
    ['/education/sessions', 'sessions'],
    ['/education/status', 'status'],
  ] as const)
    for (const view of [
      { name: 'wide', width: 1280, height: 800 },
      { ...phone, name: 'narrow' },
    ]) {
      const office = await open(path, { client: secretary, view });
      await settled(office.page);
      if (name === 'status') {
        // On a phone the long parts are folded.
        if (view.name === 'narrow') {
          await office.page.locator('summary', { hasText: '主题覆盖' }).press('Enter');
          await office.page.locator('summary', { hasText: '课程效果' }).press('Enter');
        }
        await office.page.getByText('56%（47%–65%）').waitFor();
        await office.page.getByText('答题正确率不到七成').waitFor();
        await office.page.getByText('学完的人答得比以前好').first().waitFor();
      }
      expect(await axeViolations(office.page)).toEqual([]);
      expect(await office.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        view.width,
      );
      if (shots) await office.page.screenshot({ path: `${shots}/${name}-${view.width}.png`, fullPage: true });
      expect(office.faults).toEqual([]);
    }
});

/** At the desk of the branch: forms printed for those without an account, and one of them entered by its code. */
const onPaper = async (secretary: Client, personId: string): Promise<void> => {
  const { open, write } = stage.current;
  for (const view of [
    { ...phone, name: 'narrow' },
    { name: 'wide', width: 1280, height: 800 },
  ]) {
    const { page, faults } = await open('/education/sessions', { client: secretary, view });
    await page.getByRole('link', { name: '学习需求问卷' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '生成 PDF' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^学习需求问卷 .*\.pdf$/);
    await page.getByText(/已打印、还没有录入/).waitFor();
    const { code } = await write((tx) =>
      tx
        .selectFrom('study_need_paper')
        .select('code')
        .where('person_id', '=', personId)
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow(),
    );
    const field = page.getByRole('textbox', { name: /问卷编号/ });
    await field.fill('0000000000');
    await page.getByRole('button', { name: /^打\s*开$/ }).click();
    await page.getByText('本支部没有这个编号的问卷').waitFor();
    await field.fill(code);
    await page.getByRole('button', { name: /^打\s*开$/ }).click();
    await page.getByText('叶青的问卷').waitFor();
    await settled(page);
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(view.width);
    if (shots) {
      await page.screenshot({ path: `${shots}/needs-on-paper-${view.width}.png`, fullPage: true });
      await file.saveAs(`${shots}/needs.pdf`);
    }
    if (view.name === 'wide') {
      await page.getByRole('combobox', { name: /勾选的主题/ }).fill('职业');
      await page.locator('.ant-select-item-option').filter({ hasText: '职业技能' }).click();
      await page.keyboard.press('Escape');
      await page.getByLabel('具体想学什么').fill('果树剪枝');
      await page.getByRole('button', { name: /^录\s*入$/ }).click();
      await page.getByText('已录入，新增 1 项').waitFor();
      await field.fill(code);
      await page.getByRole('button', { name: /^打\s*开$/ }).click();
      await page.getByText('这份问卷已经录入过').waitFor();
    }
    expect(faults).toEqual([]);
  }
};

test('a class: opened in the office, a member named, the roll called, a certificate that anybody checks', async () => {
  const { as, open, tree, write, county } = stage.current;
  const { secretary } = await townsfolk();
  const township = await as('township_worker', { at: tree.townshipA });
  const made = await township.call(classes.createClass, {
    body: {
      audience: 'member',
      title: '冬季党员轮训班',
      place: '镇党校',
      topics: ['theory'],
      quota: 30,
      applyBy: today(),
      validYears: 2,
      lessons: [{ onDay: today(), part: 'day', subject: '基层治理' }],
    },
  });
  const plan = await township.call(createPlan, {
    body: {
      year: Number(today().slice(0, 4)),
      audience: 'member',
      title: '年度学习计划',
      lines: [{ month: 3, topic: 'law', form: 'lesson', hours: 2, words: '村规民约' }],
    },
  });
  await township.call(issuePlan, { params: { id: plan.id }, body: { version: 1 } });

  const branchPage = await open(`/education/classes/${made.id}`, { client: secretary });
  await branchPage.page.getByRole('combobox').click();
  await branchPage.page.locator('.ant-select-item-option').filter({ hasText: '金玉兰' }).click();
  await branchPage.page.getByRole('button', { name: /^推\s*荐$/ }).click();
  await branchPage.page.getByText('已推荐：已录取').waitFor();
  expect(branchPage.faults).toEqual([]);

  const { page, faults } = await open(`/education/classes/${made.id}`, { client: township });
  await page.getByRole('button', { name: '点名：基层治理' }).click();
  await page.getByRole('checkbox', { name: '金玉兰' }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: /^保\s*存$/ }).click();
  await page.getByText('已点名').waitFor();
  await page.getByRole('button', { name: '结业并发证' }).click();
  await page.locator('.ant-modal').getByRole('button', { name: '结业并发证' }).click();
  await page.getByText('已结业，发证 1 份').waitFor();
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  if (shots) await page.screenshot({ path: `${shots}/class.png`, fullPage: true });
  expect(faults).toEqual([]);
  const view = await township.call(classes.oneClass, { params: { id: made.id } });
  const number = view.people[0]?.certificate?.number ?? '';

  const holder = people.find(({ name }) => name === '金玉兰');
  if (holder === undefined) throw new Error('nobody there');
  const graduate = await as('member', { person: { ...holder, branch: tree.branchA1 } });
  const own = await open('/m/study/classes', { client: graduate, view: phone });
  const [file] = await Promise.all([
    own.page.waitForEvent('download'),
    own.page.getByRole('button', { name: `下载证书 ${number}` }).click(),
  ]);
  expect(file.suggestedFilename()).toBe(`结业证书 ${number}.pdf`);
  if (shots) {
    await file.saveAs(`${shots}/certificate.pdf`);
    await own.page.screenshot({ path: `${shots}/own-certificate-375.png`, fullPage: true });
  }
  expect(own.faults).toEqual([]);

  const portal = await open('/portal/certificates', { view: scriptless });
  await portal.page.getByLabel('证书编号').fill(number.toLowerCase());
  await portal.page.getByRole('button', { name: /^核\s*验$/ }).click();
  await portal.page.getByRole('heading', { level: 1, name: '证书有效' }).waitFor();
  expect(await portal.page.getByText('金玉兰').count()).toBe(0);
  if (shots) await portal.page.screenshot({ path: `${shots}/portal.png`, fullPage: true });
  expect(portal.faults).toEqual([]);

  for (const [path, name] of [
    ['/education/classes?show=all', 'classes'],
    ['/education/classes/new', 'new-class'],
    [`/education/classes/${made.id}`, 'one-class'],
    ['/education/plans', 'plans'],
    ['/education/status', 'status-township'],
  ] as const)
    for (const size of [
      { name: 'wide', width: 1280, height: 800 },
      { ...phone, name: 'narrow' },
    ]) {
      const office = await open(path, { client: township, view: size });
      await settled(office.page);
      expect(await axeViolations(office.page)).toEqual([]);
      expect(await office.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        size.width,
      );
      if (shots) await office.page.screenshot({ path: `${shots}/${name}-${size.width}.png`, fullPage: true });
      expect(office.faults).toEqual([]);
    }
  // English is longer: headings of the figures break, and the page stays as wide as the screen.
  await township.call(setLanguage, { body: { language: 'en' } });
  const english = await open('/education/status', {
    client: township,
    view: { name: 'wide', width: 1280, height: 800 },
  });
  await english.page.getByText('Secretaries and committees: enough hours').first().waitFor();
  await settled(english.page);
  // The last column ends within the page: what is wider is cut off, and no scroll bar tells of it.
  const edge = english.page.getByRole('columnheader', { name: 'Probationary members: trained' });
  const box = await edge.boundingBox();
  expect((box?.x ?? 1280) + (box?.width ?? 1)).toBeLessThanOrEqual(1280);
  expect(await english.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1280);
  if (shots) await english.page.screenshot({ path: `${shots}/status-english-1280.png`, fullPage: true });
  await township.call(setLanguage, { body: { language: 'zh' } });
  const other = await write((tx) => makeMember(tx, county, { branch: tree.branchA1, fields: { name: '叶青' } }));
  await onPaper(secretary, other.id);
  const member = await as('member', { person: { ...other, name: '叶青', branch: tree.branchA1 } });
  for (const [path, name] of [
    ['/m/study/classes', 'own-classes'],
    ['/m/study/needs', 'own-needs'],
  ] as const) {
    const own = await open(path, { client: member, view: phone });
    if (name === 'own-needs') await own.page.getByText(/按您的纸质问卷录入/).waitFor();
    await settled(own.page);
    expect(await axeViolations(own.page)).toEqual([]);
    if (shots) await own.page.screenshot({ path: `${shots}/${name}-375.png`, fullPage: true });
    expect(own.faults).toEqual([]);
  }
});
