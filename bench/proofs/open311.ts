/**
 * Every method of Open311 GeoReport v2 in both formats, asked over HTTP and judged by the published text: documents, media types,
 * statuses, what is optional, and that XML and JSON say the same. The judge is proved first: it refuses answers that are made wrong.
 */
import { isDeepStrictEqual } from 'node:util';
import { makeKey, placeArea } from '#features/insight/exchange/contract.ts';
import { openWorld, type World } from '../../test/access/world.ts';
import { prepareTemplate, startTestServer } from '../../test/harness/server.ts';
import { plantNode, type Node } from '../../test/harness/tree.ts';
import { type Answered, type Format, judge, mediaTypes, type Shape } from '../parts/georeport.ts';
import type { Outcome } from '../report.ts';

const formats = Object.keys(mediaTypes) as Format[];

interface Tally {
  attempts: number;
  readonly faults: string[];
}

interface Ground {
  readonly base: string;
  readonly key: string;
  readonly village: Node;
  readonly tally: Tally;
}

const asked = async (url: string, init: RequestInit = {}): Promise<Answered> => {
  const reply = await fetch(url, init);
  return { status: reply.status, type: reply.headers.get('content-type'), body: await reply.text() };
};

interface Question {
  readonly says: string;
  readonly shape: Shape;
  readonly status: number;
  /** Below the base, without the format. */
  readonly path: string;
  readonly query?: string;
  readonly form?: Readonly<Record<string, string>>;
}

const sendForm = (form: Readonly<Record<string, string>>): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
  body: new URLSearchParams(form).toString(),
});

/** Asks in both formats; each must be as the text says, and both the same. @returns what the JSON holds */
const ask = async ({ base, tally }: Ground, question: Question): Promise<unknown> => {
  const { says, shape, status, path, query = '', form } = question;
  const values: unknown[] = [];
  for (const format of formats) {
    tally.attempts += 1;
    const answer = await asked(`${base}/${path}.${format}${query}`, form === undefined ? {} : sendForm(form));
    const { value, faults } = judge(shape, format, answer);
    values.push(value);
    const wrong = answer.status === status ? faults : [`status ${answer.status} instead of ${status}`, ...faults];
    tally.faults.push(...wrong.map((fault) => `${says} (${format}): ${fault}`));
  }
  if (!isDeepStrictEqual(values[0], values[1])) tally.faults.push(`${says}: XML and JSON differ`);
  return values[0];
};

const errors = (says: string, status: number, more: Omit<Question, 'says' | 'status' | 'shape'>): Question => ({
  says,
  status,
  shape: 'errors',
  ...more,
});

const goodForm = ({ key, village }: Ground): Record<string, string> => ({
  api_key: key,
  service_code: 'roads',
  address_id: village.id,
  description: '路口的 <井盖> & "栏杆" 坏了 𠅤',
  'attribute[PUBLIC]': 'yes',
});

interface Ids {
  readonly service_request_id: string;
}

const readWays = async (ground: Ground): Promise<void> => {
  await ask(ground, { says: 'GET discovery', shape: 'discovery', status: 200, path: 'discovery' });
  const services = (await ask(ground, { says: 'GET services', shape: 'services', status: 200, path: 'services' })) as {
    readonly service_code: string;
  }[];
  for (const { service_code: code } of services)
    await ask(ground, { says: `GET services/${code}`, shape: 'definition', status: 200, path: `services/${code}` });
  await ask(ground, errors('GET services/none', 404, { path: 'services/none' }));
  await ask(ground, errors('GET services of elsewhere', 404, { path: 'services', query: '?jurisdiction_id=city.gov' }));
  await ask(ground, errors('GET tokens/none', 404, { path: 'tokens/none' }));
  await ask(ground, errors('GET requests/none', 404, { path: 'requests/none' }));
  await ask(ground, errors('GET nothing', 404, { path: 'nothing' }));
  await ask(ground, errors('GET requests since when', 400, { path: 'requests', query: '?start_date=yesterday' }));
  await ask(
    ground,
    errors('GET requests over a year', 400, {
      path: 'requests',
      query: '?start_date=2025-01-01T00:00:00Z&end_date=2025-12-31T00:00:00Z',
    }),
  );
};

const writeWays = async (ground: Ground): Promise<void> => {
  const form = goodForm(ground);
  const shape = 'created' as const;
  const [made] = (await ask(ground, { says: 'POST requests', shape, status: 200, path: 'requests', form })) as Ids[];
  const id = made?.service_request_id ?? '';
  const { address_id: _, ...placeless } = form;
  const places = [{ address_string: ground.village.name }, { lat: '28.150000', long: '120.690000' }];
  for (const place of places)
    await ask(ground, {
      says: `POST requests by ${Object.keys(place).join('/')}`,
      shape,
      status: 200,
      path: 'requests',
      form: { ...placeless, ...place },
    });
  // "The response should be the same whether a parameter is passed and is empty or is not passed at all."
  const empty = { email: '', device_id: '', account_id: '', first_name: '', last_name: '', phone: '', media_url: '' };
  const again = (await ask(ground, {
    says: 'POST with empty arguments',
    shape,
    status: 200,
    path: 'requests',
    form: { ...form, ...empty },
  })) as Ids[];
  if (again[0]?.service_request_id !== id) ground.tally.faults.push('an empty argument makes another request');
  for (const [name, status] of [
    ['api_key', 403],
    ['service_code', 400],
    ['description', 400],
  ] as const)
    await ask(ground, errors(`POST without ${name}`, status, { path: 'requests', form: { ...form, [name]: '' } }));
  await ask(ground, errors('POST without a place', 400, { path: 'requests', form: placeless }));
  await ask(ground, errors('POST with a wrong key', 403, { path: 'requests', form: { ...form, api_key: 'xyz' } }));
  await ask(
    ground,
    errors('POST of an unknown service', 404, { path: 'requests', form: { ...form, service_code: '0' } }),
  );
  await ask(ground, { says: 'GET tokens', shape: 'token', status: 200, path: `tokens/${id}` });
  await ask(ground, { says: 'GET one request', shape: 'one', status: 200, path: `requests/${id}` });
};

const listWays = async (ground: Ground): Promise<void> => {
  const { tally } = ground;
  const list = async (says: string, query: string): Promise<readonly Ids[]> =>
    (await ask(ground, { says, shape: 'requests', status: 200, path: 'requests', query })) as Ids[];
  const all = await list('GET requests', '');
  if (all.length < 3) tally.faults.push(`GET requests: ${all.length} of the requests that were sent are listed`);
  const expectCount = (says: string, found: readonly Ids[], count: number): void => {
    if (found.length !== count) tally.faults.push(`${says}: ${found.length} instead of ${count}`);
  };
  expectCount('status=open', await list('GET requests by status', '?status=open'), all.length);
  expectCount('status=closed', await list('GET requests closed', '?status=closed'), 0);
  expectCount('both', await list('GET requests of both', '?status=open,closed'), all.length);
  expectCount('service_code', await list('GET requests by service', '?service_code=roads,land'), all.length);
  expectCount('another service', await list('GET requests of another service', '?service_code=land'), 0);
  const ids = all.slice(0, 2).map(({ service_request_id: id }) => id);
  const overriding = `?service_request_id=${ids.join(',')}&status=closed`;
  expectCount('by ids', await list('GET requests by ids, which overrides the others', overriding), ids.length);
  const soon = new Date(Date.now() + 60_000).toISOString();
  expectCount('within', await list('GET requests of today', `?end_date=${soon}`), all.length);
  expectCount(
    'long ago',
    await list('GET requests of 2010', '?start_date=2010-01-01T00:00:00Z&end_date=2010-02-01T00:00:00Z'),
    0,
  );
};

/** Answers that part from the text in one thing each. */
const wrongAnswers = (ground: Ground): readonly (readonly [Shape, Format, Answered])[] => {
  const right = {
    service_request_id: '1',
    status: 'open',
    service_code: 'roads',
    requested_datetime: '2026-01-01T00:00:00Z',
  };
  const json = (value: unknown): Answered => ({ status: 200, type: mediaTypes.json, body: JSON.stringify(value) });
  const xml = (body: string): Answered => ({ status: 200, type: mediaTypes.xml, body });
  return [
    ['requests', 'json', json({ requests: [right] })],
    ['requests', 'json', json([{ ...right, status: 'answered' }])],
    ['requests', 'json', json([{ ...right, requested_datetime: '2026-01-01' }])],
    ['requests', 'json', json([{ ...right, own: 1 }])],
    ['requests', 'json', { ...json([right]), type: 'text/plain' }],
    ['created', 'json', json([{ service_request_id: '1', token: '2' }])],
    ['errors', 'json', json([])],
    ['requests', 'xml', xml('<?xml version="1.0" encoding="UTF-8"?><requests/>')],
    ['requests', 'xml', xml('<service_requests/>')],
    ['discovery', 'json', json({ changeset: '1', contact: ground.base, key_service: 'x', endpoints: [] })],
  ];
};

const openGround = async (world: World): Promise<Ground> => {
  const village = await world.write((tx) => plantNode(tx, 'village', world.tree.townshipA, '浦口村'));
  const { client } = await world.enter('system_admin');
  await client.call(placeArea, { params: { id: village.id }, body: { lat: 28.15, long: 120.69 } });
  const { key } = await client.call(makeKey, { body: { name: '证明用的程序', contact: '某单位' } });
  const address = await world.app.listen({ host: '127.0.0.1', port: 0 });
  // The world holds two counties: the host of the address names ours.
  return { base: `${address}/open311/v2`, key, village, tally: { attempts: 0, faults: [] } };
};

export const run = async (): Promise<Outcome> => {
  const server = await startTestServer();
  try {
    await prepareTemplate(server);
    const world = await openWorld(server.admin);
    try {
      const ground = await openGround(world);
      const { tally } = ground;
      const wrong = wrongAnswers(ground);
      const passed = wrong.filter(([shape, format, answer]) => judge(shape, format, answer).faults.length === 0);
      tally.faults.push(...passed.map(([shape, , { body }]) => `the judge takes a wrong ${shape}: ${body}`));
      await readWays(ground);
      await writeWays(ground);
      await listWays(ground);
      return {
        ok: tally.faults.length === 0,
        lines: [
          `open311: ${tally.attempts} answers in XML and JSON judged by the published text, faults ${tally.faults.length}; of ${wrong.length} answers made wrong the judge refused ${wrong.length - passed.length}`,
          ...tally.faults.slice(0, 20),
        ],
      };
    } finally {
      await world.close();
    }
  } finally {
    await server.stop();
  }
};
