import { sql } from 'kysely';
import type { CryptoProvider } from '#platform/crypto/provider.ts';
import { eventId } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/types.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';

/** Invented people of other counties who live in the township. */
const outsiders = [
  ['林晓峰', '13857712301', '中共江西省上饶市某村支部委员会', '务工'],
  ['周美兰', '13957712302', '中共安徽省阜阳市某社区支部委员会', '随子女居住'],
  ['郑国栋', null, '中共湖北省恩施州某村支部委员会', '经商'],
  ['许志成', '13757712304', '中共福建省宁德市某村支部委员会', '务工'],
] as const;

/** The last contact that a file names, and often one half a year before: by telephone mostly, at the Spring Festival at home. */
const putContacts = async (tx: Tx): Promise<void> => {
  const luck = sql`(abs(hashtextextended(o.id::text, 27)) % 100)`;
  await sql`insert into outflow_contact (id, outflow_id, person_id, org_path, on_day, channel, note, recorder)
    select ${eventId}, o.id, o.person_id, o.org_path, t.on_day,
      (case when extract(month from t.on_day) in (1, 2) then 'meeting' when ${luck} < 60 then 'phone'
        when ${luck} < 92 then 'message' else 'visit' end)::contact_channel,
      case when ${luck} % 4 = 0 then '工作生活正常，按时交纳党费' when ${luck} % 4 = 1 then '春节返乡参加支部活动' end, '支部书记'
    from outflow o cross join lateral (
      select o.last_contact_on as on_day
      union all select o.last_contact_on - 160 where o.last_contact_on - 160 > o.from_on and ${luck} < 70
    ) t
    where o.voided_at is null and o.last_contact_on is not null and o.last_contact_on >= o.from_on`.execute(tx);
};

/** The township of the demonstration, and the branch of its secretary. */
export interface Where {
  readonly path: string;
  readonly branch: string;
}

interface Told {
  readonly id: string;
  readonly person_id: string;
  readonly org_path: string;
  readonly from_on: string;
  readonly reason: string | null;
  readonly name: string;
  readonly phone: Buffer | null;
  readonly home: string;
}

/** In some branches of the township live members of others, and people from outside the county. */
const putArrivals = async (
  tx: Tx,
  crypto: CryptoProvider,
  { path, branch: first }: Where,
  today: string,
): Promise<void> => {
  const { rows: branches } = await sql<{ id: string; path: string; name: string }>`
    select o.id, o.path, o.name from organisation o where starts_with(o.path, ${path})
      and exists (select from affiliation a where a.branch_id = o.id and upper_inf(a.during)) order by o.path <> ${first}, o.path limit ${outsiders.length}`.execute(
    tx,
  );
  const { rows: away } = await sql<Told>`
    select o.id, o.person_id, o.org_path, o.from_on, o.reason, p.name, p.phone, b.name as home
      from outflow o join person p on p.id = o.person_id
      join membership m on m.person_id = p.id and m.left_on is null join organisation b on b.id = m.branch_id
      where o.to_on is null and o.reason = 'family' and not starts_with(o.org_path, ${path})
      order by o.org_path, p.name limit ${outsiders.length}`.execute(tx);
  const seal = (facts: object) => ({ sealed: crypto.encrypt(JSON.stringify(facts)), key_id: crypto.currentKeyId });
  for (const [at, branch] of branches.entries()) {
    const [name, phone, home, reason] = outsiders[at] ?? outsiders[0];
    const here = { branch_id: branch.id, to_path: branch.path };
    const entered = { ...seal({ name, phone, home }), since: addDays(today, -90 * (at + 1)), reason };
    await tx
      .insertInto('inflow')
      .values({ id: newId(), ...here, org_path: branch.path, ...entered })
      .execute();
    const told = away[at];
    if (told === undefined) continue;
    const facts = { name: told.name, phone: told.phone && crypto.decrypt(told.phone), home: told.home };
    await tx
      .insertInto('inflow')
      .values({
        id: newId(),
        ...here,
        outflow_id: told.id,
        person_id: told.person_id,
        org_path: told.org_path,
        ...seal(facts),
        since: told.from_on,
        reason: told.reason,
      })
      .execute();
    await tx.updateTable('outflow').set({ receiving_organisation: branch.name }).where('id', '=', told.id).execute();
  }
};

/** Who is away and who came: contacts as branches write them down, and those whom a branch of the township received. */
export const putOutflows = async (tx: Tx, crypto: CryptoProvider, where: Where, today: string): Promise<void> => {
  await putContacts(tx);
  await putArrivals(tx, crypto, where, today);
};
