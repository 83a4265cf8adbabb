import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundaryOf, readParts, writeParts } from './queries.ts';

test('parts are read as they were written, whatever their bytes', () => {
  const part = fc.record({
    headers: fc.constant({ 'content-type': 'text/plain', 'x-own': 'a: b' }),
    body: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
      const read = readParts(writeParts(parts, 'zhibu'), 'zhibu');
      expect(read.map(({ headers, body }) => [headers, body.toString('hex')])).toEqual(
        parts.map(({ headers, body }) => [headers, body.toString('hex')]),
      );
    }),
  );
});

test.each([
  ['multipart/mixed; boundary="a b"', 'a b'],
  ['multipart/mixed;boundary=abc; charset=x', 'abc'],
])('the boundary of %s is %s', (type, boundary) => expect(boundaryOf(type)).toBe(boundary));

test.each([
  ['', 'closing boundary'],
  ['--z\r\n\r\nx', 'closing boundary'],
  ['--z\r\nno colon\r\n\r\nx\r\n--z--', 'no name'],
  ['--z\r\na: b\r\n--z--', 'end of its headers'],
])('%j is refused', (text, why) => expect(() => readParts(Buffer.from(text), 'z')).toThrow(why));
