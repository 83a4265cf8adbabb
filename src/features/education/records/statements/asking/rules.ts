/** What a program asks of the statements (Communication 2.1.3): the parameters, and the link to what follows. */
import { malformed, Refused } from '../../refusals/rules.ts';
import { actor, identityOf } from '../../shapes/actors/rules.ts';
import { instantOf, iri, isRecord, timestamp, uuid } from '../../shapes/values/rules.ts';

export const formats = ['exact', 'ids', 'canonical'] as const;
export type Format = (typeof formats)[number];

/** As many as one reply holds. */
export const mostAtOnce = 500;

export interface Place {
  readonly stored: string;
  readonly position: number;
}

export interface Asked {
  /** The identity of the agent or group. */
  readonly agent: string | undefined;
  readonly verb: string | undefined;
  readonly activity: string | undefined;
  readonly registration: string | undefined;
  readonly broadActivities: boolean;
  readonly broadAgents: boolean;
  readonly since: string | undefined;
  readonly until: string | undefined;
  readonly limit: number;
  readonly format: Format;
  readonly attachments: boolean;
  readonly ascending: boolean;
  /** The last statement of the reply before. */
  readonly after: Place | undefined;
}

export type Params = Readonly<Record<string, string>>;

const single = ['statementId', 'voidedStatementId'] as const;
const many = [
  'agent',
  'verb',
  'activity',
  'registration',
  'related_activities',
  'related_agents',
  'since',
  'until',
  'limit',
  'ascending',
] as const;
const both = ['format', 'attachments'] as const;

/** "Any parameters which the LRS does not recognize", and those of another case. @throws Refused 400 */
export const refuseOthers = (params: Params, known: readonly string[]): void => {
  const other = Object.keys(params).find((name) => !known.includes(name));
  if (other !== undefined) throw malformed(`parameter ${other}`, 'is not known here');
};

const truth = (params: Params, name: string): boolean => {
  const value = params[name];
  if (value !== undefined && value !== 'true' && value !== 'false')
    throw malformed(`parameter ${name}`, 'must be true or false');
  return value === 'true';
};

const formatOf = (params: Params): Format => {
  const asked = params['format'] ?? 'exact';
  const format = formats.find((one) => one === asked);
  if (format === undefined) throw malformed('parameter format', `must be one of ${formats.join(', ')}`);
  return format;
};

/** JSON of an agent or a group, as a parameter. */
export const agentIn = (
  params: Params,
  name = 'agent',
  check: (value: unknown, at: string) => void = actor,
): unknown => {
  const text = params[name];
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed(`parameter ${name}`, 'is not JSON');
  }
  check(value, `parameter ${name}`);
  return value;
};

const identityIn = (params: Params): string | undefined => {
  const value = agentIn(params);
  if (value === undefined) return undefined;
  const identity = isRecord(value) ? identityOf(value) : undefined;
  if (identity === undefined) throw malformed('parameter agent', 'is a group without an identifier');
  return identity;
};

const checked = (params: Params, name: string, check: (value: unknown, at: string) => void): string | undefined => {
  const value = params[name];
  if (value !== undefined) check(value, `parameter ${name}`);
  return value;
};

export const momentIn = (params: Params, name: string): string | undefined => {
  const value = checked(params, name, timestamp);
  return value === undefined ? undefined : new Date(instantOf(value)).toISOString();
};

const limitOf = (params: Params): number => {
  const text = params['limit'] ?? '0';
  if (!/^\d{1,9}$/.test(text)) throw malformed('parameter limit', 'must be a nonnegative integer');
  return Math.min(Number(text) || mostAtOnce, mostAtOnce);
};

export type Question =
  | {
      readonly kind: 'one';
      readonly id: string;
      readonly voided: boolean;
      readonly format: Format;
      readonly attachments: boolean;
    }
  | ({ readonly kind: 'many' } & Asked);

const readMany = (params: Params): Asked => ({
  agent: identityIn(params),
  verb: checked(params, 'verb', iri),
  activity: checked(params, 'activity', iri),
  registration: checked(params, 'registration', uuid)?.toLowerCase(),
  broadActivities: truth(params, 'related_activities'),
  broadAgents: truth(params, 'related_agents'),
  since: momentIn(params, 'since'),
  until: momentIn(params, 'until'),
  limit: limitOf(params),
  format: formatOf(params),
  attachments: truth(params, 'attachments'),
  ascending: truth(params, 'ascending'),
  after: undefined,
});

/** @throws Refused 400 */
export const readQuestion = (params: Params): Question => {
  if (params['more'] !== undefined) return readMore(params);
  refuseOthers(params, [...single, ...many, ...both]);
  const [name, ...more] = single.filter((one) => params[one] !== undefined);
  if (name === undefined) return { kind: 'many', ...readMany(params) };
  if (more.length > 0) throw new Refused(400, 'statementId and voidedStatementId do not go together');
  refuseOthers(params, [name, ...both]);
  const id = (checked(params, name, uuid) ?? '').toLowerCase();
  return {
    kind: 'one',
    id,
    voided: name === 'voidedStatementId',
    format: formatOf(params),
    attachments: truth(params, 'attachments'),
  };
};

/** Everything that is needed to go on, so that no question is kept: it stays usable as long as the statements do. */
export const moreToken = (params: Params, { stored, position }: Place): string => {
  const { more, ...rest } = params;
  const question = more === undefined ? rest : readToken(more).params;
  return encodeURIComponent(JSON.stringify([question, stored, position]));
};

const readToken = (token: string): { readonly params: Params; readonly after: Place } => {
  try {
    const value: unknown = JSON.parse(token);
    if (Array.isArray(value)) {
      const [params, stored, position] = value as readonly unknown[];
      if (isRecord(params) && typeof stored === 'string' && typeof position === 'number') {
        timestamp(stored, 'more');
        return { params: params as Params, after: { stored, position } };
      }
    }
  } catch {
    // Told below: a link of ours that somebody has changed.
  }
  throw malformed('parameter more', 'is no link of this store');
};

const readMore = (given: Params): Question => {
  refuseOthers(given, ['more']);
  const { params, after } = readToken(given['more'] ?? '');
  if (Object.values(params).some((value) => typeof value !== 'string'))
    throw malformed('parameter more', 'is no link of this store');
  refuseOthers(params, [...many, ...both]);
  return { kind: 'many', ...readMany(params), after };
};
