/** Elections of the demonstration township: those from which the latest terms came, and those that are due. By the commands that check them. */
import { sql } from 'kysely';
import { rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { addDays } from '#shared/days.ts';
import { announceElection, createElection, enterCount, setCandidates } from '#features/management/elections/index.ts';
import { candidatesNeeded, type ElectionKind, type Electors } from '#features/management/elections/rules.ts';
import { committeePosts } from '#features/management/meetings/rules.ts';

interface Desk {
  readonly tx: Tx;
  readonly today: string;
  readonly scope: Scope;
  readonly county: County;
}

interface Place {
  readonly id: string;
  readonly started_on: string;
  readonly due_on: string;
  /** Who sits on the committee, the secretary first. */
  readonly seated: readonly string[];
  readonly deputy: string | null;
}

/** Branches of a township by their running term, with who was elected. */
const placesBelow = async ({ tx }: Desk, path: string): Promise<readonly Place[]> =>
  (
    await sql<Place>`
      select o.id, t.started_on, t.due_on, array_agg(h.person_id order by h.leads desc, h.person_id) as seated,
        min(h.person_id::text) filter (where h.deputises) as deputy
      from organisation o
      join term t on t.organisation_id = o.id and t.ended_on is null
      join (select organisation_id, person_id, bool_or(post = 'secretary') as leads, bool_or(post = 'deputy_secretary') as deputises
        from post_holding where to_on is null and post = any(${[...committeePosts]}) group by organisation_id, person_id) h
        on h.organisation_id = o.id
      where starts_with(o.path, ${path}) and o.type = 'branch' and o.abolished_on is null
      group by o.id, o.path, t.started_on, t.due_on order by o.path`.execute(tx)
  ).rows;

interface Wanted {
  readonly kind: ElectionKind;
  readonly voters: Electors;
  readonly seats: number;
  readonly heldOn: string;
  readonly afterId: string | null;
}

interface Begun {
  readonly id: string;
  readonly version: number;
}

const rollOf = async ({ tx }: Desk, id: string): Promise<readonly { person_id: string; name: string }[]> =>
  tx
    .selectFrom('election_roll')
    .select(['person_id', 'name'])
    .where('election_id', '=', id)
    .orderBy('name')
    .orderBy('person_id')
    .execute();

const begin = ({ tx, scope }: Desk, place: Place, { kind, ...wanted }: Wanted): Promise<Begun> =>
  createElection(tx, scope, {
    organisationId: place.id,
    preliminary: false,
    kind,
    method: kind === 'committee' ? 'surplus' : 'equal',
    ...wanted,
  });

/** Those who were elected stand, and so many others that the surplus is kept. */
const nominate = async (desk: Desk, { id, version }: Begun, wanted: Wanted, elected: readonly string[]) => {
  const { kind, seats, heldOn: on } = wanted;
  const method = kind === 'committee' ? 'surplus' : 'equal';
  const { least } = candidatesNeeded({ on, kind, method, preliminary: false, seats, round: 1 });
  const roll = await rollOf(desk, id);
  const others = roll.filter((line) => !elected.includes(line.person_id));
  const people = [...elected, ...others.slice(0, least - elected.length).map((line) => line.person_id)];
  const begun = await setCandidates(desk.tx, desk.scope, id, { version, people });
  return { ...begun, people, voters: roll.length, others: others.slice(least - elected.length) };
};

/** Nearly all come; those elected miss a vote here and there, which the others got. */
const votesFor = (people: readonly string[], elected: readonly string[], valid: number) => {
  const missed = elected.map((_, at) => (valid < 6 ? 0 : Math.ceil(at / 2)));
  const loser = Math.min(
    missed.reduce((sum, one) => sum + one, 0),
    Math.max(0, Math.floor(valid / 2) - 1),
  );
  return people.map((personId) => {
    const at = elected.indexOf(personId);
    const yes = at < 0 ? loser : valid - (missed[at] ?? 0);
    return { personId, yes, no: valid - yes, abstain: 0 };
  });
};

/** Held, counted twice, announced as the check says it, and entered as the term and the posts that stand. */
const hold = async (desk: Desk, place: Place, wanted: Wanted, elected: readonly string[]): Promise<string | null> => {
  const { tx, scope, county } = desk;
  const begun = await nominate(desk, await begin(desk, place, wanted), wanted, elected);
  const { id, voters } = begun;
  const present = voters - Math.floor(voters / 10);
  const staff = begun.others.map(({ name }) => name);
  const { version } = await enterCount(tx, scope, county, id, {
    version: begun.version,
    present,
    issued: present,
    returned: present,
    valid: present,
    invalid: 0,
    candidates: votesFor(begun.people, elected, present),
    writeIns: [],
    scrutineers: [staff[0] ?? '镇党建办监票人'],
    tellers: [staff[1] ?? '镇党建办计票人'],
  });
  const counted = new Date(`${wanted.heldOn}T16:20:00+08:00`).toISOString();
  await tx
    .updateTable('election_count')
    .set({ enterer: '组织委员', entered_at: counted, confirmer: '大会主持人', confirmed_at: counted })
    .where('election_id', '=', id)
    .execute();
  await announceElection(tx, scope, county, id, {
    version,
    elected,
    announcedBy: '大会主持人',
    announcedOn: wanted.heldOn,
    difference: null,
  });
  await tx.updateTable('election').set({ term_id: null, entered_at: counted }).where('id', '=', id).execute();
  return id;
};

/** The committee by the members, its secretary and deputy by the committee; where there is none, the members elect the secretary. */
const holdAll = async (desk: Desk, place: Place): Promise<void> => {
  const { seated, started_on: heldOn, deputy } = place;
  const [secretary] = seated;
  if (secretary === undefined) return;
  const one = { seats: 1, heldOn } as const;
  if (seated.length < 3) {
    await hold(desk, place, { ...one, kind: 'secretary', voters: 'members', afterId: null }, [secretary]);
    return;
  }
  const committee = { kind: 'committee', voters: 'members', seats: seated.length, heldOn, afterId: null } as const;
  const afterId = await hold(desk, place, committee, seated);
  const inside = { ...one, voters: 'committee', afterId } as const;
  await hold(desk, place, { ...inside, kind: 'secretary' }, [secretary]);
  if (deputy !== null) await hold(desk, place, { ...inside, kind: 'deputy_secretary' }, [deputy]);
};

/** Prepared with roll and candidates, or with the roll alone. */
const prepare = async (desk: Desk, place: Place, { heldOn, ready }: { heldOn: string; ready: boolean }) => {
  const { seated } = place;
  const wanted =
    seated.length < 3
      ? ({ kind: 'secretary', voters: 'members', seats: 1, heldOn, afterId: null } as const)
      : ({ kind: 'committee', voters: 'members', seats: seated.length, heldOn, afterId: null } as const);
  const begun = await begin(desk, place, wanted);
  if (ready) await nominate(desk, begun, wanted, seated.slice(0, wanted.seats));
};

/** The regulation of 2020 is the first that the check knows. */
const firstDay = '2020-07-13';

/**
 * The rows that the policies show. The planner has no statistics yet and joins the whole county row by row to find the roll of
 * one branch; within a township that costs nothing.
 */
const narrow = async (tx: Tx, from: string, to: string): Promise<void> => {
  await sql`set local app.lower = ${sql.lit(from)}`.execute(tx);
  await sql`set local app.upper = ${sql.lit(to)}`.execute(tx);
};

const putAll = async (desk: Desk, path: string, own: string): Promise<void> => {
  const { today } = desk;
  const places = (await placesBelow(desk, path)).filter((place) => place.started_on >= firstDay);
  const lately = places
    .filter(({ id, started_on: on }) => id !== own && on > addDays(today, -365) && on < addDays(today, -10))
    .slice(0, 3);
  const mine = places.filter(({ id, started_on: on }) => id === own && on < today);
  const held = [...mine, ...lately].toSorted((a, b) => a.started_on.localeCompare(b.started_on));
  for (const place of held) await holdAll(desk, place);
  const due = places.filter((place) => place.due_on <= addDays(today, 150) && !held.includes(place));
  const next = due.toSorted((a, b) => a.due_on.localeCompare(b.due_on)).slice(0, 2);
  for (const [at, place] of next.entries())
    await prepare(desk, place, { heldOn: addDays(today, at === 0 ? 9 : 26), ready: at === 0 });
};

/** What was elected in the last year, with the branch that has accounts, and the two whose terms run out next. */
export const putElections = async (desk: Desk, path: string, own: string): Promise<void> => {
  await narrow(desk.tx, path, rangeEnd(path));
  await putAll(desk, path, own);
  await narrow(desk.tx, desk.scope.from, desk.scope.to);
};
