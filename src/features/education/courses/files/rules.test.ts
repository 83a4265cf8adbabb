import { describe, expect, test } from 'vitest';
import { alongBytes, alongOf, packageType } from './rules.ts';
import { isPart, missingOf, namedIn, partType, setType } from './sets/rules.ts';

describe('what is taken along', () => {
  const file = (id: string, size: number, mediaType = 'application/pdf') => ({ file: id, size, mediaType });
  test('is what fits, in the order of the course; a small one after a big one is taken', () => {
    const files = [
      file('small', 5),
      file('big', alongBytes),
      file('first', 10),
      file('set', 1, setType),
      file('zip', 1, packageType),
    ];
    const { along, left } = alongOf(['first', 'big', 'set', 'zip', 'small', 'gone'], files);
    expect(along.map((one) => one.file)).toEqual(['first', 'small']);
    expect(left.map((one) => one.file)).toEqual(['big', 'set', 'zip']);
  });
  test('may be exactly as much', () => {
    expect(alongOf(['a', 'b'], [file('a', alongBytes - 1), file('b', 1)]).left).toEqual([]);
  });
});

describe('a set', () => {
  test.each([
    ['index.m3u8', setType],
    ['low_0-1.ts', 'video/mp2t'],
    ['init.mp4', 'video/mp4'],
    ['.m3u8', null],
    ['../a.ts', null],
    ['a/b.ts', null],
    ['a.ts\u0000', null],
    ['a.js', null],
    ['A.TS', null],
  ])('%j is %s', (name, type) => {
    expect(partType(name)).toBe(type);
  });

  test('names what its lines and attributes name', () => {
    const list =
      '#EXTM3U\r\n#EXT-X-MAP:URI="init.mp4",BYTERANGE="7@0"\n#EXT-X-MEDIA:TYPE=AUDIO,URI="a.m3u8"\n#EXTINF:4,\n0.m4s\n\n';
    expect(namedIn(list)).toEqual(['init.mp4', 'a.m3u8', '0.m4s']);
    expect(missingOf([list, list], new Set(['0.m4s', 'a.m3u8']))).toEqual(['init.mp4']);
  });

  test.each([
    ['a.m3u8', '#EXTM3U\n', true],
    ['a.m3u8', ' #EXTM3U', false],
    ['a.m4s', '\0\0\0\x18styp', true],
    ['a.mp4', '\0\0\0\x18ftyp', true],
    ['a.m4s', '<html></html>', false],
    ['a.ts', 'Gx', true],
    ['a.ts', `G${'x'.repeat(300)}`, false],
  ])('%s that begins so: %j', (name, text, expected) => {
    expect(isPart(name, new TextEncoder().encode(text))).toBe(expected);
  });
});
