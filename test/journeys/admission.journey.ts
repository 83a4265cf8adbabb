/** Admission of one person, from the application to the archive, by the three offices whose matter it is. */
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { makeIdNumber } from '#features/base/members/factory.ts';
import { plantMeeting } from '#features/management/admission/factory.ts';
import { stepTexts } from '#features/management/admission/rules/messages.ts';
import type { StepId } from '#features/management/admission/steps.ts';
import { desktop, phone, settled, useStage } from './stage.ts';

const stage = useStage();

interface Filling {
  readonly on: string;
  readonly until?: string;
  readonly names?: string;
  readonly concludedBy?: string;
  readonly days?: string;
  readonly votes?: Readonly<Record<string, string>>;
}

const typeDay = async (form: Locator, label: string, day: string): Promise<void> => {
  // The day of receipt ends with the same word.
  const field = form.getByLabel(new RegExp(`^${label}`));
  await field.fill(day);
  await field.press('Tab');
};

const nameOf = (step: StepId): string => stepTexts[step][0];

/** The row of a step on the page of the case. */
const rowOf = (page: Page, step: StepId): Locator =>
  page
    .getByRole('list', { name: '办理过程' })
    .getByRole('listitem')
    .filter({ hasText: nameOf(step) })
    .first();

/** Opens the form of a step and fills it in as its office does. */
const fillIn = async (page: Page, step: StepId, filling: Filling): Promise<Locator> => {
  await page.getByRole('button', { name: `记录：${nameOf(step)}`, exact: true }).click();
  const form = page.getByRole('form', { name: `记录：${nameOf(step)}` });
  const { on, until, names, concludedBy, days, votes } = filling;
  if (votes) {
    // By keyboard: to reach an option the browser's driver scrolls the page behind, the list follows, and a click on it is lost.
    const meeting = form.getByLabel('党员大会');
    const day = on.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');
    await meeting.fill(day);
    await page.locator('.ant-select-item-option-active', { hasText: day }).waitFor();
    await meeting.press('Enter');
    await form.locator('.ant-select').filter({ hasText: day }).waitFor();
    for (const [label, count] of Object.entries(votes)) await form.getByLabel(label, { exact: true }).fill(count);
  } else await typeDay(form, until === undefined ? '日期' : '开始日期', on);
  if (until !== undefined) await typeDay(form, '截止日期', until);
  if (days !== undefined) await form.getByLabel('天数').fill(days);
  if (names !== undefined) await form.getByLabel(/一行一人/).fill(names);
  if (concludedBy !== undefined) await form.getByLabel('作出结论的人').fill(concludedBy);
  return form;
};

const send = async (form: Locator): Promise<void> => {
  await form.getByRole('button', { name: '记录' }).click();
};

const take = async (page: Page, step: StepId, filling: Filling): Promise<void> => {
  const form = await fillIn(page, step, filling);
  await send(form);
  await form.waitFor({ state: 'detached' }).catch(async (error: unknown) => {
    throw new Error(`${step} was not recorded: ${await form.innerText()}`, { cause: error });
  });
  await settled(page);
};

type Office = 'secretary' | 'worker' | 'officer';
type Deed = readonly [who: Office, step: StepId, filling: Filling];

/** The steps up to the meeting, on days that the rules of the time allow. */
const before: readonly Deed[] = [
  ['secretary', 'talk', { on: '2023-06-20', names: '陈支书' }],
  ['secretary', 'activist', { on: '2023-07-10' }],
  ['worker', 'activistFiling', { on: '2023-07-20' }],
  ['secretary', 'contacts', { on: '2023-07-21', names: '王建国\n李秀英' }],
  ['secretary', 'cultivation', { on: '2024-01-08' }],
  ['secretary', 'cultivation', { on: '2024-07-05' }],
];
const onward: readonly Deed[] = [
  ['secretary', 'candidate', { on: '2024-07-20' }],
  ['worker', 'candidateConsent', { on: '2024-08-01', until: '2024-08-08' }],
  ['secretary', 'introducers', { on: '2024-08-16', names: '王建国\n李秀英' }],
  ['officer', 'vetting', { on: '2024-08-20', concludedBy: '周政审' }],
  ['worker', 'training', { on: '2024-09-02', until: '2024-09-04', days: '3' }],
  ['secretary', 'committeeReview', { on: '2024-09-20' }],
  ['worker', 'precheck', { on: '2024-10-08', concludedBy: '吴组织委员' }],
  ['secretary', 'applicationBook', { on: '2024-10-10' }],
];
const afterMeeting: readonly Deed[] = [
  ['worker', 'superiorTalk', { on: '2024-10-25', names: '郑委员', concludedBy: '郑委员' }],
  ['worker', 'approval', { on: '2024-11-10' }],
];
const probation: readonly Deed[] = [
  ['officer', 'filing', { on: '2024-11-20' }],
  ['secretary', 'assignment', { on: '2024-11-15' }],
  ['secretary', 'oath', { on: '2024-12-01' }],
  ['secretary', 'probationInspection', { on: '2025-04-20' }],
  ['secretary', 'probationInspection', { on: '2025-10-15' }],
  ['secretary', 'conversionRequest', { on: '2025-10-20' }],
];
const end: readonly Deed[] = [
  ['worker', 'conversionApproval', { on: '2025-11-20' }],
  ['worker', 'archive', { on: '2025-12-10' }],
];

// Three people at three browsers, and twenty-six forms.
test('a person is admitted, from the application to the archive', { timeout: 300_000 }, async () => {
  const { as, open, tree, write } = stage.current;
  const meetingOn = (on: string): Promise<string> =>
    write((tx) => plantMeeting(tx, tree.branchA1, { on, entitled: 11, present: 9 }));
  await meetingOn('2024-10-20');
  await meetingOn('2025-10-28');
  const faults: (readonly string[])[] = [];
  const opened = async (path: string, client: Awaited<ReturnType<typeof as>>, view = desktop): Promise<Page> => {
    const { page, faults: found } = await open(path, { client, view });
    faults.push(found);
    return page;
  };

  const secretary = await opened('/admission', await as('branch_secretary', { at: tree.branchA1 }));
  await secretary.getByRole('link', { name: '登记入党申请' }).click();
  const application = secretary.getByRole('form', { name: '登记入党申请' });
  await application.getByLabel('姓名').fill('林小雨');
  await typeDay(application, '申请日期', '2023-06-01');
  await application.getByLabel('公民身份号码').fill(makeIdNumber('1996-04-08', '2'));
  await application.getByRole('button', { name: '登记' }).click();
  await secretary.waitForURL(/\/admission\/[0-9a-f-]{36}$/);
  await settled(secretary);
  const address = new URL(secretary.url()).pathname;
  const pages: Readonly<Record<Office, Page>> = {
    secretary,
    worker: await opened(address, await as('township_worker', { at: tree.townshipA })),
    officer: await opened(address, await as('county_officer', { at: tree.county })),
  };
  let last: Office = 'secretary';
  const walk = async (deeds: readonly Deed[]): Promise<void> => {
    for (const [who, step, filling] of deeds) {
      // Whose turn it is sees what the one before has done.
      if (who !== last) await pages[who].goto(address);
      last = who;
      await take(pages[who], step, filling);
    }
  };

  await walk(before);
  // A year has not passed: the step is refused with its day, and nothing is recorded.
  const early = await fillIn(secretary, 'candidate', { on: '2024-02-01' });
  await send(early);
  await early.getByText(/最早.*不得提前/).waitFor();
  await early.getByRole('button', { name: '取消' }).click();
  await early.waitFor({ state: 'detached' });
  expect(await rowOf(secretary, 'candidate').getByText('已完成').count()).toBe(0);
  await walk(onward);

  const votes = { 赞成: '5', 不赞成: '3', 弃权: '1' };
  await pages.secretary.goto(address);
  last = 'secretary';
  const short = await fillIn(secretary, 'admissionMeeting', { on: '2024-10-20', votes });
  await send(short);
  await short.getByText(/赞成 5 票，未超过应到会有表决权党员 11 人的半数/).waitFor();
  await short.getByLabel('赞成', { exact: true }).fill('7');
  await short.getByLabel('不赞成', { exact: true }).fill('1');
  await send(short);
  await short.waitFor({ state: 'detached' });
  await rowOf(secretary, 'admissionMeeting')
    .getByText('应到 11、实到 9，赞成 7、不赞成 1、弃权 1，书面意见 0')
    .waitFor();

  // The talk that comes next is late: it holds up the conversion, whose day is over long before the months of the approval are.
  await secretary.getByText('（“支部大会讨论转正”的期限）').waitFor();

  await walk(afterMeeting);
  await pages.worker.getByText('预备党员').first().waitFor();
  await walk(probation);
  await walk([['secretary', 'conversionMeeting', { on: '2025-10-28', votes: { 赞成: '8', 不赞成: '1', 弃权: '0' } }]]);
  await walk(end);
  const { worker } = pages;
  await worker.getByRole('heading', { level: 1 }).getByText('已归档').waitFor();
  await worker.getByText('正式党员').first().waitFor();
  expect(await worker.getByRole('button', { name: /^记录：/ }).count()).toBe(0);
  // The roster has followed: the member's file stands behind the case.
  await worker.getByRole('main').getByRole('link', { name: '林小雨' }).click();
  await worker.waitForURL(/\/members\/[0-9a-f-]{36}/);
  await worker.getByText('2025年10月20日').filter({ visible: true }).first().waitFor();
  const ended = await opened('/admission?queue=ended', await as('township_worker', { at: tree.townshipA }), phone);
  await ended.getByRole('link', { name: '林小雨' }).waitFor();
  expect(faults.flat()).toEqual([]);
});
