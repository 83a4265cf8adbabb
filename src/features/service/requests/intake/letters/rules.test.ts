import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { hostile } from '#test/harness/hostile.ts';
import { letterFrom, letterLimits, type Letter, type Parsed } from './rules.ts';

const page = (html: string): string => html.replaceAll(/<[^>]+>/g, '');
const read = (parsed: Partial<Parsed>): Letter => {
  const letter = letterFrom({ attachments: [], ...parsed }, page);
  if (typeof letter === 'string') throw new Error(letter);
  return letter;
};
const picture = (filename: string, size = 20_000, mimeType = 'image/jpeg') => ({
  filename,
  mimeType,
  content: new Uint8Array(size),
});
const from = { name: '林某某', address: 'lin@example.com' };

describe('a letter', () => {
  test('is read with its charset, its name and its day in China', async () => {
    const subject = `=?gb18030?B?${Buffer.from([0xc2, 0xb7, 0xb5, 0xc6]).toString('base64')}?=`;
    const raw = [
      `From: =?utf-8?B?${Buffer.from('林某某').toString('base64')}?= <lin@example.com>`,
      `Subject: ${subject}`,
      'Date: Thu, 26 Nov 2026 20:30:00 +0000',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(`村口坏了三盏 ${hostile}\r\n\r\n\r\n\r\n请来修`).toString('base64'),
    ].join('\r\n');
    const letter = read(await PostalMime.parse(raw));
    expect(letter).toMatchObject({
      name: '林某某',
      address: 'lin@example.com',
      sentOn: '2026-11-27',
      photos: [],
      left: [],
    });
    expect(letter.text).toBe(`路灯\n村口坏了三盏 ${hostile}\n\n请来修`);
  });

  test('is the words of its page where it has no plain part', () => {
    expect(read({ html: '<p>路灯坏了</p>' }).text).toBe('路灯坏了');
    expect(read({ html: '<p>路灯坏了</p>', text: '请看纯文本' }).text).toBe('请看纯文本');
  });

  test('brings photos, six at most; logos, papers and what is too large stay behind, by their names', () => {
    const photos = Array.from({ length: 7 }, (_, n) => picture(`${n}.jpg`));
    const others = [picture('logo.png', 300, 'image/png'), picture('a.exe', 20_000, 'application/x-msdownload')];
    const letter = read({
      text: '请看照片',
      from,
      attachments: [...others, ...photos, picture('big.jpg', 10_000_001)],
    });
    expect(letter.photos.map(({ name }) => name)).toEqual(['0.jpg', '1.jpg', '2.jpg', '3.jpg', '4.jpg', '5.jpg']);
    expect(letter.left).toEqual(['logo.png', 'a.exe', '6.jpg', 'big.jpg']);
  });

  test('loses what nobody sees, and nothing else', () => {
    const { text, name } = read({ text: 'a\u202eb\u200bc\u0000d\te', from: { name: 'x\r\nBcc: y', address: 'z' } });
    expect([text, name]).toEqual(['abcd\te', 'x Bcc: y']);
  });

  test.each<[string, Partial<Parsed>]>([
    ['letter_none', {}],
    ['letter_none', { subject: '没有来信人', text: ' \u200b' }],
    ['letter_large', { text: '长'.repeat(letterLimits.characters + 1) }],
    ['letter_parts', { text: '很多', attachments: Array.from({ length: 41 }, () => picture('x.jpg', 1)) }],
  ])('is refused: %s', (fault, parsed) => expect(letterFrom({ attachments: [], ...parsed }, page)).toBe(fault));

  test('that is nested without end is not read at all', async () => {
    const parts = Array.from(
      { length: 60 },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
    );
    const raw = `From: a@example.com\r\n${parts.join('')}`;
    await expect(PostalMime.parse(raw, { maxNestingDepth: letterLimits.depth })).rejects.toThrow();
    const fat = `From: a@example.com\r\nX-Fat: ${'x'.repeat(letterLimits.headerBytes)}\r\n\r\nbody`;
    await expect(PostalMime.parse(fat, { maxHeadersSize: letterLimits.headerBytes })).rejects.toThrow();
  });
});
