import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { systemScope } from '#platform/access/scope.ts';
import { addDays, addMonths, addYears } from '#shared/days.ts';
import { AppError } from '#shared/errors.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { organisationById, organisationHoldings, type Term } from '../contract.ts';
import { makeOrganisation, type Wish } from '../factory.ts';
import * as terms from './contract.ts';

const app = useApp();
const today = (): string => app.current.county.today();
const officer = () => app.current.as('county_officer');
const make = (wish: Wish) => app.current.write((tx) => makeOrganisation(tx, wish));
const branch = (wish: Wish = {}) => make({ type: 'branch', parent: app.current.tree.townshipA, ...wish });
const problemsOf = async (work: Promise<unknown>): Promise<string[]> => {
  try {
    await work;
    return [];
  } catch (error) {
    if (error instanceof AppError) return error.details.problems?.map((p) => p.message) ?? [error.code];
    throw error;
  }
};

describe('an appointment', () => {
  test('names the holder to whoever keeps the organisation, and belongs to the running term', async () => {
    const client = await officer();
    const node = await branch();
    const holder = await app.current.member();
    const term = await client.call(terms.openTerm, { params: { id: node.id }, body: { startedOn: '2025-01-01' } });
    const held = await client.call(terms.appointHolder, {
      params: { id: node.id },
      body: { personId: holder.id, post: 'secretary', fromOn: '2025-01-01', note: hostile },
    });
    expect(held).toMatchObject({
      personId: holder.id,
      name: holder.name,
      post: 'secretary',
      termId: term.id,
      toOn: null,
      note: hostile,
      version: 1,
    });
    const view = await client.call(organisationById, { params: { id: node.id } });
    expect(view.committee).toMatchObject([{ id: held.id, name: holder.name }]);
    expect(view.advisories!.map((a) => a.message)).not.toContain('secretary_missing');
  });

  test.each([
    ['a leader of a branch', 'branch', 'group_leader', '2025-01-01', 'post_not_here'],
    ['a secretary of a group', 'group', 'secretary', '2025-01-01', 'post_not_here'],
    ['a secretary of a village', 'village', 'secretary', '2025-01-01', 'post_not_here'],
    ['tomorrow', 'branch', 'secretary', '2999-01-01', 'event_future'],
    ['before the founding', 'branch', 'secretary', '1999-01-01', 'before_founding'],
  ] as const)('of %s is refused', async (_says, type, post, fromOn, message) => {
    const client = await officer();
    const node = await make({ type });
    const { id: personId } = await app.current.member();
    expect(
      await problemsOf(client.call(terms.appointHolder, { params: { id: node.id }, body: { personId, post, fromOn } })),
    ).toEqual([message]);
  });

  test('of somebody who is not in range, twice, or by somebody without the right is refused', async () => {
    const { tree, as, member } = app.current;
    const worker = await as('township_worker', { at: tree.townshipA });
    const stranger = await member(tree.branchB1);
    const own = await member(tree.branchA2);
    const body = { personId: own.id, post: 'secretary' as const, fromOn: '2025-01-01' };
    const to = (id: string) => ({ params: { id }, body });
    expect(
      await problemsOf(
        worker.call(terms.appointHolder, {
          params: { id: tree.branchA2.id },
          body: { ...body, personId: stranger.id },
        }),
      ),
    ).toEqual(['person_unknown']);
    expect(await worker.outcome(terms.appointHolder, to(tree.branchB1.id))).toBe('not_found');
    expect(
      await (await as('branch_secretary', { at: tree.branchA2 })).outcome(terms.appointHolder, to(tree.branchA2.id)),
    ).toBe('not_found');
    const answers = await Promise.all([
      worker.outcome(terms.appointHolder, to(tree.branchA2.id)),
      worker.outcome(terms.appointHolder, to(tree.branchA2.id)),
    ]);
    expect(answers.toSorted()).toEqual(['invalid', 'ok']);
  });

  test('of a second secretary is advised against, with the article', async () => {
    const client = await officer();
    const node = await branch();
    for (const holder of [await app.current.member(), await app.current.member()]) {
      await client.call(terms.appointHolder, {
        params: { id: node.id },
        body: { personId: holder.id, post: 'secretary', fromOn: '2025-01-01' },
      });
    }
    const advice = (await client.call(organisationById, { params: { id: node.id } })).advisories!.find(
      (a) => a.message === 'secretary_twice',
    );
    expect(advice).toMatchObject({ ruleId: 'secretary.required', params: { count: 2 }, why: { inputs: { count: 2 } } });
  });
});

describe('the end of a post', () => {
  const guarded = () => systemScope(app.current.entry.code, 'test', { guard: 'accounts' });
  const secretaryWithPost = async () => {
    const { tree } = app.current;
    const client = await officer();
    const person = await app.current.member(tree.branchA1);
    const held = await client.call(terms.appointHolder, {
      params: { id: tree.branchA1.id },
      body: { personId: person.id, post: 'secretary', fromOn: '2025-01-01' },
    });
    const secretary = await app.current.as('branch_secretary', { at: tree.branchA1, person });
    await app.current.write(
      (tx) =>
        sql`update role_grant set post_holding_id = ${held.id} where account_id = ${secretary.session!.accountId}`.execute(
          tx,
        ),
      guarded(),
    );
    return {
      client,
      held,
      secretary,
      read: () => secretary.outcome(organisationHoldings, { params: { id: tree.branchA1.id } }),
    };
  };

  test('ends the rights that hang on it at once', async () => {
    const { client, held, read } = await secretaryWithPost();
    expect(await read()).toBe('ok');
    const ended = await client.call(terms.endHolding, { params: { id: held.id }, body: { version: 1, toOn: today() } });
    expect(ended).toMatchObject({ toOn: today(), version: 2 });
    expect(await read()).toBe('not_found');
  });

  test('so does a withdrawal, which leaves the row voided', async () => {
    const { client, held, read } = await secretaryWithPost();
    await client.call(terms.withdrawHolding, { params: { id: held.id }, body: { version: 1, reason: '录错' } });
    expect(await read()).toBe('not_found');
    expect(
      await client.outcome(terms.endHolding, { params: { id: held.id }, body: { version: 2, toOn: today() } }),
    ).toBe('not_found');
  });

  test('on a day to come leaves them until then', async () => {
    const { client, held, read } = await secretaryWithPost();
    await client.call(terms.endHolding, { params: { id: held.id }, body: { version: 1, toOn: addDays(today(), 3) } });
    expect(await read()).toBe('ok');
  });

  test('is corrected under its version', async () => {
    const { client, held } = await secretaryWithPost();
    expect(
      await problemsOf(
        client.call(terms.correctHolding, { params: { id: held.id }, body: { version: 1, toOn: '2024-12-31' } }),
      ),
    ).toEqual(['end_before_start']);
    expect(
      await client.call(terms.correctHolding, {
        params: { id: held.id },
        body: { version: 1, fromOn: '2025-02-01', post: 'deputy_secretary' },
      }),
    ).toMatchObject({ fromOn: '2025-02-01', post: 'deputy_secretary' });
    expect(
      await problemsOf(
        client.call(terms.correctHolding, { params: { id: held.id }, body: { version: 1, note: '旧' } }),
      ),
    ).toEqual(['stale']);
    await client.call(terms.endHolding, { params: { id: held.id }, body: { version: 2, toOn: today() } });
  });
});

describe('who knows the officers', () => {
  test('a member those of the own branch and its groups by name and post alone, nobody else’s', async () => {
    const { tree, as, member } = app.current;
    const client = await officer();
    const own = await member(tree.branchA2);
    const group = await make({ type: 'group', parent: tree.branchA2 });
    for (const [node, post] of [
      [tree.branchA2, 'organiser'],
      [group, 'group_leader'],
      [tree.branchB1, 'organiser'],
    ] as const) {
      await client.call(terms.appointHolder, {
        params: { id: node.id },
        body: { personId: own.id, post, fromOn: '2025-01-01', note: '内部' },
      });
    }
    const reader = await as('member', { person: await member(tree.branchA2) });
    const committee = async (id: string) => (await reader.call(organisationById, { params: { id } })).committee;
    const seen = await committee(tree.branchA2.id);
    expect(seen!.map(({ name, personId, note }) => ({ name, personId, note }))).toContainEqual({
      name: own.name,
      personId: null,
      note: null,
    });
    expect(await committee(group.id)).toHaveLength(1);
    expect([await committee(tree.branchB1.id), await committee(tree.townshipA.id)]).toEqual([null, null]);
    expect(await reader.outcome(organisationHoldings, { params: { id: tree.branchA2.id } })).toBe('not_found');
  });

  test('nobody who has no range, and a former holder only whoever keeps the organisation', async () => {
    const { tree, as, member } = app.current;
    const client = await officer();
    const node = await branch();
    const person = await member(tree.branchA1);
    const held = await client.call(terms.appointHolder, {
      params: { id: node.id },
      body: { personId: person.id, post: 'secretary', fromOn: '2024-01-01' },
    });
    await client.call(terms.endHolding, { params: { id: held.id }, body: { version: 1, toOn: '2024-12-31' } });
    const handler = await as('department_handler', {
      at: { ...(await make({ type: 'government_department', parent: tree.county })), type: 'government_department' },
    });
    const view = await handler.call(organisationById, { params: { id: node.id } });
    expect(view).toMatchObject({
      committee: null,
      tally: null,
      advisories: null,
      can: { change: false, posts: false },
    });
    const items = (await client.call(organisationHoldings, { params: { id: node.id } })).items;
    expect(items).toMatchObject([{ name: person.name, toOn: '2024-12-31' }]);
    const other = await as('township_worker', { at: tree.townshipB });
    expect((await other.call(organisationHoldings, { params: { id: node.id } })).items).toEqual([]);
  });
});

describe('a term', () => {
  test.each([
    ['branch', undefined, 3],
    ['general_branch', undefined, 3],
    ['township_committee', undefined, 5],
    ['branch', '330324109003', 5],
    ['branch', '330324109000', 3],
    ['village_committee_party', undefined, 5],
  ] as const)('of a %s (%s) runs %i years', async (type, divisionCode, years) => {
    const client = await officer();
    const node = await make({ type, ...(divisionCode === undefined ? {} : { divisionCode }) });
    const term = await client.call(terms.openTerm, {
      params: { id: node.id },
      body: { startedOn: '2024-02-29', ordinal: 4 },
    });
    expect(term).toMatchObject({
      years,
      dueOn: addYears('2024-02-29', years),
      dueByRule: addYears('2024-02-29', years),
      ordinal: 4,
      endedOn: null,
    });
  });

  test('opened anew ends the running one and counts on', async () => {
    const client = await officer();
    const node = await branch();
    const first = await client.call(terms.openTerm, {
      params: { id: node.id },
      body: { startedOn: '2021-05-01', ordinal: 7 },
    });
    const second = await client.call(terms.openTerm, { params: { id: node.id }, body: { startedOn: '2024-05-01' } });
    expect(second.ordinal).toBe(8);
    const view = await client.call(organisationById, { params: { id: node.id } });
    expect(view.terms.map((t) => [t.id, t.endedOn])).toEqual([
      [second.id, null],
      [first.id, '2024-05-01'],
    ]);
    expect(
      await problemsOf(client.call(terms.openTerm, { params: { id: node.id }, body: { startedOn: '2024-05-01' } })),
    ).toEqual(['term_before_last']);
  });

  test('is shifted only with the approval as reason, and follows a corrected beginning', async () => {
    const client = await officer();
    const node = await branch();
    const term = await client.call(terms.openTerm, { params: { id: node.id }, body: { startedOn: '2024-05-01' } });
    const correct = (body: { version: number; startedOn?: string; dueOn?: string; reason?: string }) =>
      client.call(terms.correctTerm, { params: { id: term.id }, body });
    expect(await correct({ version: 1, startedOn: '2024-06-01' })).toMatchObject({ dueOn: '2027-06-01' });
    expect(await problemsOf(correct({ version: 2, dueOn: '2027-12-01' }))).toEqual(['shift_needs_reason']);
    expect(await correct({ version: 2, dueOn: '2027-12-01', reason: '永组〔2027〕12号' })).toMatchObject({
      dueOn: '2027-12-01',
      dueByRule: '2027-06-01',
    });
    expect(await problemsOf(correct({ version: 2, dueOn: '2027-12-01' }))).toEqual(['shift_needs_reason']);
    expect(await problemsOf(correct({ version: 2, ordinal: 3, reason: '核对' } as never))).toEqual(['stale']);
  });

  test('ends its posts with it where asked', async () => {
    const client = await officer();
    const node = await branch();
    const holder = await app.current.member();
    const term = await client.call(terms.openTerm, { params: { id: node.id }, body: { startedOn: '2024-05-01' } });
    await client.call(terms.appointHolder, {
      params: { id: node.id },
      body: { personId: holder.id, post: 'secretary', fromOn: '2024-05-01' },
    });
    await client.call(terms.endTerm, {
      params: { id: term.id },
      body: { version: 1, endedOn: '2025-05-01', endPosts: true },
    });
    expect((await client.call(organisationById, { params: { id: node.id } })).committee).toEqual([]);
  });

  test('of a group or a unit does not exist', async () => {
    const client = await officer();
    for (const type of ['group', 'unit'] as const) {
      const node = await make({ type });
      expect(
        await problemsOf(client.call(terms.openTerm, { params: { id: node.id }, body: { startedOn: '2024-05-01' } })),
      ).toEqual(['term_not_here']);
    }
  });
});

describe('the list of terms that end', () => {
  test('holds those within six months and the overdue, the most pressing first, page by page, in range', async () => {
    const client = await officer();
    const parent = await make({ type: 'township_committee', parent: app.current.tree.county });
    const started = [
      addMonths(today(), -37),
      addDays(addMonths(today(), -36), 10),
      addDays(addMonths(today(), -30), -1),
      addDays(addMonths(today(), -30), 5),
    ];
    for (const startedOn of started) {
      const node = await make({ type: 'branch', parent });
      await client.call(terms.openTerm, { params: { id: node.id }, body: { startedOn } });
    }
    const worker = await app.current.as('township_worker', { at: { ...parent, type: 'township_committee' } });
    const first = await worker.call(terms.dueTerms, { query: { limit: 2 } });
    expect(first).toMatchObject({ total: 3, overdue: 1, until: addMonths(today(), 6) });
    const second = await worker.call(terms.dueTerms, { query: { limit: 2, cursor: first.next! } });
    const startedOn = (items: readonly Term[]): string[] => items.map((item) => item.startedOn);
    expect(startedOn([...first.items, ...second.items])).toEqual(started.slice(0, 3));
    expect(first.items[0]).toMatchObject({ overdue: true, parentName: parent.name });
    expect(second.next).toBeNull();
    expect((await worker.call(terms.dueTerms, { query: { within: 60 } })).total).toBe(4);
    const other = await app.current.as('township_worker', { at: app.current.tree.townshipB });
    expect((await other.call(terms.dueTerms, { query: {} })).total).toBe(0);
    expect(await other.outcome(terms.dueTerms, { query: { organisationId: parent.id } })).toBe('not_found');
    expect(await (await app.current.as('member')).outcome(terms.dueTerms, { query: {} })).toBe('not_found');
  });
});
