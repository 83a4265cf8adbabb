/** The requests that the pictures open: some of the demonstration's, and one of whose code somebody knows. */
import { demoRequests } from '#apps/seed/landmarks.ts';
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

const written = '圣旨门社区后巷的路灯坏了三盏，晚上看不清。巷口的窨井盖也破了，电动车容易摔。请问什么时候能修好？';
const reply = '三盏路灯今天已经更换，当晚亮灯。窨井盖已换成球墨铸铁井盖。后巷路面下周一全部恢复。';

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

/** A request that is sent, taken and answered point by point, for whoever holds its code. */
export const serveResident = async (handlers: readonly Caller[]): Promise<Service> => {
  const anybody: Caller = { address: handlers[0]?.address ?? '', token: '' };
  const { items } = await read<{ items: { id: string; name: string }[] }>(anybody, '/requests/areas');
  const area = items.find(({ name }) => name.includes('圣旨门'));
  if (area === undefined) throw new Error('the demonstration county lacks the community 圣旨门');
  const facts = { kind: 'help', category: 'roads.lights', areaId: area.id, name: '陈秋水', phone: '13800001234' };
  const { id, code } = await send<Sent>(anybody, '/requests', { ...facts, text: written });
  const handler = await handlerOf(handlers, id);
  const { version, points } = await takeUp(handler, id);
  const answers = points.map((point, at) => ({ pointId: point.id, sentences: [Math.min(at, 2)] }));
  await send(handler, `/requests/${id}/answer`, { version, text: reply, answers });
  return {
    code,
    chosen: { '/requests/:id': `/requests/${demoRequests.points}`, '/talks/:id': `/talks/${demoRequests.talk}` },
  };
};
