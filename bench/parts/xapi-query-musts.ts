/** Part Three of the published text (xAPI-Communication, 1.0.3), by section and item, in our own words: what goes together in a question, references, formats and voided statements. */
import { randomUUID } from 'node:crypto';
import {
  type Answered,
  attachment,
  call,
  fieldsOf,
  type Fields,
  type Ground,
  jsonOf,
  listOf,
  mixed,
  must,
  type Must,
  newActivity,
  newAgent,
  put,
  read,
  send,
  statement,
  verb,
} from './xapi-ground.ts';

const statuses = (answers: readonly Answered[]): string => answers.map(({ status }) => status).join(' ');
const sendId = async (g: Ground, value: Fields): Promise<string> => String(listOf(jsonOf(await send(g, value)))[0]);
/** The ids of what a question finds. */
const found = async (g: Ground, query: Readonly<Record<string, string>>): Promise<string> =>
  listOf(fieldsOf(jsonOf(await read(g, query)))['statements'])
    .map((one) => fieldsOf(one)['id'] as string)
    .toSorted()
    .join(' ');
const ids = (...some: readonly string[]): string => some.toSorted().join(' ');

const questions: readonly Must[] = [
  must('2.1.3.s2.b1', 'statementId and voidedStatementId do not go together', async (g) => {
    const id = await sendId(g, statement());
    return (
      statuses([await read(g, { statementId: id, voidedStatementId: id }), await read(g, { statementId: id })]) ===
      '400 200'
    );
  }),
  must('2.1.3.s2.b2', 'beside them only format and attachments', async (g) => {
    const statementId = await sendId(g, statement());
    const others = [
      'agent',
      'verb',
      'activity',
      'registration',
      'related_activities',
      'related_agents',
      'since',
      'until',
      'limit',
      'ascending',
    ];
    const right: Record<string, string> = {
      agent: JSON.stringify(newAgent()),
      verb: verb.id,
      activity: 'https://example.com',
      registration: randomUUID(),
      since: '2020-01-01T00:00:00Z',
      until: '2020-01-01T00:00:00Z',
      limit: '1',
    };
    const wrong = await Promise.all(others.map((name) => read(g, { statementId, [name]: right[name] ?? 'true' })));
    return (
      wrong.every(({ status }) => status === 400) &&
      (await read(g, { statementId, format: 'ids', attachments: 'false' })).status === 200
    );
  }),
  must('2.1.3.s2.b4', 'nothing found is an empty list', async (g) => {
    const { status, body } = await read(g, { verb: `https://example.com/${randomUUID()}` });
    return (
      status === 200 &&
      Array.isArray(fieldsOf(jsonOf({ body } as Answered))['statements']) &&
      listOf(fieldsOf(JSON.parse(body))['statements']).length === 0
    );
  }),
  must('2.1.3.s2.b5', 'every answer says through when it is complete', async (g) => {
    const answers = [
      await send(g, statement()),
      await put(g, randomUUID(), statement()),
      await read(g, { limit: '1' }),
    ];
    return answers.every(
      ({ headers }) =>
        Math.abs(Date.parse(headers.get('x-experience-api-consistent-through') ?? '') - Date.now()) < 60_000,
    );
  }),
  must(
    '2.1.3.s2.b6',
    'attachments=true is multipart',
    async (g) =>
      (await read(g, { attachments: 'true', limit: '1' })).headers
        .get('content-type')
        ?.startsWith('multipart/mixed') === true,
  ),
  must('2.1.3.s2.b7', 'attachments=false is JSON', async (g) => {
    const { told, piece } = attachment('unsent');
    const object = newActivity();
    await call(g, 'POST', 'statements', mixed(statement({ object, attachments: [told] }), [piece]));
    const { headers, body } = await read(g, { activity: String(object['id']), attachments: 'false' });
    return (
      headers.get('content-type')?.startsWith('application/json') === true &&
      body.includes(String(told['sha2'])) &&
      !body.includes('unsent')
    );
  }),
  must('2.1.3.s3', 'what refers to a match is a match, and so on', async (g) => {
    const actor = newAgent();
    const first = await sendId(g, statement({ actor }));
    const second = await sendId(g, statement({ object: { objectType: 'StatementRef', id: first } }));
    const third = await sendId(g, statement({ object: { objectType: 'StatementRef', id: second } }));
    return (await found(g, { agent: JSON.stringify(actor) })) === ids(first, second, third);
  }),
  must('2.1.3.s3', 'time still counts for what refers', async (g) => {
    const actor = newAgent();
    const first = await sendId(g, statement({ actor }));
    const since = String(fieldsOf(jsonOf(await read(g, { statementId: first })))['stored']);
    await new Promise((wait) => setTimeout(wait, 5));
    const second = await sendId(g, statement({ object: { objectType: 'StatementRef', id: first } }));
    return (await found(g, { agent: JSON.stringify(actor), since })) === second;
  }),
  must('2.1.3.s4.b1', 'canonical shows one language of each map', async (g) => {
    const object = {
      ...newActivity(),
      definition: {
        name: { en: 'x', zh: '甲' },
        interactionType: 'choice',
        choices: [{ id: 'a', description: { en: 'y', zh: '乙' } }],
      },
    };
    const statementId = await sendId(g, statement({ object }));
    const { body } = await read(g, { statementId, format: 'canonical' }, { headers: { 'accept-language': 'zh' } });
    return body.includes('甲') && body.includes('乙') && !body.includes('"x"') && !body.includes('"y"');
  }),
  must('2.1.3.s4.b5', 'the language is chosen for each map by what is accepted', async (g) => {
    const object = {
      ...newActivity(),
      definition: { name: { 'en-GB': 'colour', zh: '颜色' }, description: { fr: 'une', zh: '一' } },
    };
    const statementId = await sendId(g, statement({ object }));
    const { body } = await read(
      g,
      { statementId, format: 'canonical' },
      { headers: { 'accept-language': 'zh;q=0.3, en-GB, fr;q=0.8' } },
    );
    return body.includes('colour') && body.includes('une') && !body.includes('颜色') && !body.includes('"一"');
  }),
  must('2.1.4.s1.b1', 'what is voided is not returned', async (g) => {
    const object = newActivity();
    const id = await sendId(g, statement({ object }));
    const before = await found(g, { activity: String(object['id']) });
    const voids = await sendId(
      g,
      statement({ verb: { id: 'http://adlnet.gov/expapi/verbs/voided' }, object: { objectType: 'StatementRef', id } }),
    );
    return (
      before === id &&
      (await found(g, { activity: String(object['id']) })) === voids &&
      (await read(g, { voidedStatementId: id })).status === 200
    );
  }),
  must('2.1.4.s1.b2', 'what refers to it still is', async (g) => {
    const actor = newAgent();
    const id = await sendId(g, statement({ actor }));
    const about = await sendId(g, statement({ object: { objectType: 'StatementRef', id } }));
    const voids = await sendId(
      g,
      statement({ verb: { id: 'http://adlnet.gov/expapi/verbs/voided' }, object: { objectType: 'StatementRef', id } }),
    );
    return (await found(g, { agent: JSON.stringify(actor) })) === ids(about, voids);
  }),
];

export const queryMusts: readonly Must[] = questions;
