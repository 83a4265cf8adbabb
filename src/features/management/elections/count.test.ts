/** The count of the votes, who confirms and announces it, and what becomes of it. */
import { describe, expect, test } from 'vitest';
import { organisationById } from '#features/base/organisations/contract.ts';
import { addDays } from '#shared/days.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import * as contract from './contract.ts';
import {
  announced,
  counted,
  electionScene,
  nominated,
  prepared,
  problemsOf,
  sheet,
  step,
  type Scene,
} from './factory.ts';

const app = useApp();
const today = (): string => app.current.county.today();
const scene = (size: number): Promise<Scene> => electionScene(app.current, size);

describe('the count', () => {
  test('is checked, confirmed by another, announced by people, and becomes term and posts', async () => {
    const from = await scene(10);
    const election = await nominated(from, 4);
    const held = await counted(from, election, [9, 8, 7, 5]);
    expect(held).toMatchObject({ state: 'held', verdict: { outcome: 'elected', needed: 6, open: 0 } });
    expect(held.can).toMatchObject({ confirm: false, announce: false });
    const own = step(from.worker, contract.confirmCount, { params: { id: held.id }, body: { version: held.version } });
    expect(await problemsOf(own)).toEqual(['own_count']);
    const closed = await announced(from, held);
    expect(closed).toMatchObject({ state: 'closed', announcedBy: `主持人 ${hostile}`, entered: false });
    expect(closed.candidates.items.map(({ elected }) => elected)).toEqual([true, true, true, false]);
    expect(closed.verdict!.checks.map(({ kind, holds }) => [kind, holds])).toEqual([
      ['quorum', true],
      ['returned', true],
      ['elected', true],
    ]);
    const body = { version: closed.version, fromOn: today(), newTerm: true, endPosts: true, reason: hostile };
    expect(await from.worker.outcome(contract.enterElected, { params: { id: closed.id }, body })).toBe('not_found');
    const entered = await step(from.second, contract.enterElected, { params: { id: closed.id }, body });
    expect(entered.entered).toBe(true);
    const place = await from.second.call(organisationById, { params: { id: from.place.id } });
    expect(place.committee!.map(({ post }) => post)).toEqual(Array(3).fill('committee_member'));
    expect(place.terms[0]).toMatchObject({ startedOn: today(), endedOn: null });
    expect(
      await problemsOf(
        step(from.second, contract.enterElected, {
          params: { id: closed.id },
          body: { ...body, version: entered.version },
        }),
      ),
    ).toEqual(['election_entered']);
    // The new committee elects its secretary from as many candidates as seats.
    const secretary = await prepared(from, {
      kind: 'secretary',
      method: 'equal',
      seats: 1,
      voters: 'committee',
      afterId: closed.id,
    });
    expect(secretary.roll).toMatchObject({ members: 3, entitled: 3, quorum: 3 });
  });

  test.each([
    ['present_many', { present: 11 }],
    ['issued_many', { present: 9, issued: 10 }],
    ['valid_unequal', { invalid: 1 }],
    ['votes_unequal', { valid: 9, invalid: 1 }],
    ['teller_stands', { scrutineers: ['甲'], tellers: ['甲'] }],
  ] as const)('is refused where its numbers contradict each other: %s', async (message, numbers) => {
    const from = await scene(10);
    const election = await nominated(from, 4);
    expect(await problemsOf(counted(from, election, [9, 8, 7, 5], numbers))).toContain(message);
  });

  test('is refused with too many names, with a candidate as scrutineer, and before the day', async () => {
    const from = await scene(10);
    const election = await nominated(from, 4);
    expect(await problemsOf(counted(from, election, [10, 10, 10, 1]))).toEqual(['names_many']);
    const scrutineers = [election.candidates.items[0]!.name];
    expect(await problemsOf(counted(from, election, [9, 8, 7, 5], { scrutineers }))).toEqual(['scrutineer_stands']);
    const later = await nominated(from, 4, { heldOn: addDays(today(), 5) });
    expect(await problemsOf(counted(from, later, [9, 8, 7, 5]))).toEqual(['not_held_yet']);
    const few = await nominated(from, 3);
    expect(await problemsOf(counted(from, few, [9, 8, 7]))).toEqual(['candidates_few']);
  });

  test('lets only those write in who vote against, and elects whoever is written in', async () => {
    const from = await scene(10);
    const election = await nominated(from, 4);
    const written = from.people[6]!.id;
    const candidates = election.candidates.items.map(({ personId }, place) => ({
      personId,
      yes: [9, 8, 2, 1][place] ?? 0,
      no: [0, 0, 3, 3][place] ?? 0,
      abstain: [1, 2, 5, 6][place] ?? 0,
    }));
    const writeIns = (yes: number) => ({ candidates, writeIns: [{ personId: written, yes }] });
    expect(await problemsOf(counted(from, election, [], writeIns(7)))).toEqual(['written_many']);
    const held = await counted(from, election, [], writeIns(6));
    expect(held.verdict).toMatchObject({ outcome: 'elected' });
    expect(held.verdict!.elected).toContain(written);
  });

  test('says void without a quorum or with a ballot too many', async () => {
    const from = await scene(10);
    const empty = await nominated(from, 4);
    const absent = await counted(from, empty, [], {
      present: 7,
      issued: 0,
      returned: 0,
      valid: 0,
      candidates: sheet(empty, []).candidates.map((one) => ({ ...one, no: 0 })),
    });
    expect(absent.verdict).toMatchObject({ outcome: 'void', checks: [{ kind: 'quorum', holds: false }] });
    const other = await nominated(from, 4);
    const tooMany = await counted(from, other, [9, 8, 7, 5], { issued: 9 });
    expect(tooMany.verdict).toMatchObject({
      outcome: 'void',
      checks: [
        { kind: 'quorum', holds: true },
        { kind: 'returned', holds: false },
      ],
    });
  });

  test('counts over those entitled where the plan says so, and follows a round with what is left', async () => {
    const from = await scene(12);
    const election = await nominated(from, 4, { basis: 'entitled' });
    const held = await counted(from, election, [9, 8, 6, 5]);
    expect(held.verdict).toMatchObject({ outcome: 'second_round', needed: 7, open: 1, basis: 'entitled' });
    const closed = await announced(from, held);
    expect(closed.can.again).toBe(true);
    const round = { afterId: closed.id, seats: 1, method: 'surplus' };
    const again = await prepared(from, round);
    expect(again).toMatchObject({ round: 2, candidates: { problem: null } });
    expect(again.candidates.items).toHaveLength(2);
  });

  test('asks for a vote between equals on the last seat', async () => {
    const from = await scene(10);
    const election = await nominated(from, 4);
    const held = await counted(from, election, [9, 7, 6, 6]);
    expect(held.verdict).toMatchObject({ outcome: 'revote', open: 1 });
    const closed = await announced(from, held);
    const again = await prepared(from, { afterId: closed.id, seats: 1, method: 'surplus' });
    expect(again.candidates.items.map(({ personId }) => personId).toSorted()).toEqual(
      [...held.verdict!.tied].toSorted(),
    );
  });

  test('keeps the announcement of people, with the reason where it is not what the check says', async () => {
    const from = await scene(10);
    const held = await counted(from, await nominated(from, 4), [9, 8, 7, 5]);
    const announce = (version: number, difference?: string) =>
      step(from.worker, contract.announceElection, {
        params: { id: held.id },
        body: {
          version,
          elected: held.verdict!.elected.slice(0, 2),
          announcedBy: '主持人',
          announcedOn: today(),
          ...(difference === undefined ? {} : { difference }),
        },
      });
    expect(await problemsOf(announce(held.version))).toEqual(['count_unconfirmed']);
    await step(from.second, contract.confirmCount, { params: { id: held.id }, body: { version: held.version } });
    expect(await problemsOf(announce(held.version + 1))).toEqual(['difference_needed']);
    expect(await announce(held.version + 1, hostile)).toMatchObject({ state: 'closed', difference: hostile });
  });
});
