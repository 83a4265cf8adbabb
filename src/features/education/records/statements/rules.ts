/** What the store makes of a statement that it has taken: the text that it keeps, and what it can be asked for by. */
import { identitiesOf } from '../shapes/actors/rules.ts';
import {
  contextActivitiesOf,
  innerOf,
  isActivity,
  isActor,
  isReference,
  type Statement,
  voided,
} from '../shapes/rules.ts';
import { instantOf, isRecord, type Props } from '../shapes/values/rules.ts';
import { type Member, membersOf, writeObject } from '../text/rules.ts';

/** "Potential or required assignments … during LRS processing": what the store itself says of a statement. */
const overwritten = new Set(['stored', 'authority']);
const usualVersion = '1.0.0';

const rewrite = (text: string, change: (member: Member) => string): string =>
  writeObject(membersOf(text).map((member) => ({ name: member.name, value: change(member) })));

/** Every context activity is a list, also where one came alone (Data 2.4.6.2). */
const asLists = (context: string): string =>
  rewrite(context, ({ name, value }) =>
    name === 'contextActivities'
      ? rewrite(value, (kind) => (kind.value.startsWith('{') ? `[${kind.value}]` : kind.value))
      : value,
  );

const withLists = ({ name, value }: Member): string => {
  if (name === 'context') return asLists(value);
  if (name === 'object' && /"SubStatement"/.test(value)) return rewrite(value, withLists);
  return value;
};

/** Whether one of the lists that a store makes of what came alone is not a list yet. */
const hasLone = (held: Props): boolean => {
  const { context, object } = held;
  const kinds = isRecord(context) ? context['contextActivities'] : undefined;
  if (isRecord(kinds) && Object.values(kinds).some((one) => !Array.isArray(one))) return true;
  return isRecord(object) && object['objectType'] === 'SubStatement' && hasLone(object);
};

const rewritten = (text: string, id: string): string => {
  const members = membersOf(text).filter(({ name }) => !overwritten.has(name) && name !== 'id');
  const given = new Set(members.map(({ name }) => name));
  return writeObject([
    { name: 'id', value: JSON.stringify(id) },
    ...members.map((member) => ({ name: member.name, value: withLists(member) })),
    ...(given.has('version') ? [] : [{ name: 'version', value: JSON.stringify(usualVersion) }]),
  ]);
};

/**
 * The statement as it is kept: as it was sent, with its id and version, and without what the store says itself. Most need nothing but
 * something before and behind. `held`: the same, parsed.
 */
export const keptText = (text: string, id: string, held = JSON.parse(text) as Props): string => {
  const { id: own = id, version, stored, authority } = held;
  if (own !== id || stored !== undefined || authority !== undefined || hasLone(held)) return rewritten(text, id);
  const members = [
    ...(held['id'] === undefined ? [`"id":"${id}"`] : []),
    text.trim().slice(1, -1).trim(),
    ...(version === undefined ? [`"version":"${usualVersion}"`] : []),
  ];
  return `{${members.filter((one) => one !== '').join(',')}}`;
};

export interface Said {
  readonly stored: string;
  /** JSON of the agent that the credentials stand for. */
  readonly authority: string;
}

/** A kept statement as it is told: with when it was stored and who asserts it. A statement without a time happened when it was stored. */
export const toldText = (kept: string, { stored, authority }: Said): string => {
  const time = JSON.stringify(stored);
  const own = /[{,]"timestamp":/.test(kept) && membersOf(kept).some(({ name }) => name === 'timestamp');
  return `${kept.slice(0, -1)},${own ? '' : `"timestamp":${time},`}"stored":${time},"authority":${authority}}`;
};

export interface Keys {
  readonly verb: string;
  readonly activity: string | null;
  /** Others, wherever they stand. */
  readonly activities: readonly string[];
  /** The actor, where it is one. */
  readonly actor: string | null;
  /** The actor, its members, and an object that is one; none of them where `actor` says it all. */
  readonly agents: readonly string[];
  /** Others, wherever they stand. */
  readonly allAgents: readonly string[];
  readonly registration: string | null;
  readonly targetId: string | null;
  readonly voids: boolean;
}

const idOf = (held: Props): string => String(held['id']);

const distinct = (values: readonly string[]): readonly string[] => (values.length < 2 ? values : [...new Set(values)]);

const activitiesOf = (of: Statement): string[] => {
  const ids = contextActivitiesOf(of).map(idOf);
  if (isActivity(of.object)) ids.push(idOf(of.object));
  return ids;
};

const agentsOf = ({ actor, object }: Statement): readonly string[] =>
  isActor(object) ? [...identitiesOf(actor), ...identitiesOf(object)] : identitiesOf(actor);

const aroundOf = ({ context }: Statement): readonly string[] => {
  const [instructor, team] = [context?.['instructor'], context?.['team']];
  return [
    ...(instructor === undefined ? [] : identitiesOf(instructor)),
    ...(team === undefined ? [] : identitiesOf(team)),
  ];
};

/** What filters ask for (Communication 2.1.3). The result is not among it, nor who asserts it: that is whoever has sent it. */
export const keysOf = (statement: Statement): Keys => {
  const { object, verb, context } = statement;
  const inner = innerOf(statement);
  const registration = context?.['registration'];
  const activity = isActivity(object) ? idOf(object) : null;
  const agents = distinct(agentsOf(statement));
  const actor = agents.length === 1 ? (agents[0] ?? null) : null;
  const activities =
    inner === undefined ? activitiesOf(statement) : [...activitiesOf(statement), ...activitiesOf(inner)];
  const others = [...aroundOf(statement), ...(inner === undefined ? [] : [...agentsOf(inner), ...aroundOf(inner)])];
  return {
    verb: verb.id,
    activity,
    activities: distinct(activities.filter((one) => one !== activity)),
    actor,
    agents: actor === null ? agents : [],
    allAgents: distinct([...others, ...(actor === null ? agents : [])].filter((one) => one !== actor)),
    registration: typeof registration === 'string' ? registration.toLowerCase() : null,
    targetId: isReference(object) ? idOf(object).toLowerCase() : null,
    voids: verb.id === voided,
  };
};

/** What a definition says of an activity, wherever the statement names it with one. */
export const definitionsOf = (statement: Statement): ReadonlyMap<string, Props> => {
  const inner = innerOf(statement);
  const named = [statement, ...(inner === undefined ? [] : [inner])].flatMap((one) => [
    ...(isActivity(one.object) ? [one.object] : []),
    ...contextActivitiesOf(one),
  ]);
  return new Map(
    named.flatMap((one) => (isRecord(one['definition']) ? [[idOf(one), one['definition']] as const] : [])),
  );
};

/** Parts that may differ between two statements which are the same (Data 2.3.1). */
const unlike = new Set(['id', 'authority', 'stored', 'timestamp', 'version', 'attachments']);

const plain = (value: unknown, key = ''): unknown => {
  if (Array.isArray(value)) {
    const list = value.map((one) => plain(one));
    return key === 'member' ? list.map((one) => JSON.stringify(one)).toSorted() : list;
  }
  if (!isRecord(value)) return value;
  const isNamed = key === 'verb' || 'id' in value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !(isNamed && (name === 'display' || name === 'definition')))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, held]) => [name, plain(held, name)]),
  );
};

const comparable = (statement: Props): string => {
  const { object, context, ...rest } = statement;
  const around = isRecord(context) && isRecord(context['contextActivities']) ? context : undefined;
  const lists =
    around === undefined
      ? context
      : {
          ...around,
          contextActivities: Object.fromEntries(
            Object.entries(around['contextActivities'] as Props).map(([name, held]) => [
              name,
              Array.isArray(held) ? held : [held],
            ]),
          ),
        };
  const told = Object.entries({ ...rest, object, ...(lists === undefined ? {} : { context: lists }) });
  return JSON.stringify(plain(Object.fromEntries(told.filter(([name]) => !unlike.has(name)))));
};

/** Whether two statements say the same, but for what a store may add and the exceptions that the text lists. */
export const saysTheSame = (a: Props, b: Props): boolean => {
  const [one, other] = [a['timestamp'], b['timestamp']];
  const timesDiffer = typeof one === 'string' && typeof other === 'string' && instantOf(one) !== instantOf(other);
  return !timesDiffer && comparable(a) === comparable(b);
};

/** The learner whom a statement is about, where its actor is an account of this platform. */
export const learnerIn = (agent: unknown, homePage: string): string | undefined => {
  const account = isRecord(agent) ? agent['account'] : undefined;
  if (!isRecord(account) || account['homePage'] !== homePage) return undefined;
  const { name } = account;
  return typeof name === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(name)
    ? name.toLowerCase()
    : undefined;
};
