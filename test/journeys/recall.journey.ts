/** Recall from switching on to the page of evidence, and a contribution from the member's words to the branch's signature. */
import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { plantQuestion } from '#features/education/bank/factory.ts';
import { plantAsked, plantCourse } from '#features/education/courses/factory.ts';
import { plantAttempt, plantExam, plantExamItems } from '#features/education/exams/factory.ts';
import type { Person } from '#test/harness/tree.ts';
import { axeViolations, elder, phone, settled, useStage } from './stage.ts';

const stage = useStage();

const shots = process.env['ZHIBU_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

/** A course with its task confirmed, and an exam passed: what the page of evidence shows beside recall. */
const learn = async (person: Person): Promise<void> => {
  const { write, tree, county } = stage.current;
  await write(async (tx) => {
    const course = await plantCourse(tx, county, {
      unit: tree.branchA1,
      title: '发展党员的二十五个步骤',
      topics: ['admission'],
      state: 'published',
    });
    const task = await plantAsked(tx, county, course, person);
    await tx
      .updateTable('course_done')
      .set({ state: 'done', done_on: county.today(), actor: '陈书记' })
      .where('id', '=', task.id)
      .execute();
    await tx
      .updateTable('course_taking')
      .set({ finished_on: county.today() })
      .where('person_id', '=', person.id)
      .execute();
    const at = new Date(county.now().getTime() - 3 * 86_400_000).toISOString();
    const items = await plantExamItems(tx, tree.county, ['single'], { category: 'discipline' });
    const times = { opensAt: at, closesAt: new Date(Date.parse(at) + 3_600_000).toISOString() };
    const exam = await plantExam(tx, {
      unit: tree.county,
      title: '入党积极分子培训结业考试',
      state: 'released',
      ...times,
      items,
    });
    const attempt = await plantAttempt(tx, {
      exam: exam.id,
      unit: tree.county,
      person,
      slotAt: at,
      begunAt: at,
      endsAt: times.closesAt,
      markedAt: times.closesAt,
    });
    await tx.updateTable('exam_attempt').set({ passed: true, won: 2 }).where('id', '=', attempt.id).execute();
    // Recall asks nothing of these.
    await tx
      .updateTable('bank_item')
      .set({ state: 'retired' })
      .where('topic', 'in', ['charter', 'discipline'])
      .where('state', '=', 'published')
      .execute();
  });
};

test('a member switches recall on, answers, reads the evidence, and has a contribution signed', async () => {
  const { as, open, tree, write } = stage.current;
  await write(async (tx) => {
    for (const stem of ['预备党员的预备期为多长？', '党支部委员会一般多久换届一次？', '发展对象要有几名入党介绍人？'])
      await plantQuestion(tx, {
        unit: tree.county,
        topic: 'admission',
        stem,
        options: ['甲说的', '乙说的', '丙说的'].map((text, at) => ({ key: 'ABC'.charAt(at), text })),
        explanation: '见细则。',
      });
  });
  const person = await stage.current.member();
  await learn(person);
  const member = await as('member', { person });
  const { page, faults } = await open('/m/study/recall', { client: member, view: phone });
  const shoot = async (name: string): Promise<void> => {
    await settled(page);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
    expect(await axeViolations(page)).toEqual([]);
    if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };
  await page.getByText('还没有开启').waitFor();
  await page.getByText('已学完的课程带来：发展党员').waitFor();
  await shoot('recall-off');
  await page.getByLabel('3 题', { exact: true }).check();
  await page.getByRole('button', { name: '开启' }).click();
  await page.getByText('本周还有 3 题').waitFor();
  await shoot('recall-question');
  for (let n = 0; n < 3; n += 1) {
    await page.getByLabel('甲说的').check();
    await page.getByRole('button', { name: '回答' }).click();
    await page.getByText('答对了').waitFor();
    if (n === 0) await shoot('recall-told');
    await page.getByRole('button', { name: '下一题' }).click();
  }
  await page.getByText('本周的题答完了').waitFor();
  await shoot('recall-done');

  await page.getByRole('link', { name: '我的学习证据' }).click();
  await page.getByText('第一次作答 3 题').waitFor();
  await page.getByText('陈书记确认').waitFor();
  await page.getByText('入党积极分子培训结业考试').waitFor();
  await page.getByRole('button', { name: '写一项贡献' }).click();
  await page.getByLabel('主题').selectOption({ label: '发展党员' });
  await page.getByLabel('哪一天').fill('2026-03-01');
  await page.getByLabel('做了什么').fill('在支部学习会上讲了发展党员的二十五个步骤。');
  await page.getByRole('button', { name: '请支部签认' }).click();
  await page.getByText('等支部签认').waitFor();
  await shoot('evidence');

  const secretary = await as('branch_secretary');
  const office = await open('/education/contributions', { client: secretary });
  await office.page.getByText('讲了发展党员的二十五个步骤').waitFor();
  await settled(office.page);
  expect(await axeViolations(office.page)).toEqual([]);
  if (shots) await office.page.screenshot({ path: `${shots}/contributions.png` });
  const small = await open('/education/contributions', { client: secretary, view: { ...phone, name: 'narrow' } });
  await small.page.getByText('讲了发展党员的二十五个步骤').waitFor();
  await settled(small.page);
  expect(await small.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  if (shots) await small.page.screenshot({ path: `${shots}/contributions-narrow.png` });
  await office.page.getByRole('button', { name: /^签认 / }).click();
  await office.page.getByText('没有待签认的贡献').waitFor();

  const later = await open('/m/study/evidence', { client: member, view: elder });
  await later.page.getByText('已签认').waitFor();
  await settled(later.page);
  expect(await axeViolations(later.page)).toEqual([]);
  if (shots) await later.page.screenshot({ path: `${shots}/evidence-elder.png`, fullPage: true });
  expect([...faults, ...office.faults, ...small.faults, ...later.faults]).toEqual([]);
});
