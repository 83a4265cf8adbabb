import { describe, expect, test } from 'vitest';
import { noticeList, todoList } from '#features/base/inbox/contract.ts';
import { finishTodo } from '#features/base/inbox/handover/contract.ts';
import type { Call, Endpoint } from '#shared/endpoint.ts';
import { AppError } from '#shared/errors.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { wordText } from '#test/files/word.ts';
import { hostile } from '#test/harness/hostile.ts';
import { openTo } from '#test/harness/told.ts';
import { plantMember, plantNode, type Node, type Person } from '#test/harness/tree.ts';
import * as contract from './contract.ts';
import { appraisalAttention, appraisalOverview } from './overview/contract.ts';
import { ownAppraisals, respondToGrade, writeSelf } from './own/contract.ts';
import type { Grade } from './rules.ts';

const app = useApp();
const today = (): string => app.current.county.today();
const year = (): number => Number(today().slice(0, 4));

const problemsOf = async (work: Promise<unknown>): Promise<string[]> => {
  try {
    await work;
    return [];
  } catch (error) {
    if (error instanceof AppError)
      return error.details.problems?.map((p) => p.message) ?? [error.details.message ?? error.code];
    throw error;
  }
};

interface Scene {
  readonly place: Node;
  readonly people: readonly Person[];
  readonly secretary: Client;
  readonly second: Client;
}

/** A branch of its own with so many full members and one probationary, its secretary, and one more of its committee. */
const scene = async (size: number): Promise<Scene> => {
  const { tree, write, as } = app.current;
  const place = await write((tx) => plantNode(tx, 'branch', tree.townshipA));
  const people: Person[] = [];
  for (let one = 0; one < size; one++) people.push(await write((tx) => plantMember(tx, place)));
  people.push(await write((tx) => plantMember(tx, place, { category: 'probationary' })));
  const secretary = await as('branch_secretary', { at: place });
  const second = await as('organisation_member', { at: place });
  return { place, people, secretary, second };
};

type Appraisal = contract.Appraisal;

/** Takes a step and reads the appraisal as it then is. */
const step = async <E extends Endpoint>(client: Client, endpoint: E, input: Call<E>): Promise<Appraisal> => {
  const { id } = (await client.call(endpoint, input)) as { readonly id: string };
  return client.call(contract.appraisalById, { params: { id } });
};

const started = (from: Scene): Promise<Appraisal> =>
  step(from.secretary, contract.createAppraisal, { body: { year: year(), rollOn: today() } });

const prepared = async (from: Scene): Promise<Appraisal> => {
  const { id, version } = await started(from);
  return step(from.secretary, contract.editAppraisal, {
    params: { id },
    body: {
      version,
      meetingId: null,
      studiedOn: today(),
      mutualOn: today(),
      mutualForm: 'meeting',
      mutualSummary: `团结协作好，联系群众不够${hostile}`,
    },
  });
};

const gradedIn = ({ people }: Appraisal) => people.filter(({ part }) => part === 'graded');

/** All forms say the same of each: so many excellent first, the others qualified. */
const sheet = (appraisal: Appraisal, excellent: number, more: object = {}) => {
  const people = gradedIn(appraisal);
  const valid = people.length;
  return {
    version: appraisal.version,
    issued: valid,
    returned: valid,
    valid,
    invalid: 0,
    lines: people.map(({ personId }, at) => ({
      personId,
      excellent: at < excellent ? valid : 0,
      qualified: at < excellent ? 0 : valid,
      basic: 0,
      unqualified: 0,
    })),
    ...more,
  };
};

const counted = (from: Scene, appraisal: Appraisal, excellent: number): Promise<Appraisal> =>
  step(from.secretary, contract.enterTally, {
    params: { id: appraisal.id },
    body: { ...sheet(appraisal, excellent), testedOn: today() },
  });

const confirmed = async (from: Scene, excellent: number): Promise<Appraisal> => {
  const first = await counted(from, await prepared(from), excellent);
  return step(from.second, contract.confirmTally, { params: { id: first.id }, body: sheet(first, excellent) });
};

const gradesBody = (appraisal: Appraisal, grades: readonly Grade[], reason: string | null = hostile) => ({
  version: appraisal.version,
  decidedBy: 'committee' as const,
  decidedOn: today(),
  grades: gradedIn(appraisal).map(({ personId }, at) => ({ personId, grade: grades[at] ?? 'qualified', reason })),
});

const grade = (from: Scene, appraisal: Appraisal, grades: readonly Grade[], reason?: string | null) =>
  step(from.secretary, contract.gradeAppraisal, {
    params: { id: appraisal.id },
    body: gradesBody(appraisal, grades, reason),
  });

const told = async (from: Scene, grades: readonly Grade[], excellent = 0): Promise<Appraisal> => {
  const graded = await grade(from, await confirmed(from, excellent), grades);
  return step(from.secretary, contract.tellAppraisal, {
    params: { id: graded.id },
    body: { version: graded.version },
  });
};

const closed = (from: Scene, { id, version }: Appraisal): Promise<Appraisal> =>
  step(from.secretary, contract.closeAppraisal, { params: { id }, body: { version } });

describe('the roll', () => {
  test('grades full members of the day, has the probationary take part, and excuses the old with their word', async () => {
    const from = await scene(9);
    const appraisal = await started(from);
    expect(appraisal.counts).toMatchObject({ graded: 9, ungraded: 1, excused: 0, voters: 9 });
    expect(appraisal).toMatchObject({ most: 3, next: 'study', state: 'running', sight: 'all' });
    const person = from.people[0]!.id;
    const excuse = (version: number, body: object) =>
      step(from.secretary, contract.excuseMember, {
        params: { id: appraisal.id, personId: person },
        body: { version, excuse: 'old_or_ill', note: hostile, ...body },
      });
    const less = await excuse(1, {});
    expect(less).toMatchObject({ most: 2, counts: { graded: 8, excused: 1 } });
    expect(less.people.find(({ personId }) => personId === person)).toMatchObject({ excuseNote: hostile });
    expect(await problemsOf(excuse(1, {}))).toEqual(['stale']);
    expect(await problemsOf(excuse(2, { excuse: 'other', note: '' }))).toEqual(['excuse_needs_note']);
    const renewed = await step(from.secretary, contract.takeRoll, {
      params: { id: appraisal.id },
      body: { version: 2, rollOn: today() },
    });
    expect(renewed.counts).toMatchObject({ graded: 8, excused: 1 });
    expect((await excuse(3, { excuse: null })).counts.graded).toBe(9);
  });

  test('is taken once a year, and again only when the first was called off', async () => {
    const from = await scene(3);
    const { id, version } = await started(from);
    expect(await problemsOf(started(from))).toEqual(['appraised_already']);
    const body = { version, reason: hostile };
    await step(from.secretary, contract.cancelAppraisal, { params: { id }, body });
    expect((await started(from)).state).toBe('running');
    const future = { year: year() + 1, rollOn: today() };
    expect(await problemsOf(from.secretary.call(contract.createAppraisal, { body: future }))).toEqual(['in_future']);
    const ancient = { year: 2019, rollOn: '2018-01-01' };
    expect(await problemsOf(from.secretary.call(contract.createAppraisal, { body: ancient }))).toEqual([
      'before_regulation',
    ]);
  });
});

describe('somebody who comes or goes on the way', () => {
  test('is asked for the self-appraisal when the roll is taken anew, and nobody is asked twice', async () => {
    const from = await scene(3);
    const member = (person: Person) => app.current.as('member', { at: from.place, person });
    const before = await member(from.people[0]!);
    const running = await started(from);
    const after = await member(await app.current.write((tx) => plantMember(tx, from.place)));
    expect([await openTo(before), await openTo(after)]).toEqual([['appraisals.begun'], []]);
    const body = { version: running.version, rollOn: today() };
    await step(from.secretary, contract.takeRoll, { params: { id: running.id }, body });
    expect([await openTo(before), await openTo(after)]).toEqual([['appraisals.begun'], ['appraisals.begun']]);
  });

  test('is excused after the count, and those who stay are graded by the smaller third', async () => {
    const from = await scene(6);
    const first = await counted(from, await prepared(from), 2);
    const [gone] = gradedIn(first);
    const left = await step(from.secretary, contract.excuseMember, {
      params: { id: first.id, personId: gone!.personId },
      body: { version: first.version, excuse: 'other', note: hostile },
    });
    expect(left).toMatchObject({ most: 1, counts: { graded: 5, excused: 1 } });
    // The sums of the others are still those of the paper, and the second person enters no more than theirs.
    const whole = sheet(first, 2);
    const lines = whole.lines.filter(({ personId }) => personId !== gone!.personId);
    const agreed = await step(from.second, contract.confirmTally, {
      params: { id: first.id },
      body: { ...whole, version: left.version, lines },
    });
    expect(agreed.next).toBe('grade');
    expect((await grade(from, agreed, ['excellent'])).grades).toMatchObject({ excellent: 1, qualified: 4 });
  });

  test('does not come back among the graded where the corrected count has no sums', async () => {
    const from = await scene(4);
    const first = await counted(from, await prepared(from), 1);
    const [gone] = gradedIn(first);
    const excuse = (version: number, reason: 'away' | null) =>
      step(from.secretary, contract.excuseMember, {
        params: { id: first.id, personId: gone!.personId },
        body: { version, excuse: reason },
      });
    const left = await excuse(first.version, 'away');
    const back = await excuse(left.version, null);
    expect(back.counts.graded).toBe(4);
    const corrected = await counted(from, await excuse(back.version, 'away'), 1);
    expect(await problemsOf(excuse(corrected.version, null))).toEqual(['not_counted']);
  });

  test('is nobody to grade in a branch of probationary members alone', async () => {
    const place = await app.current.write((tx) => plantNode(tx, 'branch', app.current.tree.townshipA));
    await app.current.write((tx) => plantMember(tx, place, { category: 'probationary' }));
    const secretary = await app.current.as('branch_secretary', { at: place });
    const body = { year: year(), rollOn: today() };
    expect(await problemsOf(secretary.call(contract.createAppraisal, { body }))).toEqual(['nobody_graded']);
  });
});

describe('wrong sums of a test', () => {
  test('are refused where they stand', async () => {
    const from = await scene(4);
    const ready = await prepared(from);
    const enter = (more: object) =>
      problemsOf(
        from.secretary.call(contract.enterTally, {
          params: { id: ready.id },
          body: { ...sheet(ready, 1, more), testedOn: today() },
        }),
      );
    const { lines } = sheet(ready, 1);
    for (const name of ['issued', 'returned', 'valid', 'invalid'])
      expect((await enter({ [name]: -1 })).length).toBeGreaterThan(0);
    expect(await enter({ issued: 5, returned: 5, valid: 5 })).toEqual(['issued_many']);
    expect(await enter({ returned: 5, valid: 5 })).toEqual(['returned_many']);
    expect(await enter({ invalid: 1 })).toEqual(['valid_unequal']);
    expect(await enter({ lines: [...lines, lines[0]!] })).toContain('names_unequal');
    expect(await enter({ lines: lines.slice(1) })).toEqual(['names_unequal']);
    expect(await enter({ lines: lines.map((one) => ({ ...one, basic: 1 })) })).toContain('votes_many');
    expect((await enter({ lines: lines.map((one) => ({ ...one, basic: -1 })) })).length).toBeGreaterThan(0);
  });
});

describe('study and mutual appraisal', () => {
  test('come in their order, and keep no word about anybody by name', async () => {
    const from = await scene(3);
    const { id, version } = await started(from);
    const edit = (body: object) =>
      from.secretary.call(contract.editAppraisal, {
        params: { id },
        body: {
          version,
          meetingId: null,
          studiedOn: today(),
          mutualOn: today(),
          mutualForm: 'groups',
          mutualSummary: null,
          ...body,
        },
      });
    expect(await problemsOf(edit({ studiedOn: null }))).toEqual(['study_first']);
    expect(await problemsOf(edit({ mutualForm: null }))).toEqual(['mutual_whole']);
    const named = `${from.people[1]!.name}联系群众不够`;
    expect(await problemsOf(edit({ mutualSummary: named }))).toEqual(['summary_names']);
    expect(await problemsOf(edit({ meetingId: id }))).toEqual(['meeting_unknown']);
    expect(await problemsOf(edit({}))).toEqual([]);
    const early = {
      ...sheet(await from.secretary.call(contract.appraisalById, { params: { id } }), 0),
      testedOn: '2020-01-01',
    };
    expect(await problemsOf(from.secretary.call(contract.enterTally, { params: { id }, body: early }))).toEqual([
      'test_before_mutual',
    ]);
  });
});

describe('the test', () => {
  test('is counted by two who do not see each other’s numbers', async () => {
    const from = await scene(6);
    const running = await started(from);
    expect(await problemsOf(counted(from, running, 1))).toEqual(['steps_missing']);
    await step(from.secretary, contract.cancelAppraisal, {
      params: { id: running.id },
      body: { version: running.version, reason: hostile },
    });
    const first = await counted(from, await prepared(from), 2);
    const { id } = first;
    expect(first.can).toMatchObject({ confirm: false, count: true });
    expect(first.tally).toMatchObject({ issued: 6, confirmer: null });
    const seen = await from.second.call(contract.appraisalById, { params: { id } });
    expect(seen.tally).toMatchObject({ issued: null, valid: null });
    expect(seen.people.every(({ votes }) => votes === null)).toBe(true);
    expect(seen.can.confirm).toBe(true);
    const confirm = (client: Client, excellent: number, more: object = {}) =>
      step(client, contract.confirmTally, { params: { id }, body: sheet(first, excellent, more) });
    expect(await problemsOf(confirm(from.secretary, 2))).toEqual(['own_count']);
    expect(await problemsOf(confirm(from.second, 1))).toEqual(['counts_differ', 'counts_differ']);
    expect(await problemsOf(confirm(from.second, 2, { issued: 5, returned: 6 }))).toContain('returned_many');
    const agreed = await confirm(from.second, 2);
    expect(agreed).toMatchObject({ next: 'grade', tally: { issued: 6 } });
    expect(gradedIn(agreed)[0]).toMatchObject({ leaders: ['excellent'], votes: { excellent: 6 } });
    expect(await problemsOf(counted(from, agreed, 2))).toEqual(['steps_missing']);
  });

  test('may be confirmed by the township, which sees names and no votes', async () => {
    const from = await scene(3);
    const first = await counted(from, await prepared(from), 1);
    const { tree, as } = app.current;
    const worker = await as('township_worker', { at: tree.townshipA });
    const seen = await worker.call(contract.appraisalById, { params: { id: first.id } });
    expect(seen).toMatchObject({ sight: 'act', mutualSummary: null, can: { confirm: true, grade: false } });
    const body = sheet(first, 1);
    const agreed = await step(worker, contract.confirmTally, { params: { id: first.id }, body });
    expect(
      agreed.people.every(({ votes, self, grade: given }) => votes === null && self === null && given === null),
    ).toBe(true);
    const other = await as('township_worker', { at: tree.townshipB });
    expect(await other.outcome(contract.confirmTally, { params: { id: first.id }, body })).toBe('not_found');
  });
});

describe('the grades', () => {
  test('are no more than a third excellent, with the explanation, and reasons where the test says otherwise', async () => {
    const from = await scene(6);
    const agreed = await confirmed(from, 3);
    const three: Grade[] = ['excellent', 'excellent', 'excellent'];
    expect(await problemsOf(grade(from, agreed, three))).toEqual(['excellent_many']);
    expect(await problemsOf(grade(from, agreed, three.slice(0, 2), null))).toEqual(['reason_needed']);
    const body = gradesBody(agreed, three.slice(0, 2));
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
