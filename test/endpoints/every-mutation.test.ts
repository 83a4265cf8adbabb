/**
 * What holds for every change: events in its own transaction, and one effect however often it is sent.
 * Over 400 lines: each change that is tried elsewhere is named here with its reason.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { z } from 'zod';
import { auditActionTexts } from '#features/base/audit/messages.ts';
import { cancelJob } from '#features/base/jobs/contract.ts';
import { features } from '#apps/features.ts';
import { roles, type Role } from '#features/base/accounts/permissions/rules.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import { makeIdNumber } from '#features/base/members/factory.ts';
import { newId, newOpaqueId } from '#shared/ids.ts';
import { root } from '../architecture/tree.ts';
import { testServer } from '../harness/county.ts';
import { plantNode, type Node } from '../harness/tree.ts';
import { matrix, type Line } from '../access/matrix.ts';
import { samples, sentRequest, sentWish, type Request, type Sample } from '../access/samples.ts';
import { makeTarget, type Target } from '../access/targets.ts';
import { openWorld, type Actor, type World } from '../access/world.ts';

// By address: the pages are typed by the browser's project.
const { words } = (await import(pathToFileURL(path.join(root, 'src/apps/web/words.ts')).href)) as {
  words: Readonly<Record<string, unknown>>;
};

const changes = features.flatMap(({ routes = [] }) => routes.filter((each) => each.endpoint.kind === 'command'));

/** Changes that one request alone cannot make, and the test that makes them. */
const elsewhere: Readonly<Record<string, string>> = {
  'session.signIn': 'accounts/sessions',
  'session.giveFactor': 'accounts/sessions',
  'session.beginEnrolment': 'accounts/sessions',
  'session.setPassword': 'accounts/sessions',
  'accounts.enable': 'accounts/administration',
  // Two counties take part in them.
  'practice.begin': 'education/practice',
  'practice.enter': 'education/practice',
  'practice.finish': 'education/practice',
  'practice.leave': 'education/practice',
  'members.undoLeave': 'members/affiliations',
  'members.return': 'members/returns',
  'members.merge': 'members/merging',
  'members.exportApproved': 'members/export',
  'members.bulk.commit': 'members/bulk',
  'members.import.commit': 'members/import',
  'members.import.undo': 'members/import',
  'organisations.undo': 'organisations/undo',
  // The meeting of the table has begun: nobody is answered for any more.
  'meetings.respondFor': 'management/meetings/places',
  'elections.count': 'management/elections',
  'elections.confirm': 'management/elections',
  'elections.announce': 'management/elections',
  'elections.enter': 'management/elections',
  // Only what its own office recorded last can be taken back.
  'admission.undo': 'management/admission',
  'admission.reopen': 'management/admission',
  // One step rests on the other, and the second count is somebody else's.
  'appraisals.count': 'management/appraisals',
  'appraisals.grade': 'management/appraisals',
  'appraisals.tell': 'management/appraisals',
  'appraisals.answer': 'management/appraisals',
  'appraisals.talk': 'management/appraisals',
  'appraisals.follow': 'management/appraisals',
  'appraisals.close': 'management/appraisals',
  'own.respondToGrade': 'management/appraisals',
  'organisations.commitImport': 'organisations/exchange',
  // Only what has been received can be spent.
  'dues.use': 'management/dues',
  'dues.nameTreasurer': 'management/dues/treasurers',
  'dues.unmatchBank': 'management/dues',
  'outflow.setGuest': 'management/outflow/guests',
  'transfers.create': 'management/transfers',
  'transfers.register': 'management/transfers',
  'transfers.openFile': 'management/transfers',
  'transfers.createUnit': 'management/transfers/units',
  'transfers.registerUnit': 'management/transfers/units',
  'transfers.joinUnit': 'management/transfers/units',
  // Only of a unit that has left as a whole.
  'transfers.abolishUnit': 'management/transfers/units',
  'transfers.openUnitFile': 'management/transfers/units',
  'transfers.dropSigner': 'management/transfers',
  // A file comes back, and each showing counts anew.
  'members.scan': 'members/attachments',
  // A file comes along: sent twice by the tests of uploads.
  'members.attachScan': 'members/attachments',
  'meetings.attachMaterial': 'management/meetings',
  'admission.scanPaper': 'management/admission/papers',
  'admission.uploadTemplate': 'management/admission/papers',
  'admission.resetTemplate': 'management/admission/papers',
  'admission.restoreTemplate': 'management/admission/papers',
  'admission.setQuota': 'management/admission/papers',
  'members.import.upload': 'members/import',
  'bank.import.upload': 'education/bank/import',
  'organisations.previewImport': 'organisations/exchange',
  // Shown once, and made again from its id for a retry.
  'exchange.makeKey': 'insight/exchange',
  'records.addProgram': 'education/records',
  'records.makeOwnKey': 'education/records',
  // Only a code that was told to the sender finds them, in a state that an answer makes.
  'requests.accept': 'service/requests',
  'requests.reopen': 'service/requests',
  'requests.addPhotos': 'service/requests/photos',
  'requests.answer': 'service/requests',
  // By the sign-in of a resident.
  'requests.claim': 'service/requests/mine',
  'residents.sendCode': 'service/requests/mine',
  'residents.signIn': 'service/requests/mine',
  'residents.signOut': 'service/requests/mine',
  'residents.close': 'service/requests/mine',
  // Only a line that was set can be ended.
  'requests.endDuty': 'service/requests/duties',
  // One at a time: the job of the one before still waits.
  'requests.learn': 'service/requests/learning',
  // Only of an answer, and by a second person.
  'requests.proposeAnswer': 'service/requests/published',
  'requests.withdrawAnswer': 'service/requests/published',
  // Their replies hold codes, which are kept nowhere.
  'requests.enter': 'service/requests/intake',
  'requests.printForms': 'service/requests/intake',
  'wishes.answer': 'service/wishes',
  // Numbered: what they left says what has been done, and no reply with its keys is kept.
  'own.takeSeat': 'education/exams',
  'own.beginExam': 'education/exams',
  'own.keepAnswers': 'education/exams',
  // By a code of its own for each paper.
  'exams.enterPaper': 'education/exams',
  // Only of topics that the bank can ask.
  'own.chooseRecall': 'education/recall',
  // What stands still or was asked for comes first.
  'requests.pause': 'service/requests/clocks',
  'requests.resume': 'service/requests/clocks',
  'requests.decideTerm': 'service/requests/clocks',
  'requests.decideReview': 'service/requests/clocks',
  'requests.askReview': 'service/requests/clocks',
  'requests.declarePetition': 'service/requests/clocks',
  // Each stands on another: a unit that handles requests, a return that waits, two requests.
  'requests.ask': 'service/requests/work',
  'requests.return': 'service/requests/work',
  'requests.decideReturn': 'service/requests/work',
  'requests.relate': 'service/requests/work',
  'requests.unrelate': 'service/requests/work',
  'requests.rate': 'service/requests/satisfaction',
  // Only among requests that have ended.
  'requests.drawCallbacks': 'service/requests/satisfaction',
  'requests.say': 'service/requests/talk',
  // Set upon what was set before.
  'talks.setHours': 'service/requests/talk',
  // What was committed before: undone by the tests of imports.
  'bank.import.undo': 'education/bank/import',
  // Of a file whose columns nobody knew.
  'bank.import.map': 'education/bank/import',
  // A picture comes along: sent twice by the tests of publishing.
  'publishing.addImage': 'insight/publishing',
  'courses.addFile': 'education/courses/files',
  'courses.addPart': 'education/courses/files',
  // A name that says what it is, and parts that are what a playlist names.
  'courses.beginSet': 'education/courses/files',
  'courses.closeSet': 'education/courses/files',
  // One foot, and one contact of the place: the second change meets the first one's version.
  'publishing.saveContact': 'insight/publishing',
  'publishing.saveFoot': 'insight/publishing',
  // The code changes every fifteen seconds.
  'own.signIn': 'management/meetings',
};

let world: World;
let superuser: pg.Client;
beforeAll(async () => {
  world = await openWorld(await testServer());
  superuser = new pg.Client({ ...world.admin });
  await superuser.connect();
  await superuser.query(`set search_path = ${world.county.entry.schema}`);
});
/** A place that residents can write about. */
let village: Node;
beforeAll(async () => {
  village = await world.write((tx) => plantNode(tx, 'village', world.tree.townshipA));
});
/** Another of the branch, to whom something can be handed over. */
let second: Actor;
beforeAll(async () => {
  second = await world.enter('branch_secretary');
  // Whatever comes first: an extra is recorded only where the county asks for it.
  await world.write((tx) =>
    tx.insertInto('admission_extra_setting').values({ extra: 'autobiography', wanted: true, set_by: 'test' }).execute(),
  );
});
afterAll(async () => {
  await superuser.end();
  await world.close();
});

let month = 0;
let applicants = 0;
/** An ID number that nobody has yet. */
const unusedNumber = (): string => {
  applicants += 1;
  return makeIdNumber(`2000-01-${String(applicants).padStart(2, '0')}`, '2');
};
const unchanged = ['land.houses', 'land.taking', 'roads.parking', 'roads.surface', 'health.clinics', 'work.jobs'];
const unchangedKinds = ['consult', 'praise', 'accuse', 'complaint', 'report', 'suggest'];
/** Requests that are served where the matrix needs only one that is not refused for who asks. */
const served: Readonly<Record<string, Sample>> = {
  'members.create': (target) => ({
    body: {
      branchId: target.node.id,
      fields: { name: '新党员', category: 'full', sex: '1', birthDate: '1980-05-06', joinedOn: '2010-07-01' },
      reason: '核对',
    },
  }),
  'organisations.openTerm': (target) => {
    month += 1;
    return { params: { id: target.id }, body: { startedOn: `2026-0${month}-02`, reason: '换届' } };
  },
  'members.move': (target) => ({
    params: { id: target.id },
    body: { version: 1, branchId: world.tree.branchA2.id, on: '2026-03-02', reason: '组织关系调整' },
  }),
  'members.addRecord': (target) => ({
    params: { id: target.id, table: 'reward' },
    body: { values: { kind: 'merit', title: '三等功', grantedOn: '2026-01-05' }, reason: '核对' },
  }),
  'members.editRecord': (target) => ({
    params: { id: target.of, table: 'reward', recordId: target.id },
    body: { version: 1, values: { kind: 'merit', title: '优秀共产党员' }, reason: '核对' },
  }),
  'transfers.unitStep': (target) => ({
    params: { id: target.id },
    body: { version: 1, step: 'recall', reason: '本单位改变去向' },
  }),
  'transfers.step': (target) => ({
    params: { id: target.id },
    body: { version: 1, step: 'recall', reason: '本人改变去向' },
  }),
  'inbox.handOver': (target) => ({
    body: { kind: 'meetings.tasks', item: target.id, grantId: second.grantId, note: '请代为办理' },
  }),
  'admission.open': (target) => ({
    body: { branchId: target.id, name: '林小雨', idNumber: unusedNumber(), begunOn: '2026-03-02' },
  }),
  'admission.takeOver': (target) => ({
    body: {
      branchId: target.id,
      name: '林小雨',
      idNumber: unusedNumber(),
      begunOn: '2024-03-01',
      facts: [{ step: 'talk', on: '2024-03-20', outcome: 'done' }],
    },
  }),
  // What comes next in a case that has just been opened.
  'admission.record': (target) => ({
    params: { id: target.id },
    body: { version: 1, step: 'activist', outcome: 'passed', on: '2026-03-02' },
  }),
  'admission.move': (target) => ({
    params: { id: target.id },
    body: { version: 1, branchId: world.tree.branchA2.id, reason: '工作变动' },
  }),
  'requests.send': () => ({ body: sentRequest(village.id) }),
  'requests.editKind': () => ({
    params: { code: unchangedKinds.pop() ?? '' },
    body: {
      version: 1,
      nameZh: '改过的',
      nameEn: 'Changed',
      hintZh: '说明',
      hintEn: 'Hint',
      position: 9,
      treatment: 'handle',
      retired: false,
    },
  }),
  // Each time another, which nobody has changed.
  'requests.editCategory': () => ({
    params: { code: unchanged.pop() ?? '' },
    body: { version: 1, nameZh: '改过的', nameEn: 'Changed', position: 9, retired: false },
  }),
  'own.answerWish': (target) => ({ params: { id: target.id }, body: { version: 1, act: 'withdraw' } }),
  'wishes.send': () => ({ body: sentWish(village.id) }),
  'requests.assign': (target) => ({
    params: { id: target.id },
    body: { version: 1, unitId: second.place.id, reason: '由该支部办理' },
  }),
  'talks.handOver': (target) => ({
    params: { id: target.id },
    body: { accountId: second.accountId, note: '请接着谈' },
  }),
  'organisations.move': (target) => ({
    params: { id: target.id },
    body: { version: 1, parentId: world.tree.townshipB.id, on: '2026-03-02' },
  }),
  'organisations.merge': (target) => ({
    params: { id: target.id },
    body: { version: 1, targetId: world.tree.branchA2.id, on: '2026-03-02' },
  }),
};

/** Where the first role of the matrix has nothing to do yet. */
const askedBy: Readonly<Record<string, Role>> = {
  'admission.record': 'branch_secretary',
  'care.setAmount': 'township_worker',
};

interface Prepared {
  readonly actor: Actor;
  readonly request: Request;
}

/** Somebody who may, and a thing of this request alone. */
const prepare = async (endpoint: Endpoint, line: Line): Promise<Prepared> => {
  const role = askedBy[endpoint.name] ?? roles.find((each) => /self|own/.test(line.yes[each] ?? ''));
  const sample = served[endpoint.name] ?? samples[endpoint.name];
  if (role === undefined || sample === undefined) throw new Error(`${endpoint.name} has no sample`);
  const relations = line.yes[role] ?? '';
  // The county holds neither members nor meetings nor applicants of its own.
  // A unit that has had a request does not mark it.
  const near =
    /^members|^meetings|^care|^requests.mark$|^admission.(open|takeOver|move)$|organisations.(move|merge)$/.test(
      endpoint.name,
    )
      ? 'descendant'
      : 'own';
  const relation = relations.includes(near) ? near : relations.includes('own') ? 'own' : 'self';
  const actor = await world.enter(role);
  const nowhere: Target = { id: '', of: '', node: world.tree.county, name: '' };
  const target = line.on === 'nothing' ? null : await makeTarget(world, line.on, actor, relation);
  return { actor, request: sample(target ?? nowhere, actor) };
};

const admin = async <T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> =>
  (await superuser.query<T>(text, [...values])).rows;

/** The transaction that begins next. */
const mark = async (): Promise<string> =>
  (await admin<{ next: string }>(`select pg_snapshot_xmax(pg_current_snapshot())::text as next`))[0]?.next ?? '';

/** Written without being a change: when a session was last seen. */
const background = new Set(['session']);

/** Transactions since the mark, each with the tables in which it left rows. */
const writtenSince = async (from: string): Promise<Map<string, Set<string>>> => {
  const tables = await admin<{ name: string }>(
    `select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'`,
  );
  const parts = tables.map(
    ({ name }) =>
      `select distinct '${name}' as name, xmin::text as tx from ${name} where xmin::text::bigint >= $1::bigint`,
  );
  const written = new Map<string, Set<string>>();
  for (const { name, tx } of await admin<{ name: string; tx: string }>(parts.join(' union all '), [from]))
    written.set(tx, (written.get(tx) ?? new Set()).add(name));
  return written;
};

const unaudited = (written: ReadonlyMap<string, ReadonlySet<string>>): string[] =>
  [...written.values()]
    .filter((tables) => !tables.has('audit_event') && [...tables].some((table) => !background.has(table)))
    .map((tables) => [...tables].join(', '));

const propertiesOf = (endpoint: Endpoint): object =>
  z.toJSONSchema(endpoint.body, { io: 'input', unrepresentable: 'any' }).properties ?? {};

const others: Readonly<Record<string, string>> = { year: '2024', seq: '2', channel: 'wecom', code: 'roads.lights' };

/** The request with one of its words or ids changed: another intent. Null where there is nothing to change. */
const otherwise = (endpoint: Endpoint, { params, body, ...rest }: Request): Request | null => {
  const known = Object.keys(z.toJSONSchema(endpoint.body, { io: 'input', unrepresentable: 'any' }).properties ?? {});
  const given = (body ?? {}) as Readonly<Record<string, unknown>>;
  const words = ['reason', 'name', 'answer', 'displayName', 'source', 'wanted', 'nameZh'].find(
    (each) => known.includes(each) && typeof given[each] !== 'object',
  );
  if (words !== undefined) {
    const changed = typeof given[words] === 'boolean' ? !given[words] : '另一内容';
    return { ...rest, ...(params ? { params } : {}), body: { ...given, [words]: changed } };
  }
  const last = Object.keys(params ?? {}).at(-1);
  if (last === undefined) return null;
  const printed = /^\d{10}$/.test(String(params?.[last])) ? '1234567890' : undefined;
  return { ...rest, body, params: { ...params, [last]: printed ?? others[last] ?? newId() } };
};

/** Changes whose events are named for what they did, or that end in the event of another change. */
const namedOtherwise = new Set([
  'approvals.decide',
  'accounts.endSession',
  'members.exportApproved',
  'members.scan',
  'organisations.commitImport',
  'calendar.fill',
  'meetings.planFromLast',
  'meetings.planSeries',
  'meetings.roll',
  'own.respond',
  'dues.payVoluntary',
  'transfers.createUnit',
  'transfers.registerUnit',
  'transfers.unitStep',
  'transfers.step',
  'transfers.abolishUnit',
  'inbox.finish',
]);

test('every change has a word in the log', () => {
  const known = (name: string): boolean => `action.${name}` in words || `action.${name}` in auditActionTexts;
  const names = changes.map(({ endpoint }) => endpoint.name);
  expect(names.filter((name) => !known(name) && !namedOtherwise.has(name))).toEqual([]);
  expect([...namedOtherwise].filter((name) => known(name) || !names.includes(name))).toEqual([]);
});

test('every change is tried here, or by a test of its own', () => {
  const names = changes.map(({ endpoint }) => endpoint.name);
  expect(names.filter((name) => matrix[name] === undefined && elsewhere[name] === undefined)).toEqual([]);
  expect(Object.keys(elsewhere).filter((name) => !names.includes(name))).toEqual([]);
});

const here = changes
  .filter(({ endpoint }) => elsewhere[endpoint.name] === undefined)
  .map((each) => [each.endpoint.name, each] as const);
/** The own session's end leaves nobody to ask again; a second rotation waits for the first. */
const once = new Set(['session.end', 'keys.rotate']);
const repeatable = here.filter(([name, { kind }]) => kind === 'command' && !once.has(name));
const settled = (written: ReadonlyMap<string, ReadonlySet<string>>): string[] =>
  [...written.values()].flatMap((tables) => [...tables]).filter((table) => !background.has(table));

describe('every change', () => {
  test.each(here)('%s leaves an event in its own transaction', async (name, { endpoint }) => {
    const { actor, request } = await prepare(endpoint, matrix[name] as Line);
    const from = await mark();
    const reply = await actor.client.raw(endpoint, request);
    expect([reply.status, reply.text.slice(0, 300)]).toEqual([200, expect.anything()]);
    const written = await writtenSince(from);
    expect(settled(written).length).toBeGreaterThan(0);
    expect(unaudited(written)).toEqual([]);
  });

  // Signing in and out and showing a full value are one act each time; their replies are kept nowhere.
  test.each(repeatable)('%s has one effect however often it is sent with one key', async (name, { endpoint }) => {
    const { actor, request } = await prepare(endpoint, matrix[name] as Line);
    const key = newOpaqueId();
    const send = (what: Request, to: Endpoint = endpoint) => actor.client.raw(to, what, { key });
    const [one, two] = await Promise.all([send(request), send(request)]);
    expect([one.status, two.status, one.text]).toEqual([200, 200, two.text]);
    const events = `select count(distinct request_id)::int4 as n from audit_event where account_id = $1 and xmin::text in
        (select xmin::text from idempotency where key = $2)`;
    expect(await admin(events, [actor.accountId, key])).toEqual([{ n: 1 }]);
    const from = await mark();
    expect(await send(request)).toMatchObject({ status: 200, text: one.text });
    const other = otherwise(endpoint, request);
    if (other) expect((await send(other)).body).toMatchObject({ error: { code: 'reused_key' } });
    expect((await send({ params: { id: newId() } }, cancelJob)).body).toMatchObject({
      error: { code: 'reused_key' },
    });
    expect(settled(await writtenSince(from))).toEqual([]);
  });

  const versioned = here.filter(([, { endpoint }]) => 'version' in propertiesOf(endpoint));
  test.each(versioned)(
    '%s is answered with the newer state where it was made on an older one',
    async (name, { endpoint }) => {
      const { actor, request } = await prepare(endpoint, matrix[name] as Line);
      const from = await mark();
      const reply = await actor.client.raw(endpoint, {
        ...request,
        body: { ...(request.body as object), version: 77 },
      });
      expect(reply).toMatchObject({ status: 409, body: { error: { code: 'stale', current: expect.anything() } } });
      expect(settled(await writtenSince(from))).toEqual([]);
    },
  );
});
