/** Files of questions as people have them: read, mended, written, undone, and taken out again. */
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { approveItems, bankList, exportBank, saveItem } from '../contract.ts';
import { sheetOfQuestions } from '../factory.ts';
import * as contract from './contract.ts';

const server = useApp();
let writer: Client;
let reviewer: Client;
beforeAll(async () => {
  server.current.work();
  writer = await server.current.as('township_worker', { at: server.current.tree.townshipA });
  reviewer = await server.current.as('county_officer');
});

const one = (id: string, who = writer) => who.call(contract.bankImport, { params: { id } });
const read = async (id: string, who = writer) => {
  for (let n = 0; n < 400; n += 1) {
    const batch = await one(id, who);
    if (batch.state !== 'reading') return batch;
    await pause(25);
  }
  throw new Error('the import does not come to rest');
};
const send = async (name: string, content: string | Buffer, who = writer) => {
  const { id } = await who.upload(contract.uploadBank, {}, { name, content });
  return read(id, who);
};
const rows = async (id: string, query: object = {}) =>
  (await writer.call(contract.bankImportRows, { params: { id }, query: { limit: 100, ...query } })).items;
const commit = async (id: string, more: object = {}) =>
  writer.call(contract.commitBank, { params: { id }, body: { version: (await one(id)).version, ...more } });

const headings = ['题型', '题干', '选项A', '选项B', '选项C', '答案', '解析', '难度', '分类'];
const line = (stem: string, answer = 'A', category = '党章') => [
  '单选题',
  stem,
  '一年',
  `两年${hostile}`,
  '',
  answer,
  '',
  '中',
  category,
];

describe('a file', () => {
  test('is looked at first, written as drafts, and undone', async () => {
    const batch = await send(
      '题库.xlsx',
      await sheetOfQuestions(headings, [line('甲的预备期？'), line('乙的任期？'), line('丙', 'X')]),
    );
    expect(batch.counts).toMatchObject({ ready: 2, fault: 1 });
    const count = async () => (await writer.call(bankList, { query: { importId: batch.id } })).total;
    expect(await count()).toBe(0);
    const [fault] = await rows(batch.id, { state: 'fault' });
    expect([fault?.line, fault?.faults[0]?.fault, fault?.cells[1]]).toEqual([4, 'answer_unclear', '丙']);
    await expect(commit(batch.id)).rejects.toMatchObject({ code: 'refused' });
    await writer.call(contract.mendBankRow, {
      params: { id: batch.id, seq: 3 },
      body: {
        ...fault!.item,
        version: 1,
        stem: `党小组长由谁选出？${hostile}`,
        answer: { keys: ['A'] },
        categoryCode: 'charter',
        topic: null,
        options: fault!.item.options,
        level: 1,
      },
    });
    expect((await one(batch.id)).counts).toMatchObject({ ready: 3, fault: 0 });
    const done = await commit(batch.id, { propose: true });
    expect([done.state, done.counts.written, await count()]).toEqual(['committed', 3, 3]);
    const undone = await writer.call(contract.undoBank, { params: { id: batch.id }, body: { version: done.version } });
    expect([undone.state, undone.counts.kept, await count()]).toEqual(['undone', 0, 0]);
  });

  test('that repeats the bank or itself asks about what is near and leaves out what is the same', async () => {
    const first = await send(
      '一.csv',
      [headings, line('党支部委员会的会议一般每月召开几次？')].map((r) => r.join(',')).join('\n'),
    );
    await commit(first.id);
    const second = await send(
      '二.csv',
      [
        headings,
        line('党支部委员会的会议，一般每月召开几次'),
        line('党支部委员会会议一般每月应召开几次？'),
        line('发展对象的培训一般不少于几天？'),
        line('发展对象的培训一般不少于几天?'),
      ]
        .map((r) => r.join(','))
        .join('\n'),
    );
    const found = await rows(second.id);
    expect(found.map(({ state }) => state)).toEqual(['same', 'near', 'ready', 'same']);
    expect(found[0]?.alike[0]?.item?.stem).toContain('几次');
    expect([found[1]?.alike[0]?.itemId === null, found[3]?.alike[0]?.seq]).toEqual([false, 3]);
    await expect(commit(second.id)).rejects.toMatchObject({ code: 'refused' });
    await writer.call(contract.decideBankRows, { params: { id: second.id }, body: { rows: [2], decision: 'add' } });
    expect((await commit(second.id)).counts).toMatchObject({ written: 2, same: 2 });
  });

  test('is shown beside the nearest of hundreds in the bank that begin alike', async () => {
    const stem = (n: number, word = ''): string => `第${n}号台账${word}由支部组织委员登记并在会后三日内归档备查。`;
    const judged = (text: string) => ['判断题', text, '', '', '', '对', '', '', '党章'];
    const file = (stems: readonly string[]) => [headings, ...stems.map(judged)].map((r) => r.join(',')).join('\n');
    const all = Array.from({ length: 450 }, (_, n) => stem(n + 1));
    const bank = await send('台账.csv', file(all));
    expect((await commit(bank.id)).counts.written).toBe(450);
    const again = await send('台账再.csv', file([stem(450, '应'), stem(7), stem(451, '应')]));
    const found = await rows(again.id);
    expect(found.map(({ state }) => state)).toEqual(['near', 'same', 'ready']);
    expect(found.map(({ alike }) => alike[0]?.item?.stem)).toEqual([stem(450), stem(7), undefined]);
    // What stands in the bank word for word asks no further.
    expect(found[1]?.alike).toHaveLength(1);
  });

  test('with names of categories that nobody knows is given one for all its rows', async () => {
    const batch = await send(
      '三.csv',
      [
        headings,
        line('组织生活会一年开几次？', 'A', '组织生活'),
        line('民主评议一年几次？', 'A', '组织生活'),
        line('谁主持？', 'A', ''),
      ]
        .map((r) => r.join(','))
        .join('\n'),
    );
    expect(batch.unknownCategories).toEqual([
      { text: '', rows: 1 },
      { text: '组织生活', rows: 2 },
    ]);
    const assign = async (text: string) =>
      writer.call(contract.assignCategory, {
        params: { id: batch.id },
        body: { version: (await one(batch.id)).version, text, categoryCode: 'branch' },
      });
    await assign('组织生活');
    const after = await assign('');
    expect([after.unknownCategories, after.counts.ready]).toEqual([[], 3]);
  });

  test('without categories is whole, and asks once before it is written', async () => {
    const bare = headings.slice(0, -1);
    const batch = await send(
      '无分类.csv',
      [bare, ...['谁召集支委会？', '谁记录会议？'].map((stem) => line(stem).slice(0, -1))]
        .map((r) => r.join(','))
        .join('\n'),
    );
    expect([batch.counts, batch.can.commit]).toMatchObject([{ ready: 2, fault: 0 }, false]);
    expect(batch.unknownCategories).toEqual([{ text: '', rows: 2 }]);
    await expect(commit(batch.id, { leaveOut: true })).rejects.toMatchObject({
      code: 'refused',
      details: { message: 'bank.category_first', params: { rows: 2 } },
    });
    const after = await writer.call(contract.assignCategory, {
      params: { id: batch.id },
      body: { version: (await one(batch.id)).version, text: '', categoryCode: 'branch' },
    });
    expect([after.unknownCategories, after.can.commit]).toEqual([[], true]);
    expect((await commit(batch.id)).counts.written).toBe(2);
  });

  test('of sheets that were put one below the other, each with its headings', async () => {
    const file = [
      '某县题库,,,,',
      '一、选择题,,,,',
      '序号,题目,选项,选项,答案',
      `1,组织委员由谁分工？${hostile.replaceAll(/[,"\n]/gu, '')},支委会,支部大会,Ａ`,
      '序号,题目,选项,选项,答案',
      '2,支部大会由哪些人参加？,全体党员,发展对象,AB',
      '二、判断题（每题 1 分）,,,,',
      '序号,题干,答案,解析,',
      '1,支部大会一般每季度召开一次。,√,第十一条,',
    ];
    const batch = await send('拼.csv', file.join('\r\n'));
    expect(
      (await rows(batch.id)).map(({ line: at, item }) => [at, item.kind, item.options.length, item.answer]),
    ).toEqual([
      [4, 'single', 2, { keys: ['A'] }],
      [6, 'multiple', 2, { keys: ['A', 'B'] }],
      [9, 'judge', 0, { holds: true }],
    ]);
    expect(batch.counts).toMatchObject({ ready: 3, fault: 0 });
  });

  test('without a heading line waits for somebody to say what its columns are', async () => {
    const file = ['1,党小组长怎样产生？,党员推选,上级指派,A', '2,党小组会多久一次？,每月,每年,A'];
    const batch = await send('无表头.csv', file.join('\n'));
    expect([batch.state, batch.can.map]).toEqual(['failed', true]);
    await writer.call(contract.mapColumns, {
      params: { id: batch.id },
      body: {
        version: batch.version,
        sheet: batch.seen[0]!.sheet,
        line: 0,
        uses: ['', 'stem', 'options', 'options', 'answer'],
      },
    });
    await read(batch.id);
    expect((await rows(batch.id)).map(({ item }) => [item.stem, item.options.map(({ text }) => text)])).toEqual([
      ['党小组长怎样产生？', ['党员推选', '上级指派']],
      ['党小组会多久一次？', ['每月', '每年']],
    ]);
  });

  test('in running text, in GB 18030', async () => {
    const text = '1. 党费按什么交纳？\r\nA. 按月\r\nB. 按年\r\n答案：A\r\n分类：党章';
    const gb = Buffer.from([0xb5, 0xb3]);
    expect(new TextDecoder('gb18030').decode(gb)).toBe('党');
    const batch = await send('题.txt', text);
    expect((await rows(batch.id)).map(({ state, item }) => [state, item.kind])).toEqual([['ready', 'single']]);
  });

  test.each([
    ['空.txt', '这里没有题目', 'bank.no_questions'],
    ['坏.json', '{"a":', 'bank.no_json'],
    ['名册.csv', '姓名,性别\n张三,男', 'bank.no_heading'],
    ['题.docx', 'x', 'bank.unsupported'],
    ['假.txt', 'PK\u0003\u0004xxxx', 'sheets.wrong_extension'],
    ['假.xlsx', '题干,答案', 'sheets.wrong_extension'],
  ])('%s is refused with its reason', async (name, content, message) => {
    const batch = await send(name, content);
    expect([batch.state, batch.error?.message]).toEqual(['failed', message]);
  });

  test('of columns that nobody knows is read as a person says', async () => {
    const file = [
      '试卷,,,,',
      '编号,说的是什么,甲,乙,对的',
      '1,党支部由谁领导？,上级党委,行政,A',
      '2,一年有几个月？,十二,十,A',
    ];
    const batch = await send('列.csv', file.join('\n'));
    expect([batch.state, batch.error?.message, batch.can.map]).toEqual(['failed', 'bank.no_heading', true]);
    const [sheet] = batch.seen;
    expect(sheet!.rows[1]!.cells).toEqual(['编号', '说的是什么', '甲', '乙', '对的']);
    const map = (body: object) =>
      writer.raw(contract.mapColumns, { params: { id: batch.id }, body: { version: batch.version, ...body } });
    const uses = ['', 'stem', 'option:A', 'option:B', 'answer'];
    expect((await map({ sheet: '别的', line: 2, uses })).text).toContain('bank.no_sheet');
    expect((await map({ sheet: sheet!.sheet, line: 2, uses: ['', 'stem'] })).text).toContain('bank.map_stem');
    expect((await map({ sheet: sheet!.sheet, line: 2, uses })).status).toBe(200);
    await read(batch.id);
    expect((await rows(batch.id)).map(({ item }) => [item.stem, item.options.length, item.answer])).toEqual([
      ['党支部由谁领导？', 2, { keys: ['A'] }],
      ['一年有几个月？', 2, { keys: ['A'] }],
    ]);
    expect((await one(batch.id)).can.map).toBe(false);
  });

  test('is given up without a trace', async () => {
    const batch = await send('四.csv', [headings, line('要放弃的题？')].map((r) => r.join(',')).join('\n'));
    await writer.call(contract.cancelBank, { params: { id: batch.id }, body: { version: batch.version } });
    expect([(await one(batch.id)).state, (await rows(batch.id)).length]).toEqual(['cancelled', 0]);
  });

  test('is seen by its own range', async () => {
    const batch = await send('五.csv', [headings, line('谁看得到？')].map((r) => r.join(',')).join('\n'));
    const elsewhere = await server.current.as('township_worker', { at: server.current.tree.townshipB });
    expect(await elsewhere.outcome(contract.bankImport, { params: { id: batch.id } })).toBe('not_found');
    expect(await elsewhere.outcome(contract.bankImportRows, { params: { id: batch.id }, query: {} })).toBe('not_found');
  });

  test('keeps at its undo what was published or changed by another', async () => {
    const batch = await send(
      '六.csv',
      [headings, line('第一件要保留的事？'), line('第二桩被改动的事？'), line('第三项可撤销的事？')]
        .map((r) => r.join(','))
        .join('\n'),
    );
    const done = await commit(batch.id, { propose: true });
    const { items } = await writer.call(bankList, { query: { importId: batch.id } });
    const at = (part: string) => items.find(({ stem }) => stem.includes(part))!;
    const version = ({ id, version: v }: (typeof items)[number]) => ({ id, version: v });
    await reviewer.call(approveItems, { body: { items: [version(at('第一'))] } });
    const undone = await writer.call(contract.undoBank, { params: { id: batch.id }, body: { version: done.version } });
    expect(undone.counts).toMatchObject({ kept: 1, skipped: 2 });
    expect((await writer.call(bankList, { query: { importId: batch.id } })).items.map(({ stem }) => stem)).toEqual([
      '第一件要保留的事？',
    ]);
  });
});

describe('what is taken out', () => {
  const whole = [
    { 题型: '单选题', 题干: `=1+1 的结果\n是（ ）${hostile}`, A: '二', B: '三', 答案: 'A' },
    { 题型: '多选题', 题干: '哪些是党的组织？', A: '支部', B: '总支部', C: '党委', 答案: 'ABC' },
    { 题型: '判断题', 题干: '支委会一般每月开一次。', 答案: '×' },
    { 题型: '填空题', 题干: '任期一般为____年，速度单位是____。', 答案: '三||3\nkm/h||' },
    { 题型: '填空题', 题干: '两项原则是____和____。', 答案: '民主\n集中', 填空顺序: '不限' },
    { 题型: '简答题', 题干: '怎样开好支委会？', 答案: '会前、会中、会后', 得分要点: '会前\n会中' },
  ].map((item) => ({
    ...item,
    解析: '见“条例”',
    难度: '难',
    分类: '支部工作',
    主题: '发展党员',
    来源: '自编',
    许可: 'CC BY 4.0',
  }));

  const plain = async (importId: string, format: 'xlsx' | 'json') => {
    const reply = await writer.raw(exportBank, { query: { importId, format, show: 'all' } });
    expect(reply.status).toBe(200);
    return reply.bytes;
  };
  const questions = async (id: string) => (await rows(id)).map(({ item }) => item);

  test.each(['xlsx', 'json'] as const)('imports again to the same (%s)', async (format) => {
    const batch = await send(
      '整.json',
      JSON.stringify({ list: whole.map((item) => ({ ...item, 题干: `${item.题干}${format}` })) }),
    );
    expect(batch.counts).toMatchObject({ fault: 0 });
    // The other format asks the same in all but a word.
    const seqs = whole.map((_, at) => at + 1);
    await writer.call(contract.decideBankRows, { params: { id: batch.id }, body: { rows: seqs, decision: 'add' } });
    await commit(batch.id);
    const again = await send(`again.${format}`, await plain(batch.id, format));
    expect(await questions(again.id)).toEqual(await questions(batch.id));
    expect(again.counts).toMatchObject({ same: whole.length });
  });
});

test('a draft that another has written of since stays at the undo', async () => {
  const batch = await send('七.csv', [headings, line('别人接着改的这道题？')].map((r) => r.join(',')).join('\n'));
  const done = await commit(batch.id);
  const [item] = (await writer.call(bankList, { query: { importId: batch.id } })).items;
  await reviewer.call(saveItem, {
    params: { id: item!.id },
    body: {
      version: item!.version,
      kind: 'judge',
      stem: '改成判断题',
      options: [],
      answer: { holds: true },
      categoryCode: 'charter',
    },
  });
  const undone = await writer.call(contract.undoBank, { params: { id: batch.id }, body: { version: done.version } });
  expect(undone.counts).toMatchObject({ kept: 1 });
});
