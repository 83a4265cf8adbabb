import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { todoList } from '#features/base/inbox/contract.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantMember, plantNode, type Node, type Person } from '#test/harness/tree.ts';
import * as contract from './contract.ts';
import { electionScene, prepared, problemsOf, step, type Scene } from './factory.ts';

const app = useApp();
const today = (): string => app.current.county.today();
const scene = (size: number): Promise<Scene> => electionScene(app.current, size);

describe('the roll', () => {
  test('of a congress holds the delegates whom the organisations below have sent, and nobody else', async () => {
    const { write, as, tree } = app.current;
    const committee = await write((tx) => plantNode(tx, 'township_committee', tree.county));
    const branch = await write((tx) => plantNode(tx, 'branch', committee));
    const worker = await as('township_worker', { at: committee });
    const person = (more: object = {}) => write((tx) => plantMember(tx, branch, more));
    const post = (at: Node, who: Person, more: object = {}) =>
      write((tx) =>
        tx
          .insertInto('post_holding')
          .values({
            id: newId(),
            organisation_id: at.id,
            person_id: who.id,
            org_path: `${at.path}@${who.id}/`,
            post: 'delegate',
            from_on: '2024-01-01',
            ...more,
          })
          .execute(),
      );
    const body = { organisationId: committee.id, kind: 'committee', method: 'surplus', seats: 3, voters: 'delegates' };
    const elect = (more: object = {}) =>
      step(worker, contract.createElection, { body: { ...body, heldOn: today(), ...more } } as never);
    expect(await problemsOf(elect())).toEqual(['no_delegates']);
    const [sent, ended, upward, trial, plain] = [
      await person(),
      await person(),
      await person(),
      await person({ category: 'probationary' }),
      await person(),
    ];
    await post(branch, sent);
    await post(branch, sent, { from_on: '2025-01-01' });
    await post(branch, ended, { to_on: addDays(today(), -1) });
    await post(branch, trial);
    await post(branch, plain, { post: 'committee_member' });
    // Sent by this very committee to the congress above.
    await post(committee, upward);
    const { roll } = await elect();
    expect(roll).toMatchObject({ members: 1, entitled: 1, quorum: 1 });
    expect(roll.items.map(({ personId }) => personId)).toEqual([sent.id]);
    // A village committee between holds a congress of its own: whom its branches sent sits there, whom it sends sits here.
    const village = await write((tx) => plantNode(tx, 'village_committee_party', committee));
    const hamlet = await write((tx) => plantNode(tx, 'branch', village));
    const [below, between] = [
      await write((tx) => plantMember(tx, hamlet)),
      await write((tx) => plantMember(tx, hamlet)),
    ];
    await post(hamlet, below);
    const sentTo = async (): Promise<Set<string>> =>
      new Set((await elect()).roll.items.map(({ personId }) => personId));
    expect(await sentTo()).toEqual(new Set([sent.id, below.id]));
    await post(village, between);
    expect(await sentTo()).toEqual(new Set([sent.id, between.id]));
    const own = await elect({ organisationId: village.id });
    expect(own.roll.items.map(({ personId }) => personId)).toEqual([below.id]);
    expect(await problemsOf(elect({ kind: 'secretary', method: 'equal', seats: 1 }))).toEqual(['congress_elects']);
    expect(await problemsOf(elect({ organisationId: branch.id }))).toEqual(['no_congress']);
  });

  test('of a congress binds nobody who stands: all full members below may be chosen and written in', async () => {
    const { write, as, tree } = app.current;
    const committee = await write((tx) => plantNode(tx, 'township_committee', tree.county));
    const branch = await write((tx) => plantNode(tx, 'branch', committee));
    const worker = await as('township_worker', { at: committee });
    const person = (more: object = {}) => write((tx) => plantMember(tx, branch, more));
    const sent = [await person(), await person(), await person()];
    for (const who of sent)
      await write((tx) =>
        tx
          .insertInto('post_holding')
          .values({
            id: newId(),
            organisation_id: branch.id,
            person_id: who.id,
            org_path: `${branch.path}@${who.id}/`,
            post: 'delegate',
            from_on: '2024-01-01',
          })
          .execute(),
      );
    const plain = [await person(), await person()];
    const trial = await person({ category: 'probationary' });
    const stranger = await write((tx) => plantMember(tx, tree.branchB1));
    const { id, version, roll } = await step(worker, contract.createElection, {
      body: {
        organisationId: committee.id,
        kind: 'committee',
        method: 'surplus',
        seats: 2,
        voters: 'delegates',
        heldOn: today(),
      },
    });
    expect(roll.entitled).toBe(3);
    const params = { id };
    const found = async (q: string) => (await worker.call(contract.namableList, { params, query: { q } })).items;
    const [first, second] = plain;
    expect(await found(first!.name)).toContainEqual({ personId: first!.id, name: first!.name, branch: branch.name });
    const all = new Set((await found(first!.name.slice(0, 1))).map(({ personId }) => personId));
    expect([trial.id, stranger.id].filter((one) => all.has(one))).toEqual([]);
    const choose = (...people: readonly Person[]) =>
      step(worker, contract.setCandidates, { params, body: { version, people: people.map((one) => one.id) } });
    expect(await problemsOf(choose(sent[0]!, first!, trial))).toEqual(['candidate_unknown']);
    expect(await problemsOf(choose(sent[0]!, first!, stranger))).toEqual(['candidate_unknown']);
    const chosen = await choose(sent[0]!, sent[1]!, first!);
    expect(chosen.candidates).toMatchObject({ problem: null });
    expect(chosen.candidates.items.map(({ personId, gone }) => [personId, gone])).toEqual(
      expect.arrayContaining([[first!.id, false]]),
    );
    // The numbers follow the delegates alone; who is written in is a member below.
    const count = (yes: number, who: Person) => ({
      version: chosen.version,
      present: 3,
      issued: 3,
      returned: 3,
      valid: 3,
      invalid: 0,
      candidates: [sent[0]!, sent[1]!, first!].map((one) => ({
        personId: one.id,
        yes: one === sent[1] ? 0 : yes,
        no: one === sent[1] ? 3 : 3 - yes,
        abstain: 0,
      })),
      writeIns: [{ personId: who.id, yes: 1 }],
      scrutineers: ['监票人'],
      tellers: ['计票人'],
    });
    const enter = (body: object) => step(worker, contract.enterCount, { params, body } as never);
    expect(await problemsOf(enter(count(2, stranger)))).toEqual(['written_unknown']);
    const counted = await enter(count(2, second!));
    expect(counted.verdict?.elected.toSorted()).toEqual([sent[0]!.id, first!.id].toSorted());
    expect(counted.candidates.items.find(({ writtenIn }) => writtenIn)).toMatchObject({
      name: second!.name,
      gone: false,
    });
  });

  test('holds the full members of the day, and takes those off who have consent and resolution', async () => {
    const from = await scene(10);
    const election = await prepared(from);
    expect(election.roll).toMatchObject({ members: 10, entitled: 10, quorum: 8 });
    expect(election.roll.items.map(({ name }) => name).toSorted()).toEqual(
      from.people.map(({ name }) => name).toSorted(),
    );
    const exclude = (version: number, body: object) =>
      step(from.worker, contract.excludeVoter, {
        params: { id: election.id, personId: from.people[0]!.id },
        body: { version, exclusion: 'bedridden', ...body },
      });
    const pending = await exclude(1, { note: hostile, consent: hostile });
    expect(pending.roll).toMatchObject({ entitled: 10, pending: 1, deducted: 0 });
    const taken = await exclude(2, { consent: hostile, resolvedOn: addDays(today(), -3) });
    expect(taken.roll).toMatchObject({ entitled: 9, pending: 0, deducted: 1, quorum: 8 });
    expect(taken.roll.items.find(({ excluded }) => excluded)).toMatchObject({
      consent: hostile,
      name: from.people[0]!.name,
    });
    expect(await problemsOf(exclude(2, {}))).toEqual(['stale']);
    const renewed = await step(from.worker, contract.takeRoll, { params: { id: election.id }, body: { version: 3 } });
    expect(renewed.roll.entitled).toBe(9);
    const cleared = await step(from.worker, contract.excludeVoter, {
      params: { id: election.id, personId: from.people[0]!.id },
      body: { version: 4, exclusion: null },
    });
    expect(cleared.roll).toMatchObject({ entitled: 10, deducted: 0 });
  });

  test('knows who is on probation within the Party, and asks an absence for half a year', async () => {
    const from = await scene(4);
    const [watched, abroad] = from.people;
    await app.current.write((tx) =>
      sql`insert into sanction (id, person_id, org_path, kind, decided_on, effective_until, document)
        values (gen_random_uuid(), ${watched!.id}, ${watched!.path}, 'watched', ${addDays(today(), -90)}, ${addDays(today(), 90)}, ${hostile})`.execute(
        tx,
      ),
    );
    const election = await prepared(from);
    expect(election.roll).toMatchObject({ members: 4, suspended: 1, entitled: 3 });
    expect(election.roll.items.find(({ personId }) => personId === watched!.id)).toMatchObject({
      exclusion: 'watched',
      note: hostile,
    });
    const away = (since: string) =>
      step(from.worker, contract.excludeVoter, {
        params: { id: election.id, personId: abroad!.id },
        body: { version: 1, exclusion: 'abroad', since, consent: '永组〔2026〕3号', resolvedOn: today() },
      });
    expect(await problemsOf(away(addDays(today(), -100)))).toEqual(['absent_too_short']);
    expect((await away(addDays(today(), -200))).roll.entitled).toBe(2);
    expect(
      await problemsOf(
        step(from.worker, contract.setCandidates, {
          params: { id: election.id },
          body: { version: 2, people: [watched!.id] },
        }),
      ),
    ).toEqual(['candidate_suspended']);
  });
});

describe('the candidates', () => {
  test('stand by strokes, a fifth more than there are seats', async () => {
    const from = await scene(3);
    const { write } = app.current;
    const named: Person[] = [];
    for (const name of ['魏一', '丁一', '王一', '刘一'])
      named.push(await write((tx) => plantMember(tx, from.place, { name })));
    const { id } = await prepared(from);
    const set = (version: number, people: readonly Person[]) =>
      step(from.worker, contract.setCandidates, {
        params: { id },
        body: { version, people: people.map((person) => person.id) },
      });
    const few = await set(1, named.slice(0, 3));
    expect(few.candidates).toMatchObject({ least: 4, most: null, problem: { message: 'candidates_few' } });
    const enough = await set(2, named);
    expect(enough.candidates.items.map(({ name }) => name)).toEqual(['丁一', '王一', '刘一', '魏一']);
    expect(enough.candidates.problem).toBeNull();
    const stranger = await app.current.member(app.current.tree.branchB1);
    expect(await problemsOf(set(3, [stranger]))).toEqual(['candidate_unknown']);
    expect(await problemsOf(set(3, [named[0]!, named[0]!]))).toEqual(['candidate_twice']);
  });
});

describe('an election', () => {
  test('is not held by what is not elected, in ways that are not its own, or without a committee', async () => {
    const from = await scene(3);
    const group = await app.current.write((tx) => plantNode(tx, 'group', from.place));
    expect(await problemsOf(prepared(from, { organisationId: group.id }))).toEqual(['not_elected']);
    expect(await problemsOf(prepared(from, { method: 'equal' }))).toEqual(['method_not_here']);
    expect(await problemsOf(prepared(from, { heldOn: '2019-01-01' }))).toEqual(['before_regulation']);
    expect(
      await problemsOf(prepared(from, { kind: 'secretary', method: 'equal', seats: 1, voters: 'committee' })),
    ).toEqual(['committee_needed']);
  });

  test('is to be prepared until it is planned for the term, and again when it is called off', async () => {
    const { write, as, tree } = app.current;
    const branch = await write((tx) => plantNode(tx, 'branch', tree.townshipA));
    for (let one = 0; one < 5; one++) await write((tx) => plantMember(tx, branch));
    const termId = newId();
    await write((tx) =>
      tx
        .insertInto('term')
        .values({
          id: termId,
          organisation_id: branch.id,
          started_on: addDays(today(), -1_000),
          due_on: addDays(today(), 95),
          years: 3,
          rule_id: 'term.branch',
        })
        .execute(),
    );
    const [secretary, township] = [
      await as('branch_secretary', { at: branch }),
      await as('township_worker', { at: tree.townshipA }),
    ];
    const waits = async (who = secretary): Promise<boolean> => {
      const { groups, sources } = await who.call(todoList, { query: { kind: 'terms.ending' } });
      const ids = groups.flatMap(({ items }) => items.map(({ id }) => id));
      expect(sources.find(({ kind }) => kind === 'terms.ending')?.count ?? 0).toBe(ids.length);
      return ids.includes(termId);
    };
    const plan = (kind: 'secretary' | 'deputy_secretary') =>
      secretary.call(contract.createElection, {
        body: {
          organisationId: branch.id,
          kind,
          method: 'equal',
          seats: 1,
          voters: 'members',
          heldOn: addDays(today(), 30),
        },
      });
    expect(await waits()).toBe(true);
    // A deputy alone renews no term.
    await plan('deputy_secretary');
    expect(await waits()).toBe(true);
    const { id, version } = await plan('secretary');
    expect([await waits(), await waits(township)]).toEqual([false, false]);
    await secretary.call(contract.cancelElection, { params: { id }, body: { version, reason: hostile } });
    expect([await waits(), await waits(township)]).toEqual([true, true]);
    // Held and announced: the result waits to be entered, and nothing has to be prepared again.
    const person = await write((tx) => plantMember(tx, branch));
    const { id: held } = await plan('secretary');
    const close = (filled: boolean) =>
      write(async (tx) => {
        const elected = { state: 'closed', announced_by: hostile, announced_on: today() } as const;
        await tx.updateTable('election').set(elected).where('id', '=', held).execute();
        await tx.updateTable('election_candidate').set({ elected: filled }).where('election_id', '=', held).execute();
      });
    await step(secretary, contract.setCandidates, { params: { id: held }, body: { version: 1, people: [person.id] } });
    await close(true);
    expect([await waits(), await waits(township)]).toEqual([false, false]);
    // Nobody was elected: the election is to be prepared again.
    await close(false);
    expect([await waits(), await waits(township)]).toEqual([true, true]);
  });

  test('is changed and called off until it is confirmed, and seen in its range alone', async () => {
    const from = await scene(5);
    const election = await prepared(from);
    const edited = await step(from.worker, contract.editElection, {
      params: { id: election.id },
      body: { version: 1, seats: 5, method: 'preliminary', heldOn: today(), basis: 'entitled' },
    });
    expect(edited).toMatchObject({ seats: 5, candidates: { least: 5, most: 5, preliminary: 6 } });
    const { tree, as } = app.current;
    const other = await as('township_worker', { at: tree.townshipB });
    expect(await other.outcome(contract.electionById, { params: { id: election.id } })).toBe('not_found');
    expect((await other.call(contract.electionList, { query: { state: 'all' } })).items).toEqual([]);
    const listed = await from.worker.call(contract.electionList, { query: {} });
    expect(listed.items.map(({ id }) => id)).toEqual([election.id]);
    const off = await step(from.worker, contract.cancelElection, {
      params: { id: election.id },
      body: { version: 2, reason: hostile },
    });
    expect(off).toMatchObject({ state: 'cancelled', cancelledWhy: hostile });
    expect((await from.worker.call(contract.electionList, { query: {} })).items).toEqual([]);
  });
});
