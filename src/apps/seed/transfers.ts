/** Transfers of a year: those behind the moves that the affiliations tell, and in the demonstration township one of each kind that is not over. */
import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import { idCheckCharacter } from '#features/base/members/identity/rules.ts';
import { memberFacts, sealFacts, tellStep } from '#features/management/transfers/index.ts';
import {
  approving,
  dueOf,
  edgeOf,
  isOpen,
  latestValidity,
  type Place,
  type State,
  type Told,
} from '#features/management/transfers/rules.ts';
import { bytes, type Loader } from './loading.ts';
import { planOfMove, scenes, type Branch, type Move, type Plan } from './transfer-plans.ts';

interface Desk {
  readonly tx: Tx;
  readonly today: string;
  readonly loader: Loader;
  readonly scope: Scope;
  readonly county: County;
}

const branchColumns = sql`o.id, o.path, o.short_name as name, c.id as committee_id, c.path as committee_path, c.short_name as committee_name`;
/** Of a branch `o` the nearest committee above with power to approve. */
const committee = sql`cross join lateral (select k.id, k.path, k.short_name from organisation k
  where starts_with(o.path, k.path) and k.type = any(${[...approving]}::organisation_type[]) order by length(k.path) desc limit 1) c`;

const branchesBy = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Branch>> => {
  const { rows } = await sql<Branch>`select ${branchColumns} from organisation o ${committee}
    where o.id = any(${[...ids]}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
};

/** Moves of the last year between branches of today, those of the township first. */
const movesOf = async (tx: Tx, path: string, today: string): Promise<readonly Move[]> =>
  (
    await sql<Move>`
      select a.person_id, b.branch_id as from_id, a.branch_id as to_id, (${today}::date - lower(a.during))::integer as ago
      from affiliation a
      join affiliation b on b.person_id = a.person_id and upper(b.during) = lower(a.during)
      join membership m on m.person_id = a.person_id and m.branch_id = a.branch_id and m.left_on is null
      join organisation o on o.id = b.branch_id and o.abolished_on is null
      where a.join_kind = 'transferred_in' and upper_inf(a.during) and lower(a.during) > ${today}::date - 350
      order by starts_with(a.org_path, ${path}) or starts_with(b.org_path, ${path}) desc, a.org_path limit 24`.execute(
      tx,
    )
  ).rows;

interface Someone {
  readonly person_id: string;
  readonly branch_id: string;
}

/** Full members without a post or an account of their own, whose files are whole; of each branch by their order. */
const ordinary = async (tx: Tx, where: ReturnType<typeof sql<boolean>>, each: number): Promise<readonly Someone[]> =>
  (
    await sql<Someone>`
      select person_id, branch_id from (
        select m.person_id, m.branch_id, p.org_path, row_number() over (partition by m.branch_id order by p.pinyin, p.id) as place
        from membership m join person p on p.id = m.person_id join organisation o on o.id = m.branch_id
        where m.left_on is null and m.category = 'full' and o.type = 'branch' and ${where}
          and p.id_number is not null and p.phone is not null and p.birth_date > current_date - 20000
          and not exists (select from post_holding h where h.person_id = p.id and h.to_on is null)
          and not exists (select from account a where a.person_id = p.id)
          and not exists (select from outflow w where w.person_id = p.id and w.to_on is null)
          and not exists (select from affiliation f where f.person_id = p.id and not upper_inf(f.during))) r
      where place <= ${each} order by org_path limit 12`.execute(tx)
  ).rows;

/** What an event says of who walked it: the branch or its committee, on the side that lets go or takes in. */
const placeOf = ({ from, to }: Plan, place: Place): readonly [actor: string, role: string, organisation: string] => {
  const side = place.startsWith('origin') ? (from ?? to) : to;
  return place.endsWith('branch')
    ? ['支部书记', 'branch_secretary', side?.name ?? '']
    : ['组织委员', 'township_worker', side?.committee_name ?? ''];
};

interface Moment {
  readonly state: State;
  readonly toPath: string | null;
}

const firstOf = ({ way, to }: Plan): Moment =>
  way === 'arriving' ? { state: 'in_committee_ok', toPath: to?.path ?? null } : { state: 'draft', toPath: null };

/** Where a step leads, by the table of steps; its letter lies with the committee, then with the branch that it names. */
const after = (plan: Plan, before: Moment, step: Told): Moment & { readonly at: Place } => {
  if (step === 'create' || step === 'register')
    return { ...before, at: step === 'create' ? 'origin_branch' : 'receiving_committee' };
  if (step === 'expire' || step === 'replace') return { ...before, state: 'expired', at: 'origin_committee' };
  const edge = edgeOf(step, { way: plan.way, state: before.state });
  if (edge === undefined) throw new Error(`no step ${step} from ${before.state} by ${plan.way}`);
  const paths: Partial<Record<Told, string | undefined>> = {
    issue: plan.to?.committee_path,
    approve: plan.to?.path,
    assign: plan.to?.path,
  };
  return { state: edge.to, toPath: paths[step] ?? before.toPath, at: edge.at };
};

interface Letter {
  readonly letter_no: string;
  readonly issued_on: string;
  readonly valid_until: string;
}

/** When an office is open. */
const hours = [9, 10, 11, 14, 15, 16, 17] as const;

const put = async (desk: Desk, plan: Plan, letter: Letter | null): Promise<void> => {
  const { loader, tx, county, scope, today } = desk;
  const id = newId();
  const { personId, way } = plan;
  const path = (plan.from ?? plan.to)?.path ?? '/';
  let moment = firstOf(plan);
  const events = plan.walked.map(([step, ago, reason], place) => {
    const next = after(plan, moment, step);
    moment = next;
    const [actor, role, organisation] = step === 'expire' ? ['系统', 'system', ''] : placeOf(plan, next.at);
    const row = { transfer_id: id, version: place + 1, person_id: personId, org_path: path, to_path: next.toPath };
    const on = `${addDays(today, -ago)}T${String(hours[place % hours.length]).padStart(2, '0')}:20:00+08:00`;
    return { ...row, step, state: next.state, actor, role, organisation, at: on, reason: reason ?? null };
  });
  const dayOf = (step: Told): string | null => {
    const found = plan.walked.find(([one]) => one === step);
    return found === undefined ? null : addDays(today, -found[1]);
  };
  const acceptedOn = dayOf('accept') ?? dayOf('conclude');
  const { state, toPath } = moment;
  const open = isOpen({ way, state });
  const facts = personId === null ? arrivalFacts : (await memberFacts(tx, county, personId)).facts;
  const { sealed, key_id } = sealFacts(county.crypto, facts);
  const ends = { from_branch_id: plan.from?.id ?? null, from_committee_id: plan.from?.committee_id ?? null };
  const arrival = { to_branch_id: plan.to?.id ?? null, to_committee_id: plan.to?.committee_id ?? null };
  loader.put('transfer', {
    id,
    person_id: personId,
    org_path: path,
    to_path: toPath,
    way,
    kind: plan.kind,
    state,
    ...ends,
    ...arrival,
    outside_name: plan.outside ?? null,
    reason: plan.reason,
    dues_paid_to: addDays(today, -(plan.walked[0]?.[1] ?? 0)).slice(0, 7),
    sealed: bytes(sealed),
    key_id,
    letter_no: letter?.letter_no ?? null,
    issued_on: letter?.issued_on ?? null,
    valid_until: letter?.valid_until ?? null,
    accepted_on: acceptedOn,
    due_on: open ? (dueOf({ way, state, validUntil: letter?.valid_until ?? null, acceptedOn })?.day ?? null) : null,
    stay_from: plan.stay === undefined ? null : addDays(today, -plan.stay.from),
    stay_until: plan.stay === undefined ? null : addDays(today, -plan.stay.until),
    version: events.length,
    created_at: events[0]?.at,
  });
  for (const event of events) loader.put('transfer_event', event);
  if (!open) return;
  const row = {
    id,
    version: events.length,
    person_id: personId,
    org_path: path,
    to_path: toPath,
    way,
    state,
    ...ends,
    ...arrival,
  };
  await tellStep(tx, scope, row, { step: events.at(-1)?.step ?? 'create', today });
};

/** Somebody of another county, invented as everybody is. */
const seventeen = '36110219860915073';
const arrivalFacts = {
  name: '周立秋',
  sex: '1',
  birthDate: '1986-09-15',
  ethnicity: '01',
  category: 'full',
  idNumber: seventeen + idCheckCharacter(seventeen),
  phone: '13700002286',
  joinedOn: '2010-06-18',
  fullOn: '2011-06-18',
} as const;

/** One after the other on the days on which they were issued. */
const lettersOf = async ({ tx, today }: Desk, plans: readonly Plan[]): Promise<ReadonlyMap<Plan, Letter>> => {
  const issued = plans.flatMap((plan) => {
    const found = plan.walked.find(([step]) => step === 'issue');
    return found === undefined ? [] : [{ plan, on: addDays(today, -found[1]) }];
  });
  const letters = new Map<Plan, Letter>();
  const { rows } = await sql<{ n: number }>`
    select nextval('transfer_letter')::int8 as n from generate_series(1, ${issued.length}::int4)`.execute(tx);
  for (const [at, { plan, on }] of issued.toSorted((a, b) => a.on.localeCompare(b.on)).entries()) {
    const until = plan.days === undefined ? latestValidity(on).value : addDays(on, plan.days);
    letters.set(plan, {
      letter_no: `${on.slice(0, 4)}-${String(rows[at]?.n ?? 0).padStart(5, '0')}`,
      issued_on: on,
      valid_until: plan.stay === undefined ? until : addDays(today, -plan.stay.until),
    });
  }
  return letters;
};

/** Who walks the scenes: members of the own branch, of the township, and of others; none of them twice. */
const scenesFor = async ({ tx }: Desk, path: string, own: string): Promise<readonly Plan[]> => {
  const below = await ordinary(tx, sql<boolean>`starts_with(o.path, ${path}) and o.id <> ${own}::uuid`, 1);
  const mine = await ordinary(tx, sql<boolean>`o.id = ${own}::uuid`, 4);
  const elsewhere = await ordinary(
    tx,
    sql<boolean>`not starts_with(o.path, ${path}) and starts_with(o.path, (
    select c.path from organisation c where c.type = 'township_committee' and c.path > ${path} order by c.path limit 1))`,
    1,
  );
  const waiting = { own: [...mine], below: [...below], elsewhere: [...elsewhere] };
  const [target] = elsewhere.slice(-1);
  const places = await branchesBy(tx, [own, ...[...mine, ...below, ...elsewhere].map((one) => one.branch_id)]);
  const plans = scenes.flatMap(({ of, to, ...scene }): Plan[] => {
    const someone = waiting[of].shift();
    const from = places.get(someone?.branch_id ?? '');
    const goal = to === undefined ? null : places.get(to === 'own' ? own : (target?.branch_id ?? ''));
    return someone === undefined || from === undefined || goal === undefined
      ? []
      : [{ ...scene, personId: someone.person_id, from, to: goal }];
  });
  const at = places.get(below.at(-1)?.branch_id ?? '');
  if (at === undefined) return plans;
  const arrival = { way: 'arriving', kind: 'cross_province', outside: '中共江西省上饶市信州区朝阳镇委员会' } as const;
  return [
    ...plans,
    { ...arrival, personId: null, from: null, to: at, reason: '来永务工并定居', walked: [['register', 4]] },
  ];
};

/** Letters of other counties bear their own numbers. */
const foreign = (today: string): Letter => ({
  letter_no: `信朝组转〔${today.slice(0, 4)}〕118号`,
  issued_on: addDays(today, -11),
  valid_until: addDays(today, 49),
});

export const putTransfers = async (desk: Desk, path: string, own: string): Promise<void> => {
  const { today } = desk;
  const moves = await movesOf(desk.tx, path, today);
  const places = await branchesBy(
    desk.tx,
    moves.flatMap(({ from_id, to_id }) => [from_id, to_id]),
  );
  const done = moves.flatMap((move) => {
    const [from, to] = [places.get(move.from_id), places.get(move.to_id)];
    return from === undefined || to === undefined ? [] : [planOfMove(move, from, to)];
  });
  const plans = [...done, ...(await scenesFor(desk, path, own))];
  const letters = await lettersOf(desk, plans);
  // A list shows the newest first, by the order in which they were begun.
  const begun = ({ walked }: Plan): number => walked[0]?.[1] ?? 0;
  for (const plan of plans.toSorted((a, b) => begun(b) - begun(a))) {
    const letter = plan.way === 'arriving' ? foreign(today) : (letters.get(plan) ?? null);
    await put(desk, plan, letter);
  }
  await desk.loader.flush();
};
