/** A statement as the published text wants it (Data 2.2 to 2.6): its form, never its meaning. */
import { malformed, Refused } from '../refusals/rules.ts';
import { activity } from './activities/rules.ts';
import { actor, agent, authority, group } from './actors/rules.ts';
import {
  among,
  boolean,
  type Check,
  duration,
  extensions,
  iri,
  isRecord,
  language,
  languageMap,
  listOf,
  mediaType,
  number,
  objectOf,
  type Props,
  record,
  sha2,
  string,
  timestamp,
  uuid,
} from './values/rules.ts';

export const voided = 'http://adlnet.gov/expapi/verbs/voided';
export const signatureUsage = 'http://adlnet.gov/expapi/attachments/signature';
/** Deep enough for every form of the text, and for extensions; what is deeper is meant for the stack of whoever walks it. */
const deepest = 64;

const verb = objectOf({ id: iri, display: languageMap }, ['id']);
const reference = objectOf({ objectType: among(['StatementRef']), id: uuid }, ['objectType', 'id']);

const scoreShape = objectOf({ scaled: number, raw: number, min: number, max: number });
const score: Check = (value, at) => {
  scoreShape(value, at);
  const { scaled = 0, raw, min, max } = value as Readonly<Partial<Record<'scaled' | 'raw' | 'min' | 'max', number>>>;
  if (Math.abs(scaled) > 1) throw malformed(`${at}.scaled`, 'must lie between -1 and 1');
  if (min !== undefined && max !== undefined && min >= max) throw malformed(`${at}.min`, 'must be less than max');
  if (raw !== undefined && (raw < (min ?? raw) || raw > (max ?? raw)))
    throw malformed(`${at}.raw`, 'must lie between min and max');
};

const result = objectOf({ score, success: boolean, completion: boolean, response: string, duration, extensions });

const contextKinds = ['parent', 'grouping', 'category', 'other'] as const;
const oneOrMany: Check = (value, at) => (Array.isArray(value) ? listOf(activity) : activity)(value, at);

const context = objectOf({
  registration: uuid,
  instructor: actor,
  team: group,
  contextActivities: objectOf(Object.fromEntries(contextKinds.map((kind) => [kind, oneOrMany]))),
  revision: string,
  platform: string,
  language,
  statement: reference,
  extensions,
});

const octets: Check = (value, at) => {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw malformed(at, 'must be a number of octets');
};
const attachment = objectOf(
  {
    usageType: iri,
    display: languageMap,
    description: languageMap,
    contentType: mediaType,
    length: octets,
    sha2,
    fileUrl: iri,
  },
  ['usageType', 'display', 'contentType', 'length', 'sha2'],
);

const version: Check = (value, at) => {
  if (typeof value !== 'string' || !/^1\.0\.\d+$/.test(value)) throw malformed(at, 'must begin with 1.0.');
};

const objectKinds: Readonly<Record<string, Check>> = {
  Activity: activity,
  Agent: agent,
  Group: group,
  StatementRef: reference,
};

const kindOf = (object: unknown): unknown => (isRecord(object) ? (object['objectType'] ?? 'Activity') : undefined);

const object: Check = (value, at) => {
  record(value, at);
  const kind = kindOf(value);
  const check = typeof kind === 'string' && Object.hasOwn(objectKinds, kind) ? objectKinds[kind] : undefined;
  if (check === undefined) throw malformed(`${at}.objectType`, 'names no kind of object that may stand here');
  check(value, at);
};

/** What holds between parts of a statement, and of one inside another. */
const together = (held: Props, at: string): void => {
  const of = kindOf(held['object']);
  const around = held['context'];
  if (isRecord(around) && of !== 'Activity')
    for (const name of ['revision', 'platform'])
      if (around[name] !== undefined) throw malformed(`${at}.context.${name}`, 'goes with an activity alone');
  if (isRecord(held['verb']) && held['verb']['id'] === voided && of !== 'StatementRef')
    throw malformed(`${at}.object`, 'must be a StatementRef where a statement is voided');
};

const parts = { actor, verb, result, context, timestamp, attachments: listOf(attachment) };
const needed = ['actor', 'verb', 'object'];

const innerShape = objectOf({ objectType: among(['SubStatement']), ...parts, object }, needed);
const inner: Check = (value, at) => {
  innerShape(value, at);
  together(record(value, at), at);
};

const whole = objectOf(
  {
    ...parts,
    object: (value, at) => (kindOf(value) === 'SubStatement' ? inner : object)(value, at),
    id: uuid,
    stored: timestamp,
    authority,
    version,
  },
  needed,
);

const isDeeper = (value: unknown, most: number): boolean => {
  if (most === 0) return true;
  if (typeof value !== 'object' || value === null) return false;
  for (const one of Array.isArray(value) ? (value as readonly unknown[]) : Object.values(value))
    if (isDeeper(one, most - 1)) return true;
  return false;
};

export interface Attached {
  readonly usageType: string;
  readonly contentType: string;
  readonly length: number;
  readonly sha2: string;
  readonly fileUrl?: string;
}

/** A statement that has been checked: as much of its form as the store itself reads. */
export interface Statement extends Props {
  readonly id?: string;
  readonly actor: Props;
  readonly verb: { readonly id: string };
  readonly object: Props;
  readonly context?: Props;
  readonly timestamp?: string;
  readonly version?: string;
  readonly attachments?: readonly Attached[];
}

const form: Check = (value, at) => {
  whole(value, at);
  together(record(value, at), at);
};

/** @throws Refused 400, naming the place */
export const checkStatement = (value: unknown, at = 'statement'): Statement => {
  if (isDeeper(value, deepest)) throw new Refused(400, `${at}: is nested too deep`);
  try {
    form(value, '');
  } catch {
    // Once more, so that the refusal names the place.
    form(value, at);
  }
  return value as Statement;
};

/** The statement that it carries as its object, checked with it. */
export const innerOf = ({ object: held }: Pick<Statement, 'object'>): Statement | undefined =>
  kindOf(held) === 'SubStatement' ? (held as Statement) : undefined;

export const isActivity = (held: Props): boolean => kindOf(held) === 'Activity';
export const isActor = (held: Props): boolean => ['Agent', 'Group'].includes(String(kindOf(held)));
export const isReference = (held: Props): boolean => kindOf(held) === 'StatementRef';

/** Activities that the context names, whatever for. */
export const contextActivitiesOf = ({ context: held }: Pick<Statement, 'context'>): readonly Props[] => {
  const around = held?.['contextActivities'];
  if (!isRecord(around)) return [];
  const found: Props[] = [];
  for (const kind of Object.values(around))
    if (Array.isArray(kind)) for (const one of kind) found.push(one as Props);
    else found.push(kind as Props);
  return found;
};
