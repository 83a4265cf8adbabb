/** Part Three of the published text (xAPI-Communication, 1.0.3), by section and item, in our own words: storing statements and asking for them. */
import { randomUUID } from 'node:crypto';
import {
  type Answered,
  asForm,
  call,
  fieldsOf,
  type Fields,
  type Ground,
  jsonOf,
  listOf,
  must,
  type Must,
  newActivity,
  newAgent,
  put,
  read,
  send,
  statement,
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

const changeless = async (g: Ground, way: (id: string, value: Fields) => Promise<Answered>): Promise<boolean> => {
  const id = randomUUID();
  const first = statement({ id });
  await send(g, first);
  const [same, other] = [await way(id, first), await way(id, statement({ id }))];
  const back = fieldsOf(jsonOf(await read(g, { statementId: id })));
  return (
    [200, 204, 409].includes(same.status) &&
    other.status === 409 &&
    JSON.stringify(back['actor']) === JSON.stringify(first['actor'])
  );
};

const filtering = (
  section: string,
  asks: string,
  make: () => { readonly value: Fields; readonly query: Readonly<Record<string, string>> },
): Must =>
  must(section, asks, async (g) => {
    const { value, query } = make();
    const [id] = [await sendId(g, value), await sendId(g, statement())];
    return (await found(g, query)) === ids(id);
  });

const statements: readonly Must[] = [
  must('2.1.1.s1', 'PUT stores a statement with the id of the address', async (g) => {
    const id = randomUUID();
    return (
      (await put(g, id, statement())).status === 204 &&
      fieldsOf(jsonOf(await read(g, { statementId: id })))['id'] === id
    );
  }),
  must(
    '2.1.1.s1',
    'PUT needs an id, which is that of the statement',
    async (g) =>
      statuses([
        await call(g, 'PUT', 'statements', { body: JSON.stringify(statement()) }),
        await put(g, randomUUID(), statement({ id: randomUUID() })),
        await put(g, randomUUID(), [statement()]),
        await put(g, randomUUID(), statement()),
      ]) === '400 400 400 204',
  ),
  must('2.1.1.s2.b2', 'PUT changes nothing of a statement that is there', (g) =>
    changeless(g, (id, value) => put(g, id, value)),
  ),
  must('2.1.2.s1', 'POST answers with the ids in their order', async (g) => {
    const sent = [randomUUID(), randomUUID(), randomUUID()];
    const { status, body } = await send(
      g,
      sent.map((id) => statement({ id })),
    );
    return status === 200 && body === JSON.stringify(sent);
  }),
  must('2.1.2.s2.b3', 'POST stores or lists, as the parameters say', async (g) => {
    const id = await sendId(g, statement());
    return fieldsOf(jsonOf(await asForm(g, 'GET', 'statements', { statementId: id })))['id'] === id;
  }),
  must('2.1.2.s2.b4', 'POST changes nothing of a statement that is there', (g) =>
    changeless(g, (_id, value) => send(g, value)),
  ),
  must('2.1.2.s2.b6', 'a batch with one id twice is refused', async (g) => {
    const id = randomUUID();
    return (
      statuses([
        await send(g, [statement({ id }), statement({ id })]),
        await read(g, { statementId: id }),
        await send(g, statement({ id })),
      ]) === '400 404 200'
    );
  }),
  filtering('2.1.3.s1 agent', 'the actor is found', () => {
    const actor = newAgent();
    return { value: statement({ actor }), query: { agent: JSON.stringify(actor) } };
  }),
  filtering('2.1.3.s1 agent', 'the object is found where it is an agent', () => {
    const whom = newAgent();
    return { value: statement({ object: { objectType: 'Agent', ...whom } }), query: { agent: JSON.stringify(whom) } };
  }),
  filtering('2.1.3.s1 agent', 'a group is found by a member', () => {
    const whom = newAgent();
    return {
      value: statement({ actor: { objectType: 'Group', member: [newAgent(), whom] } }),
      query: { agent: JSON.stringify(whom) },
    };
  }),
  filtering('2.1.3.s1 verb', 'the verb is found', () => {
    const id = `https://example.com/${randomUUID()}`;
    return { value: statement({ verb: { id } }), query: { verb: id } };
  }),
  filtering('2.1.3.s1 activity', 'the activity is found', () => {
    const object = newActivity();
    return { value: statement({ object }), query: { activity: String(object['id']) } };
  }),
  filtering('2.1.3.s1 registration', 'the registration is found', () => {
    const registration = randomUUID();
    return { value: statement({ context: { registration } }), query: { registration } };
  }),
  ...(['parent', 'grouping', 'category', 'other'] as const).map((kind) =>
    must('2.1.3.s1 related_activities', `an activity of ${kind} is found broadly and not narrowly`, async (g) => {
      const activity = newActivity();
      const id = await sendId(g, statement({ context: { contextActivities: { [kind]: [activity] } } }));
      const query = { activity: String(activity['id']) };
      return (await found(g, { ...query, related_activities: 'true' })) === id && (await found(g, query)) === '';
    }),
  ),
  ...(['instructor', 'team', 'inner', 'authority'] as const).map((where) =>
    must('2.1.3.s1 related_agents', `${where} is found broadly and not narrowly`, async (g) => {
      const whom = newAgent();
      const value = {
        instructor: statement({ context: { instructor: whom } }),
        team: statement({ context: { team: { objectType: 'Group', ...whom } } }),
        inner: statement({ object: { objectType: 'SubStatement', ...statement({ actor: whom }) } }),
        authority: statement(),
      }[where];
      const id = await sendId(g, value);
      const authority = fieldsOf(jsonOf(await read(g, { statementId: id })))['authority'];
      const agent = JSON.stringify(where === 'authority' ? authority : whom);
      const broadly = (await found(g, { agent, related_agents: 'true', limit: '500' })).split(' ');
      return broadly.includes(id) && !(await found(g, { agent })).includes(id);
    }),
  ),
  must('2.1.3.s1 since, until', 'since leaves out its instant, until takes it in', async (g) => {
    const object = newActivity();
    const query = { activity: String(object['id']) };
    const [first] = [await sendId(g, statement({ object })), await new Promise((wait) => setTimeout(wait, 5))];
    const second = await sendId(g, statement({ object }));
    const at = String(fieldsOf(jsonOf(await read(g, { statementId: first })))['stored']);
    return (await found(g, { ...query, since: at })) === second && (await found(g, { ...query, until: at })) === first;
  }),
  must('2.1.3.s1 limit, ascending', 'the newest come first, or the oldest where that is asked', async (g) => {
    const object = newActivity();
    const sent = listOf(jsonOf(await send(g, [statement({ object }), statement({ object }), statement({ object })])));
    const query = { activity: String(object['id']), limit: '1' };
    return (await found(g, query)) === sent[2] && (await found(g, { ...query, ascending: 'true' })) === sent[0];
  }),
  must('2.1.3.s1 format', 'ids shows identifiers alone, exact what was sent', async (g) => {
    const object = { ...newActivity(), definition: { name: { en: 'x' } } };
    const value = statement({
      object,
      actor: { objectType: 'Group', name: 'g', member: [{ ...newAgent(), name: 'm' }] },
    });
    const statementId = await sendId(g, value);
    const [bare, exact] = [
      fieldsOf(jsonOf(await read(g, { statementId, format: 'ids' }))),
      fieldsOf(jsonOf(await read(g, { statementId, format: 'exact' }))),
    ];
    return (
      !JSON.stringify([bare['object'], bare['verb'], bare['actor']]).match(/definition|display|"name"/) &&
      JSON.stringify(exact['object']) === JSON.stringify(object) &&
      JSON.stringify(exact['actor']) === JSON.stringify(value['actor'])
    );
  }),
];

export const statementMusts: readonly Must[] = statements;
