/** Part Two of the published text (xAPI-Data, 1.0.3), by section and item, in our own words: objects, results and context, what the store adds, voiding. */
import { randomUUID } from 'node:crypto';
import {
  attachment,
  call,
  fieldsOf,
  type Fields,
  type Ground,
  jsonOf,
  kept,
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
import { account, context, definition, eachOf, inner, noneOf, result } from './xapi-wrong-statements.ts';

const component = (id: string): Fields => ({ id, description: { en: id } });
const objects: readonly Must[] = [
  must(
    '2.4.4.1.s1',
    'an activity has an id',
    noneOf(
      () => statement({ object: { objectType: 'Activity' } }),
      () => statement({ object: {} }),
    ),
  ),
  must(
    '2.4.4.1.s13.b1',
    'an interaction has one of ten types',
    async (g) =>
      (await noneOf(
        () => definition({ interactionType: 'guess' }),
        () => definition({ correctResponsesPattern: ['x'] }),
      )(g)) &&
      (await eachOf(
        ...[
          'true-false',
          'choice',
          'fill-in',
          'long-fill-in',
          'matching',
          'performance',
          'sequencing',
          'likert',
          'numeric',
          'other',
        ].map((interactionType) => () => definition({ interactionType, correctResponsesPattern: ['x'] })),
      )(g)),
  ),
  must(
    '2.4.4.1.s16.b1',
    'ids of components are distinct',
    async (g) =>
      (await noneOf(
        () => definition({ interactionType: 'choice', choices: [component('a'), component('a')] }),
        () => definition({ interactionType: 'likert', scale: [component('b'), component('b')] }),
      )(g)) &&
      (await eachOf(
        () => definition({ interactionType: 'choice', choices: [component('a'), component('b')] }),
        () => definition({ interactionType: 'matching', source: [component('a')], target: [component('a')] }),
      )(g)),
  ),
  must(
    '2.4.4.2.s1.b1',
    'an agent as the object says that it is one',
    noneOf(
      () => statement({ object: newAgent() }),
      () => statement({ object: account }),
    ),
  ),
  must(
    '2.4.4.3.s4.b1',
    'a reference says that it is one',
    noneOf(
      () => statement({ object: { id: randomUUID() } }),
      () => statement({ object: { objectType: 'statementRef', id: randomUUID() } }),
    ),
  ),
  must(
    '2.4.4.3.s4.b2',
    'a reference names a UUID, known or not',
    async (g) =>
      (await noneOf(
        () => statement({ object: { objectType: 'StatementRef', id: 'x' } }),
        () => statement({ object: { objectType: 'StatementRef' } }),
      )(g)) && (await eachOf(() => statement({ object: { objectType: 'StatementRef', id: randomUUID() } }))(g)),
  ),
  must(
    '2.4.4.3.s8.b1',
    'a sub-statement says that it is one',
    noneOf(
      () => statement({ object: statement() }),
      () => inner({ objectType: 'substatement' }),
    ),
  ),
  must(
    '2.4.4.3.s8.b2',
    'a sub-statement is checked as a statement',
    async (g) =>
      (await noneOf(
        () => inner({ actor: { name: 'x' } }),
        () => inner({ verb: {} }),
        () => inner({ result: { success: 'true' } }),
        () => inner({ timestamp: 'x' }),
      )(g)) &&
      (await eachOf(
        () => inner(),
        () => inner({ object: { objectType: 'Agent', ...newAgent() } }),
        () => inner({ timestamp: '2099-01-01T00:00:00Z' }),
      )(g)),
  ),
  must(
    '2.4.4.3.s8.b3',
    'a sub-statement has no id, stored, version or authority',
    noneOf(
      () => inner({ id: randomUUID() }),
      () => inner({ stored: '2020-01-01T00:00:00Z' }),
      () => inner({ version: '1.0.0' }),
      () => inner({ authority: newAgent() }),
    ),
  ),
  must(
    '2.4.4.3.s8.b4',
    'a sub-statement holds no other',
    noneOf(() => inner({ object: { objectType: 'SubStatement', ...statement() } })),
  ),
];

const around: readonly Must[] = [
  must(
    '2.4.5.1.s2',
    'scaled lies between -1 and 1, raw between min and max',
    async (g) =>
      (await noneOf(
        () => result({ score: { scaled: 1.1 } }),
        () => result({ score: { scaled: -1.5 } }),
        () => result({ score: { raw: 11, min: 0, max: 10 } }),
        () => result({ score: { raw: -1, min: 0 } }),
        () => result({ score: { min: 2, max: 1 } }),
      )(g)) && (await eachOf(() => result({ score: { scaled: -1, raw: 0, min: 0, max: 10 } }))(g)),
  ),
  must(
    '2.4.6.s4.b1',
    'revision goes with an activity alone',
    noneOf(
      () => statement({ object: { objectType: 'Agent', ...newAgent() }, context: { revision: '1' } }),
      () => inner({ object: { objectType: 'StatementRef', id: randomUUID() }, context: { revision: '1' } }),
    ),
  ),
  must(
    '2.4.6.s4.b2',
    'platform goes with an activity alone',
    noneOf(() => statement({ object: { objectType: 'StatementRef', id: randomUUID() }, context: { platform: 'x' } })),
  ),
  must(
    '2.4.6.s3',
    'team is a group, instructor an agent or a group',
    async (g) =>
      (await noneOf(
        () => context({ team: newAgent() }),
        () => context({ instructor: {} }),
        () => context({ statement: { id: randomUUID() } }),
      )(g)) &&
      (await eachOf(() =>
        context({
          instructor: { objectType: 'Group', member: [newAgent()] },
          team: { objectType: 'Group', ...account },
        }),
      )(g)),
  ),
  must(
    '2.4.6.2.s4.b1',
    'context activities are of four kinds',
    noneOf(() => context({ contextActivities: { sibling: newActivity() } })),
  ),
  must(
    '2.4.6.2.s4.b2',
    'each is an activity or a list of them',
    noneOf(
      () => context({ contextActivities: { parent: 'https://example.com' } }),
      () => context({ contextActivities: { parent: [newAgent()] } }),
      () => context({ contextActivities: { other: { objectType: 'Agent', ...newAgent() } } }),
    ),
  ),
  must('2.4.6.2.s4.b3', 'they come back as lists', async (g) => {
    const parent = newActivity();
    const told = await kept(g, context({ contextActivities: { parent } }));
    const back = fieldsOf(fieldsOf(told['context'])['contextActivities'])['parent'];
    return JSON.stringify(back) === JSON.stringify([parent]);
  }),
  must('2.4.6.2.s4.b4', 'also within a sub-statement', async (g) => {
    const parent = newActivity();
    const told = await kept(g, inner({ context: { contextActivities: { parent } } }));
    return JSON.stringify(told['object']).includes(JSON.stringify({ parent: [parent] }));
  }),
  must('2.4.8.s3.b2', 'stored is set by the store, over whatever came', async (g) => {
    const told = await kept(g, statement({ stored: '2001-01-01T00:00:00Z' }));
    return Math.abs(Date.parse(String(told['stored'])) - Date.now()) < 60_000;
  }),
  must('2.4.9.s3.b1', 'authority is an agent', async (g) => {
    const told = fieldsOf((await kept(g, statement()))['authority']);
    return told['objectType'] === 'Agent' && told['account'] !== undefined;
  }),
  must('2.4.9.s3.b3', 'every statement has one, that of the credentials', async (g) => {
    const [own, claimed] = [
      await kept(g, statement()),
      await kept(g, statement({ authority: { objectType: 'Agent', ...newAgent() } })),
    ];
    return own['authority'] !== undefined && JSON.stringify(own['authority']) === JSON.stringify(claimed['authority']);
  }),
  must(
    '2.4.10.s3.b1',
    'versions that begin with 1.0. are taken',
    eachOf(
      () => statement({ version: '1.0.0' }),
      () => statement({ version: '1.0.9' }),
    ),
  ),
  must(
    '2.4.10.s3.b2',
    'other versions are refused',
    noneOf(
      () => statement({ version: '1.1.0' }),
      () => statement({ version: '0.9' }),
      () => statement({ version: '2.0.0' }),
    ),
  ),
  must(
    '2.4.10.s3.b3',
    'the version comes back, 1.0.0 where there was none',
    async (g) =>
      (await kept(g, statement({ version: '1.0.2' })))['version'] === '1.0.2' &&
      (await kept(g, statement()))['version'] === '1.0.0',
  ),
  must(
    '2.4.11.s2',
    'an attachment says its usage, name, type, length and digest',
    noneOf(
      ...['usageType', 'display', 'contentType', 'length', 'sha2'].map((name) => () => {
        const { told } = attachment('x', { fileUrl: 'https://example.com/x' });
        return statement({ attachments: [Object.fromEntries(Object.entries(told).filter(([key]) => key !== name))] });
      }),
    ),
  ),
  must(
    '4.1.s3.b1',
    'keys of extensions are IRIs',
    noneOf(
      () => context({ extensions: { own: 1 } }),
      () => result({ extensions: { 'a b': 1 } }),
      () => definition({ extensions: { x: 1 } }),
    ),
  ),
  must(
    '4.1.s3.b2',
    'no value of an extension is refused',
    eachOf(() => context({ extensions: { 'https://example.com/x': { a: [null, { b: '' }, 1e9, true] } } })),
  ),
  must(
    '4.5.s1.b1',
    'times are of ISO 8601',
    async (g) =>
      (await noneOf(
        () => statement({ timestamp: '2020-13-01T00:00:00Z' }),
        () => statement({ timestamp: '01.02.2020' }),
        () => statement({ timestamp: 1 }),
      )(g)) &&
      (await eachOf(
        () => statement({ timestamp: '2020-02-29T23:59:59.123+08:00' }),
        () => statement({ timestamp: '20200229T235959Z' }),
      )(g)),
  ),
  must('4.5.s1.b3', 'milliseconds are kept', async (g) => {
    const told = await kept(g, statement({ timestamp: '2020-02-29T23:59:59.123Z' }));
    return Date.parse(String(told['timestamp'])) === Date.parse('2020-02-29T23:59:59.123Z');
  }),
  must(
    '4.6.s1.b1',
    'a period is of ISO 8601 with designators',
    async (g) =>
      (await noneOf(
        () => result({ duration: '5 minutes' }),
        () => result({ duration: 'P0003-06-04T12:30:05' }),
        () => result({ duration: 'P4W1D' }),
        () => result({ duration: 'P' }),
      )(g)) &&
      (await eachOf(
        () => result({ duration: 'PT4H35M59.14S' }),
        () => result({ duration: 'P3Y1M29DT4H35M59.14S' }),
        () => result({ duration: 'P4W' }),
      )(g)),
  ),
];

const voiding = (id: string): Fields =>
  statement({ verb: { id: 'http://adlnet.gov/expapi/verbs/voided' }, object: { objectType: 'StatementRef', id } });
const sendId = async (g: Ground, value: Fields): Promise<string> => String(listOf(jsonOf(await send(g, value)))[0]);

const voids: readonly Must[] = [
  must(
    '2.3.2.s2.b1',
    'what voids refers to a statement',
    noneOf(() => ({ ...voiding(randomUUID()), object: newActivity() })),
  ),
  must(
    '2.3.2.s2.b2',
    'and names its id',
    noneOf(() => ({ ...voiding(randomUUID()), object: { objectType: 'StatementRef' } })),
  ),
  must('2.3.2.s2.b3', 'voided is what a voiding statement refers to, in whatever order they come', async (g) => {
    const [first, later] = [await sendId(g, statement()), randomUUID()];
    await send(g, [voiding(first), voiding(later)]);
    await send(g, statement({ id: later }));
    const answers = await Promise.all([
      read(g, { statementId: first }),
      read(g, { statementId: later }),
      read(g, { voidedStatementId: first }),
    ]);
    return JSON.stringify(answers.map(({ status }) => status)) === '[404,404,200]';
  }),
  must('2.3.2.s2.b3', 'a voiding statement is not voided', async (g) => {
    const target = await sendId(g, statement());
    const first = await sendId(g, voiding(target));
    const second = await send(g, voiding(first));
    return (
      [200, 400].includes(second.status) &&
      (await read(g, { statementId: first })).status === 200 &&
      (await read(g, { voidedStatementId: target })).status === 200
    );
  }),
  must('2.5.s2', 'results are a list and a relative link to more', async (g) => {
    const object = newActivity();
    await send(g, [statement({ object }), statement({ object }), statement({ object })]);
    const first = fieldsOf(jsonOf(await read(g, { activity: String(object['id']), limit: '2' })));
    const more = String(first['more']);
    const root = new URL(g.base).origin;
    const next = await call({ ...g, base: root }, 'GET', more.replace(/^\//, ''));
    return (
      listOf(first['statements']).length === 2 &&
      more.startsWith('/') &&
      listOf(fieldsOf(jsonOf(next))['statements']).length === 1
    );
  }),
  must('2.4.11', 'attachments come back with what belongs to them', async (g) => {
    const { told, piece } = attachment('一个附件');
    const id = randomUUID();
    const { status } = await call(g, 'POST', 'statements', mixed(statement({ id, attachments: [told] }), [piece]));
    const back = await read(g, { statementId: id, attachments: 'true' });
    return status === 200 && back.body.includes('一个附件') && back.body.includes(String(told['sha2']));
  }),
];

export const dataMusts: readonly Must[] = [...objects, ...around, ...voids];
