/** The month of a branch secretary, as a person walks it: on the phone what is done with people, at the desk what is done with money. */
import type { Page } from 'playwright-core';
import type { Hand } from './counted-hand.ts';

export interface Task {
  readonly name: string;
  readonly width: 375 | 1366;
  /** Where the hand begins. */
  readonly at: string;
  walk(hand: Hand, day: string): Promise<void>;
}

interface Session {
  readonly type: string;
  readonly topic: string;
  readonly content: string;
  readonly resolution?: string;
  /** A task agreed on. */
  readonly duty?: string;
  /** A group of the branch that meets, and how many are asked to it: who belongs to which group is not on the roster. */
  readonly group?: { readonly name: string; readonly people: number };
}

/** Types as a person does: into a field that was pressed, over what stands there. */
const write = async (page: Page, label: string, text: string): Promise<void> => {
  const field = page.getByRole('textbox', { name: label, exact: false }).last();
  await field.click();
  await field.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
};

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name, exact: true }).last().click();

/** A meeting from the plan to the minutes. The day is that of today, where the plan names a later one. */
const hold = ({ type, topic, content, resolution, duty, group }: Session): Task => ({
  name: group === undefined ? type : `${type}（${group.name}）`,
  width: 375,
  at: '/m/',
  async walk({ page }, day) {
    await page.getByRole('link', { name: /^会议与活动/ }).click();
    await page.getByRole('link', { name: '安排会议' }).click();
    if (group !== undefined) await page.getByLabel('组织').selectOption({ label: group.name });
    await press(page, type);
    await page.getByRole('dialog').getByRole('link', { name: '填写新安排' }).click();
    await page.getByLabel('日期').fill(day);
    await write(page, '主题', topic);
    for (let one = 0; one < (group?.people ?? 0); one += 1) await page.getByRole('switch').nth(one).click();
    await press(page, '安排');
    await page.getByRole('heading', { name: topic }).waitFor();

    // Two are excused, all others came.
    await press(page, '请假');
    const open = page.getByRole('button', { name: /未登记$/ });
    for (const name of (await open.allInnerTexts()).slice(0, 2)) {
      const [person = ''] = name.split('\n');
      await page.getByRole('button', { name: new RegExp(`^${person}.*未登记$`) }).click();
      await page.getByRole('button', { name: new RegExp(`^${person}.*请假`) }).waitFor();
    }
    await press(page, '未登记的都到会');
    await page
      .getByRole('button', { name: /未登记$/ })
      .first()
      .waitFor({ state: 'detached' });
    await press(page, '确认名单');
    // Chair and recorder stand where they are known and came.
    for (const label of ['主持人', '记录人']) {
      const choice = page.getByRole('dialog').getByLabel(label);
      if ((await choice.inputValue()) === '') await choice.selectOption({ index: 1 });
    }
    await page.getByRole('dialog').getByRole('button', { name: '确认名单' }).click();

    await write(page, '会议内容', content);
    if (resolution !== undefined) {
      await press(page, '增加决议');
      await write(page, '决议内容', resolution);
      await press(page, /^一致赞成/);
    }
    if (duty !== undefined) {
      await press(page, '增加事项');
      await write(page, '事项', duty);
      await page.getByLabel('责任人').selectOption({ index: 1 });
      await page.getByLabel('完成时限').fill(`${Number(day.slice(0, 4)) + 1}-01-15`);
    }
    await press(page, '保存纪实');
    await press(page, '办结会议');
    await page.getByRole('dialog').getByRole('button', { name: '办结会议' }).click();
    const download = page.waitForEvent('download');
    await press(page, '下载会议纪要');
    await download;
  },
});

const dues: Task = {
  name: '党费',
  width: 1366,
  at: '/',
  async walk({ page }) {
    await page.getByRole('menuitem', { name: '党务办理' }).click();
    await page.getByRole('menuitem', { name: /^党费/ }).first().click();
    await page.locator('thead').getByRole('checkbox').click();
    await press(page, '登记交费');
    const dialog = page.locator('.ant-modal');
    await dialog.getByRole('checkbox', { name: '支部同意一次交纳多月' }).click();
    await dialog.getByRole('button', { name: '登记交费' }).click();
    await dialog.waitFor({ state: 'detached' });
  },
};

/** What earlier meetings agreed on stands on the agenda of the next, and is said to be done there. */
const agreed: Task = {
  name: '落实事项',
  width: 1366,
  at: '/',
  async walk({ page }) {
    await page.getByRole('menuitem', { name: '组织生活' }).click();
    await page.getByRole('menuitem', { name: '会议与活动' }).click();
    await page.getByRole('link', { name: '讨论村集体林地护林分工' }).first().click();
    const done = page.getByRole('button', { name: /^办结：/ });
    await done.first().waitFor();
    for (let left = await done.count(); left > 0; left -= 1) {
      await done.first().click();
      await done.nth(left - 1).waitFor({ state: 'detached' });
    }
  },
};

const correction: Task = {
  name: '更正申请',
  width: 375,
  at: '/m/',
  async walk({ page }) {
    await page.getByRole('link', { name: /籍贯/ }).first().click();
    await page
      .getByRole('button', { name: /采纳|同意/ })
      .first()
      .click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /采纳|同意/ })
      .first()
      .click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  },
};

const contacts: Task = {
  name: '流动党员联系',
  width: 375,
  at: '/m/',
  async walk({ page }) {
    await page.getByRole('link', { name: /^流动党员/ }).click();
    const due = page.getByRole('button', { name: /应在/ });
    await page.getByRole('list', { name: '流动党员及联系情况' }).waitFor();
    for (let left = await due.count(); left > 0; left -= 1) {
      await due.first().click();
      await press(page, '电话');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
  },
};

/** What the month asks, in the order of its days. */
export const monthOf = (): readonly Task[] => [
  hold({
    type: '支部委员会',
    topic: '研究冬季困难党员走访安排',
    content: '逐户商定走访名单和慰问方式，确定由支委分片包户。',
    resolution: '同意冬季走访安排，月底前走访完毕',
    duty: '按片包户完成冬季走访',
  }),
  hold({
    type: '主题党日',
    topic: '河道清理和垃圾分类宣传',
    content: '清理溪边垃圾约两百米，入户讲解分类办法，交流心得。',
  }),
  hold({
    type: '支部党员大会',
    topic: '讨论村集体林地护林分工',
    content: '听取护林情况说明，逐条讨论分工方案，形成一致意见。',
    resolution: '同意护林分工方案，自下月起施行',
    duty: '张贴护林分工表',
  }),
  hold({
    type: '党课',
    topic: '从身边老党员故事看初心',
    content: '由书记主讲，三名党员结合自身经历发言。',
  }),
  hold({
    type: '党小组会',
    topic: '分组讨论护林分工落实',
    content: '各人认领地块，约定每周巡查一次。',
    group: { name: '第一党小组', people: 6 },
  }),
  hold({
    type: '党小组会',
    topic: '商量独居老人结对照看',
    content: '确定结对名单，说好上门次数。',
    group: { name: '第二党小组', people: 6 },
  }),
  agreed,
  dues,
  correction,
  contacts,
];
