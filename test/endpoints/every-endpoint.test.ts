/** What holds for every endpoint, taken from the list of features: nobody has to remember to test it. */
import { describe, expect, test } from 'vitest';
import { features } from '#apps/features.ts';
import { permissions, permissionTable, roles, type Role } from '#features/base/accounts/permissions/rules.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';

const server = useApp();
const endpoints: readonly Endpoint[] = features.flatMap((feature) => (feature.routes ?? []).map((r) => r.endpoint));
const cases = endpoints.map((endpoint) => [endpoint.name, endpoint] as const);

/** Open to nobody in particular: what signing in needs, and residents. Whoever adds a line here says why in the review. */
const openToAll = [
  'session.current',
  'session.signIn',
  // A resident has no account: each of these opens one request, by its code, or tells which places and matters there are, and who answers.
  'requests.areas',
  'requests.categories',
  'requests.kinds',
  'requests.places',
  'requests.duties',
  'requests.route',
  'requests.published',
  'requests.send',
  'requests.follow',
  'requests.accept',
  'requests.reopen',
  'requests.alike',
  'requests.mine',
  'requests.claim',
  'residents.sendCode',
  'residents.signIn',
  'residents.me',
  'residents.signOut',
  'residents.close',
  // The same for wishes, and what everybody may read of them.
  'wishes.offers',
  'wishes.open',
  'wishes.send',
  'wishes.follow',
  'wishes.answer',
  // Anybody checks a certificate by its number.
  'study.checkCertificate',
  'requests.askReview',
  'requests.rating',
  'requests.rate',
  'requests.talk',
  'requests.say',
  'requests.followedPhotos',
  'requests.followedPhoto',
  'requests.declarePetition',
  'requests.followedOpinion',
  'requests.addPhotos',
  // What was published is for all.
  'publishing.publicFront',
  'publishing.publicColumns',
  'publishing.publicColumn',
  'publishing.publicArticle',
  'publishing.publicImage',
  'publishing.publicSearch',
  'publishing.publicFeed',
  'publishing.publicPlaces',
  'publishing.publicOrganisations',
  'publishing.publicOrganisation',
  'publishing.publicFoot',
];

const holders = (endpoint: Endpoint): readonly Role[] =>
  endpoint.access === 'public' || endpoint.access === 'signed-in'
    ? roles
    : ((permissionTable as Readonly<Record<string, readonly Role[]>>)[endpoint.access] ?? []);

const params = (endpoint: Endpoint): Record<string, string> =>
  Object.fromEntries([...endpoint.path.matchAll(/:(\w+)/g)].map((m) => [m[1] ?? '', newOpaqueId()]));

const codeOf = async (
  client: Client,
  endpoint: Endpoint,
  input: { body?: unknown; query?: Record<string, string> } = {},
): Promise<string> => {
  const reply = await client.raw(endpoint, { params: params(endpoint), ...input });
  const { error } = (reply.body ?? {}) as { error?: { code?: string } };
  return error?.code ?? `status ${reply.status}`;
};

const clients = new Map<Role, Promise<Client>>();
const clientOf = (role: Role): Promise<Client> => {
  const known = clients.get(role) ?? server.current.as(role);
  clients.set(role, known);
  return known;
};

describe('a question', () => {
  // Left out silently, a mistyped condition would mean everybody.
  test.each(cases.filter(([, endpoint]) => endpoint.kind === 'query'))(
    '%s refuses a word that it does not know',
    (_name, endpoint) => {
      const problems = endpoint.query.safeParse({ nobodyKnowsThis: '1' }).error?.issues ?? [];
      expect(problems.map((issue) => issue.code)).toContain('unrecognized_keys');
    },
  );
});

describe('the list of endpoints', () => {
  test('has one endpoint for a method and a path', () => {
    const keys = endpoints.map((e) => `${e.method} ${e.path.replaceAll(/:\w+/g, ':')}`);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  test('is open to nobody in particular only where it is said above', () => {
    expect(
      endpoints
        .filter((e) => e.access === 'public')
        .map((e) => e.name)
        .toSorted(),
    ).toEqual(openToAll.toSorted());
  });

  test('leaves no permission without an endpoint that asks for it', () => {
    const asked = new Set<string>(endpoints.map((e) => e.access));
    expect(permissions.filter((permission) => !asked.has(permission))).toEqual([]);
  });

  test('has names of a feature and a verb, and a summary in both languages', () => {
    expect(endpoints.filter((e) => !/^[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)+$/.test(e.name)).map((e) => e.name)).toEqual([]);
    expect(
      endpoints.filter((e) => !/\p{Script=Han}.* \/ .*[a-z]/u.test(e.summary)).map((e) => `${e.name}: ${e.summary}`),
    ).toEqual([]);
  });

  test('is described by OpenAPI in full', async () => {
    const reply = await server.current.app.inject('/api/openapi.json');
    const { openapi, paths } = reply.json<{
      openapi: string;
      paths: Record<string, Record<string, { operationId?: string }>>;
    }>();
    expect(openapi).toMatch(/^3\.1\./);
    const described = Object.values(paths).flatMap((methods) => Object.values(methods).map((m) => m.operationId));
    expect(endpoints.map((e) => e.name).filter((name) => !described.includes(name))).toEqual([]);
  });
});

describe('every endpoint', () => {
  test.each(cases)('%s refuses who is not signed in', async (_name, endpoint) => {
    const code = await codeOf(server.current.nobody, endpoint, { body: {} });
    if (endpoint.access === 'public') expect(code).not.toBe('internal');
    else expect(code).toBe('unauthenticated');
  });

  test.each(cases)('%s does not exist for a role without its permission', async (_name, endpoint) => {
    const others = roles.filter((role) => !holders(endpoint).includes(role));
    for (const role of others)
      expect([role, await codeOf(await clientOf(role), endpoint, { body: {} })]).toEqual([role, 'not_found']);
  });

  test.each(cases)('%s answers nonsense with a refusal, never with a fault', async (_name, endpoint) => {
    const role = holders(endpoint)[0] ?? 'member';
    // Signing in and out would change the client that the other tests use.
    const client = endpoint.name.startsWith('session.') ? await server.current.as(role) : await clientOf(role);
    for (const body of ['nonsense', 7, [], { '': null }, { __proto__: 1, id: '\u0000' }]) {
      expect(await codeOf(client, endpoint, { body })).not.toBe('internal');
    }
    for (const query of [{ limit: '-1' }, { cursor: '\u0000' }, { on: '2026-02-30' }]) {
      expect(await codeOf(client, endpoint, { query })).not.toBe('internal');
    }
  });
});
