import { expect, test } from 'vitest';
import {
  createCourse,
  oneCourse,
  reviewCourse,
  saveCourse,
  submitCourse,
} from '#features/education/courses/contract.ts';
import { addFile } from '#features/education/courses/files/contract.ts';
import { ownCourse } from '#features/education/courses/own/contract.ts';
import { cmi5, scorm12, scorm2004 } from '../files/packages.ts';
import { newId } from '#shared/ids.ts';
import type { Client } from '../harness/client.ts';
import { plantNode } from '../harness/tree.ts';
import { axeViolations, phone, useStage } from './stage.ts';

const stage = useStage();
const narrow = { ...phone, width: 375 };

interface People {
  readonly teacher: Client;
  readonly colleague: Client;
}

/** A course of one unit, written by one and published by another. */
const publishPackage = async (
  { teacher, colleague }: People,
  title: string,
  content: Buffer,
): Promise<{ readonly id: string; readonly unit: string }> => {
  const { id } = await teacher.call(createCourse, { body: { title, topics: ['charter'] } });
  const params = { id };
  const { file } = await teacher.upload(
    addFile,
    { params, query: { kind: 'package', source: '某校', licence: '免费' } },
    { name: '课件.zip', content, mediaType: 'application/zip' },
  );
  const unit = newId();
  const units = [{ id: unit, kind: 'package' as const, title: '课件', file }];
  const version = async (): Promise<number> => (await teacher.call(oneCourse, { params })).version;
  const fields = { title, topics: ['charter'], hours: null, expiresOn: null };
  const audience = { stages: [], posts: [], types: [] };
  const chapters = [{ id: newId(), title: '一', units }];
  await teacher.call(saveCourse, {
    params,
    body: { version: await version(), ...fields, audience, content: { chapters } },
  });
  await teacher.call(submitCourse, { params, body: { version: await version() } });
  await colleague.call(reviewCourse, { params, body: { version: await version(), decision: 'publish' } });
  return { id, unit };
};

/** Said, and on its way to the page for a moment. */
const saidPassed = `(async () => {
  api.LMSSetValue('cmi.core.lesson_status', 'passed');
  await new Promise((resolve) => { setTimeout(resolve, 100); });
})()`;

/** What a hostile program would try first, told as what came of it. */
const escape = `(async () => {
  const tried = async (name, act) => { try { await act(); return name; } catch { return ''; } };
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  return (await Promise.all([
    tried('interface', () => fetch('/api/session')),
    tried('files', () => fetch('/packages/x/')),
    tried('record store', () => fetch('/xapi/about')),
    tried('other site', () => fetch('https://example.com/')),
    tried('page', () => window.top.document.title),
    tried('cookie', () => { if (cookie.get.call(document) === '') throw new Error('none'); }),
    tried('storage', () => Object.getOwnPropertyDescriptor(Window.prototype, 'localStorage').get.call(window)),
    tried('window', () => { if (!window.open('/')) throw new Error('none'); }),
  ])).filter((one) => one !== '');
})()`;

test('a SCORM package is taken in, published by a second person, and finished on the phone where it was left', async () => {
  const { as, open, tree, write } = stage.current;
  const school = await write((tx) => plantNode(tx, 'party_school', tree.county, '县委党校'));
  const teacher = await as('party_school', { at: school });
  const colleague = await as('party_school', { at: school });

  const { page: writing, faults } = await open('/education/courses/new', { client: teacher });
  await writing.getByLabel('课程名称').fill('外来课件');
  await writing.getByLabel('主题').click();
  await writing.getByTitle('党章党规').click();
  await writing.keyboard.press('Escape');
  await writing.getByRole('button', { name: '开始编写' }).click();
  await writing.getByRole('heading', { name: '编辑课程', level: 1 }).waitFor();
  await writing.getByRole('button', { name: '加一章' }).click();
  await writing.getByLabel('章名').fill('看课件');
  await writing.getByRole('button', { name: '加单元' }).click();
  await writing.getByRole('menuitem', { name: '课件包' }).click();
  await writing.getByLabel('单元名').fill('党员教育课件');
  await writing.getByLabel(/^来源/).fill('省委党校');
  await writing.getByLabel(/^许可/).fill('免费使用');
  // The wrong file is told in words.
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/zip', buffer });
  await writing.locator('input[type=file]').setInputFiles(file('课件.zip', Buffer.from('no archive at all')));
  await writing.getByText('课件包应为 ZIP 压缩包（.zip）').waitFor();
  await writing.locator('input[type=file]').setInputFiles(file('课件.zip', scorm12()));
  await writing.getByTitle('课件.zip').waitFor();
  expect(await axeViolations(writing)).toEqual([]);
  await writing.getByRole('button', { name: '保存', exact: true }).click();
  await writing.getByRole('button', { name: '送审' }).click();
  await writing.getByText('您参与了编写或送审，请另一位同志审核。').waitFor();
  const address = new URL(writing.url()).pathname;

  const { page: checking, faults: checkFaults } = await open(address, { client: colleague });
  await checking.getByRole('link', { name: '试看课件' }).click();
  await checking.frameLocator('iframe').getByText('第1页').waitFor();
  await checking.goBack();
  await checking.getByLabel('通过并发布').check();
  await checking.getByRole('button', { name: '办结' }).click();
  await checking.getByText('第 1 版').waitFor();
  const id = address.split('/').at(-1) ?? '';

  const member = await as('member');
  const { page, faults: phoneFaults } = await open(`/m/study/courses/${id}`, { client: member, view: narrow });
  await page.getByRole('link', { name: /党员教育课件/ }).click();
  await page.getByRole('button', { name: '打开课件' }).click();
  const frame = page.frameLocator('iframe');
  await frame.getByText('第1页').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  // Its own stylesheet holds: the policy lets in what belongs to it.
  const inside = page.frames().at(-1);
  expect(await inside?.evaluate<string>('getComputedStyle(document.querySelector("h1")).color')).toBe('rgb(1, 2, 3)');
  expect(await inside?.evaluate<readonly string[]>(escape)).toEqual([]);
  await frame.getByRole('button', { name: '下一页' }).click();
  await frame.getByText('第2页').waitFor();
  await page.getByText('进度已保存').waitFor();
  // Left without a word, and opened anew where it was left.
  await page.reload();
  await page.getByRole('button', { name: '接着学' }).click();
  await frame.getByText('第2页').waitFor();
  await frame.getByRole('button', { name: '我学会了' }).click();
  await page.getByText('这个课件学完了').waitFor();
  await page.getByRole('button', { name: '关闭课件' }).click();
  await page.getByRole('link', { name: '回到课程' }).click();
  await page.getByText(/学完$/).first().waitFor();
  expect(await member.call(ownCourse, { params: { id } })).toMatchObject({ done: 1, needed: 1 });
  // What the frame tried is told by the browser, and is no fault of the page.
  const own = (all: readonly string[]) =>
    all.filter((one) => !/Content Security Policy|sandbox|ERR_|CSP|Blocked|status of 422/i.test(one));
  expect(own([...faults, ...checkFaults, ...phoneFaults])).toEqual([]);
});

test('what a package says last is kept where the page is left at once, with a network and without', async () => {
  const { as, open, tree, write } = stage.current;
  const school = await write((tx) => plantNode(tx, 'party_school', tree.county, '成人党校'));
  const teacher = await as('party_school', { at: school });
  const colleague = await as('party_school', { at: school });
  const member = await as('member');
  const begin = async (title: string) => {
    const { id, unit } = await publishPackage({ teacher, colleague }, title, scorm12());
    const { page } = await open(`/m/study/courses/${id}/${unit}`, { client: member, view: narrow });
    await page.getByRole('button', { name: '打开课件' }).click();
    await page.frameLocator('iframe').getByText('第1页').waitFor();
    return { id, unit, page, pass: page.frameLocator('iframe').getByRole('button', { name: '我学会了' }) };
  };
  const isDone = async (id: string) => (await member.call(ownCourse, { params: { id } })).done;

  const first = await begin('学完就走');
  await first.pass.click();
  await first.page.goto(`${stage.current.address}/m/study/courses/${first.id}`);
  await first.page.getByText(/学完$/).first().waitFor();
  expect(await isDone(first.id)).toBe(1);

  // Said, and not committed: sent by the page that goes, which has no time left to wait.
  const second = await begin('没有提交');
  await second.page.frames().at(-1)?.evaluate(saidPassed);
  await second.page.goto('about:blank');
  await expect.poll(() => isDone(second.id), { timeout: 30_000 }).toBe(1);

  const third = await begin('断网学完');
  await third.page.context().setOffline(true);
  await third.pass.click();
  await third.page.getByText('没有网络，进度已记在本机，有网络时自动保存').waitFor();
  // The page tries once more as it goes, and the browser's own cut may let that pass: what counts is that it arrives.
  await third.page.goto('about:blank');
  await third.page.context().setOffline(false);
  await third.page.goto(`${stage.current.address}/m/`);
  await expect.poll(() => isDone(third.id)).toBe(1);

  // Cut off in the very moment: the next page knows, before the package is opened again.
  const fourth = await begin('断网就走');
  await fourth.page.context().setOffline(true);
  await fourth.page.frames().at(-1)?.evaluate(saidPassed);
  await fourth.page.goto('about:blank');
  await fourth.page.context().setOffline(false);
  await fourth.page.goto(`${stage.current.address}/m/study/courses/${fourth.id}/${fourth.unit}`);
  await fourth.page.getByText('这个课件学完了').waitFor();
  expect(await isDone(fourth.id)).toBe(1);
});

test('a SCORM 2004 package finds its interface in the frame', async () => {
  const { as, open, tree, write } = stage.current;
  const school = await write((tx) => plantNode(tx, 'party_school', tree.county, '乡镇党校'));
  const teacher = await as('party_school', { at: school });
  const { id } = await teacher.call(createCourse, { body: { title: '新标准', topics: ['charter'] } });
  const { file } = await teacher.upload(
    addFile,
    { params: { id }, query: { kind: 'package', source: '某校', licence: '免费' } },
    { name: '新.zip', content: scorm2004(), mediaType: 'application/zip' },
  );
  const { page } = await open(`/education/courses/${id}/packages/${file}`, { client: teacher });
  await page.frameLocator('iframe').getByText('新标准').waitFor();
  const api = 'window.parent.API_1484_11';
  const said = await page
    .frames()
    .at(-1)
    ?.evaluate<readonly string[]>(
      `[${api}.Initialize(''), ${api}.GetValue('cmi.scaled_passing_score'), ${api}.SetValue('cmi.score.scaled', '0.7'), ${api}.GetValue('cmi.success_status')]`,
    );
  expect(said).toEqual(['true', '0.6', 'true', 'passed']);
  expect(await axeViolations(page)).toEqual([]);
});

test('a package of cmi5 speaks to the record store from its frame, and is finished by what it says there', async () => {
  const { as, open, tree, write } = stage.current;
  const school = await write((tx) => plantNode(tx, 'party_school', tree.county, '市委党校'));
  const teacher = await as('party_school', { at: school });
  const colleague = await as('party_school', { at: school });
  const { id, unit } = await publishPackage({ teacher, colleague }, '自带记录', cmi5());
  const params = { id };

  const member = await as('member');
  const { page, faults } = await open(`/m/study/courses/${id}/${unit}`, { client: member, view: narrow });
  await page.getByRole('button', { name: '打开课件' }).click();
  const frame = page.frameLocator('iframe');
  await frame.getByText('Normal Passed').waitFor();
  await frame.getByRole('button', { name: '我学会了' }).click();
  await frame.getByText('记下了').waitFor();
  await page.getByRole('button', { name: '关闭课件' }).click();
  await page.getByText('这个课件学完了').waitFor();
  expect(await member.call(ownCourse, { params })).toMatchObject({ done: 1, needed: 1 });

  // Left without a word: the page asks the server to look while it goes.
  const other = await publishPackage({ teacher, colleague }, '记下就走', cmi5());
  await page.goto(`${stage.current.address}/m/study/courses/${other.id}/${other.unit}`);
  await page.getByRole('button', { name: '打开课件' }).click();
  await frame.getByRole('button', { name: '我学会了' }).click();
  await frame.getByText('记下了').waitFor();
  await page.goto(`${stage.current.address}/m/study/courses/${other.id}`);
  await page.getByText(/学完$/).first().waitFor();
  expect(faults).toEqual([]);
});
