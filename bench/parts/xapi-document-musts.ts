/** Part Three of the published text (xAPI-Communication, 1.0.3), by section and item, in our own words: documents, and how they are kept from overwriting each other. */
import { createHash, randomUUID } from 'node:crypto';
import { type Answered, call, type Ground, jsonOf, must, type Must, newAgent } from './xapi-ground.ts';

const statuses = (answers: readonly Answered[]): string => answers.map(({ status }) => status).join(' ');
interface Resource {
  readonly section: string;
  readonly path: string;
  readonly name: string;
  readonly make: () => Readonly<Record<string, string>>;
}
const resources: readonly Resource[] = [
  {
    section: '2.3',
    path: 'activities/state',
    name: 'stateId',
    make: () => ({
      activityId: `https://example.com/${randomUUID()}`,
      agent: JSON.stringify(newAgent()),
      registration: randomUUID(),
    }),
  },
  { section: '2.6', path: 'agents/profile', name: 'profileId', make: () => ({ agent: JSON.stringify(newAgent()) }) },
  {
    section: '2.7',
    path: 'activities/profile',
    name: 'profileId',
    make: () => ({ activityId: `https://example.com/${randomUUID()}` }),
  },
];
const fresh = { 'if-none-match': '*' };

const documents: readonly Must[] = resources.flatMap(({ section, path, name, make }) => {
  const put204 = (
    g: Ground,
    query: Readonly<Record<string, string>>,
    body: string | Buffer,
    headers: Readonly<Record<string, string>> = fresh,
  ) => call(g, 'PUT', path, { query, body, headers });
  const get = (g: Ground, query: Readonly<Record<string, string>>) => call(g, 'GET', path, { query });
  const one = () => ({ ...make(), [name]: `文档 ${randomUUID()}` });
  const json = { ...fresh, 'content-type': 'application/json' };
  const post = (g: Ground, query: Readonly<Record<string, string>>, body: string, type = 'application/json') =>
    call(g, 'POST', path, { query, body, headers: { 'content-type': type } });
  return [
    must(`${section} PUT, GET, DELETE`, `${path}: kept, fetched and deleted, of any type and byte`, async (g) => {
      const query = one();
      const bytes = Buffer.from([0, 255, 13, 10, 128, 1]);
      const made = await put204(g, query, bytes, { ...fresh, 'content-type': 'image/x-own' });
      const back = await get(g, query);
      const gone = await call(g, 'DELETE', path, { query });
      return (
        statuses([made, back, gone, await get(g, query)]) === '204 200 204 404' &&
        back.headers.get('content-type') === 'image/x-own' &&
        back.headers.get('etag') === `"${createHash('sha1').update(bytes).digest('hex')}"`
      );
    }),
    must(`${section} parameters`, `${path}: each needed parameter is needed, and of its type`, async (g) => {
      const query = one();
      const lacking = Object.keys(query)
        .filter((key) => key !== 'registration')
        .map((key) => Object.fromEntries(Object.entries(query).filter(([other]) => other !== key)));
      const odd = Object.keys(query)
        .filter((key) => key !== name)
        .map((key) => ({ ...query, [key]: 'wrong' }));
      const answers = await Promise.all([...lacking, ...odd].map((wrong) => put204(g, wrong, 'x')));
      return answers.every(({ status }) => status === 400) && (await put204(g, query, 'x')).status === 204;
    }),
    must(`${section} many`, `${path}: the ids of a context, and those since an instant`, async (g) => {
      const query = make();
      await put204(g, { ...query, [name]: 'one' }, 'x');
      const at = new Date(Date.now() + 1).toISOString();
      await new Promise((wait) => setTimeout(wait, 10));
      await put204(g, { ...query, [name]: 'two' }, 'x');
      return (
        JSON.stringify(jsonOf(await get(g, query))) === '["one","two"]' &&
        JSON.stringify(jsonOf(await get(g, { ...query, since: at }))) === '["two"]' &&
        (await get(g, { ...query, since: 'then' })).status === 400
      );
    }),
    must(
      '2.2.s4.b2',
      `${path}: an activity or agent that nobody knows is no reason to refuse`,
      async (g) => (await put204(g, one(), 'x')).status === 204 && (await get(g, one())).status === 404,
    ),
    must('2.2.s7', `${path}: POST merges the properties of JSON objects`, async (g) => {
      const query = one();
      await put204(g, query, JSON.stringify({ x: 'foo', y: 'bar', o: { a: 1 } }), json);
      const merged = await post(g, query, JSON.stringify({ x: 'bash', z: 'faz', o: { b: 2 } }));
      return (
        merged.status === 204 &&
        JSON.stringify(jsonOf(await get(g, query))) === JSON.stringify({ x: 'bash', y: 'bar', o: { b: 2 }, z: 'faz' })
      );
    }),
    must('2.2.s8.b1', `${path}: what is no JSON object is not merged, and nothing changes`, async (g) => {
      const [text, object] = [one(), one()];
      await put204(g, text, 'text', { ...fresh, 'content-type': 'text/plain' });
      await put204(g, object, '{"a":1}', json);
      const answers = [
        await post(g, text, '{"b":2}'),
        await post(g, object, '[1]'),
        await post(g, object, '{"b":2}', 'text/plain'),
        await post(g, object, '{"b":'),
        await post(g, object, '{"b":2}'),
      ];
      return (
        statuses(answers) === '400 400 400 400 204' &&
        (await get(g, text)).body === 'text' &&
        (await get(g, object)).body === '{"a":1,"b":2}'
      );
    }),
    must('3.1.s4.b1', `${path}: GET says an ETag, in quotes, the SHA-1 of the contents`, async (g) => {
      const query = one();
      await put204(g, query, '{"a":1}', json);
      return (await get(g, query)).headers.get('etag') === `"${createHash('sha1').update('{"a":1}').digest('hex')}"`;
    }),
    must('3.1.s4.b5', `${path}: PUT heeds If-Match`, async (g) => {
      const query = one();
      await put204(g, query, 'old');
      const etag = (await get(g, query)).headers.get('etag') ?? '';
      const answers = [
        await put204(g, query, 'wrong', { 'if-match': '"0"' }),
        await put204(g, query, 'new', { 'if-match': etag }),
        await put204(g, query, 'late', { 'if-match': etag }),
      ];
      return statuses(answers) === '412 204 412' && (await get(g, query)).body === 'new';
    }),
    must('3.1.s4.b6', `${path}: PUT heeds If-None-Match`, async (g) => {
      const query = one();
      return (
        statuses([await put204(g, query, 'old'), await put204(g, query, 'new')]) === '204 412' &&
        (await get(g, query)).body === 'old'
      );
    }),
    ...(path === 'activities/state'
      ? [
          must('2.3.s5', 'all state of a context is deleted at once', async (g) => {
            const query = make();
            await put204(g, { ...query, [name]: 'one' }, 'x');
            await put204(g, { ...query, [name]: 'two' }, 'x');
            const before = await get(g, query);
            return (
              before.body === '["one","two"]' &&
              (await call(g, 'DELETE', path, { query })).status === 204 &&
              (await get(g, query)).body === '[]'
            );
          }),
        ]
      : [
          must(
            '3.1.s4.b13',
            `${path}: PUT over what is there, without a condition, is a conflict that says what to do`,
            async (g) => {
              const query = one();
              await put204(g, query, 'old');
              const blind = await put204(g, query, 'new', {});
              return (
                blind.status === 409 &&
                /ETag/.test(blind.body) &&
                /If-Match/.test(blind.body) &&
                (await get(g, query)).body === 'old'
              );
            },
          ),
        ]),
  ];
});

export const documentMusts: readonly Must[] = documents;
