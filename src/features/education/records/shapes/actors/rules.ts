/** Agents and groups (Data 2.4.2). */
import { malformed } from '../../refusals/rules.ts';
import { among, type Check, iri, listOf, mailto, objectOf, type Props, record, sha1, string } from '../values/rules.ts';

const identifiers: Readonly<Record<string, Check>> = {
  mbox: mailto,
  mbox_sha1sum: sha1,
  openid: iri,
  account: objectOf({ homePage: iri, name: string }, ['homePage', 'name']),
};
const identifierNames = Object.keys(identifiers);

const identifiersOf = (held: Props): readonly string[] => identifierNames.filter((name) => held[name] !== undefined);
const identifierOf = (held: Props): string | undefined => identifierNames.find((name) => held[name] !== undefined);

const agentShape = objectOf({ objectType: among(['Agent']), name: string, ...identifiers });

export const agent: Check = (value, at) => {
  agentShape(value, at);
  if (identifiersOf(record(value, at)).length !== 1) throw malformed(at, 'must have exactly one identifier');
};

const groupShape = objectOf({ objectType: among(['Group']), name: string, member: listOf(agent), ...identifiers }, [
  'objectType',
]);

export const group: Check = (value, at) => {
  groupShape(value, at);
  const held = record(value, at);
  const count = identifiersOf(held).length;
  if (count > 1) throw malformed(at, 'must not have more than one identifier');
  if (count === 0 && held['member'] === undefined) throw malformed(at, 'has neither an identifier nor members');
};

export const actor: Check = (value, at) => (record(value, at)['objectType'] === 'Group' ? group : agent)(value, at);

/** Who asserts it: an agent, or a program and its user together. */
export const authority: Check = (value, at) => {
  actor(value, at);
  const held = record(value, at);
  if (held['objectType'] !== 'Group') return;
  const members = held['member'];
  if (identifiersOf(held).length > 0 || !Array.isArray(members) || members.length !== 2)
    throw malformed(at, 'must be an agent, or two agents');
};

/** The identifier as one text: equal for equal agents. Undefined for a group without one. */
export const identityOf = (value: unknown): string | undefined => {
  const held = record(value, 'agent');
  const name = identifierOf(held);
  if (name === undefined) return undefined;
  if (name !== 'account') return `${name} ${String(held[name])}`;
  const { homePage, name: account } = record(held['account'], 'account');
  return `account ${JSON.stringify([homePage, account])}`;
};

/** An agent or group and its members, by their identifiers. */
export const identitiesOf = (value: unknown): readonly string[] => {
  const own = identityOf(value);
  const identities = own === undefined ? [] : [own];
  const members = record(value, 'agent')['member'];
  if (Array.isArray(members)) for (const one of members) identities.push(identityOf(one) ?? '');
  return identities.filter((one) => one !== '');
};
