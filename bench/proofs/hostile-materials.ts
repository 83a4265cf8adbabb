/** Hostile files at the gate for what people hand to each other: materials of a meeting. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { deflateSync } from 'node:zlib';
import { createKeys, keySource } from '#platform/crypto/keys.ts';
import { openCrypto } from '#platform/crypto/provider.ts';
import { localFileStore } from '#platform/files/file-store.ts';
import { screenFile, screenedKinds } from '#platform/files/screening.ts';
import { AppError } from '#shared/errors.ts';
import { rawZip, type RawEntry } from '#test/files/raw-zip.ts';

type Refusal = 'file_kind' | 'file_damaged' | 'file_programs';
type Kept = (typeof screenedKinds)[keyof typeof screenedKinds];

interface HostileMaterial {
  readonly what: string;
  /** Why it is refused, or as what it is kept: then without the secret that was put into it. */
  readonly expected: Refusal | Kept;
  readonly make: () => Buffer;
}

const secret = 'N27.5568 E120.5526 SECRET';
const types: RawEntry = { name: '[Content_Types].xml', content: '<Types/>' };
const letter: RawEntry = { name: 'word/document.xml', content: '<w:document/>' };
const word = (...more: readonly RawEntry[]): Buffer => rawZip([types, letter, ...more]);
const office = (...entries: readonly RawEntry[]): Buffer => rawZip([types, ...entries]);
const program = (name: string): RawEntry => ({ name, content: 'Sub AutoOpen()' });

const sized = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const chunk = (name: string, content: Buffer): Buffer =>
  Buffer.concat([sized(content.length), Buffer.from(name), content, sized(0)]);
const png = (side: number, ...chunks: readonly Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.concat([sized(side), sized(side), Buffer.from('0800000000', 'hex')])),
    ...chunks,
    chunk('IDAT', deflateSync(Buffer.alloc(2))),
    chunk('IEND', Buffer.alloc(0)),
  ]);

const segment = (marker: number, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker, (content.length + 2) >>> 8, (content.length + 2) & 0xff]), content]);
const jpeg = (side: number, ...segments: readonly Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    ...segments,
    segment(0xc0, Buffer.from([8, side >>> 8, side & 0xff, side >>> 8, side & 0xff, 1, 1, 0x11, 0])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from('00ffd9', 'hex'),
  ]);
const exif = segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0MM\0*', 'latin1'), sized(8), Buffer.from(secret)]));

type Row = readonly [what: string, make: () => Buffer];
const gate = (expected: Refusal | Kept, rows: readonly Row[]): HostileMaterial[] =>
  rows.map(([what, make]): HostileMaterial => ({ what, expected, make }));

const hostileMaterials: readonly HostileMaterial[] = [
  ...gate('file_kind', [
    ['nothing at all', () => Buffer.alloc(0)],
    ['text', () => Buffer.from('会议材料')],
    ['page with a script', () => Buffer.from('<!doctype html><script>fetch("/api")</script>')],
    ['drawing with a script', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
    ['Windows program', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)])],
    ['Linux program', () => Buffer.concat([Buffer.from('7f454c46', 'hex'), Buffer.alloc(500)])],
    ['shell script', () => Buffer.from('#!/bin/sh\nrm -rf /\n')],
    ['old document, or one under a password', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), word()])],
    ['GIF', () => Buffer.from('GIF89a\u0001\0\u0001\0')],
    ['page in front of a PDF', () => Buffer.from('<script>1</script>%PDF-1.7')],
    ['archive of programs', () => rawZip([{ name: 'setup.exe', content: 'MZ' }])],
    ['document without a list of its parts', () => rawZip([letter])],
    ['Java archive', () => rawZip([{ name: 'META-INF/MANIFEST.MF', content: 'Main-Class: A' }])],
  ]),
  ...gate('file_programs', [
    ['document with macros', () => word(program('word/vbaProject.bin'))],
    ['document with macros, in capitals', () => word(program('WORD/VBAPROJECT.BIN'))],
    ['workbook with macros', () => office({ name: 'xl/workbook.xml' }, program('xl/vbaProject.bin'))],
    ['slides with macros', () => office({ name: 'ppt/presentation.xml' }, program('ppt/vbaProject.bin'))],
  ]),
  ...gate('file_damaged', [
    ['document of 256 MB packed to 250 KB', () => word({ name: 'x', content: Buffer.alloc(256_000_000) })],
    ['document of 2,500 entries', () => word(...Array.from({ length: 2500 }, (_, i) => ({ name: `e${i}` })))],
    [
      '500 names for one stream',
      () => word(...Array.from({ length: 500 }, (_, i) => ({ name: `o${i}`, offset: 0, declaredSize: 1000 }))),
    ],
    ['name with ../', () => word({ name: '../../etc/cron.d/x' })],
    ['name with ..\\', () => word({ name: '..\\..\\x' })],
    ['absolute name', () => word({ name: '/etc/passwd' })],
    ['symbolic link', () => word({ name: 'word/link', content: '/etc/passwd', mode: 0o120777 })],
    ['encrypted entry', () => word({ name: 'x', flags: 0x801 })],
    ['one name twice', () => word(letter)],
    ['directory beyond the end', () => rawZip([types, letter], { directoryOffset: 900_000_000 })],
    ...[0.1, 0.6, 0.95].map(
      (share) => [`document cut at ${share * 100} %`, () => word().subarray(0, word().length * share)] as const,
    ),
    ['JPEG that only begins so', () => Buffer.from('ffd8ffe000', 'hex')],
    [
      'JPEG with a program for its data',
      () => Buffer.concat([Buffer.from('ffd8ff', 'hex'), Buffer.from('MZ'.repeat(99))]),
    ],
    ['JPEG of 60,000 by 60,000', () => jpeg(60_000)],
    ['JPEG without an end', () => jpeg(8).subarray(0, -2)],
    ['PNG that only begins so', () => Buffer.from('89504e470d0a1a0a', 'hex')],
    ['PNG of 60,000 by 60,000', () => png(60_000)],
    ['PNG with a chunk beyond the end', () => png(8).subarray(0, -14)],
    ['PNG without a header', () => Buffer.concat([png(8).subarray(0, 8), chunk('IDAT', Buffer.from(secret))])],
  ]),
  ...gate('jpg', [
    ['JPEG with its place', () => jpeg(8, exif)],
    ['JPEG with remarks', () => jpeg(8, segment(0xfe, Buffer.from(secret)), segment(0xed, Buffer.from(secret)))],
    ['JPEG with an archive behind it', () => Buffer.concat([jpeg(8), word({ name: secret })])],
  ]),
  ...gate('png', [
    ['PNG with its place', () => png(8, chunk('eXIf', Buffer.from(secret)))],
    ['PNG with texts', () => png(8, chunk('tEXt', Buffer.from(secret)), chunk('iTXt', Buffer.from(secret)))],
    ['PNG with a page behind it', () => Buffer.concat([png(8), Buffer.from(`<script>${secret}</script>`)])],
  ]),
  // Those that must be taken, so that a gate nailed shut does not pass for a safe one.
  ...gate('docx', [['honest document', () => word()]]),
  ...gate('xlsx', [['honest workbook', () => office({ name: 'xl/workbook.xml' })]]),
  ...gate('pptx', [['honest slides', () => office({ name: 'ppt/presentation.xml' })]]),
  ...gate('pdf', [['honest PDF', () => Buffer.from('%PDF-1.7\n')]]),
  ...gate('jpg', [['honest JPEG', () => jpeg(8)]]),
  ...gate('png', [['honest PNG', () => png(8)]]),
];

const answer = async (file: HostileMaterial, files: ReturnType<typeof localFileStore>): Promise<string> => {
  const stored = await files.put(Readable.from([file.make()]), { maxBytes: 50_000_000 });
  try {
    const { mediaType } = await screenFile(files, stored);
    const kept = await buffer(await files.get(stored.id));
    return kept.includes(secret) ? 'kept with the secret' : screenedKinds[mediaType];
  } catch (error) {
    if (!(error instanceof AppError)) return `fault: ${String(error)}`;
    const { problems } = error.details as { readonly problems?: readonly { readonly message: string }[] };
    return problems?.[0]?.message ?? error.code;
  }
};

/** Hands each of them to the gate as an upload does: stored under encryption first, then looked at. */
export const tryMaterials = async (folder: string): Promise<{ readonly lines: string[]; readonly ok: boolean }> => {
  const keys = join(folder, 'keys');
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  const files = localFileStore(join(folder, 'files'), openCrypto(createKeys(keys, 'proof'), keySource(keys, 'proof')));
  const wrong: string[] = [];
  let refused = 0;
  for (const file of hostileMaterials) {
    const given = await answer(file, files);
    if (given.startsWith('file_')) refused += 1;
    if (given !== file.expected) wrong.push(`  ${file.what}: ${given}, not ${file.expected}`);
  }
  return {
    lines: [
      ...wrong,
      `materials of meetings: ${hostileMaterials.length} attempts, ${refused} refused, ${hostileMaterials.length - refused} kept as what they are and without what a camera or a hand put beside the picture; answered otherwise ${wrong.length} (bound 0)`,
    ],
    ok: wrong.length === 0,
  };
};
