/** What the proof of transfers finds: in every instant who belongs where, and at the end whether each answer was the law's. */
import type pg from 'pg';
import { isEntitled, lawOf, type Actor, type Places } from './transfer-law.ts';
import type { Ground } from './transfer-ground.ts';

export interface Known {
  readonly places: Places;
  readonly personId: string | null;
  readonly state: string;
  readonly version: number;
}

export interface Walked {
  readonly transfer: string;
  readonly version: number;
  readonly step: string;
  readonly actor: Actor;
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly state: string;
  readonly key: string;
}

export interface Walks {
  readonly ground: Ground;
  readonly known: ReadonlyMap<string, Known>;
  readonly walked: readonly Walked[];
}

export interface Seen {
  instants: number;
  none: number;
  two: number;
  apart: number;
}

/** Every member in one snapshot: open affiliations, and whether membership, file and affiliation name one branch. */
const instantSql = `
  select count(*) filter (where n = 0) as none, count(*) filter (where n > 1) as two,
    count(*) filter (where n = 1 and not (branch = held and p_path = path || '@' || id || '/' and m_path = p_path and a_path = p_path)) as apart
  from (select p.id, p.org_path as p_path, m.org_path as m_path, m.branch_id as held, o.path,
      count(a.id) as n, min(a.branch_id::text)::uuid as branch, min(a.org_path) as a_path
    from person p join membership m on m.person_id = p.id and m.left_on is null
    join organisation o on o.id = m.branch_id
    left join affiliation a on a.person_id = p.id and upper_inf(a.during) and a.voided_at is null
    group by p.id, p.org_path, m.org_path, m.branch_id, o.path) as each_member`;

/** Looks once at everybody. */
export const look = async (admin: pg.Client, seen: Seen): Promise<void> => {
  const { rows } = await admin.query<Record<'none' | 'two' | 'apart', string>>(instantSql);
  seen.instants += 1;
  for (const name of ['none', 'two', 'apart'] as const) seen[name] += Number(rows[0]?.[name] ?? 0);
};

/** The chain of each transfer by its versions, from the answers alone; then what the database kept is compared with it. */
export const judge = async (course: Walks, admin: pg.Client): Promise<string[]> => {
  const differs: string[] = [];
  const { rows: events } = await admin.query<{
    transfer_id: string;
    version: number;
    step: string;
    state: string;
    way: string;
  }>(
    'select e.transfer_id, e.version, e.step, e.state, t.way from transfer_event e join transfer t on t.id = e.transfer_id order by 1, 2',
  );
  const states = new Map<string, string>();
  for (const { transfer_id: id, version, step: walked, state, way } of events) {
    const before = states.get(`${id} ${version - 1}`);
    const first = ['create', 'register', 'replace'].includes(walked);
    if (first ? version !== 1 : before === undefined || lawOf(way, before, walked)?.to !== state)
      differs.push(`${id} ${version}: ${walked} from ${before ?? 'nothing'} led to ${state}`);
    states.set(`${id} ${version}`, state);
  }
  const deeds = course.walked.filter(({ status }) => status === 200);
  const once = new Set(deeds.map(({ transfer, version }) => `${transfer} ${version}`));
  if (once.size !== deeds.length) differs.push(`${deeds.length - once.size} versions were walked twice`);
  const kept = events.filter(({ step: walked }) => !['create', 'register', 'replace'].includes(walked)).length;
  if (kept !== deeds.length) differs.push(`${deeds.length} steps were acknowledged, ${kept} are kept`);
  for (const { transfer, version, state } of deeds)
    if (states.get(`${transfer} ${version + 1}`) !== state)
      differs.push(`${transfer} ${version}: ${state} was acknowledged`);
  for (const one of course.walked)
    differs.push(...refusedWrongly(course, one, states.get(`${one.transfer} ${one.version}`)));
  return differs;
};

/** A refusal must be one that the law gives: too late, leading nowhere, not theirs, or for a reason of the matter. */
const refusedWrongly = (course: Walks, one: Walked, state: string | undefined): string[] => {
  const known = course.known.get(one.transfer);
  if (known === undefined || state === undefined) return [];
  const lawful = lawOf(known.places.way, state, one.step);
  const entitled = lawful !== undefined && isEntitled(one.actor, lawful, known.places);
  const tell = (why: string): string[] => [
    `${one.step} at ${state} (${known.places.way}) by ${one.actor.name}: ${why}`,
  ];
  if (one.status === 200) return entitled ? [] : tell('was allowed');
  switch (one.code) {
    case 'stale':
      return known.version > one.version ? [] : tell('was called stale');
    case 'conflict':
      if (one.message === 'transfer.not_now') return lawful === undefined ? [] : tell('was called closed');
      return ['not_in_branch', 'id_number_taken'].includes(one.message) ? [] : tell(one.message);
    case 'forbidden':
    case 'not_found':
      // The named branch may have been changed since by the receiving committee.
      return entitled && one.step !== 'accept' && !(one.step === 'reject' && state === 'in_committee_ok')
        ? tell(one.code)
        : [];
    case 'invalid':
      return ['accept', 'confirm', 'assign'].includes(one.step) ? [] : tell('was called invalid');
    default:
      return tell(one.code);
  }
};

/** Where everybody is by the model: each acceptance moves, each receipt from outside ends, in the order of the events. */
export const compareOwners = async ({ ground }: Walks, admin: pg.Client): Promise<string[]> => {
  const owners = new Map<string, string | null>(ground.members.map(({ id, branch }) => [id, branch.id]));
  const ways = new Map<string, number>();
  const { rows: moves } = await admin.query<{ person_id: string; step: string; to_branch_id: string }>(
    `select t.person_id, e.step, t.to_branch_id from transfer_event e join transfer t on t.id = e.transfer_id
     where e.step in ('accept', 'confirm') order by e.at`,
  );
  for (const { person_id: person, step: walked, to_branch_id: to } of moves) {
    owners.set(person, walked === 'accept' ? to : null);
    ways.set(
      person,
      (ways.get(person) ?? (ground.members.some(({ id }) => id === person) ? 1 : 0)) + (walked === 'accept' ? 1 : 0),
    );
  }
  const { rows } = await admin.query<{ id: string; branch: string | null; count: string; gaps: string }>(
    `select p.id, min(a.branch_id::text) filter (where upper_inf(a.during)) as branch, count(distinct a.id) as count,
       count(*) filter (where not upper_inf(a.during) and m.left_on is null and a.leave_kind is distinct from 'transferred_out' and not exists
         (select from affiliation b where b.person_id = p.id and lower(b.during) = upper(a.during))) as gaps
     from person p join membership m on m.person_id = p.id left join affiliation a on a.person_id = p.id and a.voided_at is null group by p.id`,
  );
  const differs = rows.flatMap(({ id, branch, count, gaps }) => {
    const expected = ways.get(id) ?? 1;
    if ((owners.get(id) ?? null) !== branch) return [`${id} is at ${branch}, by the model at ${owners.get(id)}`];
    return Number(count) === expected && gaps === '0'
      ? []
      : [`${id} has ${count} affiliations for ${expected}, ${gaps} gaps`];
  });
  if (rows.length !== owners.size) differs.push(`${rows.length} people, by the model ${owners.size}`);
  return differs;
};
