/** Documents that programs keep (Communication 2.2 to 2.7), and how they are kept from overwriting each other (3.1). */
import { malformed, Refused } from '../refusals/rules.ts';
import { agent, identityOf } from '../shapes/actors/rules.ts';
import { iri, uuid } from '../shapes/values/rules.ts';
import { agentIn, momentIn, type Params, refuseOthers } from '../statements/asking/rules.ts';

export const kinds = ['state', 'agent', 'activity'] as const;
export type Kind = (typeof kinds)[number];

interface Form {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** The parameter that names one document. */
  readonly name: string;
}

const forms: Readonly<Record<Kind, Form>> = {
  state: { required: ['activityId', 'agent'], optional: ['registration'], name: 'stateId' },
  agent: { required: ['agent'], optional: [], name: 'profileId' },
  activity: { required: ['activityId'], optional: [], name: 'profileId' },
};

export interface Context {
  readonly kind: Kind;
  readonly activity: string;
  /** The agent as it was given, and its identity; undefined where the documents are an activity's. */
  readonly agent: unknown;
  readonly identity: string | undefined;
  readonly registration: string | undefined;
  /** Of one document; undefined where all of the context are meant. */
  readonly name: string | undefined;
  readonly since: string | undefined;
}

/** @throws Refused 400 */
export const readContext = (kind: Kind, params: Params, { many }: { readonly many: boolean }): Context => {
  const { required, optional, name } = forms[kind];
  refuseOthers(params, [...required, ...optional, name, ...(many && params[name] === undefined ? ['since'] : [])]);
  const lacking = [...required, ...(many ? [] : [name])].find((one) => params[one] === undefined);
  if (lacking !== undefined) throw malformed(`parameter ${lacking}`, 'is missing');
  const { activityId = '', registration } = params;
  if (required.includes('activityId')) iri(activityId, 'parameter activityId');
  if (registration !== undefined) uuid(registration, 'parameter registration');
  const whom = agentIn(params, 'agent', agent);
  return {
    kind,
    activity: activityId,
    agent: whom,
    identity: whom === undefined ? undefined : identityOf(whom),
    registration: registration?.toLowerCase(),
    name: params[name],
    since: momentIn(params, 'since'),
  };
};

const tagsIn = (header: string): readonly string[] =>
  header.split(',').map((tag) => tag.trim().replace(/^W\//, '').replaceAll('"', ''));

export interface Conditions {
  readonly match: string | undefined;
  readonly noneMatch: string | undefined;
}

/** @throws Refused 412, and 409 where a profile would be overwritten unseen */
export const checkConditions = (
  { match, noneMatch }: Conditions,
  present: string | undefined,
  { blind }: { readonly blind: boolean },
): void => {
  const meets = (header: string): boolean =>
    present !== undefined && (header.trim() === '*' || tagsIn(header).includes(present));
  if (match !== undefined && !meets(match)) throw new Refused(412, 'the document is no longer the one of If-Match');
  if (noneMatch !== undefined && meets(noneMatch))
    throw new Refused(412, 'the document is there, and If-None-Match forbids that');
  if (blind && match === undefined && noneMatch === undefined && present !== undefined)
    throw new Refused(
      409,
      'the document is there already: read it (GET), and set If-Match to its current ETag to replace it',
    );
};
