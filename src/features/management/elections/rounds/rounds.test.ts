import { describe, expect, test } from 'vitest';
import { addDays } from '#shared/days.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { openTo } from '#test/harness/told.ts';
import { plantNode } from '#test/harness/tree.ts';
import * as contract from '../contract.ts';
import {
  announced,
  counted,
  electionScene,
  nominated,
  prepared,
  problemsOf,
  sheet,
  step,
  type Elected,
  type Scene,
} from '../factory.ts';

const app = useApp();
const scene = (size: number): Promise<Scene> => electionScene(app.current, size);

const preliminary = { method: 'preliminary', preliminary: true } as const;

const idsOf = ({ candidates }: Elected): string[] => candidates.items.map(({ personId }) => personId);

/** A preliminary vote of three places and four names, counted so. */
const voted = async (from: Scene, yes: readonly number[], more: object = {}): Promise<Elected> =>
  counted(from, await nominated(from, yes.length, { ...preliminary, ...more }), yes);

describe('a preliminary vote', () => {
  test('asks for the surplus, is counted by two, and names the candidates of the formal vote', async () => {
    const from = await scene(10);
    const few = await nominated(from, 3, preliminary);
    expect(few).toMatchObject({ preliminary: true, round: 1, method: 'preliminary' });
    expect(few.candidates).toMatchObject({ least: 4, most: null, preliminary: null, namedBy: null });
    expect(few.candidates.problem).toMatchObject({ message: 'candidates_few', params: { least: 4, candidates: 3 } });
    const held = await voted(from, [9, 8, 5, 7]);
    expect(held.verdict).toMatchObject({ outcome: 'elected', needed: 6, open: 0 });
    const { why } = held.verdict!.checks.find(({ kind }) => kind === 'elected')!;
    expect(why).toMatchObject({ ruleId: 'election.preliminary.present' });
    expect(why.source.zh).toContain('选举工作条例');
    expect(why.article).not.toBe('');
    const own = step(from.worker, contract.confirmCount, { params: { id: held.id }, body: { version: held.version } });
    expect(await problemsOf(own)).toEqual(['own_count']);
    const closed = await announced(from, held);
    expect(closed.can).toMatchObject({ formal: true, again: false, enter: false });
    expect([closed.formal, closed.again]).toEqual([{ seats: 3 }, null]);
    const post = { version: closed.version, fromOn: from.today, newTerm: true, endPosts: false, reason: hostile };
    expect(
      await problemsOf(step(from.second, contract.enterElected, { params: { id: closed.id }, body: post })),
    ).toEqual(['only_named']);

    const formal = await prepared(from, { method: 'preliminary', afterId: closed.id });
    expect(formal).toMatchObject({ preliminary: false, round: 1, afterId: closed.id });
    expect(formal.candidates.items.map(({ name }) => name)).toEqual(
      closed.candidates.items.filter(({ elected }) => elected).map(({ name }) => name),
    );
    expect(formal.candidates).toMatchObject({ least: 3, most: 3, problem: null, preliminary: null });
    expect(formal.candidates.namedBy).toMatchObject({ id: closed.id, heldOn: from.today });
    const elected = await announced(from, await counted(from, formal, [10, 9, 8]));
    expect(elected.verdict!.checks.map((check) => check.why.ruleId)).toContain('election.elected.present');
    expect(elected.can).toMatchObject({ enter: false, formal: false, again: false });
    const again = await from.worker.call(contract.electionById, { params: { id: closed.id } });
    expect(again.followers.map(({ id, state }) => [id, state])).toEqual([[formal.id, 'closed']]);
    expect(again.can).toMatchObject({ formal: false, again: false });
  });

  test('keeps the formal vote to those it named, and begins it with the deductions entered', async () => {
    const from = await scene(12);
    const plan = await nominated(from, 4, { ...preliminary, basis: 'entitled' });
    const counts = { exclusion: 'bedridden', consent: hostile, resolvedOn: from.today } as const;
    const off = await step(from.worker, contract.excludeVoter, {
      params: { id: plan.id, personId: from.people[11]!.id },
      body: { version: plan.version, ...counts },
    });
    const closed = await announced(from, await counted(from, off, [9, 8, 7, 6]));
    const formal = await prepared(from, { method: 'preliminary', afterId: closed.id });
    expect(formal).toMatchObject({ basis: 'entitled', roll: { entitled: 11, deducted: 1 } });
    const named = idsOf(formal);
    const set = (people: readonly string[]) =>
      step(from.worker, contract.setCandidates, {
        params: { id: formal.id },
        body: { version: formal.version, people: [...people] },
      });
    const left = from.people.find(({ id }) => !named.includes(id))!.id;
    expect(await problemsOf(set([...named.slice(0, 2), left]))).toEqual(['candidate_not_named']);
    expect((await set(named.slice(0, 2))).candidates.problem).toMatchObject({ message: 'candidates_few' });
    const plainly = { version: formal.version + 1, seats: 3, heldOn: from.today, basis: 'present' } as const;
    const edit = (more: object) =>
      step(from.worker, contract.editElection, {
        params: { id: formal.id },
        body: { ...plainly, method: 'preliminary', ...more },
      });
    expect(await problemsOf(edit({ method: 'surplus' }))).toEqual(['method_not_here']);
    expect(await problemsOf(edit({ heldOn: addDays(from.today, -1) }))).toEqual(['before_election']);
  });

  test('is taken again for the places left, and all of them name the candidates', async () => {
    const from = await scene(10);
    const first = await announced(from, await voted(from, [9, 5, 5, 8]));
    expect(first.verdict).toMatchObject({ outcome: 'second_round', open: 1 });
    expect(first.can).toMatchObject({ formal: true, again: true });
    expect(first.again).toEqual({ round: 2, seats: 1 });
    const plan = await prepared(from, { ...preliminary, afterId: first.id, seats: 1 });
    expect(plan).toMatchObject({ preliminary: true, round: 2, candidates: { problem: null } });
    expect(idsOf(plan)).toHaveLength(2);
    const second = await announced(from, await counted(from, plan, [6, 4]));
    expect(second.formal).toEqual({ seats: 3 });
    const formal = await prepared(from, { method: 'preliminary', afterId: second.id });
    expect(formal.candidates).toMatchObject({ problem: null, namedBy: { id: second.id } });
    expect(idsOf(formal)).toHaveLength(3);
  });

  test('takes equal votes on the last place again among those who have them', async () => {
    const from = await scene(10);
    const closed = await announced(from, await voted(from, [9, 7, 6, 6]));
    expect(closed.verdict).toMatchObject({ outcome: 'revote', open: 1 });
    const again = await prepared(from, { ...preliminary, afterId: closed.id, seats: 1 });
    expect(idsOf(again).toSorted()).toEqual([...closed.verdict!.tied].toSorted());
  });

  test('is void without a quorum, and is then held again as it was', async () => {
    const from = await scene(10);
    const plan = await nominated(from, 4, preliminary);
    const none = sheet(plan, []).candidates.map((one) => ({ ...one, no: 0 }));
    const papers = { present: 7, issued: 0, returned: 0, valid: 0, candidates: none };
    const closed = await announced(from, await counted(from, plan, [], papers));
    expect(closed.verdict).toMatchObject({ outcome: 'void', elected: [] });
    expect(closed.can).toMatchObject({ formal: false, again: true });
    expect(closed.again).toEqual({ round: 1, seats: 3 });
    expect(await problemsOf(prepared(from, { method: 'preliminary', afterId: closed.id }))).toEqual(['nobody_named']);
    const again = await prepared(from, { ...preliminary, afterId: closed.id });
    expect(again).toMatchObject({ round: 1, candidates: { least: 4, problem: null } });
    expect(idsOf(again).toSorted()).toEqual(idsOf(closed).toSorted());
  });

  test('is no way to elect a secretary, nor to follow a formal vote', async () => {
    const from = await scene(10);
    const secretary = { kind: 'secretary', seats: 1, ...preliminary };
    expect(await problemsOf(prepared(from, secretary))).toEqual(['method_not_here']);
    expect(await problemsOf(prepared(from, { preliminary: true }))).toEqual(['method_not_here']);
    const formal = await announced(from, await counted(from, await nominated(from, 4), [9, 5, 5, 8]));
    expect(await problemsOf(prepared(from, { ...preliminary, afterId: formal.id }))).toEqual(['round_before_unknown']);
    const named = await announced(from, await voted(from, [9, 8, 7, 5]));
    const committee = { kind: 'secretary', method: 'equal', seats: 1, voters: 'committee', afterId: named.id };
    expect(await problemsOf(prepared(from, committee))).toEqual(['round_before_unknown']);
  });

  test('is announced to those who voted as what it is', async () => {
    const from = await scene(10);
    const voter = await app.current.as('member', { person: from.people[9]! });
    await announced(from, await voted(from, [9, 8, 7, 5]));
    expect(await openTo(voter)).toEqual(['election.named']);
  });
});

describe('what follows a vote', () => {
  test('is prepared once, also by two at the same time', async () => {
    const from = await scene(10);
    const closed = await announced(from, await voted(from, [9, 8, 7, 5]));
    const formal = () => prepared(from, { method: 'preliminary', afterId: closed.id });
    const results = await Promise.all([1, 2, 3].map(() => problemsOf(formal())));
    expect(results.toSorted((a, b) => a.length - b.length)).toEqual([[], ['followed_already'], ['followed_already']]);
    const [one] = (await from.worker.call(contract.electionById, { params: { id: closed.id } })).followers;
    await step(from.worker, contract.cancelElection, {
      params: { id: one!.id },
      body: { version: one!.version, reason: hostile },
    });
    expect((await formal()).candidates.problem).toBeNull();
  });

  test('of a formal vote that was void is the vote as it was, with its surplus', async () => {
    const from = await scene(10);
    const plan = await nominated(from, 4);
    const closed = await announced(from, await counted(from, plan, [9, 8, 7, 5], { issued: 9 }));
    expect(closed.verdict!.outcome).toBe('void');
    expect(await problemsOf(prepared(from, { afterId: closed.id, method: 'equal' }))).toEqual(['method_not_here']);
    const again = await prepared(from, { afterId: closed.id });
    expect(again).toMatchObject({ round: 1, candidates: { least: 4, problem: null } });
    expect(idsOf(again)).toHaveLength(4);
  });

  test('leaves out whoever has gone from the roll, and says who of the ballot has', async () => {
    const from = await scene(10);
    const closed = await announced(from, await voted(from, [9, 8, 7, 5]));
    const leave = (id: string) =>
      app.current.write((tx) =>
        tx
          .updateTable('membership')
          .set({ left_on: addDays(from.today, -1) })
          .where('person_id', '=', id)
          .execute(),
      );
    const [gone, later] = closed.candidates.items.filter(({ elected }) => elected);
    await leave(gone!.personId);
    const formal = await prepared(from, { method: 'preliminary', afterId: closed.id });
    expect(idsOf(formal)).not.toContain(gone!.personId);
    expect(formal.candidates.problem).toMatchObject({ message: 'candidates_few' });
    const fewer = await step(from.worker, contract.editElection, {
      params: { id: formal.id },
      body: { version: 1, seats: 2, method: 'preliminary', heldOn: from.today, basis: 'present' },
    });
    expect(fewer.candidates.problem).toBeNull();
    await leave(later!.personId);
    const renewed = await step(from.worker, contract.takeRoll, { params: { id: formal.id }, body: { version: 2 } });
    expect(renewed.candidates.problem).toEqual({ message: 'candidates_gone', params: { gone: 1 } });
    expect(renewed.candidates.items.filter(({ gone: off }) => off).map(({ personId }) => personId)).toEqual([
      later!.personId,
    ]);
    const papers = { present: 8, issued: 8, returned: 8, valid: 8 };
    const sums = sheet(renewed, []).candidates.map((one) => ({ ...one, yes: 8, no: 0 }));
    expect(await problemsOf(counted(from, renewed, [], { ...papers, candidates: sums }))).toEqual(['candidates_gone']);
    const rest = idsOf(renewed).filter((one) => one !== later!.personId);
    const mended = await step(from.worker, contract.setCandidates, {
      params: { id: formal.id },
      body: { version: 3, people: rest },
    });
    expect(mended.candidates.problem).toMatchObject({ message: 'candidates_few' });
  });

  test('of the committee’s secretary is voted on by that committee in every round', async () => {
    const from = await scene(10);
    const committee = await announced(from, await counted(from, await nominated(from, 4), [9, 8, 7, 5]));
    const plan = { kind: 'secretary', method: 'equal', seats: 1, voters: 'committee', afterId: committee.id };
    const first = await prepared(from, plan);
    const [one] = first.roll.items;
    const chosen = await step(from.worker, contract.setCandidates, {
      params: { id: first.id },
      body: { version: 1, people: [one!.personId] },
    });
    const papers = { present: 3, issued: 3, returned: 3, valid: 3 };
    const body = { ...papers, candidates: [{ personId: one!.personId, yes: 1, no: 2, abstain: 0 }] };
    const closed = await announced(from, await counted(from, chosen, [], body));
    expect(closed.verdict!.outcome).toBe('second_round');
    expect(await problemsOf(prepared(from, plan))).toEqual(['followed_already']);
    const again = await prepared(from, { ...plan, afterId: closed.id });
    expect(again).toMatchObject({ round: 2, roll: { members: 3 } });
  });
});

describe('wrong input', () => {
  test('is refused where it stands, in a preliminary vote as in a formal one', async () => {
    const from = await scene(10);
    const plan = await nominated(from, 4, preliminary);
    const enter = (numbers: object) => problemsOf(counted(from, plan, [9, 8, 7, 5], numbers));
    const refused = async (numbers: object) => (await enter(numbers)).length;
    for (const name of ['present', 'issued', 'returned', 'valid', 'invalid'])
      expect(await refused({ [name]: -1 })).toBeGreaterThan(0);
    const { candidates } = sheet(plan, [9, 8, 7, 5]);
    expect(await refused({ candidates: candidates.map((one) => ({ ...one, yes: -one.yes })) })).toBeGreaterThan(0);
    expect(await enter({ candidates: [...candidates, candidates[0]!] })).toContain('candidates_unequal');
    expect(await enter({ candidates: candidates.slice(1) })).toContain('candidates_unequal');
    expect(await enter({ present: 11 })).toContain('present_many');
    expect(await enter({ issued: 9, present: 9 })).toEqual([]);
  });

  test('of an announcement names nobody who does not stand, and no more than there are seats', async () => {
    const from = await scene(10);
    const held = await voted(from, [9, 8, 7, 6]);
    const { version } = await step(from.second, contract.confirmCount, {
      params: { id: held.id },
      body: { version: held.version },
    });
    const announce = (elected: readonly string[]) =>
      problemsOf(
        step(from.worker, contract.announceElection, {
          params: { id: held.id },
          body: { version, elected: [...elected], announcedBy: '主持人', announcedOn: from.today, difference: hostile },
        }),
      );
    expect(await announce(idsOf(held))).toEqual(['elected_many']);
    expect(await announce([from.people[9]!.id])).toEqual(['elected_unknown']);
    expect(await announce([idsOf(held)[0]!, idsOf(held)[0]!])).toEqual(['elected_unknown']);
  });

  test('of a corrected count leaves nothing of the one before', async () => {
    const from = await scene(10);
    const plan = await nominated(from, 4);
    const [, , , , written] = from.people;
    const candidates = sheet(plan, [6, 6, 6, 5]).candidates;
    const first = await counted(from, plan, [], { candidates, writeIns: [{ personId: written!.id, yes: 3 }] });
    expect(first.candidates.items).toHaveLength(5);
    // Whoever was written in by mistake may be the scrutineer that he was.
    const second = await counted(from, first, [9, 8, 7, 5], { scrutineers: [written!.name] });
    expect(second.candidates.items).toHaveLength(4);
  });

  test('of another place: an election is followed only where it was held', async () => {
    const from = await scene(10);
    const closed = await announced(from, await voted(from, [9, 8, 7, 5]));
    const other = await app.current.write((tx) => plantNode(tx, 'branch', app.current.tree.townshipA));
    const elsewhere = { method: 'preliminary', afterId: closed.id, organisationId: other.id } as const;
    const { second } = from;
    const body = { kind: 'committee', seats: 3, heldOn: from.today, ...elsewhere } as const;
    expect(await problemsOf(second.call(contract.createElection, { body }))).toEqual(['round_before_unknown']);
  });
});
