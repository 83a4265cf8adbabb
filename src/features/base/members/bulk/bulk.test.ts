import { beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { approvalById, decideApproval } from '#features/base/approvals/contract.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { editMember, endMembership, memberCounts, memberFile, memberHistory, moveMember } from '../contract.ts';
import type { MemberFields } from '../contract.ts';
import { makeMember, type MadeMember } from '../factory.ts';
import { tallyDifferences } from '../tallies/commands.ts';
import { bulkById, bulkList, bulkPeople, commitBulk, previewBulk, undoBulk } from './contract.ts';
import { bulkAlone, toldGroups } from './rules.ts';

const server = useApp();
let township: Node;
let worker: Client;
beforeAll(async () => {
  township = await server.current.write((tx) => plantNode(tx, 'township_committee', server.current.tree.county));
  worker = await server.current.as('township_worker', { at: township });
});

const newBranch = (): Promise<Node> => server.current.write((tx) => plantNode(tx, 'branch', township));
const fill = (branch: Node, all: readonly MemberFields[]): Promise<MadeMember[]> =>
  server.current.write(async (tx) => {
    const made: MadeMember[] = [];
    for (const fields of all) made.push(await makeMember(tx, server.current.county, { branch, fields }));
    return made;
  });
const refusal = async (work: Promise<unknown>): Promise<AppError> => {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof AppError) return thrown;
  throw new Error(`was not refused: ${String(thrown)}`);
};
const idsOf = (made: readonly MadeMember[]): string[] => made.map((m) => m.id);
const fileOf = (id: string) => worker.call(memberFile, { params: { id } });

describe('a bulk change of few', () => {
  test('shows what it would do, does it, and undoes it but for later edits', async () => {
    const branch = await newBranch();
    const made = await fill(branch, [
      { jobPost: '113', archiveUnit: null },
      { jobPost: '4', archiveUnit: hostile },
      { jobPost: '5', archiveUnit: hostile },
      { jobPost: '5', archiveUnit: '县档案馆' },
    ]);
    const [first, second, third, fourth] = idsOf(made) as [string, string, string, string];
    const body = { ids: idsOf(made), fields: { jobPost: '5', archiveUnit: '县档案馆' }, reason: '档案集中保管' };
    const draft = await worker.call(previewBulk, { body });
    expect(draft).toMatchObject({
      state: 'draft',
      people: 3,
      unchanged: 1,
      needsApproval: false,
      can: { commit: true, undo: false },
    });
    const groups = (field: string) => draft.differences.find((d) => d.field === field)?.groups;
    expect(groups('jobPost')).toEqual(
      expect.arrayContaining([
        { from: '113', to: '5', people: 1 },
        { from: '4', to: '5', people: 1 },
      ]),
    );
    expect(groups('archiveUnit')).toEqual([
      { from: hostile, to: '县档案馆', people: 2 },
      { from: null, to: '县档案馆', people: 1 },
    ]);
    expect(draft.samples).toHaveLength(3);
    expect((await fileOf(first)).fields.jobPost).toBe('113');
    const done = await worker.call(commitBulk, { params: { id: draft.id } });
    expect(done).toMatchObject({ state: 'done', can: { commit: false, undo: true } });
    expect(await worker.outcome(commitBulk, { params: { id: draft.id } })).toBe('conflict');
    const file = await fileOf(first);
    expect(file).toMatchObject({ version: 2, fields: { jobPost: '5', archiveUnit: '县档案馆' } });
    expect((await fileOf(fourth)).version).toBe(1);
    const { items } = await worker.call(memberHistory, { params: { id: first }, query: {} });
    expect(items).toMatchObject([{ action: 'members.bulk', source: `bulk:${draft.id}`, reason: '档案集中保管' }]);
    await worker.call(editMember, {
      params: { id: second },
      body: { version: 2, fields: { archiveUnit: '乡镇党委' } },
    });
    const undone = await worker.call(undoBulk, { params: { id: draft.id }, body: { reason: '弄错了' } });
    expect(undone).toEqual({
      restored: 3,
      kept: [{ personId: second, name: made[1]?.fields.name, fields: ['archiveUnit'] }],
    });
    expect((await fileOf(first)).fields).toMatchObject({ jobPost: '113', archiveUnit: null });
    expect((await fileOf(second)).fields).toMatchObject({ jobPost: '4', archiveUnit: '乡镇党委' });
    expect((await fileOf(third)).fields).toMatchObject({ jobPost: '5', archiveUnit: hostile });
    expect(await worker.outcome(undoBulk, { params: { id: draft.id }, body: { reason: '再撤' } })).toBe('conflict');
  });

  test('keeps the tallies, dates, numbers and yes or no', async () => {
    const branch = await newBranch();
    const made = await fill(branch, [
      { ethnicity: '01' },
      { ethnicity: '22', isFrontLine: true },
      { outflowPlace: '上海', outflowSince: '2025-01-01' },
    ]);
    const fields: MemberFields = {
      ethnicity: '22',
      outflowPlace: null,
      outflowSince: null,
      isFrontLine: false,
      partyAgeCorrection: -3,
      workStartedOn: '2001-09-01',
    };
    const draft = await worker.call(previewBulk, { body: { ids: idsOf(made), fields, reason: '普查' } });
    await worker.call(commitBulk, { params: { id: draft.id } });
    expect((await fileOf(idsOf(made)[2] ?? '')).fields).toMatchObject(fields);
    const counts = () => worker.call(memberCounts, { query: { organisationId: branch.id } });
    expect(await counts()).toMatchObject({ members: 3, minority: 3, outflow: 0 });
    expect(await server.current.write((tx) => tallyDifferences(tx))).toBe(0);
    await worker.call(undoBulk, { params: { id: draft.id }, body: { reason: '撤销' } });
    expect(await counts()).toMatchObject({ members: 3, minority: 1, outflow: 1 });
    expect((await fileOf(idsOf(made)[1] ?? '')).fields).toMatchObject({
      isFrontLine: true,
      partyAgeCorrection: 0,
      workStartedOn: null,
    });
    expect(await server.current.write((tx) => tallyDifferences(tx))).toBe(0);
  });

  test('is stale once a file says something else', async () => {
    const made = await fill(await newBranch(), [{}, {}]);
    const [first, second] = idsOf(made) as [string, string];
    const preview = () =>
      worker.call(previewBulk, { body: { ids: [first, second], fields: { education: '11' }, reason: '学历' } });
    const edited = await preview();
    await worker.call(editMember, { params: { id: first }, body: { version: 1, fields: { education: '14' } } });
    expect((await refusal(worker.call(commitBulk, { params: { id: edited.id } }))).details.message).toBe('bulk_stale');
    expect((await fileOf(second)).fields.education).toBe('21');
    const left = await preview();
    await worker.call(endMembership, {
      params: { id: first },
      body: { version: 2, kind: 'died', on: server.current.county.today(), reason: '病故' },
    });
    expect(await worker.outcome(commitBulk, { params: { id: left.id } })).toBe('stale');
  });

  test('goes through once, however often it is sent at once', async () => {
    const made = await fill(await newBranch(), [{}, {}]);
    const draft = await worker.call(previewBulk, {
      body: { ids: idsOf(made), fields: { education: '11' }, reason: '学历' },
    });
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => worker.outcome(commitBulk, { params: { id: draft.id } })),
    );
    expect(outcomes.toSorted()).toEqual(['conflict', 'conflict', 'conflict', 'conflict', 'ok']);
    expect((await fileOf(idsOf(made)[0] ?? '')).version).toBe(2);
  });

  test('tells the problems of all files together and changes none', async () => {
    const made = await fill(await newBranch(), [
      { joinedOn: '2005-07-01' },
      { joinedOn: '2020-07-01', fullOn: '2021-07-01' },
      { joinedOn: '2021-07-01', fullOn: '2022-07-01' },
    ]);
    const error = await refusal(
      worker.call(previewBulk, { body: { ids: idsOf(made), fields: { fullOn: '2010-07-01' }, reason: '转正' } }),
    );
    expect(error.details).toMatchObject({
      message: 'bulk_problems',
      params: { people: 2 },
      problems: [{ path: 'body.fields.fullOn', message: 'full_before_joined' }],
    });
    expect(error.details['people']).toHaveLength(2);
  });

  test.each([
    [{ name: '张三' }, 'field_not_editable'],
    [{ phone: '13800000000' }, 'field_not_editable'],
    [{ category: 'full' }, 'field_not_editable'],
    [{}, 'required'],
    [{ jobPost: 'nonsense' }, 'unknown_code'],
    [{ jobPost: '113' }, 'bulk_nobody'],
  ] as const)('of %o is refused', async (fields, message) => {
    const made = await fill(await newBranch(), [{ jobPost: '113' }]);
    const error = await refusal(worker.call(previewBulk, { body: { ids: idsOf(made), fields, reason: '测试' } }));
    expect(error.details.problems?.map((p) => p.message)).toEqual([message]);
  });

  test('means exactly one of a filter and a list, and only people of the range', async () => {
    const stranger = await server.current.write((tx) =>
      makeMember(tx, server.current.county, { branch: server.current.tree.branchA1 }),
    );
    const fields = { education: '11' };
    expect(await worker.outcome(previewBulk, { body: { fields, reason: '测试' } })).toBe('invalid');
    expect(
      await worker.outcome(previewBulk, { body: { fields, reason: '测试', ids: [stranger.id], filter: {} } }),
    ).toBe('invalid');
    expect(await worker.outcome(previewBulk, { body: { fields, reason: '测试', ids: [stranger.id] } })).toBe(
      'not_found',
    );
    const secretary = await server.current.as('branch_secretary');
    expect(await secretary.outcome(previewBulk, { body: { fields, reason: '测试', ids: [stranger.id] } })).toBe(
      'not_found',
    );
  });
});

describe('a bulk change of many', () => {
  test('adds up: what an approval leaves out is counted, and the whole is one link away', async () => {
    const branch = await newBranch();
    const people = bulkAlone + toldGroups + 5;
    await fill(
      branch,
      Array.from({ length: people }, (_, i) => ({ archiveUnit: i <= bulkAlone ? '甲' : `单位${i}` })),
    );
    const draft = await worker.call(previewBulk, {
      body: { filter: { organisationId: branch.id }, fields: { archiveUnit: '县档案馆' }, reason: '集中保管' },
    });
    const { approvalId } = await worker.call(commitBulk, { params: { id: draft.id } });
    const second = await server.current.as('township_worker', { at: township });
    const { summary, link } = await second.call(approvalById, { params: { id: approvalId ?? '' } });
    const counted = summary
      .filter(({ message }) => message === 'members.bulk.group' || message === 'members.bulk.rest')
      .map(({ params }) => Number(params['people']));
    expect(counted).toHaveLength(toldGroups + 1);
    expect(counted.reduce((sum, n) => sum + n, 0)).toBe(people);
    expect(summary.find(({ message }) => message === 'members.bulk.rest')?.params).toMatchObject({ groups: 5 });
    expect(link).toBe(`/members/bulk/${draft.id}`);
    // The second person walks through everybody, each once.
    const walked: string[] = [];
    for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
      const query = { limit: 30, ...(cursor === undefined ? {} : { cursor }) };
      const page = await second.call(bulkPeople, { params: { id: draft.id }, query });
      walked.push(...page.items.map((item) => item.personId));
      expect(page.items[0]?.changes).toMatchObject([{ field: 'archiveUnit', to: '县档案馆' }]);
      cursor = page.next ?? undefined;
    }
    expect(new Set(walked).size).toBe(people);
    expect(walked).toHaveLength(people);
    expect(await second.outcome(bulkPeople, { params: { id: draft.id }, query: { cursor: 'x' } })).toBe('invalid');
    const neighbour = await server.current.as('township_worker', { at: server.current.tree.townshipB });
    expect(await neighbour.outcome(bulkPeople, { params: { id: draft.id }, query: {} })).toBe('not_found');
  });

  test('waits for a second person, who reads the difference', async () => {
    const branch = await newBranch();
    const made = await fill(
      branch,
      Array.from({ length: bulkAlone + 1 }, (_, i) => ({ education: i < 10 ? '31' : '21' })),
    );
    const second = await server.current.as('township_worker', { at: township });
    const body = { filter: { organisationId: branch.id }, fields: { education: '14' }, reason: '学历核查' };
    const draft = await worker.call(previewBulk, { body });
    expect(draft).toMatchObject({ people: bulkAlone + 1, needsApproval: true });
    const waiting = await worker.call(commitBulk, { params: { id: draft.id } });
    expect(waiting).toMatchObject({ state: 'waiting', approvalState: 'waiting', can: { commit: false } });
    expect(await worker.outcome(commitBulk, { params: { id: draft.id } })).toBe('refused');
    const params = { id: waiting.approvalId ?? '' };
    expect(await worker.outcome(decideApproval, { params, body: { approve: true } })).toBe('forbidden');
    const decided = await second.call(decideApproval, { params, body: { approve: true } });
    const field = { zh: '学历', en: 'Education' };
    const to = { zh: '硕士研究生毕业', en: expect.stringMatching(/aster/) };
    const from = { zh: '大学本科毕业', en: expect.stringMatching(/^Undergraduate/) };
    expect(decided.summary).toEqual([
      { message: 'members.bulk.people', params: { people: bulkAlone + 1 } },
      { message: 'members.bulk.group', params: { field, from, to, people: bulkAlone - 9 } },
      { message: 'members.bulk.group', params: { field, from: expect.anything(), to, people: 10 } },
      { message: 'members.bulk.someNames', params: { names: expect.anything(), people: bulkAlone + 1 } },
    ]);
    expect((await fileOf(idsOf(made)[0] ?? '')).fields.education).toBe('31');
    expect(await second.outcome(commitBulk, { params: { id: draft.id } })).toBe('not_found');
    expect((await worker.call(bulkById, { params: { id: draft.id } })).can.commit).toBe(true);
    expect(await worker.call(commitBulk, { params: { id: draft.id } })).toMatchObject({ state: 'done' });
    expect((await fileOf(idsOf(made)[0] ?? '')).fields.education).toBe('14');
    const { items } = await second.call(bulkList, { query: {} });
    expect(items.find((item) => item.id === draft.id)).toMatchObject({ state: 'done', can: { undo: true } });
    // Somebody who has moved away since keeps the value: the file is another township's.
    const officer = await server.current.as('county_officer');
    const { version } = await fileOf(idsOf(made)[1] ?? '');
    await officer.call(moveMember, {
      params: { id: idsOf(made)[1] ?? '' },
      body: { version, branchId: server.current.tree.branchA1.id, on: server.current.county.today(), reason: '调动' },
    });
    expect((await second.call(undoBulk, { params: { id: draft.id }, body: { reason: '有误' } })).restored).toBe(
      bulkAlone,
    );
    expect((await officer.call(memberFile, { params: { id: idsOf(made)[1] ?? '' } })).fields.education).toBe('14');
  });
});
