import { describe, expect, test } from 'vitest';
import { bodyFault, bodyImages, bodyText, isLink, readBody } from './body.ts';

const file = '0194a1b2-0000-7000-8000-0000000000aa';
const doc = (...content: unknown[]) => ({ type: 'doc', content });
const text = (words: string, ...marks: unknown[]) => ({ type: 'text', text: words, marks });
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });

describe('a body', () => {
  test('keeps what is allowed and leaves other attributes out', () => {
    const given = doc(
      { type: 'heading', attrs: { level: 2, id: 'x', onclick: 'alert(1)' }, content: [text('标题')] },
      { ...paragraph(text('正文', { type: 'bold', attrs: { style: 'x' } })), attrs: { textAlign: 'center' } },
      { type: 'image', attrs: { file: file.toUpperCase(), alt: ' 一张\n图 ', src: 'https://elsewhere.example/x.png' } },
    );
    expect(readBody(given)).toEqual({
      type: 'doc',
      content: [
        { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: '标题' }] },
        { type: 'paragraph', content: [{ type: 'text', text: '正文', marks: [{ type: 'bold' }] }] },
        { type: 'image', attrs: { file, alt: '一张 图', caption: '' } },
      ],
    });
  });

  test.each([
    ['no object', 'doc', 'body_shape'],
    ['another top', paragraph(), 'body_node'],
    ['a node of nobody', doc({ type: 'iframe' }), 'body_node'],
    ['a name of a prototype', doc({ type: 'constructor' }), 'body_node'],
    ['a heading of the page', doc({ type: 'heading', attrs: { level: 1 } }), 'body_node'],
    ['a block in a line', doc(paragraph(paragraph())), 'body_node'],
    ['another mark', doc(paragraph(text('x', { type: 'code' }))), 'body_node'],
    ['a link that runs', doc(paragraph(text('x', { type: 'link', attrs: { href: 'javascript:1' } }))), 'body_link'],
    ['an image without a file', doc({ type: 'image', attrs: { alt: 'x' } }), 'body_image'],
    ['an image without words', doc({ type: 'image', attrs: { file, alt: ' \u200b' } }), 'body_alt'],
    ['too many words', doc(paragraph(text('长'.repeat(60_001)))), 'body_too_long'],
    ['too many nodes', doc(...Array.from({ length: 5_001 }, () => paragraph())), 'body_too_long'],
  ])('refuses %s', (_, given, fault) => {
    expect(bodyFault(given)).toBe(fault);
  });

  test('refuses what is nested without end', () => {
    const nested = (depth: number): unknown =>
      depth === 0 ? paragraph() : { type: 'bulletList', content: [{ type: 'listItem', content: [nested(depth - 1)] }] };
    expect(bodyFault(doc(nested(4)))).toBeNull();
    expect(bodyFault(doc(nested(5)))).toBe('body_too_long');
    expect(bodyFault(doc(nested(2_000)))).toBe('body_too_long');
  });

  test('leaves out signs that nobody sees', () => {
    const given = doc(paragraph(text('\u202e倒\u0000写\ud800')));
    expect(bodyText(readBody(given))).toBe('倒写');
  });

  test('is words and pictures', () => {
    const image = { type: 'image', attrs: { file, alt: '图', caption: '说明' } };
    const item = { type: 'listItem', content: [paragraph(text('一'), { type: 'hardBreak' }, text('二'))] };
    const body = readBody(doc(paragraph(text('甲')), image, image, { type: 'bulletList', content: [item] }));
    expect(bodyText(body)).toBe('甲\n说明\n说明\n一\n二');
    expect(bodyImages(body)).toEqual([file]);
  });
});

test.each([
  ['https://www.12371.cn/a?b=1#c', true],
  ['tel:12345', true],
  ['tel:+86-571-88880000', true],
  ['/portal/articles/x?y=1', true],
  ['/portal', true],
  ['http://plain.example/', false],
  ['https://user@other.example/', false],
  ['https://user:word@other.example', false],
  ['//other.example', false],
  ['/portal//other.example\\x', false],
  ['/portal/../api', false],
  ['/portalx', false],
  ['/api/session', false],
  ['javascript:alert(1)', false],
  [' javascript:alert(1)', false],
  ['java\nscript:alert(1)', false],
  ['data:text/html,x', false],
  ['https://a.example/"onx=', false],
  ['tel:javascript', false],
  [`https://a.example/${'x'.repeat(500)}`, false],
])('a link to %s: %s', (href, allowed) => {
  expect(isLink(href)).toBe(allowed);
});
