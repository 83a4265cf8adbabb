import type { Call, Endpoint } from '#shared/endpoint.ts';
import { AppError } from '#shared/errors.ts';
import type { TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantMember, plantNode, type Node, type Person } from '#test/harness/tree.ts';
import * as contract from './contract.ts';

/** What a step is refused with: the words of its problems, or its code. */
export const problemsOf = async (work: Promise<unknown>): Promise<string[]> => {
  try {
    await work;
    return [];
  } catch (error) {
    if (error instanceof AppError)
      return error.details.problems?.map((p) => p.message) ?? [error.details.message ?? error.code];
    throw error;
  }
};

export interface Scene {
  readonly today: string;
  readonly place: Node;
  readonly people: readonly Person[];
  readonly worker: Client;
  readonly second: Client;
}

/** A branch of its own with so many full members and one probationary, and two who work for it. */
export const electionScene = async (app: TestApp, size: number): Promise<Scene> => {
  const { tree, write, as, county } = app;
  const place = await write((tx) => plantNode(tx, 'branch', tree.townshipA));
  const people: Person[] = [];
  for (let one = 0; one < size; one++) people.push(await write((tx) => plantMember(tx, place)));
  await write((tx) => plantMember(tx, place, { category: 'probationary' }));
  const worker = await as('branch_secretary', { at: place });
  const second = await as('township_worker', { at: tree.townshipA });
  return { today: county.today(), place, people, worker, second };
};

export type Elected = contract.Election;

/** Takes a step and reads the election as it then is. */
export const step = async <E extends Endpoint>(client: Client, endpoint: E, input: Call<E>): Promise<Elected> => {
  const { id } = (await client.call(endpoint, input)) as { readonly id: string };
  return client.call(contract.electionById, { params: { id } });
};

/** An election of a committee of three on this day, where nothing else is asked. */
export const prepared = async ({ place, worker, today }: Scene, more: object = {}): Promise<Elected> =>
  step(worker, contract.createElection, {
    body: { organisationId: place.id, kind: 'committee', method: 'surplus', seats: 3, heldOn: today, ...more },
  });

/** The same with the first so many of the branch as candidates. */
export const nominated = async (from: Scene, count: number, more: object = {}): Promise<Elected> => {
  const { id, version } = await prepared(from, more);
  const people = from.people.slice(0, count).map((person) => person.id);
  return step(from.worker, contract.setCandidates, { params: { id }, body: { version, people } });
};

/** Ten papers, with so many votes for each on the ballot and the others against. */
export const sheet = (election: Elected, yes: readonly number[], numbers: object = {}) => {
  const valid = 10;
  return {
    version: election.version,
    present: 10,
    issued: 10,
    returned: 10,
    valid,
    invalid: 0,
    candidates: election.candidates.items
      .filter(({ writtenIn }) => !writtenIn)
      .map(({ personId }, place) => ({ personId, yes: yes[place] ?? 0, no: valid - (yes[place] ?? 0), abstain: 0 })),
    scrutineers: [`监票 ${hostile}`],
    tellers: [`计票 ${hostile}`],
    ...numbers,
  };
};

export const counted = (
  from: Scene,
  election: Elected,
  yes: readonly number[],
  numbers: object = {},
): Promise<Elected> =>
  step(from.worker, contract.enterCount, { params: { id: election.id }, body: sheet(election, yes, numbers) });

/** Confirmed by the second person, and announced as the check says. */
export const announced = async (from: Scene, election: Elected): Promise<Elected> => {
  const { id } = election;
  const confirmed = await step(from.second, contract.confirmCount, {
    params: { id },
    body: { version: election.version },
  });
  return step(from.worker, contract.announceElection, {
    params: { id },
    body: {
      version: confirmed.version,
      elected: confirmed.verdict!.elected,
      announcedBy: `主持人 ${hostile}`,
      announcedOn: from.today,
    },
  });
};
