import { type RawBuilder, sql } from 'kysely';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { type Client, senderBehind } from '../clients/queries.ts';
import { type Content, openContent } from './kept/queries.ts';
import type { Asked } from './asking/rules.ts';

export interface Row {
  readonly id: string;
  readonly client_id: string;
  readonly stored: string;
  readonly position: number;
  readonly sealed: Buffer;
}

type Condition = RawBuilder<boolean>;

const allOf = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join([...conditions], sql` and `)})`;

/** Each of these with each of those. */
const times = (these: readonly Condition[][], those: readonly Condition[][]): readonly Condition[][] =>
  these.flatMap((one) => those.map((other) => [...one, ...other]));

/** An activity or agent of which a statement speaks: it has a column of its own, and others stand in a list. */
const about = (column: string, list: string, value: RawBuilder<unknown>): readonly Condition[][] => {
  const own = sql.ref(`s.${column}`);
  return [
    [sql<boolean>`${own} = ${value}`],
    [sql<boolean>`${own} is distinct from ${value}`, sql<boolean>`${sql.ref(`s.${list}`)} @> array[${value}]`],
  ];
};

/**
 * Whether the statement `s` is what is asked for, apart from when it was stored: any of the alternatives. They are apart from each other,
 * so that each can go its own way into an index.
 */
const alternatives = (county: County, asked: Asked): readonly Condition[] => {
  const { agent, verb, activity, registration, broadActivities, broadAgents } = asked;
  const common: Condition[] = [
    ...(verb === undefined ? [] : [sql<boolean>`s.verb = ${verb}`]),
    ...(registration === undefined ? [] : [sql<boolean>`s.registration = ${registration}::uuid`]),
  ];
  const byActivity = (): readonly Condition[][] => {
    if (activity === undefined) return [[]];
    return broadActivities
      ? about('activity', 'activities', sql`${activity}::text`)
      : [[sql<boolean>`s.activity = ${activity}`]];
  };
  const byAgent = (): readonly Condition[][] => {
    if (agent === undefined) return [[]];
    const hash = sql`${county.crypto.hash('xapi agent', agent)}::bytea`;
    if (!broadAgents)
      return [
        [sql<boolean>`s.actor = ${hash}`],
        [sql<boolean>`s.actor is null`, sql<boolean>`s.agents @> array[${hash}]`],
      ];
    const sender = senderBehind(county, agent);
    return [
      ...about('actor', 'all_agents', hash),
      ...(sender === undefined ? [] : [[sql<boolean>`s.client_id = ${sender}::uuid`]]),
    ];
  };
  return times([common], times(byActivity(), byAgent()))
    .filter((conditions) => conditions.length > 0)
    .map(allOf);
};

/** Not voided: no voiding statement refers to it, or it is one itself (Data 2.3.2). */
const standing = ({ personId }: Client): Condition =>
  personId === undefined
    ? sql<boolean>`(s.voids or not exists (
        select from xapi_statement v where v.target_id = s.id and v.voids and v.client_id = s.client_id))`
    : sql<boolean>`(s.voids or not xapi_is_void(s.id))`;

/** Whose statements it reads: what it has itself sent, or all that are about a learner. */
const own = ({ id, personId }: Client): Condition =>
  personId === undefined ? sql<boolean>`s.client_id = ${id}::uuid` : sql<boolean>`s.person_id = ${personId}::uuid`;

const timed = ({ since, until, after, ascending }: Asked): readonly Condition[] => [
  ...(since === undefined ? [] : [sql<boolean>`s.stored > ${since}::timestamptz`]),
  ...(until === undefined ? [] : [sql<boolean>`s.stored <= ${until}::timestamptz`]),
  ...(after === undefined
    ? []
    : [
        ascending
          ? sql<boolean>`(s.stored, s.position) > (${after.stored}::timestamptz, ${after.position}::bigint)`
          : sql<boolean>`(s.stored, s.position) < (${after.stored}::timestamptz, ${after.position}::bigint)`,
      ]),
];

/** A statement that refers to one which is asked for is asked for as well, and so on (Communication 2.1.3, "StatementRefs"). */
const reaching = (wanted: Condition): Condition => sql<boolean>`s.target_id is not null and exists (
  with recursive chain as (
    select t.* from xapi_statement t where t.id = s.target_id and t.client_id = s.client_id
    union
    select t.* from chain c join xapi_statement t on t.id = c.target_id and t.client_id = c.client_id)
  select from chain s where ${wanted})`;

/** What a program has sent and asks for, by the time of storing; one more than is wanted tells that there are more. */
export const statementRows = async (db: Db, county: County, client: Client, asked: Asked): Promise<readonly Row[]> => {
  const wanted = alternatives(county, asked);
  const always = [own(client), standing(client), ...timed(asked)];
  const order = asked.ascending ? sql`order by stored, position` : sql`order by stored desc, position desc`;
  const most = sql`limit ${asked.limit + 1}::integer`;
  const arm = (...conditions: readonly Condition[]): RawBuilder<Row> => sql<Row>`(
    select s.id, s.client_id, s.stored, s.position, s.sealed from xapi_statement s
    where ${allOf([...always, ...conditions])} ${order} ${most})`;
  // Without a filter every statement is asked for, and no reference leads to more.
  if (wanted.length === 0) return (await arm().execute(db)).rows;
  const arms = [...wanted.map((one) => arm(one)), arm(reaching(sql<boolean>`(${sql.join([...wanted], sql` or `)})`))];
  return (await sql<Row>`${sql.join(arms, sql` union `)} ${order} ${most}`.execute(db)).rows;
};

/** The statement of an id; a voided one only where it is asked for as such. */
export const oneRow = async (
  db: Db,
  client: Client,
  { id, voided }: { readonly id: string; readonly voided: boolean },
): Promise<Row | undefined> => {
  const stands = standing(client);
  const { rows } = await sql<Row>`select s.id, s.client_id, s.stored, s.position, s.sealed from xapi_statement s
    where s.id = ${id}::uuid and ${own(client)} and ${voided ? sql<boolean>`not ${stands}` : stands}`.execute(db);
  return rows[0];
};

/** Who has sent statements, by its id. */
export const senders = async (db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('xapi_client')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
};

/** Attachments of statements, each once. */
export const attachmentsOf = async (
  db: Db,
  county: County,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Content>> => {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('xapi_attachment')
    .select(['digest', 'sealed'])
    .where('statement_id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ digest, sealed }) => [digest, openContent(county, sealed)]));
};

/** What a program has last said of activities. */
export const definitionsFor = async (
  db: Db,
  clientId: string,
  iris: readonly string[],
): Promise<ReadonlyMap<string, unknown>> => {
  if (iris.length === 0) return new Map();
  const rows = await db
    .selectFrom('xapi_activity')
    .select(['iri', 'definition'])
    .where('client_id', '=', clientId)
    .where('iri', 'in', [...iris])
    .execute();
  return new Map(rows.map(({ iri, definition }) => [iri, JSON.parse(definition) as unknown]));
};

/** How long an answer to "through when is it complete" is good enough. */
const freshMs = 1_000;
const known = new WeakMap<County, { readonly at: number; readonly through: string }>();

/**
 * Everything stored before that instant can be read: no transaction that began earlier is still under way, in whatever process. Once
 * true it stays so, so that an answer may be a second old.
 */
export const consistentThrough = async (db: Db, county: County): Promise<string> => {
  const kept = known.get(county);
  if (kept !== undefined && performance.now() - kept.at < freshMs) return kept.through;
  const at = performance.now();
  const { rows } = await sql<{
    through: string;
  }>`select date_trunc('milliseconds', coalesce(min(xact_start), clock_timestamp())) as through
    from pg_stat_activity where datname = current_database() and usename = current_user and xact_start is not null`.execute(
    db,
  );
  const through = new Date(rows[0]?.through ?? 0).toISOString();
  known.set(county, { at, through });
  return through;
};
