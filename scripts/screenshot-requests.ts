/** Requests that the pictures open: what a resident holds the code of, and what the unit in charge has in hand. */
import { read, send, type Caller } from './screenshot-scenes.ts';

/** The page of each kind of thing that the pictures show, where the first link of its list would not do. */
export type Chosen = Readonly<Record<string, string>>;

export interface Service {
  /** Of a request that was answered and may be accepted. */
  readonly code: string;
  readonly chosen: Chosen;
}

interface Sent {
  readonly id: string;
  readonly code: string;
}

const written = {
  answered: '圣旨门社区后巷的路灯坏了三盏，晚上看不清。巷口的窨井盖也破了，电动车容易摔。请问什么时候能修好？',
  inHand: '沿溪步道新铺的石板松动，老人走过容易绊倒。步道没有路灯，能不能装几盏？请问由谁负责养护？',
} as const;

const reply = '三盏路灯今天已经更换，当晚亮灯。窨井盖已换成球墨铸铁井盖。后巷路面下周一全部恢复。';

const sendFrom = async (anybody: Caller, areaId: string, category: string, text: string): Promise<Sent> =>
  send<Sent>(anybody, '/requests', { kind: 'help', category, areaId, text, name: '陈秋水', phone: '13800001234' });

interface Standing {
  readonly version: number;
  readonly can: Readonly<Record<string, boolean>>;
}

/** Whoever of these has the request in hand. */
const handlerOf = async (callers: readonly Caller[], id: string): Promise<Caller> => {
  for (const caller of callers) {
    const found = await read<Standing>(caller, `/requests/${id}`).catch(() => null);
    if (found?.can['take'] === true) return caller;
  }
  throw new Error(`nobody of the demonstration may take the request ${id}`);
};

interface Points {
  readonly version: number;
  readonly suggested: readonly string[];
  readonly points: readonly { readonly id: string }[];
}

/** Taken, and each point that the rule suggests marked. */
const takeUp = async (handler: Caller, id: string): Promise<Points> => {
  const { version } = await read<Standing>(handler, `/requests/${id}`);
  await send(handler, `/requests/${id}/take`, { version });
  const seen = await read<Points>(handler, `/requests/${id}/points`);
  const marks = seen.suggested.map((quote) => ({ quote }));
  await send(handler, `/requests/${id}/points`, { version: seen.version, marks });
  return read<Points>(handler, `/requests/${id}/points`);
};

/** Two requests of one community: one answered point by point, one taken with its points marked and a live thread beside it. */
export const serveResidents = async (handlers: readonly Caller[]): Promise<Service> => {
  const anybody: Caller = { address: handlers[0]?.address ?? '', token: '' };
  const { items } = await read<{ items: { id: string; name: string }[] }>(anybody, '/requests/areas');
  const area = items.find(({ name }) => name.includes('圣旨门'));
  if (area === undefined) throw new Error('the demonstration county lacks the community 圣旨门');
  const answered = await sendFrom(anybody, area.id, 'roads.lights', written.answered);
  const inHand = await sendFrom(anybody, area.id, 'roads.surface', written.inHand);
  const handler = await handlerOf(handlers, answered.id);
  const { version, points } = await takeUp(handler, answered.id);
  const answers = points.map(({ id }, at) => ({ pointId: id, sentences: [Math.min(at, 2)] }));
  await send(handler, `/requests/${answered.id}/answer`, { version, text: reply, answers });
  await takeUp(handler, inHand.id);
  for (const text of ['您好，溪边第二块石板今天又松了。', '下午有人来看吗？'])
    await send(anybody, '/requests/talk', { code: inHand.code, text });
  return {
    code: answered.code,
    chosen: { '/requests/:id': `/requests/${inHand.id}`, '/talks/:id': `/talks/${inHand.id}` },
  };
};
