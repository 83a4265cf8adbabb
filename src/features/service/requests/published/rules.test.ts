import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answering, tracesIn, withoutTraces } from './rules.ts';

const nobody = { name: null, phone: null };
const sender = { name: '林晓梅', phone: '138 0000 1234' };

describe('what names somebody', () => {
  test.each([
    ['请打13800001234找我', 'phone'],
    ['电话 138 0000 1234', 'phone'],
    ['电话138-0000-1234。', 'phone'],
    ['打１３８００００１２３４', 'phone'],
    ['+86 13800001234', 'phone'],
    ['座机0577-67221234', 'phone'],
    ['身份证330324198001011234', 'identity'],
    ['号码33032419800101123X', 'identity'],
    ['卡号6222 0212 3456 7890 123', 'card'],
    ['邮箱lin@example.com', 'email'],
    ['车牌浙C12345停在路口', 'plate'],
    ['新能源车浙CD12345', 'plate'],
  ])('is seen in %s and taken out of a draft', (text, kind) => {
    expect(tracesIn(text, nobody)).toContain(kind);
    expect(tracesIn(withoutTraces(text, nobody), nobody)).toEqual([]);
  });

  test.each(['林晓梅反映', '我叫林 晓 梅', '尾号在前：1-3-8-0-0-0-0-1-2-3-4'])('is the sender in %s', (text) => {
    expect(tracesIn(text, sender)).toContain('sender');
  });

  test.each([
    '2026年11月26日发现3盏路灯不亮',
    '请打12345或者12388',
    '第20条规定5个工作日',
    '补贴1200元，编号20261126',
    '一共欠了10000000元',
  ])('is nothing in %s', (text) => {
    expect(tracesIn(text, sender)).toEqual([]);
  });

  test('is gone from any draft around any number', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('路', '灯', ' ', '，', 'a') }),
        fc.integer({ min: 3e9, max: 9.9e9 }),
        (words, tail) => {
          const text = `${words}，1${tail}，${words}林晓梅${words}`;
          const draft = withoutTraces(text, sender);
          return tracesIn(draft, sender).length === 0 && !draft.includes(String(tail));
        },
      ),
    );
  });
});

test('answers that fit share two words, the rarer the better', () => {
  const answer = (name: string, ...words: string[]) => ({ name, words });
  const answers = [
    answer('one word', '路灯', '申请'),
    answer('frequent', '村里', '申请', '材料'),
    answer('rare', '路灯', '不亮', '村里'),
    answer('other', '村里', '材料'),
  ];
  expect(answering(answers, ['村里', '路灯', '不亮', '申请'], 2).map(({ name }) => name)).toEqual(['rare', 'one word']);
  expect(answering(answers, ['没有'], 2)).toEqual([]);
  expect(answering([], ['村里', '路灯'], 2)).toEqual([]);
});
