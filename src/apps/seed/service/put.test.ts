import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { features } from '#apps/features.ts';
import { buildApp } from '#apps/server/app.ts';
import { factorCode } from '#features/base/accounts/index.ts';
import { giveFactor, signIn } from '#features/base/accounts/contract.ts';
import { courseList, oneCourse } from '#features/education/courses/contract.ts';
import { ownCourses } from '#features/education/courses/own/contract.ts';
import { waitingTasks } from '#features/education/courses/tasks/contract.ts';
import { studyStatus } from '#features/education/study/status/contract.ts';
import { publicFront } from '#features/insight/publishing/reading/contract.ts';
import { articleList } from '#features/insight/publishing/contract.ts';
import { watchClocks } from '#features/service/requests/clocks/jobs.ts';
import { oneRequest, requestList } from '#features/service/requests/contract.ts';
import { talkList } from '#features/service/talks/contract.ts';
import { openLog } from '#platform/log/log.ts';
import { clientOf, type Client, type RawReply } from '#test/harness/client.ts';
import { madeOnce, testCounty } from '#test/harness/county.ts';
import { demoRequests } from '../landmarks.ts';
import { writeDemoCounty } from '../write.ts';

const tokenOf = (reply: RawReply): string =>
  /zhibu_session=([^;]+)/.exec([reply.headers['set-cookie'] ?? ''].flat().join('\n'))?.[1] ?? '';

/** A county with the demonstration written into it just after midnight of a Sunday, and the server over it. */
const written = madeOnce(async () => {
  const now = (): Date => new Date('2026-03-28T16:20:00Z');
  const base = await testCounty({ now });
  const accounts = await writeDemoCounty(base.county, { members: 4_500 });
  const counties = new Map([[base.entry.code, base.county]]);
  const app = await buildApp({
    counties,
    features,
    log: openLog({ level: 'silent' }),
    version: '0.0.0-test',
    checkReplies: true,
  });
  const clients = new Map<string, Client>();
  const enter = async (signInName: string): Promise<Client> => {
    const account = accounts.find((one) => one.signInName === signInName);
    if (account === undefined) throw new Error(`no account ${signInName}`);
    const first = await clientOf(app, null).raw(signIn, { body: { name: signInName, password: account.password } });
    const session = { accountId: '', signInName, token: tokenOf(first) };
    if (account.factorSecret === null) return clientOf(app, session);
    const code = factorCode(account.factorSecret, now().getTime());
    const second = await clientOf(app, session).raw(giveFactor, { body: { code } });
    return clientOf(app, { ...session, token: tokenOf(second) });
  };
  return {
    ...base,
    nobody: clientOf(app, null),
    async as(name: string): Promise<Client> {
      const client = clients.get(name) ?? (await enter(name));
      clients.set(name, client);
      return client;
    },
    async close() {
      await app.close();
      await base.close();
    },
  };
});

const count = async (table: string, where = sql`true`): Promise<number> => {
  const db = written.current.read();
  const { rows } = await sql<{ n: number }>`select count(*)::int4 as n from ${sql.table(table)} where ${where}`.execute(
    db,
  );
  return rows[0]?.n ?? -1;
};

const valuesOf = async (table: string, column: string): Promise<string[]> => {
  const { rows } = await sql<{ value: string }>`
    select distinct ${sql.ref(column)}::text as value from ${sql.table(table)} order by 1`.execute(
    written.current.read(),
  );
  return rows.map(({ value }) => value);
};

describe('what residents have brought', () => {
  test('is there in every state and channel, and nothing ahead of its time', async () => {
    const { county } = written.current;
    expect(await count('service_request')).toBeGreaterThan(1_200);
    expect(await valuesOf('service_request', 'state')).toEqual([
      'answered',
      'assigned',
      'closed',
      'received',
      'refused',
      'reopened',
      'taken',
    ]);
    expect(await valuesOf('service_request', 'channel')).toHaveLength(6);
    const [now, today] = [county.now().toISOString(), county.today()];
    expect(await count('service_request_entry', sql`at > ${now}::timestamptz`)).toBe(0);
    expect(
      await count(
        'service_request',
        sql`received_on > ${today}::date or answered_on < received_on or ended_on < answered_on or due_on < received_on`,
      ),
    ).toBe(0);
    expect(
      await count('service_request', sql`due_on < ${today}::date and state in ('taken', 'received')`),
    ).toBeGreaterThan(3);
    expect(await count('request_holding')).toBeGreaterThan(1_200);
    expect(await count('request_rating')).toBeGreaterThan(300);
  });

  test('stands in its thread as the commands leave it', async () => {
    const last = sql`(select kind::text from service_request_entry e where e.request_id = service_request.id
      and e.kind in ('received', 'assigned', 'taken', 'answered', 'reopened', 'accepted', 'lapsed', 'refused') order by e.id desc limit 1)`;
    const expected = sql`case when treatment = 'thank' then 'received' when state = 'closed' then case when lapsed then 'lapsed' else 'accepted' end else state::text end`;
    expect(await count('service_request', sql`${last} <> ${expected}`)).toBe(0);
    const first = sql`(select kind from service_request_entry e where e.request_id = service_request.id order by e.id limit 1)`;
    expect(await count('service_request', sql`${first} <> 'received'`)).toBe(0);
  });

  test('has its landmarks, which those in charge can open', async () => {
    const township = await written.current.as('township-worker');
    for (const id of Object.values(demoRequests).filter((one) => one !== demoRequests.assigned))
      expect((await township.call(oneRequest, { params: { id } })).id).toBe(id);
    const housing = await written.current.as('housing-handler');
    expect((await housing.call(oneRequest, { params: { id: demoRequests.assigned } })).state).toBe('assigned');
    for (const name of ['village-handler', 'village-handler-2', 'township-handler', 'department-handler'])
      expect(
        (await (await written.current.as(name)).call(requestList, { query: { show: 'own' } })).total,
        name,
      ).toBeGreaterThan(0);
    const village = await written.current.as('village-handler-2');
    expect((await village.call(talkList, { query: {} })).items.length).toBeGreaterThan(0);
  });

  test('is left as it is by the morning but for what was to be told', async () => {
    const { county } = written.current;
    const closed = await count('service_request', sql`state = 'closed'`);
    await watchClocks(county, {});
    expect(await count('service_request', sql`state = 'closed'`)).toBe(closed);
  });
});

describe('what the public reads', () => {
  test('is a front page with headlines, notices and news', async () => {
    const { headlines, notices, news } = await written.current.nobody.call(publicFront, {});
    expect([headlines.length, notices.length > 2, news.length > 4]).toEqual([4, true, true]);
  });

  test('came by three hands, and more waits for the next one', async () => {
    const reviewer = await written.current.as('reviewer');
    const waiting = await reviewer.call(articleList, { query: { show: 'review' } });
    expect(waiting.items).toHaveLength(1);
    expect(await valuesOf('article', 'state')).toHaveLength(5);
    expect(await count('published_answer', sql`state = 'published'`)).toBeGreaterThan(8);
  });
});

test('wishes and care are there in every state', async () => {
  expect(await valuesOf('wish', 'state')).toHaveLength(7);
  expect(await valuesOf('care_visit', 'state')).toEqual(['done', 'planned']);
  expect(await count('care_amount')).toBeGreaterThan(5);
});

test('every sector of the county has held its class, and most of those who lead its branches have been to one', async () => {
  const bySector = sql`exists (select from organisation o where o.id = organiser_id and o.type in ('working_committee', 'grassroots_committee'))
    and exists (select from study_certificate c where c.class_id = study_class.id)`;
  expect(await count('study_class', bySector)).toBe(6);
  const officer = await written.current.as('county-officer');
  const { rows } = await officer.call(studyStatus, { query: {} });
  const shareOf = (name: string): number => {
    const figures = rows.find(({ organisation }) => organisation.shortName === name)?.figures;
    return (figures?.leadersTrained ?? 0) / (figures?.leaders ?? 1);
  };
  for (const name of ['县直机关工委', '教育工委', '县卫健局党委']) {
    expect(shareOf(name), name).toBeGreaterThan(0.5);
    expect(shareOf(name), name).toBeLessThan(1);
  }
});

test('courses are offered to those whom they are for, and one waits for the branch', async () => {
  const titles = async (name: string): Promise<string[]> =>
    (await (await written.current.as(name)).call(ownCourses, {})).items.map(({ title }) => title);
  const member = await titles('member');
  expect(member).toContain('手机上的数字技能');
  expect(member).not.toContain('入党的路：从申请到转正');
  expect(await titles('applicant')).toContain('入党的路：从申请到转正');
  expect(await titles('branch-secretary')).toContain('用好平台：支部书记的第一个月');
  const { items } = await (await written.current.as('branch-secretary')).call(waitingTasks, {});
  expect(items).toMatchObject([{ task: '重温入党誓词' }]);
  const teacher = await written.current.as('party-school');
  const { items: courses, total } = await teacher.call(courseList, { query: {} });
  // Four for members, and one for each of four roles of administrators.
  expect(total).toBe(8);
  for (const { id } of courses)
    expect(await teacher.call(oneCourse, { params: { id } })).toMatchObject({ faults: [], state: 'published' });
});
