/** Courseware of others as a unit: taken in or refused, looked at, opened in a frame that reaches nothing, kept and finished. */
import { beforeAll, describe, expect, test } from 'vitest';
import { saySatisfied } from '#features/education/packages/index.ts';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { plantSchool } from '#test/harness/school.ts';
import { plantMember } from '#test/harness/tree.ts';
import { cmi5, refusedPackages, scorm12, scorm12InGbk, scorm12OfTwo, scorm2004 } from '#test/files/packages.ts';
import * as contract from '../contract.ts';
import { addFile, courseFile } from '../files/contract.ts';
import { ownCourse } from '../own/contract.ts';
import { coursePackage, keepPackage, openPackage, ownPackage } from './contract.ts';

const server = useApp();
let teacher: Client;
let colleague: Client;
beforeAll(async () => {
  ({ teacher, colleague } = await plantSchool(server.current));
});

const told = { kind: 'package', source: '某出版社', licence: '购买使用' } as const;
const begin = async (): Promise<string> =>
  (await teacher.call(contract.createCourse, { body: { title: '外来课件', topics: ['charter'] } })).id;
const send = (id: string, content: Buffer) =>
  teacher.upload(addFile, { params: { id }, query: told }, { name: '课件.zip', content, mediaType: 'application/zip' });
const versionOf = async (id: string): Promise<number> =>
  (await teacher.call(contract.oneCourse, { params: { id } })).version;

interface Published {
  readonly id: string;
  readonly unit: string;
  readonly file: string;
}

/** Taken in, written into a course, and published by a second person. */
const publish = async (bytes: Buffer): Promise<Published> => {
  const id = await begin();
  const { file } = await send(id, bytes);
  const unit = newId();
  const content = {
    chapters: [{ id: newId(), title: '一', units: [{ id: unit, kind: 'package' as const, title: '课件', file }] }],
  };
  const fields = {
    title: '外来课件',
    summary: '',
    topics: ['charter'],
    audience: { stages: [], posts: [], types: [] },
    hours: null,
    expiresOn: null,
  };
  await teacher.call(contract.saveCourse, {
    params: { id },
    body: { version: await versionOf(id), ...fields, content },
  });
  await teacher.call(contract.submitCourse, { params: { id }, body: { version: await versionOf(id) } });
  await colleague.call(contract.reviewCourse, {
    params: { id },
    body: { version: await versionOf(id), decision: 'publish' },
  });
  return { id, unit, file };
};

const opened = async (member: Client, { id, unit }: Published, part = 0) => {
  const params = { id, unit };
  await member.call(openPackage, { params, body: { part } });
  const { address, ...rest } = await member.call(ownPackage, { params, query: { part: String(part) } });
  return { address: address ?? '', ...rest };
};
const keep = (member: Client, { id, unit }: Published, kept: Record<string, string>, part = 0) =>
  member.call(keepPackage, { params: { id, unit }, body: { part, kept } });
const get = (url: string, headers: Record<string, string> = {}) => server.current.app.inject({ url, headers });
/** Where the frame begins, and where its files lie. */
const follow = async (address: string): Promise<{ readonly start: string; readonly base: string }> => {
  const { statusCode, headers } = await get(address);
  expect(statusCode).toBe(302);
  const start = String(headers.location);
  return { start, base: /^\/packages\/[^/]+\//.exec(start)?.[0] ?? '' };
};

describe('a package', () => {
  test.each(refusedPackages)('is refused: %s', async (_name, bytes, words) => {
    const id = await begin();
    await expect(send(id, bytes)).rejects.toMatchObject({
      code: 'invalid',
      details: { problems: [{ message: words }] },
    });
    expect((await teacher.call(contract.oneCourse, { params: { id } })).files).toEqual([]);
  });

  test.each([
    ['scorm12', scorm12(), 1],
    ['scorm12', scorm12InGbk(), 1],
    ['scorm12', scorm12OfTwo(), 2],
    ['scorm2004', scorm2004(), 1],
    ['cmi5', cmi5(), 1],
  ] as const)('of %s is read, and handed out again as it came', async (standard, bytes, parts) => {
    const id = await begin();
    const { file } = await send(id, bytes);
    const look = await colleague.call(coursePackage, { params: { id, file }, query: {} });
    expect([look.standard, look.parts.length, look.run]).toEqual([standard, parts, null]);
    const out = await colleague.raw(courseFile, { params: { id, file } });
    expect(out.bytes.equals(bytes)).toBe(true);
    const { start } = await follow(look.address ?? '');
    expect((await get(start)).statusCode).toBe(200);
  });

  test('stands only where a package may stand, and is nobody else’s file', async () => {
    const [id, other] = [await begin(), await begin()];
    const { file } = await send(id, scorm12());
    const content = {
      chapters: [{ id: newId(), title: '一', units: [{ id: newId(), kind: 'package' as const, title: '课', file }] }],
    };
    const body = {
      version: await versionOf(other),
      title: 'x',
      topics: ['charter'],
      audience: { stages: [], posts: [], types: [] },
      hours: null,
      expiresOn: null,
      content,
    };
    expect(await teacher.outcome(contract.saveCourse, { params: { id: other }, body })).toBe('invalid');
    expect(await teacher.outcome(coursePackage, { params: { id: other, file }, query: {} })).toBe('not_found');
  });
});

describe('the frame of a package', () => {
  test('gets its pages by the address alone, with a policy that ends there', async () => {
    const course = await publish(scorm12());
    const member = await server.current.as('member');
    const { address } = await opened(member, course);
    const { start, base } = await follow(address);
    expect(start).toBe(`${base}index.html?from=1`);
    const page = await get(start);
    expect(page.headers).toMatchObject({
      'content-type': 'text/html',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'cross-origin',
    });
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain('sandbox allow-scripts');
    expect(policy).not.toContain('allow-same-origin');
    expect(policy).toMatch(new RegExp(`connect-src http://[^ ]+${base};`));
    expect(page.body.indexOf(`${base}!/start.js`)).toBeGreaterThan(0);
    expect(page.body.indexOf(`${base}!/start.js`)).toBeLessThan(page.body.indexOf('findApi'));
    // Names in an archive are written as its author's system took them.
    expect((await get(`${base}style/MAIN.css`)).body).toContain('rgb(1, 2, 3)');
    expect((await get(`${base}!/scorm12.js`)).body.length).toBeGreaterThan(10_000);
    const part = await get(`${base}media/clip.mp4`, { range: 'bytes=3-5' });
    expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([206, '345', 'bytes 3-5/10']);
  });

  test('opens for no other address, no other time, and nothing beside the package', async () => {
    const course = await publish(scorm12());
    const member = await server.current.as('member');
    const { base } = await follow((await opened(member, course)).address);
    const [, token = ''] = /^\/packages\/([^/]+)\//.exec(base) ?? [];
    const changed = [
      token.replace(/^r/, 'l'),
      `${token.slice(0, -2)}xx`,
      token.replace(/\.([\da-z]+)\./, '.zzzzz.'),
      token.replace(/^r[\da-f-]{36}/, `r${newId()}`),
      'x',
      'constructor',
    ];
    for (const one of changed) expect((await get(`/packages/${one}/index.html`)).statusCode).toBe(404);
    for (const path of ['imsmanifest.xm', '%2e%2e/%2e%2e/etc/passwd', '!/plain.js', '!/x', '..%2f..%2fapi/session'])
      expect((await get(`${base}${path}`)).statusCode).toBe(404);
    expect((await server.current.app.inject({ method: 'POST', url: `${base}!/fetch` })).statusCode).toBe(404);
  });
});

describe('a learner', () => {
  test('goes on where the package stopped, and finishes by what it says', async () => {
    const course = await publish(scorm12());
    const member = await server.current.as('member');
    expect((await member.call(ownPackage, { params: course, query: {} })).address).toBeNull();
    const { address } = await opened(member, course);
    const { base } = await follow(address);
    const said = {
      'cmi.core.lesson_status': 'incomplete',
      'cmi.core.lesson_location': '3',
      'cmi.suspend_data': '</script>',
      'cmi.core.session_time': '00:10:00',
    };
    expect(await keep(member, course, said)).toMatchObject({ done: false, whole: false, finished: false });
    const { body } = await get(`${base}!/start.js`);
    expect(body).toContain('"cmi.core.lesson_location":"3"');
    expect(body).toContain('"passing":"80"');
    expect(body).not.toMatch(/session_time|<\/script/);
    expect(await keep(member, course, { 'cmi.core.lesson_status': 'passed' })).toMatchObject({
      done: true,
      whole: true,
      finished: true,
    });
    // What was learnt stays learnt.
    expect(await keep(member, course, { 'cmi.core.lesson_status': 'incomplete' })).toMatchObject({ done: true });
    expect(await member.call(ownCourse, { params: { id: course.id } })).toMatchObject({ done: 1, needed: 1 });
  });

  test('has to learn all parts, and is told apart from everybody else', async () => {
    const course = await publish(scorm12OfTwo());
    const { as, tree, write } = server.current;
    const member = await as('member');
    const other = await as('member', { person: await write((tx) => plantMember(tx, tree.branchA1, { name: '别人' })) });
    const passed = { 'cmi.core.lesson_status': 'passed' };
    expect(await keep(member, course, passed, 0)).toMatchObject({ done: true, whole: false, finished: false });
    expect((await other.call(ownPackage, { params: course, query: {} })).parts).toMatchObject([
      { done: false },
      { done: false },
    ]);
    expect(await keep(member, course, passed, 1)).toMatchObject({ whole: true, finished: true });
    expect(await member.outcome(openPackage, { params: course, body: { part: 2 } })).toBe('not_found');
    expect(await member.outcome(openPackage, { params: { ...course, unit: newId() }, body: { part: 0 } })).toBe(
      'not_found',
    );
  });

  test('fails a package of SCORM 2004 however many pages were turned', async () => {
    const course = await publish(scorm2004());
    const member = await server.current.as('member');
    const failed = { 'cmi.completion_status': 'completed', 'cmi.success_status': 'failed' };
    expect(await keep(member, course, failed)).toMatchObject({ done: false });
    expect(await keep(member, course, { ...failed, 'cmi.success_status': 'passed' })).toMatchObject({ finished: true });
  });
});

describe('a package of cmi5', () => {
  const category = [{ id: 'https://w3id.org/xapi/cmi5/context/categories/cmi5' }];
  const xapi = (method: 'GET' | 'POST', url: string, token: string, body?: object) =>
    server.current.app.inject({
      method,
      url,
      headers: {
        authorization: `Basic ${token}`,
        'x-experience-api-version': '1.0.3',
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
  const launch = async (member: Client, course: Published) => {
    const { start } = await follow((await opened(member, course)).address);
    const query = new URL(start, 'http://localhost').searchParams;
    const fetchPath = new URL(query.get('fetch') ?? '').pathname;
    const fetched = async () =>
      (await server.current.app.inject({ method: 'POST', url: fetchPath })).json<Record<string, string>>();
    const token = (await fetched())['auth-token'] ?? '';
    return {
      query,
      token,
      fetched,
      actor: JSON.parse(query.get('actor') ?? '') as object,
      registration: query.get('registration') ?? '',
      activityId: query.get('activityId') ?? '',
    };
  };
  type Launch = Awaited<ReturnType<typeof launch>>;
  const statement = ({ actor, registration, activityId }: Launch, verb: string, more: object = {}) => ({
    actor,
    verb: { id: `http://adlnet.gov/expapi/verbs/${verb}` },
    object: { id: activityId },
    result: { duration: 'PT10M' },
    context: { registration, contextActivities: { category } },
    ...more,
  });

  test('fetches its credentials once, reads its launch data, and moves on by its author’s rule', async () => {
    const course = await publish(cmi5());
    const member = await server.current.as('member');
    const begun = await launch(member, course);
    expect(begun.query.get('x')).toBe('1');
    expect(begun.query.get('endpoint')).toMatch(/\/xapi\/$/);
    expect(await begun.fetched()).toMatchObject({ 'error-code': '1' });
    const state = `/xapi/activities/state?${new URLSearchParams({
      stateId: 'LMS.LaunchData',
      activityId: begun.activityId,
      agent: JSON.stringify(begun.actor),
      registration: begun.registration,
    }).toString()}`;
    expect((await xapi('GET', state, begun.token)).json()).toMatchObject({
      launchMode: 'Normal',
      moveOn: 'Passed',
      masteryScore: 0.8,
      launchParameters: 'p=1',
    });
    const send = (body: object) => xapi('POST', '/xapi/statements', begun.token, body);
    expect((await send(statement(begun, 'completed'))).statusCode).toBe(200);
    expect(await keep(member, course, {})).toMatchObject({ done: false });
    expect((await send(statement(begun, 'passed'))).statusCode).toBe(200);
    expect(await keep(member, course, {})).toMatchObject({ done: true, finished: true });
    // The platform's own word on it, once, however often it is told to say it.
    const { county } = server.current;
    await saySatisfied(county, { run: begun.registration });
    await saySatisfied(county, { run: begun.registration });
    const verb = encodeURIComponent('https://w3id.org/xapi/adl/verbs/satisfied');
    const satisfied = await xapi('GET', `/xapi/statements?verb=${verb}`, begun.token);
    expect(satisfied.json<{ statements: object[] }>().statements).toMatchObject([
      { actor: begun.actor, object: { id: begun.activityId }, context: { registration: begun.registration } },
    ]);
    // Opened again, the credentials of the time before are of no use.
    const again = await launch(member, course);
    expect(again.registration).toBe(begun.registration);
    expect((await send(statement(begun, 'passed'))).statusCode).toBe(401);
  });

  test('speaks of its own learner, in its own registration, and reads nothing of others', async () => {
    const { as, tree, write } = server.current;
    const course = await publish(cmi5());
    const one = await launch(await as('member'), course);
    const person = await write((tx) => plantMember(tx, tree.branchA1, { name: '另一人' }));
    const member = await as('member', { person });
    const other = await launch(member, course);
    expect(other.registration).not.toBe(one.registration);
    const send = (body: object) => xapi('POST', '/xapi/statements', one.token, body);
    expect((await send(statement(one, 'passed', { actor: other.actor }))).statusCode).toBe(403);
    expect((await send(statement(one, 'passed', { actor: { mbox: 'mailto:a@example.com' } }))).statusCode).toBe(403);
    expect((await send(statement({ ...one, registration: other.registration }, 'passed'))).statusCode).toBe(403);
    expect((await send(statement(one, 'passed', { context: {} }))).statusCode).toBe(403);
    expect((await xapi('POST', '/xapi/statements', other.token, statement(other, 'passed'))).statusCode).toBe(200);
    const seen = (await xapi('GET', '/xapi/statements', one.token)).json<{ statements: { actor: object }[] }>();
    expect(new Set(seen.statements.map(({ actor }) => JSON.stringify(actor)))).toEqual(
      new Set([JSON.stringify(one.actor)]),
    );
    const theirs = `/xapi/activities/state?${new URLSearchParams({
      activityId: one.activityId,
      agent: JSON.stringify(other.actor),
    }).toString()}`;
    expect((await xapi('GET', theirs, one.token)).statusCode).toBe(403);
  });
});
