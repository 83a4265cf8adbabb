import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import type { Content } from '#features/education/courses/content/rules.ts';
import { oneCourse, saveCourse } from '#features/education/courses/contract.ts';
import { plantAsked, plantCourse, plantItems } from '#features/education/courses/factory.ts';
import { setType } from '#features/education/courses/files/sets/rules.ts';
import { ownCourse } from '#features/education/courses/own/contract.ts';
import { newId } from '#shared/ids.ts';
import { plantMember, plantNode } from '../harness/tree.ts';
import { axeViolations, elder, phone, settled, useStage } from './stage.ts';

const stage = useStage();
const narrow = { ...phone, width: 375 };

/** The browser's own word on a request without a network is no fault of the page. */
const ownFaults = (faults: readonly string[]): string[] => faults.filter((fault) => !/net::ERR_/.test(fault));
const shellIsKept = `navigator.serviceWorker.ready.then(async () => (await caches.keys()).length)`;

const draftsKept = `Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length`;

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
  await writing.getByText(/这里列出题库中已审核发布、能自动判分的题/).waitFor();
  await writing.getByLabel('题干').fill('无此题');
  await writing.getByText('“党章党规”主题下没有题干含“无此题”的可用题').waitFor();
  await writing.getByRole('link', { name: /去题库写题/ }).waitFor();
  expect(await axeViolations(writing)).toEqual([]);
  await writing.getByRole('button', { name: '看全部可用的题' }).click();
  await writing.getByRole('checkbox').first().waitFor();
  for (const box of await writing.getByRole('checkbox').all()) await box.check();
  await writing.getByText('已选 6 题').waitFor();
  expect(await axeViolations(writing)).toEqual([]);
  await writing.getByRole('button', { name: '保存', exact: true }).click();
  await writing.getByRole('button', { name: '送审' }).click();
  const otherPerson = writing.getByText('您参与了编写或送审，请另一位同志审核。');
  await otherPerson.waitFor();
  // Taken back, and sent once more.
  await writing.getByRole('button', { name: '撤回送审' }).click();
  const asked = writing.getByRole('dialog', { name: '撤回送审？' });
  expect(await axeViolations(writing)).toEqual([]);
  await asked.getByRole('button', { name: '撤回送审' }).click();
  await asked.waitFor({ state: 'hidden' });
  await writing.getByRole('link', { name: '编辑', exact: true }).waitFor();
  await writing.getByRole('button', { name: '送审', exact: true }).click();
  await otherPerson.waitFor();
  expect(await axeViolations(writing)).toEqual([]);
  const address = new URL(writing.url()).pathname;

  // Who wrote it sees the questions alone, who reviews it what is right as well.
  await writing.getByText(/第0题/).waitFor();
  expect(await writing.getByText(/解析0/).count()).toBe(0);
  const { page: checking } = await open(address, { client: colleague });
  await checking.getByText('党员享有党章规定的各项权利。').waitFor();
  await checking.getByText(/解析0/).waitFor();
  expect(await checking.getByText('✓').count()).toBe(6);
  expect(await axeViolations(checking)).toEqual([]);
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
  // Half answered and opened anew: what was ticked is still ticked, and gone once it is handed in.
  for (const at of [0, 1]) await questions.nth(at).getByRole('radio').first().check();
  await page.reload();
  await page.getByText('上次没交的答案已恢复').waitFor();
  await page.getByText('还有 3 题没答').waitFor();
  expect(await questions.nth(1).getByRole('radio').first().isChecked()).toBe(true);
  for (const question of await questions.all()) await question.getByRole('radio').first().check();
  await page.getByRole('button', { name: '交卷' }).click();
  await page.getByText('已记在本机，有网络时自动交卷').waitFor();
  expect((await member.call(ownCourse, { params: { id } })).finishedOn).toBeNull();
  expect(await page.evaluate<number>(draftsKept)).toBe(0);

  await page.context().setOffline(false);
  await page.getByText('合格：5 题对了 5 题').waitFor();
  await page.getByText('这门课学完了').waitFor();
  await page.getByRole('link', { name: '回到课程' }).click();
  await page.getByText(/学完$/).first().waitFor();
  expect(await member.call(ownCourse, { params: { id } })).toMatchObject({ done: 1, needed: 1 });
  expect(ownFaults([...faults, ...phoneFaults])).toEqual([]);
});

test('two who write the same course are told what the other one did', async () => {
  const { as, county, open, tree, write } = stage.current;
  const school = await write((tx) => plantNode(tx, 'party_school', tree.county, '两人党校'));
  const [teacher, colleague] = [await as('party_school', { at: school }), await as('party_school', { at: school })];
  const { id } = await write((tx) => plantCourse(tx, county, { unit: school, title: '两人同写' }));
  const params = { id };
  const { page, faults } = await open(`/education/courses/${id}/edit`, { client: teacher });
  const saveByOther = async (change: (content: Content) => Content, title: string): Promise<void> => {
    const { version, summary, topics, audience, hours, expiresOn, content } = await colleague.call(oneCourse, {
      params,
    });
    const body = { version, title, summary, topics, audience, hours, expiresOn, content: change(content) as never };
    await colleague.call(saveCourse, { params, body });
  };
  const titled = (content: Content, title: string): Content => ({
    chapters: content.chapters.map((chapter, at) => (at === 0 ? { ...chapter, title } : chapter)),
  });

  // Different fields: both stay, and nobody is asked.
  await page.getByLabel('简介').fill('一句话');
  await saveByOther((content) => titled(content, '别人改的章'), '两人同写');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('一句话').waitFor();
  await page.getByText('别人改的章').waitFor();

  // The same field: said in words.
  await page.getByRole('link', { name: '编辑' }).click();
  await page.getByLabel('章名').fill('我改的章');
  await saveByOther(
    (content) => ({ chapters: [...content.chapters, { id: newId(), title: '新的一章', units: [] }] }),
    '改了名',
  );
  await page.getByRole('button', { name: '保存', exact: true }).click();
  const differs = page.getByRole('alert').getByRole('row', { name: /内容/ });
  await differs.getByText('新增：新的一章').waitFor();
  await differs.getByText('改动：我改的章').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '保留我填写的' }).click();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('改了名').first().waitFor();
  await page.getByText('我改的章').waitFor();
  expect(faults).toEqual([]);
});

/** Two seconds of a moving square, as the browser itself records them. */
const recorded = `(async () => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [160, 90];
  const pen = canvas.getContext('2d');
  const type = ['video/mp4;codecs=vp09.00.10.08', 'video/mp4;codecs=avc1.42E01E', 'video/mp4'].find((one) => MediaRecorder.isTypeSupported(one));
  const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: type });
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const ended = new Promise((resolve) => { recorder.onstop = resolve; });
  recorder.start();
  for (let n = 0; n < 40; n += 1) {
    pen.fillStyle = n % 2 ? '#a00' : '#fff';
    pen.fillRect(n, n, 40, 40);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  recorder.stop();
  await ended;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
})()`;

const told = { source: '县委党校', licence: '自有' };
const paper = Buffer.from('%PDF-1.4\n1 0 obj <</Type/Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n');
const words = Buffer.from('WEBVTT\n\n00:00.000 --> 00:02.000\n红色的方块\n');

test('a file is taken along, a film in segments is played, and a draft is deleted', async () => {
  const { as, county, open, tree, write } = stage.current;
  const school = await write((tx) => plantNode(tx, 'party_school', tree.county, '第二党校'));
  const teacher = await as('party_school', { at: school });
  const keep = (bytes: Buffer) => county.files.put(Readable.from([bytes]), { maxBytes: bytes.length });
  const fileOf = async (kind: 'document' | 'captions', name: string, mediaType: string, bytes: Buffer) => {
    const { id: file, size } = await keep(bytes);
    return { file, kind, name, mediaType, size, ...told, whole: true, pieces: [] };
  };
  const { page: desk, faults } = await open('/education/courses', { client: teacher });
  const film = Buffer.from(await desk.evaluate<string>(recorded), 'base64');
  const cut = film.indexOf('moof') - 4;
  const list = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    '#EXT-X-TARGETDURATION:3',
    '#EXT-X-MAP:URI="init.mp4"',
    '#EXTINF:2,',
    '0.m4s',
    '#EXT-X-ENDLIST',
    '',
  ].join('\n');
  const set = { 'index.m3u8': Buffer.from(list), 'init.mp4': film.subarray(0, cut), '0.m4s': film.subarray(cut) };

  // Sent by the page: a set of files, by whoever writes the course.
  await desk.getByRole('link', { name: '新建课程' }).click();
  await desk.getByLabel('课程名称').fill('短片课');
  await desk.getByLabel('主题').click();
  await desk.getByTitle('党章党规').click();
  await desk.keyboard.press('Escape');
  await desk.getByRole('button', { name: '开始编写' }).click();
  await desk.getByRole('button', { name: '加一章' }).click();
  await desk.getByLabel('章名').fill('看一看');
  await desk.getByRole('button', { name: '加单元' }).click();
  await desk.getByRole('menuitem', { name: '视频' }).click();
  const films = desk.getByRole('group', { name: '视频', exact: true });
  await films.getByLabel(/来源/).fill('县委党校');
  await films.getByLabel(/许可/).fill('自有');
  await films
    .getByLabel('上传分段视频（HLS）')
    .setInputFiles(Object.entries(set).map(([name, buffer]) => ({ name, mimeType: 'video/mp4', buffer })));
  await films.getByText('index.m3u8').first().waitFor();
  await films.getByRole('button', { name: '用其他课程的文件' }).click();
  await films.getByText('没有可以再用的文件').waitFor();
  expect(await axeViolations(desk)).toEqual([]);
  const draft = new URL(desk.url()).pathname.replace('/edit', '');
  const other = await open(draft, { client: teacher });
  await other.page.getByRole('button', { name: '删除草稿' }).click();
  await other.page.getByRole('dialog').getByRole('button', { name: '删除草稿' }).click();
  await other.page.getByText('已删除').waitFor();
  expect(await teacher.outcome(oneCourse, { params: { id: draft.split('/').at(-1) ?? '' } })).toBe('not_found');

  // What such a course is to a member.
  const pieces = await Promise.all(
    Object.entries(set).map(async ([part, bytes]) => ({ file: (await keep(bytes)).id, size: bytes.length, part })),
  );
  const shown = { file: newId(), kind: 'video' as const, name: 'index.m3u8', mediaType: setType, size: film.length };
  const captions = await fileOf('captions', '字幕.vtt', 'text/vtt', words);
  const document = await fileOf('document', '讲义.pdf', 'application/pdf', paper);
  const units = [
    { id: newId(), kind: 'document' as const, title: '讲义', file: document.file },
    { id: newId(), kind: 'video' as const, title: '短片', file: shown.file, captions: captions.file },
  ];
  const course = await write((tx) =>
    plantCourse(tx, county, {
      unit: { ...tree.county, type: 'county_committee' },
      title: '看图学习',
      content: { chapters: [{ id: newId(), title: '一', units }] },
      files: [document, captions, { ...shown, ...told, whole: true, pieces }],
      state: 'published',
    }),
  );
  const { page, faults: phoneFaults } = await open(`/m/study/courses/${course.id}`, {
    client: await as('member'),
    view: narrow,
  });
  await page.getByText(/连同 2 个文件/).waitFor();
  await page.getByText(/这些文件要有网络才能看：index.m3u8/).waitFor();
  await page.getByRole('link', { name: /短片/ }).click();
  const plays = `(document.querySelector('video')?.readyState ?? 0) >= 2`;
  await expect.poll(() => page.evaluate<boolean>(plays), { timeout: 20_000 }).toBe(true);
  // By the script, where the browser does not play a playlist by itself.
  await page.context().addInitScript(`HTMLMediaElement.prototype.canPlayType = () => ''`);
  await page.reload();
  await expect.poll(() => page.evaluate<boolean>(plays), { timeout: 20_000 }).toBe(true);
  expect(await page.evaluate<string>(`document.querySelector('video').src`)).toMatch(/^blob:/);
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);

  await page.goto(`${stage.current.address}/m/study/courses/${course.id}`);
  await page.getByRole('button', { name: /带着学/ }).click();
  await page.getByText(/已带在本机/).waitFor();
  await expect.poll(() => page.evaluate<number>(shellIsKept)).toBeGreaterThan(0);
  await page.context().setOffline(true);
  await page.reload();
  await page.getByText('没有网络，显示本机保存的内容').waitFor();
  await page.getByRole('link', { name: /讲义/ }).click();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '打开文件（已在本机）' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('讲义.pdf');
  expect(readFileSync(await saved.path()).equals(paper)).toBe(true);
  await page.context().setOffline(false);
  expect(ownFaults([...faults, ...phoneFaults, ...other.faults])).toEqual([]);
}, 120_000);

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
