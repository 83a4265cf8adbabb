/** Part Three of the published text (xAPI-Communication, 1.0.3), by section and item, in our own words: requests and attachments. */
import { randomUUID } from 'node:crypto';
import {
  type Answered,
  asForm,
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
  read,
  send,
  statement,
} from './xapi-ground.ts';

const statuses = (answers: readonly Answered[]): string => answers.map(({ status }) => status).join(' ');
const sendId = async (g: Ground, value: Fields): Promise<string> => String(listOf(jsonOf(await send(g, value)))[0]);
const requests: readonly Must[] = [
  must('1.1.s3.b1', 'HEAD is answered as GET, without the body', async (g) => {
    const id = await sendId(g, statement());
    const [head, get] = [
      await call(g, 'HEAD', 'statements', { query: { statementId: id } }),
      await read(g, { statementId: id }),
    ];
    return (
      statuses([head, get]) === '200 200' &&
      head.body === '' &&
      head.headers.get('last-modified') === get.headers.get('last-modified')
    );
  }),
  must('1.3.s3.b15', 'a form stands for PUT, GET and DELETE', async (g) => {
    const [id, other] = [randomUUID(), randomUUID()];
    const made = await asForm(g, 'PUT', 'statements', {
      statementId: id,
      content: JSON.stringify(statement()),
      'Content-Type': 'application/json',
    });
    const got = await asForm(g, 'GET', 'statements', { statementId: id });
    const none = await asForm(g, 'GET', 'statements', { statementId: other });
    const state = { activityId: 'https://example.com/a', agent: JSON.stringify(newAgent()), stateId: 's' };
    const kept = await asForm(g, 'PUT', 'activities/state', {
      ...state,
      content: 'text',
      'Content-Type': 'text/plain',
    });
    const gone = await asForm(g, 'DELETE', 'activities/state', state);
    return statuses([made, got, none, kept, gone]) === '204 200 404 204 204' && fieldsOf(jsonOf(got))['id'] === id;
  }),
  must('1.3.s3.b3', 'no other parameter stands beside method', async (g) => {
    const wrong = await call(g, 'POST', 'statements', {
      query: { method: 'GET', limit: '1' },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: '',
    });
    const right = await asForm(g, 'GET', 'statements', { limit: '1' });
    return statuses([wrong, right]) === '400 200';
  }),
  must('1.3.s3.b5', 'the content of a form is UTF-8', async (g) => {
    const id = randomUUID();
    await asForm(g, 'PUT', 'statements', {
      statementId: id,
      content: JSON.stringify(statement({ actor: { ...newAgent(), name: '中文 é 😀' } })),
    });
    return (await read(g, { statementId: id })).body.includes('中文 é 😀');
  }),
  must('1.3.s3.b7', 'fields of a form stand for headers', async (g) => {
    const no = await asForm(g, 'GET', 'statements', { Authorization: 'Basic bm9ib2R5Om5vdGhpbmc=' });
    const old = await asForm(g, 'GET', 'statements', { 'X-Experience-API-Version': '0.9' });
    const yes = await asForm(g, 'GET', 'statements', {});
    return statuses([no, old, yes]) === '401 400 200';
  }),
  must('1.3.s3.b14', 'other fields of a form stand for parameters', async (g) => {
    const odd = await asForm(g, 'GET', 'statements', { own: '1' });
    return statuses([odd, await asForm(g, 'GET', 'statements', { limit: '1' })]) === '400 200';
  }),
  must('1.4.s1.b1', 'texts are read and written as UTF-8', async (g) => {
    const broken = await call(g, 'POST', 'statements', {
      body: Buffer.concat([Buffer.from('{"x":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
    });
    const id = await sendId(g, statement({ actor: { ...newAgent(), name: '𠅤' } }));
    return broken.status === 400 && (await read(g, { statementId: id })).body.includes('𠅤');
  }),
];

const attachments: readonly Must[] = [
  must(
    '1.5.1.s1.b1',
    'JSON batches without attachments are taken',
    async (g) => (await send(g, [statement(), statement()])).status === 200,
  ),
  must(
    '1.5.1.s1.b2',
    'JSON batches whose attachments lie elsewhere are taken',
    async (g) =>
      (await send(g, [statement({ attachments: [attachment('x', { fileUrl: 'https://example.com/x' }).told] })]))
        .status === 200,
  ),
  must(
    '1.5.2.s2.b1',
    'JSON with an attachment that is nowhere is refused',
    async (g) =>
      statuses([await send(g, statement({ attachments: [attachment('x').told] })), await send(g, statement())]) ===
      '400 200',
  ),
  must('1.5.2.s1.b4', 'data is found by its digest alone', async (g) => {
    const { told, piece } = attachment('data');
    const other = { headers: piece.headers, body: Buffer.from('other') };
    const answers = [
      await call(g, 'POST', 'statements', mixed(statement({ attachments: [told] }), [other])),
      await call(g, 'POST', 'statements', mixed(statement({ attachments: [told] }), [piece])),
    ];
    return statuses(answers) === '400 200';
  }),
  must('1.5.2.s2.b2', 'what is no multipart is refused', async (g) => {
    const { told, piece } = attachment('data');
    const right = mixed(statement({ attachments: [told] }), [piece]);
    const cut = { ...right, body: (right.body as Buffer).subarray(0, -20) };
    const bare = { ...right, headers: { 'content-type': 'multipart/mixed' } };
    return (
      statuses(await Promise.all([cut, bare, right].map((sent) => call(g, 'POST', 'statements', sent)))) ===
      '400 400 200'
    );
  }),
  must('1.5.2.s2.b2.b1', 'the first part holds the statements, as JSON', async (g) => {
    const { told, piece } = attachment('data');
    const value = statement({ attachments: [told] });
    return (
      statuses([
        await call(g, 'POST', 'statements', mixed(value, [piece], 'text/plain')),
        await call(g, 'POST', 'statements', mixed(value, [piece])),
      ]) === '400 200'
    );
  }),
  ...(['X-Experience-API-Hash', 'Content-Transfer-Encoding'] as const).map((name, n) =>
    must(`1.5.2.s2.b2.b${n + 3}`, `each further part has ${name}`, async (g) => {
      const { told, piece } = attachment('data');
      const { [name]: _, ...headers } = piece.headers;
      const value = statement({ attachments: [told] });
      return (
        statuses([
          await call(g, 'POST', 'statements', mixed(value, [{ ...piece, headers }])),
          await call(g, 'POST', 'statements', mixed(value, [piece])),
        ]) === '400 200'
      );
    }),
  ),
  must('1.5.2.s2.b2.b7', 'what part and statement say is the same', async (g) => {
    const { told, piece } = attachment('data');
    const value = statement({ attachments: [told] });
    const typed = { ...piece, headers: { ...piece.headers, 'Content-Type': 'image/png' } };
    const long = { ...piece, headers: { ...piece.headers, 'Content-Length': '99' } };
    return (
      statuses(
        await Promise.all([typed, long, piece].map((one) => call(g, 'POST', 'statements', mixed(value, [one])))),
      ) === '400 400 200'
    );
  }),
  must('1.5.2.s3.b1', 'attachments are sent in that form when they are asked for', async (g) => {
    const { told, piece } = attachment('含有字');
    const object = newActivity();
    await call(g, 'POST', 'statements', mixed(statement({ object, attachments: [told] }), [piece]));
    const { status, headers, body } = await read(g, { activity: String(object['id']), attachments: 'true' });
    const type = headers.get('content-type') ?? '';
    return (
      status === 200 &&
      type.startsWith('multipart/mixed; boundary=') &&
      body.includes(`X-Experience-API-Hash:${String(told['sha2'])}`) &&
      /Content-Transfer-Encoding:binary/.test(body) &&
      body.includes('含有字')
    );
  }),
  must('1.5.2.s3.b4', 'batches with attachments are taken', async (g) => {
    const [one, two] = [attachment('one'), attachment('two')];
    const batch = [
      statement({ attachments: [one.told] }),
      statement({ attachments: [two.told, one.told] }),
      statement(),
    ];
    return (await call(g, 'POST', 'statements', mixed(batch, [one.piece, two.piece]))).status === 200;
  }),
  must('1.5.2.s3.b5', 'batches with an attachment that did not come are refused', async (g) => {
    const [one, two] = [attachment('one'), attachment('two')];
    const batch = [statement({ attachments: [one.told] }), statement({ attachments: [two.told] })];
    return (
      statuses([
        await call(g, 'POST', 'statements', mixed(batch, [one.piece])),
        await call(g, 'POST', 'statements', mixed(batch, [one.piece, two.piece])),
      ]) === '400 200'
    );
  }),
];

export const requestMusts: readonly Must[] = [...requests, ...attachments];
