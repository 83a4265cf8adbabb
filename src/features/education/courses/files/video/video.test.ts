/** Videos sent by a client that nobody here wrote, cut and resumed. */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Upload } from 'tus-js-client';
import { beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { plantSchool } from '#test/harness/school.ts';
import type { Node } from '#test/harness/tree.ts';
import { createCourse, oneCourse, reviewCourse, saveCourse, submitCourse } from '../../contract.ts';
import { plantItems } from '../../factory.ts';
import { addFile } from '../contract.ts';

const server = useApp();
let school: Node;
let teacher: Client;
let address: string;
beforeAll(async () => {
  const { app } = server.current;
  ({ school, teacher } = await plantSchool(server.current));
  await app.listen({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
});

const cookie = (client: Client) => ({ cookie: `zhibu_session=${client.session?.token ?? ''}` });
const begin = async (): Promise<string> =>
  (await teacher.call(createCourse, { body: { title: '影像课', topics: ['history'] } })).id;
/** Seven and a half megabytes that begin as MP4 does: two pieces. */
const film = (): Buffer => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom'), randomBytes(7_500_000)]);

interface Sent {
  readonly file: string;
  readonly error: string;
}
const send = (bytes: Buffer, course: string, more: { uploadUrl?: string; stopAt?: number; by?: Client } = {}) =>
  new Promise<Sent & { url: string }>((resolve) => {
    const upload = new Upload(bytes, {
      endpoint: `${address}/uploads/courses/`,
      ...(more.uploadUrl === undefined ? {} : { uploadUrl: more.uploadUrl }),
      chunkSize: 3_000_000,
      retryDelays: [],
      headers: cookie(more.by ?? teacher),
      metadata: { course, name: '红色故事.mp4', source: '县委党校', licence: '自有' },
      onChunkComplete: (_size, accepted) => {
        if (more.stopAt === undefined || accepted < more.stopAt) return;
        upload.abort().then(
          () => resolve({ file: '', error: 'stopped', url: upload.url ?? '' }),
          (error: unknown) => resolve({ file: '', error: String(error), url: '' }),
        );
      },
      onError: (error) => resolve({ file: '', error: error.message, url: upload.url ?? '' }),
      onSuccess: () => resolve({ file: upload.url?.split('/').at(-1) ?? '', error: '', url: upload.url ?? '' }),
    });
    upload.start();
  });

const get = async (client: Client, path: string, range?: string) => {
  const headers = { ...cookie(client), ...(range === undefined ? {} : { range }) };
  const reply = await fetch(`${address}/api${path}`, { headers });
  return {
    status: reply.status,
    range: reply.headers.get('content-range'),
    type: reply.headers.get('content-type'),
    bytes: Buffer.from(await reply.arrayBuffer()),
  };
};

test('a video is cut, goes on where it stopped, and is read from any place', async () => {
  const course = await begin();
  const bytes = film();
  const cut = await send(bytes, course, { stopAt: 3_000_000 });
  expect(cut.error).toBe('stopped');
  const on = await teacher.call(oneCourse, { params: { id: course } });
  expect(on.files).toMatchObject([{ kind: 'video', whole: false, size: bytes.length }]);
  const done = await send(bytes, course, { uploadUrl: cut.url });
  expect(done).toMatchObject({ error: '', file: on.files[0]?.file });
  const path = `/courses/${course}/files/${done.file}`;
  const whole = await get(teacher, path);
  expect(whole).toMatchObject({ status: 200, type: 'video/mp4' });
  expect(whole.bytes.equals(bytes)).toBe(true);
  for (const [range, from, to] of [
    ['bytes=0-99', 0, 100],
    ['bytes=2999990-3000010', 2_999_990, 3_000_011],
    ['bytes=-7', bytes.length - 7, bytes.length],
  ] as const) {
    const part = await get(teacher, path, range);
    expect(part).toMatchObject({ status: 206, range: `bytes ${from}-${to - 1}/${bytes.length}` });
    expect(part.bytes.equals(bytes.subarray(from, to))).toBe(true);
  }
  const left = await server.current.write((tx) =>
    tx.selectFrom('course_piece').select('size').where('video_id', '=', done.file).execute(),
  );
  expect(left.reduce((sum, { size }) => sum + size, 0)).toBe(bytes.length);
});

test('whoever takes the course sees it with captions, and nobody else', async () => {
  const { as, write } = server.current;
  const course = await begin();
  const bytes = film();
  const { file } = await send(bytes, course);
  const vtt = { name: '字幕.vtt', content: 'WEBVTT\n\n00:01.000 --> 00:02.000\n你好\n' };
  const query = { kind: 'captions' as const, source: '县委党校', licence: '自有' };
  const captions = await teacher.upload(addFile, { params: { id: course }, query }, vtt);
  await expect(
    teacher.upload(addFile, { params: { id: course }, query }, { ...vtt, content: '<script>alert(1)</script>' }),
  ).rejects.toMatchObject({ details: { problems: [{ message: 'courses.captions_bad' }] } });
  const items = await write((tx) => plantItems(tx, school, 6));
  const units = [
    { id: newId(), kind: 'video' as const, title: '看一看', file, captions: captions.file },
    { id: newId(), kind: 'quiz' as const, title: '自测', items, ask: 5, pass: 4 },
  ];
  const fields = { title: '影像课', summary: '', topics: ['history'], hours: null, expiresOn: null };
  const audience = { stages: [], posts: [], types: [] };
  const content = { chapters: [{ id: newId(), title: '一', units }] };
  const params = { id: course };
  await teacher.call(saveCourse, { params, body: { version: 1, ...fields, audience, content } });
  await teacher.call(submitCourse, { params, body: { version: 2 } });
  const colleague = await as('party_school', { at: school });
  const member = await as('member');
  const path = `/own/courses/${course}/files/${file}`;
  expect((await get(member, path)).status).toBe(404);
  await colleague.call(reviewCourse, { params, body: { version: 3, decision: 'publish' } });
  const part = await get(member, path, 'bytes=4000000-4000009');
  expect(part.status).toBe(206);
  expect(part.bytes.equals(bytes.subarray(4_000_000, 4_000_010))).toBe(true);
  expect((await get(member, `/own/courses/${course}/files/${captions.file}`)).type).toContain('text/vtt');
  expect((await get(member, `/courses/${course}/files/${file}`)).status).toBe(404);
});

test('what is no video, of another’s course, or sent by nobody is refused', async () => {
  const { as, tree, nobody } = server.current;
  const course = await begin();
  expect((await send(Buffer.from('<html>no film at all</html>'), course)).error).toContain('courses.video_kind');
  const stranger = await as('branch_secretary', { at: tree.branchA1 });
  expect((await send(film(), course, { by: stranger })).error).toContain('404');
  expect((await send(film(), course, { by: await as('member') })).error).toContain('404');
  expect((await send(film(), course, { by: nobody })).error).toContain('401');
  const { url } = await send(film(), course, { stopAt: 3_000_000 });
  const other = await fetch(url, { method: 'HEAD', headers: { ...cookie(stranger), 'tus-resumable': '1.0.0' } });
  expect(other.status).toBe(404);
  // A piece that claims another place than the next is not kept.
  const wrong = await fetch(url, {
    method: 'PATCH',
    headers: {
      ...cookie(teacher),
      'tus-resumable': '1.0.0',
      'upload-offset': '17',
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(10),
  });
  expect(wrong.status).toBe(409);
  const crossed = await fetch(`${address}/uploads/courses/`, {
    method: 'POST',
    headers: {
      ...cookie(teacher),
      origin: 'https://elsewhere.example',
      'tus-resumable': '1.0.0',
      'upload-length': '1',
    },
  });
  expect(crossed.status).toBe(403);
});
