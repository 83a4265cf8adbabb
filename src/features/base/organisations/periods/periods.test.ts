import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { addDays } from '#shared/days.ts';
import { AppError } from '#shared/errors.ts';
import { useApp } from '#test/harness/app.ts';
import { organisationById, type Organisation } from '../contract.ts';
import * as events from '../events/contract.ts';
import { makeOrganisation } from '../factory.ts';

const app = useApp();

interface State {
  readonly name: string;
  readonly parentId: string | null;
}
/** What one organisation was from a day on; null: no more. */
type Timeline = readonly { readonly from: string; readonly state: State | null }[];

const from = (timeline: Timeline, day: string, state: State | null): Timeline => [
  ...timeline.filter((each) => each.from < day),
  { from: day, state },
];
const on = (timeline: Timeline, day: string): State | null =>
  timeline.findLast((each) => each.from <= day)?.state ?? null;

type Step = {
  readonly kind: 'rename' | 'move' | 'abolish' | 'undo';
  readonly who: number;
  readonly to: number;
  readonly wait: number;
};
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('rename', 'move', 'abolish', 'undo'),
  who: fc.nat(4),
  to: fc.nat(4),
  wait: fc.constantFrom(0, 0, 1, 30),
});

const start = '2015-01-01';

/** Five units below one another: any may hang below any, so that only the commands keep them a tree. */
const plant = () =>
  app.current.write(async (tx) => {
    const top = await makeOrganisation(tx, { type: 'unit' });
    const units: Awaited<ReturnType<typeof makeOrganisation>>[] = [];
    for (let n = 0; n < 5; n += 1)
      units.push(await makeOrganisation(tx, { type: 'unit', parent: n < 3 ? top : units[n - 3]! }));
    return units;
  });

const invariantBreaches = async (): Promise<unknown[]> => {
  const { rows } = await sql`
    select 'path' as what, c.id from organisation c join organisation p on p.id = c.parent_id
      where left(c.path, length(p.path)) <> p.path or array_length(string_to_array(c.path, '/'), 1) <> array_length(string_to_array(p.path, '/'), 1) + 1
    union all select 'open', o.id from organisation o left join organisation_period p on p.organisation_id = o.id and upper_inf(p.during)
      where (o.abolished_on is null) <> (p.id is not null)
        or (p.id is not null and (p.name, p.parent_id, p.path, p.type) is distinct from (o.name, o.parent_id, o.path, o.type))
    union all select 'empty', organisation_id from organisation_period where isempty(during)
    union all select 'same twice', b.organisation_id from organisation_period a join organisation_period b on b.organisation_id = a.organisation_id and lower(b.during) = upper(a.during)
      where (a.name, a.short_name, a.parent_id, a.path, a.type) is not distinct from (b.name, b.short_name, b.parent_id, b.path, b.type)`.execute(
    app.current.read(),
  );
  return rows;
};

const stateOn = async (id: string, day: string): Promise<State | null> => {
  const { rows } =
    await sql<State>`select name, parent_id as "parentId" from organisation_period where organisation_id = ${id} and during @> ${day}::date`.execute(
      app.current.read(),
    );
  return rows[0] ?? null;
};

test('whatever happens and is taken back, every day is remembered as it was', async () => {
  const client = await app.current.as('county_officer');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const units = await plant();
      const views = new Map<string, Organisation>();
      const timelines = new Map<string, Timeline>();
      const undo = new Map<string, { eventId: string; timeline: Timeline }>();
      for (const { id } of units) {
        const view = await client.call(organisationById, { params: { id } });
        views.set(id, view);
        timelines.set(id, [{ from: '2001-07-01', state: { name: view.name, parentId: view.parentId } }]);
      }
      let day = start;
      for (const [n, { kind, who, to, wait }] of steps.entries()) {
        day = addDays(day, wait);
        const id = units[who]!.id;
        const target = units[to]!.id;
        const now = await client.call(organisationById, { params: { id } });
        const timeline = timelines.get(id)!;
        const body = { version: now.version, on: day };
        const back = undo.get(id);
        try {
          let after: Organisation;
          if (kind === 'rename')
            after = await client.call(events.renameOrganisation, {
              params: { id },
              body: { ...body, name: `名 ${n}` },
            });
          else if (kind === 'move')
            after = await client.call(events.moveOrganisation, { params: { id }, body: { ...body, parentId: target } });
          else if (kind === 'abolish') after = await client.call(events.abolishOrganisation, { params: { id }, body });
          else if (back === undefined) continue;
          else
            after = await client.call(events.undoOrganisationEvent, {
              params: { id },
              body: { version: now.version, eventId: back.eventId },
            });
          if (kind === 'undo') {
            timelines.set(id, back!.timeline);
            undo.delete(id);
            continue;
          }
          undo.set(id, { eventId: after.events[0]!.id, timeline });
          timelines.set(
            id,
            from(timeline, day, after.abolishedOn === null ? { name: after.name, parentId: after.parentId } : null),
          );
        } catch (error) {
          if (!(error instanceof AppError) || (error.code !== 'invalid' && error.code !== 'refused')) throw error;
        }
      }
      expect(await invariantBreaches()).toEqual([]);
      for (const { id } of units) {
        for (const when of [
          '2001-06-30',
          '2014-12-31',
          start,
          addDays(start, 1),
          addDays(start, 31),
          day,
          addDays(day, 1),
        ]) {
          expect([when, await stateOn(id, when)]).toEqual([when, on(timelines.get(id)!, when)]);
        }
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);
