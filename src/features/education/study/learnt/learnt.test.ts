import { beforeAll, describe, expect, test } from 'vitest';
import { plantCourse } from '#features/education/courses/factory.ts';
import { plantAttempt, plantExam, plantExamItems } from '#features/education/exams/factory.ts';
import { openBranch, type MeetingBranch } from '#features/management/meetings/factory.ts';
import { leafPath, systemScope } from '#platform/access/scope.ts';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { askStudy } from '../needs/contract.ts';
import { studyStatus } from '../status/contract.ts';
import { recountLearnt } from './commands.ts';

const server = useApp({ now: () => new Date('2026-11-26T04:00:00Z') });
let branch: MeetingBranch;
let small: MeetingBranch;
let large: MeetingBranch;
let township: Client;

const scope = () => systemScope(server.current.county.entry.code, 'test');
const recount = () =>
  server.current.county.write(scope(), (tx) => recountLearnt(tx, server.current.county, [2025, 2026]));

/** An exam of some questions, as everybody of some branches has answered it. */
const held = (
  kind: 'single' | 'judge',
  closesAt: string,
  shareOf: (item: number) => number,
  of: readonly MeetingBranch[],
) =>
  server.current.county.write(scope(), async (tx) => {
    const unit = server.current.tree.townshipA;
    const items = await plantExamItems(tx, unit, [kind, kind, kind]);
    const exam = await plantExam(tx, { unit, state: 'released', opensAt: '2026-03-02T01:00:00Z', closesAt, items });
    for (const { node, people } of of)
      for (const person of people) {
        const { id } = await plantAttempt(tx, {
          exam: exam.id,
          unit,
          person: { id: person.id, branch: node },
          slotAt: '2026-03-02T01:00:00Z',
          begunAt: '2026-03-02T01:00:00Z',
          endsAt: '2026-03-02T02:00:00Z',
          markedAt: '2026-03-02T02:00:00Z',
        });
        const { org_path: path } = await tx
          .selectFrom('exam_attempt')
          .select('org_path')
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        await tx
          .insertInto('exam_mark')
          .values(
            items.map((_, at) => ({
              id: newId(),
              attempt_id: id,
              exam_id: exam.id,
              person_id: person.id,
              org_path: path,
              item: at + 1,
              answer: '["B"]',
              share: String(shareOf(at)),
            })),
          )
          .execute();
      }
    return items.map((item) => item.id);
  });

beforeAll(async () => {
  branch = await openBranch(server.current, 6);
  small = await openBranch(server.current, 3);
  large = await openBranch(server.current, 7);
  township = await server.current.as('township_worker', { at: server.current.tree.townshipA });
});

describe('what was learnt', () => {
  test('is told of five people or more, by none of whom a neighbour is worked out', async () => {
    const [first = ''] = await held('single', '2026-03-02T09:00:00Z', (at) => (at === 0 ? 0 : 1), [
      branch,
      small,
      large,
    ]);
    // Nobody knows yet what is asked in an exam that is still open.
    await held('judge', '2027-03-02T09:00:00Z', () => 0, [large]);
    await recount();
    const seenAt = async (client: Client, organisationId?: string) => {
      const status = await client.call(studyStatus, {
        query: { year: 2026, ...(organisationId === undefined ? {} : { organisationId }) },
      });
      const missed = status.missed.filter(({ topic }) => topic === 'admission');
      return { missed, mastery: status.topics.find(({ topic }) => topic === 'admission')?.mastery };
    };
    const all = await seenAt(township);
    expect(all.mastery).toMatchObject({ people: 16, answers: 48 });
    expect(all.mastery?.part).toBeCloseTo(2 / 3, 2);
    expect(all.mastery?.low).toBeLessThan(2 / 3);
    expect(all.mastery?.high).toBeGreaterThan(2 / 3);
    expect(all.missed).toMatchObject([{ itemId: first, people: 16, missed: 1 }]);
    // Three people are left out, and the next smallest branch with them, for whoever sees both.
    expect((await seenAt(township, small.node.id)).mastery).toBeNull();
    expect((await seenAt(township, branch.node.id)).mastery).toBeNull();
    expect((await seenAt(township, large.node.id)).mastery).toMatchObject({ people: 7 });
    expect((await seenAt(township, large.node.id)).missed).toEqual([]);
    // The branch itself sees its own, and nobody of three.
    const own = await seenAt(branch.secretary);
    expect(own.mastery).toMatchObject({ people: 6, answers: 18 });
    expect(own.missed.map(({ itemId }) => itemId)).toEqual([first]);
    expect((await seenAt(small.secretary)).mastery).toBeNull();
    const kept = await server.current.county
      .read(scope())
      .selectFrom('study_learnt')
      .select('people')
      .where('organisation_id', '=', small.node.id)
      .execute();
    expect(kept).toEqual([]);
    // Counted again it is the same.
    await recount();
    expect((await seenAt(township)).mastery).toEqual(all.mastery);
  });

  test('says of a course whether those who finished it answer better, and offers it where its topic is asked for', async () => {
    const { county, tree } = server.current;
    const everybody = [branch, large].flatMap(({ node, people }) => people.map(({ id }) => ({ id, node })));
    const courseOf = (title: string, finishers: number) =>
      county.write(scope(), async (tx) => {
        const unit = tree.townshipA;
        const course = await plantCourse(tx, county, { unit, state: 'published', topics: ['vocation'], title });
        for (const { id, node } of everybody.slice(0, finishers))
          await tx
            .insertInto('course_taking')
            .values({
              id: newId(),
              course_id: course.id,
              person_id: id,
              org_path: leafPath(node.path, id),
              edition: 1,
              begun_on: '2026-05-01',
              finished_on: '2026-05-10',
            })
            .execute();
        return course;
      });
    await courseOf('嫁接技术', 12);
    await courseOf('直播带货', 4);
    await county.write(scope(), async (tx) => {
      const items = await plantExamItems(
        tx,
        tree.townshipA,
        ['single', 'single', 'single', 'judge', 'judge', 'judge'],
        {
          category: 'vocation',
        },
      );
      for (const [n, { id, node }] of everybody.slice(0, 12).entries())
        for (const [at, item] of items.entries())
          await tx
            .insertInto('recall_answer')
            .values({
              id: newId(),
              person_id: id,
              org_path: leafPath(node.path, id),
              line_id: item.id,
              item_id: item.id,
              topic: 'vocation',
              answered_on: at < 3 ? '2026-04-01' : '2026-06-01',
              // Before one of three, afterwards all but one of the people all.
              is_right: at < 3 ? at === n % 3 : n > 0 || at > 3,
              is_first: true,
              chance: '0.25',
            })
            .execute();
    });
    await recount();
    const [person] = large.people;
    const member = await server.current.as('member', { person: person! });
    await member.call(askStudy, { body: { topic: 'vocation', words: '' } });
    const own = await large.secretary.call(studyStatus, { query: { year: 2026 } });
    expect(own.courses).toMatchObject([
      { title: '嫁接技术', verdict: 'helps', people: 12, topics: ['vocation'] },
      { title: '直播带货', verdict: 'few', people: null, before: null, after: null },
    ]);
    expect(own.courses[0]?.before).toBeCloseTo(1 / 3, 2);
    expect(own.courses[0]?.after).toBeGreaterThan(0.9);
    expect(own.courses[0]?.low).toBeGreaterThan(0);
    expect(own.suggestions.find(({ topic }) => topic === 'vocation')).toMatchObject({
      reasons: ['asked', 'never'],
      courses: [
        { title: '嫁接技术', helped: true },
        { title: '直播带货', helped: false },
      ],
    });
  });
});
