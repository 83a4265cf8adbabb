/** Files that a course keeps beside films that arrive in pieces: sets, files used again, and what is cleared away. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { plantSchool } from '#test/harness/school.ts';
import type { Node } from '#test/harness/tree.ts';
import { createCourse, oneCourse, removeCourse, reviewCourse, saveCourse, submitCourse } from '../contract.ts';
import { plantItems } from '../factory.ts';
import { ownCourseFile } from '../own/contract.ts';
import { addFile, courseFile } from './contract.ts';
import { sweepCourseUploads } from './jobs.ts';
import { reusableFiles, reuseFile } from './reuse/contract.ts';
import * as sets from './sets/contract.ts';

const start = new Date('2026-11-26T04:00:00Z');
let now = start;
const server = useApp({ now: () => now });
let school: Node;
let teacher: Client;
beforeAll(async () => {
  ({ school, teacher } = await plantSchool(server.current));
});

const told = { source: '县委党校', licence: '自有' };
const begin = async (client = teacher): Promise<string> =>
  (await client.call(createCourse, { body: { title: '文件课', topics: ['history'] } })).id;
const captions = { name: '字幕.vtt', content: 'WEBVTT\n\n00:01.000 --> 00:02.000\n你好\n' };
const addCaptions = async (id: string) =>
  (await teacher.upload(addFile, { params: { id }, query: { kind: 'captions', ...told } }, captions)).file;

const segment = Buffer.alloc(400, 7);
segment[0] = segment[188] = 0x47;
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const master = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=800000\nlow.m3u8\n';
const low = '#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\nlow-0.ts\n#EXTINF:6,\nlow-1.ts\n#EXT-X-ENDLIST\n';

const beginSet = (id: string, name = 'index.m3u8') =>
  teacher.call(sets.beginSet, { params: { id }, body: { name, ...told } });
const addPart = (id: string, file: string, part: string, content: string | Buffer) =>
  teacher.upload(sets.addPart, { params: { id, file }, query: { part } }, { name: part, content });
const closed = async (id: string, file: string): Promise<string> => {
  const reply = await teacher.raw(sets.closeSet, { params: { id, file } });
  return reply.status === 200 ? 'ok' : reply.text;
};
const wholeSet = async (id: string): Promise<string> => {
  const { file } = await beginSet(id);
  for (const [part, content] of [
    ['index.m3u8', master],
    ['low.m3u8', low],
    ['low-0.ts', segment],
    ['low-1.ts', segment],
  ] as const)
    await addPart(id, file, part, content);
  expect(await closed(id, file)).toBe('ok');
  return file;
};

const publish = async (id: string, units: readonly object[]): Promise<void> => {
  const items = await server.current.write((tx) => plantItems(tx, school, 6));
  const quiz = { id: newId(), kind: 'quiz', title: '自测', items, ask: 5, pass: 4 };
  const content = { chapters: [{ id: newId(), title: '一', units: [...units, quiz] }] };
  const fields = { title: '文件课', summary: '', topics: ['history'], hours: null, expiresOn: null };
  const audience = { stages: [], posts: [], types: [] };
  const colleague = await server.current.as('party_school', { at: school });
  const params = { id };
  await teacher.call(saveCourse, { params, body: { version: 1, ...fields, audience, content: content as never } });
  await teacher.call(submitCourse, { params, body: { version: 2 } });
  await colleague.call(reviewCourse, { params, body: { version: 3, decision: 'publish' } });
};

describe('a film as a set', () => {
  test('arrives file by file, goes on where it was left, and is whole when nothing is missing', async () => {
    const id = await begin();
    const { file, parts } = await beginSet(id);
    expect(parts).toEqual([]);
    await addPart(id, file, 'index.m3u8', master);
    expect(await closed(id, file)).toContain('courses.set_lacks');
    await addPart(id, file, 'low.m3u8', low);
    await addPart(id, file, 'low-0.ts', segment);
    // The page was closed: the same set goes on, and a file that is sent again is there once.
    const again = await beginSet(id);
    expect(again.file).toBe(file);
    expect(again.parts.map(({ part }) => part)).toEqual(['index.m3u8', 'low.m3u8', 'low-0.ts']);
    await addPart(id, file, 'low-0.ts', segment);
    expect(await closed(id, file)).toContain('low-1.ts');
    await addPart(id, file, 'low-1.ts', segment);
    expect(await closed(id, file)).toBe('ok');
    const { files } = await teacher.call(oneCourse, { params: { id } });
    expect(files).toMatchObject([{ file, whole: true, size: master.length + low.length + 2 * segment.length }]);
    // A whole one takes no more.
    await expect(addPart(id, file, 'more.ts', segment)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is played by whoever takes the course, and by nobody else', async () => {
    const id = await begin();
    const file = await wholeSet(id);
    await publish(id, [{ id: newId(), kind: 'video', title: '看', file, captions: await addCaptions(id) }]);
    const member = await server.current.as('member');
    const part = (name: string) => member.raw(sets.ownCoursePart, { params: { id, file, part: name } });
    const list = await part('low.m3u8');
    expect([list.status, list.headers['content-type'], list.text]).toEqual([
      200,
      expect.stringContaining('mpegurl'),
      low,
    ]);
    const bytes = await part('low-1.ts');
    expect([digest(bytes.bytes), bytes.headers['content-type']]).toEqual([digest(segment), 'video/mp2t']);
    expect((await part('low-9.ts')).status).toBe(404);
    expect((await member.raw(sets.coursePart, { params: { id, file, part: 'low.m3u8' } })).status).toBe(404);
  });

  test.each([
    ['../index.m3u8', master, 'courses.part_name'],
    ['v0/low.m3u8', low, 'courses.part_name'],
    ['page.html', '<html>', 'courses.part_name'],
    ['low-0.ts', '<html>not a segment', 'courses.part_kind'],
    ['low.m3u8', 'low-0.ts', 'courses.part_kind'],
  ])('takes no %s', async (part, content, message) => {
    const id = await begin();
    const { file } = await beginSet(id);
    await expect(addPart(id, file, part, content)).rejects.toMatchObject({ details: { problems: [{ message }] } });
  });

  test('names nothing outside itself', async () => {
    const id = await begin();
    const { file } = await beginSet(id);
    await addPart(
      id,
      file,
      'index.m3u8',
      '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="https://elsewhere.example/key"\nhttp://elsewhere.example/a.ts\n',
    );
    expect(await closed(id, file)).toContain('elsewhere.example/key');
  });
});

describe('a file of another course', () => {
  test('is found by those who write, and copied with its source and licence', async () => {
    const id = await begin();
    const first = await addCaptions(id);
    const film = await wholeSet(id);
    await publish(id, [{ id: newId(), kind: 'video', title: '看', file: film, captions: first }]);
    const { as, tree } = server.current;
    // A branch below another unit: it sees what members are offered.
    const secretary = await as('branch_secretary', { at: tree.branchA1 });
    const own = await begin(secretary);
    const found = await secretary.call(reusableFiles, { query: { kind: 'captions', words: '字幕' } });
    expect(found.items.filter(({ from }) => from === id)).toMatchObject([
      { file: first, courseTitle: '文件课', ...told },
    ]);
    for (const file of [first, film]) {
      const copy = await secretary.call(reuseFile, { params: { id: own }, body: { from: id, file } });
      expect(copy).toMatchObject({ ...told, whole: true });
      expect(copy.file).not.toBe(file);
      const kind = copy.kind === 'video' ? 'low-1.ts' : '';
      const reply =
        kind === ''
          ? await secretary.raw(courseFile, { params: { id: own, file: copy.file } })
          : await secretary.raw(sets.coursePart, { params: { id: own, file: copy.file, part: kind } });
      expect(digest(reply.bytes)).toBe(digest(kind === '' ? Buffer.from(captions.content) : segment));
    }
  });

  test('stays out of sight while nobody is offered it', async () => {
    const id = await begin();
    const file = await addCaptions(id);
    const { as, tree } = server.current;
    const secretary = await as('branch_secretary', { at: tree.branchA1 });
    const own = await begin(secretary);
    const { items } = await secretary.call(reusableFiles, { query: { kind: 'captions' } });
    expect(items.map((one) => one.file)).not.toContain(file);
    expect(await secretary.outcome(reuseFile, { params: { id: own }, body: { from: id, file } })).toBe('not_found');
  });
});

describe('what is cleared away', () => {
  const onDisk = async (id: string): Promise<boolean> => {
    const { county } = server.current;
    return county.files.get(id).then(
      (stream) => {
        stream.destroy();
        return true;
      },
      () => false,
    );
  };

  test('a draft goes with its files, what was published does not', async () => {
    const id = await begin();
    const file = await addCaptions(id);
    await wholeSet(id);
    const remove = (version: number) => teacher.outcome(removeCourse, { params: { id }, body: { version } });
    expect(await remove(7)).toBe('stale');
    expect(await remove(1)).toBe('ok');
    expect((await teacher.raw(oneCourse, { params: { id } })).status).toBe(404);
    await expect.poll(() => onDisk(file)).toBe(false);
    const other = await begin();
    await publish(other, []);
    expect((await teacher.call(oneCourse, { params: { id: other } })).can.remove).toBe(false);
    expect(await teacher.outcome(removeCourse, { params: { id: other }, body: { version: 4 } })).toBe('conflict');
  });

  test('an upload that nobody goes on with goes after a fortnight, one that is whole stays', async () => {
    const id = await begin();
    const whole = await wholeSet(id);
    const { file } = await beginSet(id, 'other.m3u8');
    await addPart(id, file, 'other.m3u8', master);
    const files = async () => (await teacher.call(oneCourse, { params: { id } })).files.map((one) => one.file);
    await sweepCourseUploads(server.current.county, {});
    expect(await files()).toContain(file);
    now = new Date(Date.now() + 15 * 86_400_000);
    await sweepCourseUploads(server.current.county, {});
    now = start;
    expect(await files()).toEqual([whole]);
  });
});

test.each([
  ['document', '要求.txt', '纯文本'],
  ['document', '照片.gif', 'GIF89a'],
  ['slides', '大纲.pdf.txt', '纯文本'],
] as const)('a %s that is something else (%s) is told what is taken', async (kind, name, content) => {
  const id = await begin();
  await expect(
    teacher.upload(addFile, { params: { id }, query: { kind, ...told } }, { name, content }),
  ).rejects.toMatchObject({ details: { problems: [{ path: 'file', message: `courses.${kind}_kind` }] } });
});

test('a member opens what an edition shows and nothing else of the course', async () => {
  const id = await begin();
  const [shown, kept] = [await addCaptions(id), await addCaptions(id)];
  await publish(id, [{ id: newId(), kind: 'video', title: '看', file: await wholeSet(id), captions: shown }]);
  const member = await server.current.as('member');
  const status = async (file: string) => (await member.raw(ownCourseFile, { params: { id, file } })).status;
  expect([await status(shown), await status(kept)]).toEqual([200, 404]);
});
