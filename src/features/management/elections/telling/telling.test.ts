import { expect, test } from 'vitest';
import { todoList } from '#features/base/inbox/contract.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { openTo, toldTo } from '#test/harness/told.ts';
import { plantNode, type Node, type Person } from '#test/harness/tree.ts';
import { addDays } from '#shared/days.ts';
import * as contract from '../contract.ts';
import { remindOfElections } from './jobs.ts';

const server = useApp();
const app = () => server.current;
const today = (): string => app().county.today();

interface Scene {
  readonly place: Node;
  readonly people: readonly Person[];
  readonly worker: Client;
}

const scene = async (): Promise<Scene> => {
  const place = await app().write((tx) => plantNode(tx, 'branch', app().tree.townshipA));
  const people: Person[] = [];
  for (let one = 0; one < 10; one += 1) people.push(await app().member(place));
  return { place, people, worker: await app().as('branch_secretary', { at: place }) };
};

const prepared = async ({ place, worker, people }: Scene) => {
  const { id } = await worker.call(contract.createElection, {
    body: { organisationId: place.id, kind: 'committee', method: 'surplus', seats: 3, heldOn: today() },
  });
  const body = { version: 1, people: people.slice(0, 4).map((person) => person.id) };
  return worker.call(contract.setCandidates, { params: { id }, body });
};

const why = async (who: Client, id: string): Promise<string | undefined> => {
  const { groups } = await who.call(todoList, { query: { kind: 'elections.open' } });
  return groups.flatMap(({ items }) => items).find((one) => one.id === id)?.why;
};

test('a count goes to the next second person, its word back, the result to those who elected', async () => {
  const from = await scene();
  const { worker, people } = from;
  const township = await app().as('township_worker', { at: app().tree.townshipA });
  const county = await app().as('county_officer');
  const voter = await app().as('member', { person: people[5]! });
  const { id, version } = await prepared(from);
  expect([await why(worker, id), await why(township, id)]).toEqual(['elections.prepare', undefined]);
  const entered = await worker.call(contract.enterCount, {
    params: { id },
    body: {
      version,
      present: 10,
      issued: 10,
      returned: 10,
      valid: 10,
      invalid: 0,
      candidates: people
        .slice(0, 4)
        .map((person, place) => ({ personId: person.id, yes: 10 - 2 * place, no: 2 * place, abstain: 0 })),
      scrutineers: [`监票 ${hostile}`],
      tellers: [`计票 ${hostile}`],
    },
  });
  expect(await openTo(township)).toEqual(['election.confirm']);
  expect([await toldTo(worker), await toldTo(county)]).toEqual([[], []]);
  expect([await why(worker, id), await why(township, id), await why(county, id)]).toEqual([
    undefined,
    'elections.confirm',
    undefined,
  ]);
  const confirmed = await township.call(contract.confirmCount, { params: { id }, body: { version: entered.version } });
  expect([await openTo(township), await openTo(worker)]).toEqual([[], ['election.confirmed']]);
  expect(await why(worker, id)).toBe('elections.announce');
  const { verdict } = await worker.call(contract.electionById, { params: { id } });
  await worker.call(contract.announceElection, {
    params: { id },
    body: {
      version: confirmed.version,
      elected: verdict?.elected ?? [],
      announcedBy: `主持人 ${hostile}`,
      announcedOn: today(),
    },
  });
  expect([await openTo(township), await openTo(voter)]).toEqual([['election.announced'], ['election.announced']]);
  expect(await why(worker, id)).toBeUndefined();
  // What was announced waits for whoever enters posts next to the branch, until that is done.
  const waits = async (who: Client) => {
    const { groups } = await who.call(todoList, { query: { kind: 'elections.enter' } });
    return groups.flatMap(({ items }) => items).some((one) => one.id === id);
  };
  expect([await waits(township), await waits(worker), await waits(county)]).toEqual([true, false, false]);
  const { version: closed } = await township.call(contract.electionById, { params: { id } });
  await township.call(contract.enterElected, {
    params: { id },
    body: { version: closed, fromOn: today(), newTerm: true, reason: hostile },
  });
  expect(await waits(township)).toBe(false);
});

test('an election that is called off is told to the one next to it', async () => {
  const from = await scene();
  const second = await app().as('branch_secretary', { at: from.place });
  const { id, version } = await prepared(from);
  await from.worker.call(contract.cancelElection, { params: { id }, body: { version, reason: `台风${hostile}` } });
  expect(await openTo(second)).toEqual(['election.cancelled']);
});

test('an election is told of when it draws near, and when its day has passed without a count, each once', async () => {
  const from = await scene();
  const above = await app().as('township_worker', { at: app().tree.townshipA });
  const { id } = await prepared(from);
  const move = (days: number) =>
    app().write((tx) =>
      tx
        .updateTable('election')
        .set({ held_on: addDays(today(), days) })
        .where('id', '=', id)
        .execute(),
    );
  const remind = async (): Promise<string[]> => {
    for (let twice = 0; twice < 2; twice += 1) await remindOfElections(app().county, {});
    return openTo(from.worker);
  };
  await move(4);
  expect(await remind()).toEqual([]);
  await move(3);
  expect(await remind()).toEqual(['election.near']);
  await move(-1);
  expect(await remind()).toEqual(['election.over']);
  expect(await openTo(above)).toEqual([]);
  const { groups } = await from.worker.call(todoList, { query: { kind: 'elections.open' } });
  expect(groups.flatMap(({ items }) => items).find((one) => one.id === id)?.rule?.id).toBe('election.shift');
});
