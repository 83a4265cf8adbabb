/** Part Three of the published text (xAPI-Communication, 1.0.3), by section and item, in our own words: agents, activities, about, refusals and versions. */
import { randomUUID } from 'node:crypto';
import {
  allOf,
  type Answered,
  call,
  fieldsOf,
  jsonOf,
  listOf,
  must,
  type Must,
  newActivity,
  newAgent,
  read,
  send,
  statement,
} from './xapi-ground.ts';

const statuses = (answers: readonly Answered[]): string => answers.map(({ status }) => status).join(' ');
const fresh = { 'if-none-match': '*' };
const others: readonly Must[] = [
  must('2.4.s3.b3', 'an agent that nobody knows is still a Person, of what was asked', async (g) => {
    const agent = { ...newAgent(), name: 'x' };
    const { status, body } = await call(g, 'GET', 'agents', { query: { agent: JSON.stringify(agent) } });
    return (
      status === 200 &&
      JSON.stringify(JSON.parse(body)) ===
        JSON.stringify({ objectType: 'Person', mbox: [fieldsOf(agent)['mbox']], name: ['x'] })
    );
  }),
  must('2.4.s6.b1', 'its properties are lists', async (g) => {
    const account = { homePage: 'https://example.com', name: 'a' };
    return (
      JSON.stringify(
        fieldsOf(jsonOf(await call(g, 'GET', 'agents', { query: { agent: JSON.stringify({ account }) } })))['account'],
      ) === JSON.stringify([account])
    );
  }),
  must('2.5.s1', 'an activity is told with its definition', async (g) => {
    const object = { ...newActivity(), definition: { name: { en: 'x' } } };
    await send(g, statement({ object }));
    const told = fieldsOf(
      jsonOf(await call(g, 'GET', 'activities', { query: { activityId: String(fieldsOf(object)['id']) } })),
    );
    return (
      JSON.stringify(told['definition']) === JSON.stringify(object.definition) &&
      (await call(g, 'GET', 'activities')).status === 400
    );
  }),
  must('2.8.s5.b1', 'about lists the latest version', async (g) =>
    listOf(fieldsOf(jsonOf(await call(g, 'GET', 'about')))['version']).includes('1.0.3'),
  ),
  must('2.8.s5.b2', 'about holds nothing beside versions and extensions', async (g) => {
    const told = fieldsOf(jsonOf(await call(g, 'GET', 'about')));
    return told['version'] !== undefined && Object.keys(told).every((key) => ['version', 'extensions'].includes(key));
  }),
  must(
    '2.8.s5.b4',
    'about is told whatever version is spoken',
    async (g) =>
      (await call(g, 'GET', 'about', { auth: null, headers: { 'x-experience-api-version': '0.9' } })).status === 200 &&
      (await read(g, {}, { headers: { 'x-experience-api-version': '0.9' } })).status === 400,
  ),
  must(
    '3.2.s3.b7',
    'parameters that are not known are refused',
    async (g) =>
      statuses([
        await read(g, { own: '1' }),
        await call(g, 'GET', 'about', { query: { own: '1' } }),
        await call(g, 'GET', 'agents', { query: { agent: JSON.stringify(newAgent()), own: '1' } }),
        await read(g, {}),
      ]) === '400 400 400 200',
  ),
  must(
    '3.2.s3.b8',
    'parameters of another case are refused',
    async (g) =>
      statuses([
        await read(g, { StatementId: randomUUID() }),
        await read(g, { Limit: '1' }),
        await call(g, 'GET', 'activities', { query: { activityID: 'https://example.com' } }),
        await read(g, { limit: '1' }),
      ]) === '400 400 400 200',
  ),
  must('3.2.s3.b9', 'one wrong statement refuses its batch', async (g) => {
    const id = randomUUID();
    return (
      statuses([
        await send(g, [statement({ id }), { ...statement(), verb: {} }]),
        await read(g, { statementId: id }),
        await send(g, [statement({ id })]),
      ]) === '400 404 200'
    );
  }),
  must('3.2.s3.b10', 'credentials that do not reach are 403', async (g) => {
    const lesser = { ...g, auth: g.lesser };
    return (
      statuses([
        await send(lesser, statement()),
        await read(lesser, {}),
        await call(lesser, 'GET', 'agents/profile', { query: { agent: JSON.stringify(newAgent()) } }),
        await send(g, statement()),
      ]) === '403 403 403 200'
    );
  }),
  must('3.2.s3.b11', 'what is too large is 413', async (g) => {
    const query = { agent: JSON.stringify(newAgent()), profileId: 'large' };
    return (
      statuses([
        await call(g, 'PUT', 'agents/profile', { query, body: Buffer.alloc(3 * 2 ** 20), headers: fresh }),
        await call(g, 'PUT', 'agents/profile', { query, body: 'small', headers: fresh }),
      ]) === '413 204'
    );
  }),
  must('3.3.s3.b1', 'every answer says the version', async (g) =>
    (
      await Promise.all([
        read(g, {}),
        read(g, { own: '1' }),
        read(g, {}, { auth: null }),
        call(g, 'GET', 'nowhere'),
        call(g, 'GET', 'about'),
      ])
    ).every(({ headers }) => headers.get('x-experience-api-version') === '1.0.3'),
  ),
  must(
    '3.3.s3.b3',
    '1.0 is taken for 1.0.0',
    async (g) => (await read(g, {}, { headers: { 'x-experience-api-version': '1.0' } })).status === 200,
  ),
  must(
    '3.3.s3.b4',
    'earlier versions are refused',
    async (g) =>
      statuses([await read(g, {}, { headers: { 'x-experience-api-version': '0.95' } }), await read(g, {})]) ===
      '400 200',
  ),
  must('3.3.s3.b5', 'every 1.0.x is spoken', async (g) =>
    allOf(
      ['1.0.0', '1.0.1', '1.0.2', '1.0.3', '1.0.9'].map(
        async (version) => (await read(g, {}, { headers: { 'x-experience-api-version': version } })).status === 200,
      ),
    ),
  ),
  must(
    '3.3.s3.b6',
    '1.1.0 and later are refused',
    async (g) =>
      statuses([
        await read(g, {}, { headers: { 'x-experience-api-version': '1.1.0' } }),
        await read(g, {}, { headers: { 'x-experience-api-version': '2.0.0' } }),
        await read(g, {}),
      ]) === '400 400 200',
  ),
  must('3.3.s3.b7', 'with a word on what is wrong', async (g) => {
    const { status, body } = await read(g, {}, { headers: { 'x-experience-api-version': '0.9' } });
    return status === 400 && /version/i.test(body);
  }),
  must(
    '4.0.s3.b1',
    'Basic authentication is asked for and checked',
    async (g) =>
      statuses([
        await read(g, {}, { auth: null }),
        await read(g, {}, { auth: 'Basic bm9ib2R5Om5vdGhpbmc=' }),
        await read(g, {}),
      ]) === '401 401 200',
  ),
];

export const otherMusts: readonly Must[] = others;
