import { expect, test } from 'vitest';
import { plantAsked, plantCourse, plantItems } from '#features/education/courses/factory.ts';
import { ownCourse } from '#features/education/courses/own/contract.ts';
import { plantMember, plantNode } from '../harness/tree.ts';
import { axeViolations, elder, phone, settled, useStage } from './stage.ts';

const stage = useStage();
const narrow = { ...phone, width: 375 };

/** The browser's own word on a request without a network is no fault of the page. */
const ownFaults = (faults: readonly string[]): string[] => faults.filter((fault) => !/net::ERR_/.test(fault));
const shellIsKept = `navigator.serviceWorker.ready.then(async () => (await caches.keys()).length)`;

test('a course is written, published by a second person, taken along and finished without a network', async () => {
  const { as, open, tree, write } = stage.current;
  const school = await write((tx) => plantNode(tx, 'party_school', tree.county, '县委党校'));
  await write((tx) => plantItems(tx, school, 6));
  const teacher = await as('party_school', { at: school });
  const colleague = await as('party_school', { at: school });

  const { page: writing, faults } = await open('/education/courses', { client: teacher });
  await writing.getByRole('link', { name: '新建课程' }).click();
  await writing.getByLabel('课程名称').fill('党员的权利和义务');
  await writing.getByLabel('主题').click();
  await writing.getByTitle('党章党规').click();
  await writing.keyboard.press('Escape');
  await writing.getByRole('button', { name: '开始编写' }).click();
  await writing.getByRole('heading', { name: '编辑课程', level: 1 }).waitFor();
  await writing.getByRole('button', { name: '加一章' }).click();
  await writing.getByLabel('章名').fill('党章怎么说');
  await writing.getByRole('button', { name: '加单元' }).click();
  await writing.getByRole('menuitem', { name: '图文' }).click();
  await writing.getByLabel('单元名').fill('先读党章');
  await writing.getByRole('textbox', { name: /正文/ }).click();
  await writing.keyboard.type('党员享有党章规定的各项权利。');
  await writing.getByRole('button', { name: '加单元' }).click();
  await writing.getByRole('menuitem', { name: '自测' }).click();
  await writing.getByLabel('单元名').last().fill('考考自己');
  await writing.getByRole('button', { name: '从题库选题' }).click();
  for (const box of await writing.getByRole('checkbox').all()) await box.check();
  await writing.getByText('已选 6 题').waitFor();
  expect(await axeViolations(writing)).toEqual([]);
  await writing.getByRole('button', { name: '保存', exact: true }).click();
  await writing.getByRole('button', { name: '送审' }).click();
  await writing.getByText('您参与了编写或送审，请另一位同志审核。').waitFor();
  expect(await axeViolations(writing)).toEqual([]);
  const address = new URL(writing.url()).pathname;

  const { page: checking } = await open(address, { client: colleague });
  await checking.getByText('党员享有党章规定的各项权利。').waitFor();
  await checking.getByLabel('通过并发布').check();
  await checking.getByRole('button', { name: '办结' }).click();
  await checking.getByText('第 1 版').waitFor();
  const id = address.split('/').at(-1) ?? '';

  const member = await as('member');
  const { page, faults: phoneFaults } = await open('/m/study/courses', { client: member, view: narrow });
  await page.getByRole('link', { name: /党员的权利和义务/ }).click();
  await page.getByRole('button', { name: /带着学/ }).click();
  await page.getByText(/已带在本机/).waitFor();
  await expect.poll(() => page.evaluate<number>(shellIsKept)).toBeGreaterThan(0);
  await page.context().setOffline(true);
  // Opened anew with no network at all.
  await page.reload();
  await page.getByText('没有网络，显示本机保存的内容').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('link', { name: /先读党章/ }).click();
  await page.getByText('党员享有党章规定的各项权利。').waitFor();
  await page.getByRole('link', { name: '下一单元：考考自己' }).click();
  const questions = page.getByRole('group');
  await expect.poll(() => questions.count()).toBe(5);
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  for (const question of await questions.all()) await question.getByRole('radio').first().check();
  await page.getByRole('button', { name: '交卷' }).click();
  await page.getByText('已记在本机，有网络时自动交卷').waitFor();
  expect((await member.call(ownCourse, { params: { id } })).finishedOn).toBeNull();

  await page.context().setOffline(false);
  await page.getByText('合格：5 题对了 5 题').waitFor();
  await page.getByText('这门课学完了').waitFor();
  await page.getByRole('link', { name: '回到课程' }).click();
  await page.getByText(/学完$/).first().waitFor();
  expect(await member.call(ownCourse, { params: { id } })).toMatchObject({ done: 1, needed: 1 });
  expect(ownFaults([...faults, ...phoneFaults])).toEqual([]);
});

test('a task on site is confirmed by the branch, in large print too', async () => {
  const { as, county, open, tree, write } = stage.current;
  const course = await write((tx) =>
    plantCourse(tx, county, { unit: tree.branchA1, state: 'published', title: '红色现场课' }),
  );
  const person = await write((tx) => plantMember(tx, tree.branchA1, { name: '夏长青' }));
  await write((tx) => plantAsked(tx, county, course, { id: person.id, branch: tree.branchA1 }));
  const { page, faults } = await open('/education/tasks', { client: await as('branch_secretary') });
  await page.getByRole('button', { name: '确认：夏长青 现场教学' }).click();
  await page.getByText('没有待确认的').waitFor();
  expect(await axeViolations(page)).toEqual([]);

  const member = await as('member', { person });
  const { page: small } = await open(`/m/study/courses/${course.id}`, { client: member, view: elder });
  await settled(small);
  await small.getByRole('link', { name: /现场教学.*已通过/ }).waitFor();
  expect(await axeViolations(small)).toEqual([]);
  expect(faults).toEqual([]);
});
