/** What is announced to many: once, to those for whom it is. */
import { beforeAll, describe, expect, test } from 'vitest';
import { noticeList } from '#features/base/inbox/contract.ts';
import { openBranch, type MeetingBranch } from '#features/management/meetings/factory.ts';
import { systemScope } from '#platform/access/scope.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import * as classes from '../classes/contract.ts';
import * as plans from '../plans/contract.ts';
import { tellOfStudy } from './jobs.ts';

const server = useApp({ now: () => new Date('2026-11-26T04:00:00Z') });
let branch: MeetingBranch;
let township: Client;
let inside: Client;
let outside: Client;
beforeAll(async () => {
  branch = await openBranch(server.current, 6);
  township = await server.current.as('township_worker', { at: server.current.tree.townshipA });
  const [, , , , one, other] = branch.people;
  if (one === undefined || other === undefined) throw new Error('nobody there');
  inside = await server.current.as('member', { person: one });
  outside = await server.current.as('member', { person: other });
});
const idAt = (place: number): string => branch.people[place]?.id ?? '';

const announced = (client: Client) =>
  client
    .call(noticeList, { query: {} })
    .then(({ items }) => items.filter(({ kind }) => kind === 'study.announced' || kind === 'study.planned'));

describe('what is announced', () => {
  test('a class: once to those for whom it is and who are not in it, and to nobody by SMS', async () => {
    const { county } = server.current;
    const teacher = await server.current.as('party_school');
    const open = (audience: 'member' | 'probationary') =>
      teacher.call(classes.createClass, {
        body: {
          audience,
          title: `通知${hostile}`.slice(0, 60),
          place: '党校',
          topics: ['theory'],
          quota: 9,
          applyBy: '2026-12-01',
          validYears: null,
          lessons: [{ onDay: '2026-12-07', part: 'day', subject: '理论' }],
        },
      });
    const { id } = await open('member');
    const other = await open('probationary');
    await branch.secretary.call(classes.enrolMember, { params: { id }, body: { personId: idAt(4) } });
    for (const one of [id, id, other.id]) await tellOfStudy(county, { what: 'class', id: one });
    expect(await announced(outside)).toMatchObject([{ kind: 'study.announced', link: '/m/study/classes' }]);
    expect(await announced(inside)).toEqual([]);
    const { count } = await county
      .read(systemScope(county.entry.code, 'test', { guard: 'notices' }))
      .selectFrom('notice')
      .where('kind', '=', 'study.announced')
      .where('account_id', 'is', null)
      .select((e) => e.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(0);
    // Nobody is told of what was called off before the task came to it.
    const late = await open('member');
    await teacher.call(classes.cancelClass, { params: { id: late.id }, body: { version: 1 } });
    await tellOfStudy(county, { what: 'class', id: late.id });
    expect(await announced(outside)).toHaveLength(1);
  });

  test('a plan: once to those who keep the study of the branches below, until it ends', async () => {
    const { county } = server.current;
    const { id } = await township.call(plans.createPlan, {
      body: {
        year: 2027,
        audience: 'leader',
        title: `下发${hostile}`.slice(0, 60),
        lines: [{ month: 5, topic: 'charter', form: 'class', hours: 7, words: '' }],
      },
    });
    await tellOfStudy(county, { what: 'plan', id });
    expect(await announced(branch.secretary)).toEqual([]);
    await township.call(plans.issuePlan, { params: { id }, body: { version: 1 } });
    for (const _ of [1, 2]) await tellOfStudy(county, { what: 'plan', id });
    expect(await announced(branch.secretary)).toMatchObject([
      { kind: 'study.planned', link: '/education/plans?year=2027' },
    ]);
    expect(await announced(township)).toEqual([]);
    expect(await announced(outside)).not.toContainEqual(expect.objectContaining({ kind: 'study.planned' }));
    await township.call(plans.endPlan, { params: { id }, body: { version: 2 } });
  });
});
