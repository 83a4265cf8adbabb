/** multipart/mixed (RFC 2046) as attachments travel (Communication 1.5.2): read from bytes, and written. */
import { Refused } from '../refusals/rules.ts';

export interface Part {
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const broken = (why: string): Refused => new Refused(400, `multipart/mixed: ${why}`);

export const boundaryOf = (contentType: string): string => {
  const { quoted, bare } =
    /;\s*boundary=(?:"(?<quoted>[^"]{1,70})"|(?<bare>[^\s;"]{1,70}))/i.exec(contentType)?.groups ?? {};
  const boundary = quoted ?? bare;
  if (boundary === undefined) throw broken('the boundary is missing');
  return boundary;
};

const readPart = (bytes: Buffer): Part => {
  // A part without headers begins with the empty line itself.
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) throw broken('a part has no end of its headers');
  const lines = bytes
    .subarray(0, end)
    .toString('utf8')
    .split('\r\n')
    .filter((line) => line !== '');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    if (colon < 1) throw broken('a header has no name');
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return { headers: Object.fromEntries(headers), body: bytes.subarray(end + 4) };
};

export const readParts = (bytes: Buffer, boundary: string): readonly Part[] => {
  const mark = Buffer.from(`\r\n--${boundary}`, 'utf8');
  // The first mark may stand at the very beginning.
  const whole = Buffer.concat([Buffer.from('\r\n'), bytes]);
  const parts: Part[] = [];
  let at = whole.indexOf(mark);
  for (;;) {
    if (at < 0) throw broken('the closing boundary is missing');
    const after = at + mark.length;
    if (whole.subarray(after, after + 2).toString('latin1') === '--') return parts;
    const line = whole.indexOf('\r\n', after);
    const next = whole.indexOf(mark, after);
    if (line < 0 || next < 0) throw broken('the closing boundary is missing');
    parts.push(readPart(whole.subarray(line, next)));
    at = next;
  }
};

/** The parts between marks that stand in none of them. */
export const writeParts = (parts: readonly Part[], boundary: string): Buffer =>
  Buffer.concat([
    ...parts.flatMap(({ headers, body }) => [
      Buffer.from(
        `--${boundary}\r\n${Object.entries(headers)
          .map(([name, value]) => `${name}:${value}\r\n`)
          .join('')}\r\n`,
        'utf8',
      ),
      body,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
