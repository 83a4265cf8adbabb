/** The grades and what comes of them: who is told, what follows, the papers, the todos. */
import { describe, expect, test } from 'vitest';
import { noticeList, todoList } from '#features/base/inbox/contract.ts';
import { finishTodo } from '#features/base/inbox/handover/contract.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { wordText } from '#test/files/word.ts';
import { hostile } from '#test/harness/hostile.ts';
import type { Person } from '#test/harness/tree.ts';
import * as contract from './contract.ts';
import { appraisalAttention, appraisalOverview } from './overview/contract.ts';
import { ownAppraisals, respondToGrade, writeSelf } from './own/contract.ts';
import type { Grade } from './rules.ts';
import {
  appraisalScene,
  closed,
  confirmed,
  grade,
  gradedIn,
  gradesBody,
  problemsOf,
  started,
  step,
  told,
  type Scene,
} from './factory.ts';

const app = useApp();
const today = (): string => app.current.county.today();
const year = (): number => Number(today().slice(0, 4));

const scene = (size: number): Promise<Scene> => appraisalScene(app.current, size);

describe('the grades', () => {
  test('are no more than a third excellent, with the explanation, and reasons where the test says otherwise', async () => {
    const from = await scene(6);
    const agreed = await confirmed(from, 3);
    const three: Grade[] = ['excellent', 'excellent', 'excellent'];
    expect(await problemsOf(grade(from, agreed, three))).toEqual(['excellent_many']);
    expect(await problemsOf(grade(from, agreed, three.slice(0, 2), null))).toEqual(['reason_needed']);
    const body = gradesBody(from, agreed, three.slice(0, 2));
    const missing = { ...body, grades: body.grades.slice(1) };
    const one = from.secretary.call(contract.gradeAppraisal, { params: { id: agreed.id }, body: missing });
    expect(await problemsOf(one)).toEqual(['names_unequal']);
    const given = await grade(from, agreed, three.slice(0, 2));
    expect(given).toMatchObject({ state: 'graded', next: 'tell', grades: { excellent: 2, qualified: 4 } });
    expect(gradedIn(given)[2]).toMatchObject({ grade: 'qualified', reason: hostile });
  });

  test('are told to each alone, who acknowledges or objects in words', async () => {
    const from = await scene(3);
    const { as } = app.current;
    const written = await started(from);
    const [first, second] = gradedIn(written);
    const named = (id: string): Person => from.people.find((person) => person.id === id)!;
    const mine = await as('member', { at: from.place, person: named(first!.personId) });
    const theirs = await as('member', { at: from.place, person: named(second!.personId) });
    const own = await mine.call(writeSelf, { params: { id: written.id }, body: { text: hostile } });
    expect(own).toMatchObject({ self: hostile, grade: null, can: { write: true, respond: false } });
    expect(await mine.outcome(contract.appraisalById, { params: { id: written.id } })).toBe('not_found');
    const { id } = written;
    const cancel = { params: { id }, body: { version: written.version, reason: hostile } };
    await step(from.secretary, contract.cancelAppraisal, cancel);
    const graded = await grade(from, await confirmed(from, 0), ['excellent', 'basic', 'qualified']);
    expect((await mine.call(ownAppraisals, {})).items[0]).toMatchObject({ grade: null, toldAt: null });
    const params = { id: graded.id };
    expect(await problemsOf(mine.call(respondToGrade, { params, body: { response: 'accepted' } }))).toEqual([
      'not_told',
    ]);
    const open = await step(from.secretary, contract.tellAppraisal, { params, body: { version: graded.version } });
    expect(open.counts.told).toBe(3);
    expect((await mine.call(ownAppraisals, {})).items).toMatchObject([{ grade: 'excellent', reason: hostile }]);
    expect((await theirs.call(ownAppraisals, {})).items).toMatchObject([{ grade: 'basic' }]);
    const notices = await mine.call(noticeList, { query: {} });
    const of = notices.items.find(({ kind }) => kind === 'appraisals.told');
    expect(of).toBeDefined();
    expect(JSON.stringify(of)).not.toContain('excellent');
    await mine.call(respondToGrade, { params, body: { response: 'accepted' } });
    expect(
      await problemsOf(theirs.call(respondToGrade, { params, body: { response: 'objected', words: '嗯' } })),
    ).toEqual(['objection_needs_words']);
    await theirs.call(respondToGrade, { params, body: { response: 'objected', words: hostile } });
    expect(await problemsOf(mine.call(respondToGrade, { params, body: { response: 'accepted' } }))).toEqual([
      'responded_already',
    ]);
    const heard = await from.secretary.call(contract.appraisalById, { params });
    expect(heard.counts).toMatchObject({ responded: 2, objected: 1 });
    expect(await problemsOf(closed(from, heard))).toEqual(['objection_open']);
    const ofSecond = { id: graded.id, personId: second!.personId };
    const answer = { version: heard.version, answer: hostile };
    const answered = await step(from.secretary, contract.answerObjection, { params: ofSecond, body: answer });
    expect((await theirs.call(ownAppraisals, {})).items[0]).toMatchObject({ answer: hostile });
    expect(await closed(from, answered)).toMatchObject({ state: 'closed', next: null });
  });

  test('given anew are told anew to whom they change', async () => {
    const from = await scene(3);
    const open = await told(from, ['basic', 'qualified', 'qualified']);
    const again = await grade(from, open, ['qualified', 'qualified', 'qualified']);
    expect(again).toMatchObject({ state: 'graded', next: 'tell', counts: { told: 2 } });
  });
});

describe('what follows', () => {
  test('is a talk after 基本合格 and the measures after 不合格, shown above where it has to be acted on', async () => {
    const from = await scene(4);
    const { tree, as } = app.current;
    const open = await told(from, ['unqualified', 'basic', 'qualified', 'qualified']);
    const [poor, basic, fine] = gradedIn(open);
    const { id } = open;
    const todo = await from.secretary.call(todoList, { query: {} });
    expect(JSON.stringify(todo)).toContain('appraisal_measure');
    expect(JSON.stringify(todo)).toContain('appraisal_talk');
    const talk = (personId: string, version: number) =>
      step(from.secretary, contract.recordTalk, {
        params: { id, personId },
        body: { version, talkOn: today(), note: hostile },
      });
    expect(await problemsOf(talk(fine!.personId, open.version))).toEqual(['talk_not_here']);
    const spoken = await talk(basic!.personId, open.version);
    const none = {
      investigatedOn: null,
      researchedOn: null,
      filedOn: null,
      measure: null,
      decidedOn: null,
      untilOn: null,
      finishedOn: null,
    };
    const follow = (version: number, body: object) =>
      step(from.secretary, contract.recordFollowUp, {
        params: { id, personId: poor!.personId },
        body: { version, ...none, note: hostile, ...body },
      });
    expect(await problemsOf(follow(spoken.version, { measure: 'correct', decidedOn: today() }))).toContain(
      'step_before_missing',
    );
    const under = await follow(spoken.version, { investigatedOn: today() });
    const worker = await as('township_worker', { at: tree.townshipA });
    const attention = () => worker.call(appraisalAttention, { query: { year: year() } });
    const here = async () => (await attention()).items.filter(({ appraisalId }) => appraisalId === id);
    expect(await here()).toEqual([]);
    await closed(from, under);
    expect(new Map((await here()).map(({ grade: given, done }) => [given, done]))).toEqual(
      new Map([
        ['basic', true],
        ['unqualified', false],
      ]),
    );
    expect(await here()).toHaveLength(2);
    const seen = await worker.call(contract.appraisalById, { params: { id } });
    expect(seen.people.map(({ grade: given }) => given ?? '').toSorted((a, b) => a.localeCompare(b))).toEqual([
      '',
      '',
      '',
      'basic',
      'unqualified',
    ]);
    expect(JSON.stringify(seen)).not.toContain('qualified","reason":"');
    const officer = await as('county_officer');
    const far = await officer.call(contract.appraisalById, { params: { id } });
    expect(far).toMatchObject({ sight: 'counts', people: [], grades: { unqualified: 1, basic: 1, qualified: 2 } });
    expect(await officer.outcome(appraisalAttention, { query: { year: year() } })).toBe('not_found');
    const overview = await officer.call(appraisalOverview, { query: { year: year() } });
    const row = overview.items.find(({ organisation }) => organisation.id === tree.townshipA.id);
    expect(row!.finished).toBeGreaterThan(0);
    expect(row!.branches).toBe(row!.finished + row!.running + row!.missing);
    expect(overview.items.map(({ organisation }) => organisation.id)).toContain(tree.townshipB.id);
  });
});

describe('the papers', () => {
  const words = async (client: Client, endpoint: Endpoint, id: string): Promise<string> => {
    const reply = await client.raw(endpoint, { params: { id } });
    expect(reply.status).toBe(200);
    return wordText(reply.bytes);
  };

  test('are a form that shows no voter, and a report of numbers', async () => {
    const from = await scene(3);
    const open = await told(from, ['excellent', 'basic', 'qualified'], 1);
    const form = await words(from.secretary, contract.appraisalForm, open.id);
    for (const { name } of gradedIn(open)) expect(form).toContain(name);
    expect(form).not.toContain(from.people[3]!.name);
    expect(form).toContain('不记名');
    expect(form).toContain('优秀不超过1名');
    for (const mark of ['编号', '签名', '票号', open.id]) expect(form).not.toContain(mark);
    const report = await words(from.secretary, contract.appraisalReport, open.id);
    expect(report).toContain('评定为优秀1名、合格1名、基本合格1名、不合格0名');
    expect(report).toContain('发出测评表3份，收回3份，其中有效3份、无效0份');
    for (const { name } of open.people) expect(report).not.toContain(name);
  });

  test('are the branch’s own, and there is no report before the grades', async () => {
    const from = await scene(3);
    const agreed = await confirmed(from, 1);
    const early = await from.secretary.raw(contract.appraisalReport, { params: { id: agreed.id } });
    expect(early.status).toBe(409);
    const { tree, as } = app.current;
    const worker = await as('township_worker', { at: tree.townshipA });
    expect(await worker.outcome(contract.appraisalForm, { params: { id: agreed.id } })).toBe('not_found');
  });
});

test('what needs a yes alone is settled in the inbox: each is told the own grade, and the appraisal is reported', async () => {
  const from = await scene(3);
  const { id } = await grade(from, await confirmed(from, 0), ['excellent', 'qualified', 'qualified']);
  const waiting = async () => {
    const { groups } = await from.secretary.call(todoList, { query: { kind: 'appraisals.step' } });
    const one = groups.flatMap(({ items }) => items).find((item) => item.id === id);
    return one && { why: one.why, version: one.finish };
  };
  const finish = (version: number) =>
    from.secretary.outcome(finishTodo, { body: { kind: 'appraisals.step', item: id, version, note: '' } });
  const tell = await waiting();
  expect(tell?.why).toBe('appraisal_tell');
  expect(await finish((tell?.version ?? 0) - 1)).toBe('stale');
  await finish(tell?.version ?? 0);
  const report = await waiting();
  expect(report?.why).toBe('appraisal_report');
  await finish(report?.version ?? 0);
  expect(await waiting()).toBeUndefined();
  const { state, counts } = await from.secretary.call(contract.appraisalById, { params: { id } });
  expect([state, counts.told]).toEqual(['closed', 3]);
});
