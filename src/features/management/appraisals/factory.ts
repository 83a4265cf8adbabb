import { sql } from 'kysely';
import { leafPath } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import type { Call, Endpoint } from '#shared/endpoint.ts';
import { AppError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile, next } from '#test/harness/hostile.ts';
import { plantMember, plantNode, type Node, type Person } from '#test/harness/tree.ts';
import * as contract from './contract.ts';
import type { Grade } from './rules.ts';

interface Place {
  readonly id: string;
  readonly path: string;
}

interface Wish {
  readonly person: { readonly id: string; readonly name: string };
  /** The sums of the test wait for a second count. */
  readonly counted?: boolean;
}

/** An appraisal under way with one full member on its roll; whatever the branch had for that year is called off. */
export const plantAppraisal = async (
  tx: Tx,
  place: Place,
  { person, counted = false }: Wish,
): Promise<{ readonly id: string; readonly of: string }> => {
  const id = newId();
  await sql`update appraisal set state = 'cancelled' where organisation_id = ${place.id} and state = 'running'`.execute(
    tx,
  );
  const day = '2026-03-02';
  await tx
    .insertInto('appraisal')
    .values({
      id,
      organisation_id: place.id,
      org_path: place.path,
      year: 2026,
      roll_on: day,
      studied_on: day,
      ...(counted ? { mutual_on: day, mutual_form: 'meeting', tested_on: day } : {}),
    })
    .execute();
  await tx
    .insertInto('appraisal_person')
    .values({
      appraisal_id: id,
      person_id: person.id,
      org_path: leafPath(place.path, person.id),
      name: person.name,
      category: 'full',
      votes: true,
      part: 'graded',
    })
    .execute();
  if (!counted) return { id, of: person.id };
  await tx
    .insertInto('appraisal_tally')
    .values({
      appraisal_id: id,
      org_path: place.path,
      issued: 1,
      returned: 1,
      valid: 1,
      invalid: 0,
      enterer: next('计票'),
    })
    .execute();
  await tx
    .insertInto('appraisal_tally_line')
    .values({
      appraisal_id: id,
      person_id: person.id,
      org_path: place.path,
      excellent: 0,
      qualified: 1,
      basic: 0,
      unqualified: 0,
    })
    .execute();
  return { id, of: person.id };
};

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
  readonly secretary: Client;
  readonly second: Client;
}

/** A branch of its own with so many full members and one probationary, its secretary, and one more of its committee. */
export const appraisalScene = async (app: TestApp, size: number): Promise<Scene> => {
  const { tree, write, as, county } = app;
  const place = await write((tx) => plantNode(tx, 'branch', tree.townshipA));
  const people: Person[] = [];
  for (let one = 0; one < size; one++) people.push(await write((tx) => plantMember(tx, place)));
  people.push(await write((tx) => plantMember(tx, place, { category: 'probationary' })));
  const secretary = await as('branch_secretary', { at: place });
  const second = await as('organisation_member', { at: place });
  return { today: county.today(), place, people, secretary, second };
};

export type Appraisal = contract.Appraisal;

/** Takes a step and reads the appraisal as it then is. */
export const step = async <E extends Endpoint>(client: Client, endpoint: E, input: Call<E>): Promise<Appraisal> => {
  const { id } = (await client.call(endpoint, input)) as { readonly id: string };
  return client.call(contract.appraisalById, { params: { id } });
};

export const started = (from: Scene): Promise<Appraisal> =>
  step(from.secretary, contract.createAppraisal, {
    body: { year: Number(from.today.slice(0, 4)), rollOn: from.today },
  });

export const prepared = async (from: Scene): Promise<Appraisal> => {
  const { id, version } = await started(from);
  return step(from.secretary, contract.editAppraisal, {
    params: { id },
    body: {
      version,
      meetingId: null,
      studiedOn: from.today,
      mutualOn: from.today,
      mutualForm: 'meeting',
      mutualSummary: `团结协作好，联系群众不够${hostile}`,
    },
  });
};

export const gradedIn = ({ people }: Appraisal) => people.filter(({ part }) => part === 'graded');

/** All forms say the same of each: so many excellent first, the others qualified. */
export const sheet = (appraisal: Appraisal, excellent: number, more: object = {}) => {
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

export const counted = (from: Scene, appraisal: Appraisal, excellent: number): Promise<Appraisal> =>
  step(from.secretary, contract.enterTally, {
    params: { id: appraisal.id },
    body: { ...sheet(appraisal, excellent), testedOn: from.today },
  });

export const confirmed = async (from: Scene, excellent: number): Promise<Appraisal> => {
  const first = await counted(from, await prepared(from), excellent);
  return step(from.second, contract.confirmTally, { params: { id: first.id }, body: sheet(first, excellent) });
};

export const gradesBody = (
  from: Scene,
  appraisal: Appraisal,
  grades: readonly Grade[],
  reason: string | null = hostile,
) => ({
  version: appraisal.version,
  decidedBy: 'committee' as const,
  decidedOn: from.today,
  grades: gradedIn(appraisal).map(({ personId }, at) => ({ personId, grade: grades[at] ?? 'qualified', reason })),
});

export const grade = (from: Scene, appraisal: Appraisal, grades: readonly Grade[], reason?: string | null) =>
  step(from.secretary, contract.gradeAppraisal, {
    params: { id: appraisal.id },
    body: gradesBody(from, appraisal, grades, reason),
  });

export const told = async (from: Scene, grades: readonly Grade[], excellent = 0): Promise<Appraisal> => {
  const graded = await grade(from, await confirmed(from, excellent), grades);
  return step(from.secretary, contract.tellAppraisal, {
    params: { id: graded.id },
    body: { version: graded.version },
  });
};

export const closed = (from: Scene, { id, version }: Appraisal): Promise<Appraisal> =>
  step(from.secretary, contract.closeAppraisal, { params: { id }, body: { version } });
