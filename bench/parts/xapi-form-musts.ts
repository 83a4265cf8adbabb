/** Part Two of the published text (xAPI-Data, 1.0.3), by section and item, in our own words: forms of values, and actors. */
import { randomUUID } from 'node:crypto';
import {
  call,
  fieldsOf,
  jsonOf,
  kept,
  listOf,
  must,
  type Must,
  newActivity,
  newAgent,
  read,
  send,
  statement,
  taken,
  verb,
} from './xapi-ground.ts';
import { account, context, definition, eachOf, noneOf, result, without } from './xapi-wrong-statements.ts';

const formats: readonly Must[] = [
  must('2.2.s2.b2', 'a property that stands twice is refused', async (g) => {
    const text = JSON.stringify(statement()).replace(/^\{/, '{"verb":{"id":"https://example.com/v"},');
    const twice = await call(g, 'POST', 'statements', { body: text });
    return twice.status === 400 && (await taken(g, statement()));
  }),
  must(
    '2.2.s2.b3',
    'actor, verb and object are needed',
    noneOf(
      () => without('actor'),
      () => without('verb'),
      () => without('object'),
    ),
  ),
  must('2.2.s2.b5', 'what was sent comes back in the same serialisation', async (g) => {
    const id = randomUUID();
    const extensions = '{"https://example.com/x":[1.50, 1e3, 12345678901234567890, null, "\\u00e9"]}';
    const text = `{"id":"${id}","actor":{"mbox":"mailto:a@example.com"},"verb":{"id":"https://example.com/v"},"object":{"id":"https://example.com/o"},"context":{"extensions":${extensions}}}`;
    const { status } = await call(g, 'POST', 'statements', { body: text });
    return status === 200 && (await read(g, { statementId: id })).body.includes(extensions);
  }),
  must(
    '2.2.s4.b1.b1',
    'null is refused',
    noneOf(
      () => statement({ result: null }),
      () => result({ success: null }),
      () => statement({ actor: { ...newAgent(), name: null } }),
    ),
  ),
  must(
    '2.2.s4.b1.b1',
    'null within extensions is taken',
    eachOf(() => context({ extensions: { 'https://example.com/x': null } })),
  ),
  must(
    '2.2.s4.b1.b2',
    'a string where a number belongs is refused',
    noneOf(
      () => result({ score: { raw: '1' } }),
      () => result({ score: { scaled: '0.5' } }),
    ),
  ),
  must(
    '2.2.s4.b1.b3',
    'a string where true or false belongs is refused',
    noneOf(
      () => result({ success: 'true' }),
      () => result({ completion: 'false' }),
    ),
  ),
  must(
    '2.2.s4.b1.b4',
    'values without their format are refused',
    noneOf(
      () => statement({ id: 'not-a-uuid' }),
      () => statement({ id: '' }),
      () => statement({ actor: { mbox: 'a@example.com' } }),
      () => statement({ actor: { mbox: 'mailto:' } }),
      () => statement({ actor: { mbox_sha1sum: 'xyz' } }),
      () => statement({ actor: { openid: '' } }),
      () => statement({ verb: { id: '' } }),
      () => statement({ timestamp: 'yesterday' }),
      () => context({ registration: '1' }),
      () => context({ language: 'not a language' }),
    ),
  ),
  must(
    '2.2.s4.b1.b5',
    'keys of another case are refused',
    noneOf(
      () => ({ ...without('actor'), Actor: newAgent() }),
      () => result({ Success: true }),
      () => context({ Registration: randomUUID() }),
    ),
  ),
  must(
    '2.2.s4.b1.b6',
    'enumerated values of another case are refused',
    noneOf(
      () => statement({ object: { ...newActivity(), objectType: 'activity' } }),
      () => statement({ actor: { ...newAgent(), objectType: 'agent' } }),
      () => definition({ interactionType: 'Choice' }),
    ),
  ),
  must(
    '2.2.s4.b1.b7',
    'keys and values that are not allowed are refused',
    noneOf(
      () => statement({ own: 1 }),
      () => statement({ verb: { ...verb, own: 1 } }),
      () => statement({ actor: { ...newAgent(), age: 3 } }),
      () => result({ stars: 5 }),
      () => context({ weather: 'fine' }),
      () => definition({ colour: 'red' }),
      () => statement({ object: { objectType: 'Thing', id: 'https://example.com/x' } }),
    ),
  ),
  must(
    '2.2.s4.b1.b8',
    'an IRI without a scheme is refused',
    noneOf(
      () => statement({ verb: { id: 'example.com/did' } }),
      () => statement({ object: { id: '/activity' } }),
      () => definition({ type: 'quiz' }),
      () => definition({ moreInfo: 'more.html' }),
      () => statement({ actor: { account: { homePage: 'example.com', name: 'x' } } }),
    ),
  ),
  must(
    '2.2.s4.b2',
    'keys of language maps are language tags',
    noneOf(
      () => statement({ verb: { ...verb, display: { 'a-very-wrong-tag-': 'x' } } }),
      () => statement({ verb: { ...verb, display: { english_us: 'x' } } }),
      () => definition({ name: { '': 'x' } }),
      () => definition({ description: { 'en-': 'x' } }),
    ),
  ),
  must(
    '2.2.s4.b2',
    'language tags of every form are taken',
    eachOf(() =>
      definition({
        name: {
          en: 'a',
          'en-US': 'b',
          'zh-Hans-CN': 'c',
          'sl-rozaj-biske': 'd',
          'de-CH-1996': 'e',
          'x-own': 'f',
          'zh-cmn': 'g',
        },
      }),
    ),
  ),
  must(
    '2.2.s4.b3',
    'numbers keep the precision of 32 bits at least',
    async (g) =>
      fieldsOf(fieldsOf((await kept(g, result({ score: { raw: 3.1234567 } })))['result'])['score'])['raw'] ===
      3.1234567,
  ),
  must('2.2.s4.b4', 'parameters are held to the same standards', async (g) =>
    (
      await Promise.all([
        read(g, { agent: '{"mbox":"nobody"}' }),
        read(g, { agent: 'nobody' }),
        read(g, { verb: 'did' }),
        read(g, { activity: 'it' }),
        read(g, { registration: '1' }),
        read(g, { since: 'then' }),
        read(g, { until: '12' }),
        read(g, { limit: '-1' }),
        read(g, { statementId: '7' }),
      ])
    ).every(({ status }) => status === 400),
  ),
];

const actors: readonly Must[] = [
  must('2.4.1.s2.b1', 'a statement without an id gets one', async (g) => {
    const [id] = listOf(jsonOf(await send(g, statement())));
    return (
      /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(String(id)) &&
      (await read(g, { statementId: String(id) })).status === 200
    );
  }),
  must(
    '2.4.2.1.s2.b1',
    'an agent has an identifier, of any of four kinds',
    async (g) =>
      (await noneOf(
        () => statement({ actor: { name: 'x' } }),
        () => statement({ actor: { objectType: 'Agent' } }),
      )(g)) &&
      (await eachOf(
        () => statement({ actor: newAgent() }),
        () => statement({ actor: account }),
        () => statement({ actor: { openid: 'https://x.openid.example.com/' } }),
        () => statement({ actor: { mbox_sha1sum: 'ebd31e95054c018b10727ccffd2ef2ec3a016ee9' } }),
      )(g)),
  ),
  must(
    '2.4.2.1.s2.b2',
    'an agent has no second identifier',
    noneOf(
      () => statement({ actor: { ...newAgent(), ...account } }),
      () => statement({ actor: { ...account, openid: 'https://x.example.com' } }),
      () => context({ instructor: { ...newAgent(), ...account } }),
    ),
  ),
  must(
    '2.4.2.2.s4.b1',
    'an anonymous group lists its members',
    noneOf(
      () => statement({ actor: { objectType: 'Group' } }),
      () => context({ team: { objectType: 'Group', name: 'x' } }),
    ),
  ),
  must(
    '2.4.2.2.s4.b2',
    'a group is no member of an anonymous group',
    noneOf(() => statement({ actor: { objectType: 'Group', member: [{ objectType: 'Group', ...newAgent() }] } })),
  ),
  must(
    '2.4.2.2.s5.b1',
    'an identified group has one identifier',
    async (g) =>
      (await noneOf(() => statement({ actor: { objectType: 'Group', ...newAgent(), ...account } }))(g)) &&
      (await eachOf(
        () => statement({ actor: { objectType: 'Group', ...newAgent() } }),
        () => statement({ actor: { objectType: 'Group', ...account, member: [newAgent()] } }),
      )(g)),
  ),
  must(
    '2.4.2.2.s5.b2',
    'a group is no member of an identified group',
    noneOf(() =>
      statement({
        actor: { objectType: 'Group', ...account, member: [{ objectType: 'Group', member: [newAgent()] }] },
      }),
    ),
  ),
  must(
    '2.4.2.4.s2',
    'an account has a home page and a name',
    noneOf(
      () => statement({ actor: { account: { name: 'x' } } }),
      () => statement({ actor: { account: { homePage: 'https://example.com' } } }),
    ),
  ),
  must(
    '2.4.3.s3',
    'a verb has an id',
    noneOf(
      () => statement({ verb: { display: { en: 'x' } } }),
      () => statement({ verb: 'https://example.com/v' }),
    ),
  ),
  must('2.4.3.s6.b1', 'exact returns the display of a verb as it was, or none', async (g) => {
    const [shown, bare] = [await kept(g, statement()), await kept(g, statement({ verb: { id: verb.id } }))];
    return (
      JSON.stringify(shown['verb']) === JSON.stringify(verb) &&
      JSON.stringify(bare['verb']) === JSON.stringify({ id: verb.id })
    );
  }),
];

export const formMusts: readonly Must[] = [...formats, ...actors];
