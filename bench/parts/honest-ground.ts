/** The ground of the proof `honest`: a county with its units and their clerks, a clock that the proof turns, and requests beside. */
import type { z } from 'zod';
import { acceptAnswer, oneRequest, sendRequest } from '#features/service/requests/contract.ts';
import { figureGroups, requestFigures } from '#features/service/requests/figures/contract.ts';
import type { Share } from '#features/service/requests/figures/rules.ts';
import { asAdmin } from '#platform/db/counties.ts';
import type { AdminConnection } from '#platform/db/counties.ts';
import { addDays } from '#shared/days.ts';
import { openWorld, type Actor, type World } from '../../test/access/world.ts';
import { plantNode, type Node } from '../../test/harness/tree.ts';

export interface Ground {
  readonly world: World;
  readonly villages: readonly Node[];
  readonly units: readonly Node[];
  /** Whoever handles or decides, at each unit. */
  readonly actors: readonly Actor[];
  readonly officer: Actor;
  /** Turns the clock to the morning of a day. */
  turn(day: string): Promise<void>;
  close(): Promise<void>;
}

export const openGround = async (server: AdminConnection, first: string): Promise<Ground> => {
  let now = new Date(`${first}T02:00:00Z`);
  const world = await openWorld(server, () => now);
  const { county, townshipA, townshipB } = world.tree;
  const at = (type: 'village' | 'government_department', parent: Node, name: string) =>
    world.write((tx) => plantNode(tx, type, parent, name));
  const villages = [
    await at('village', townshipA, '浦口村'),
    await at('village', townshipA, '上塘村'),
    await at('village', townshipB, '沙头村'),
  ];
  const departments = [
    await at('government_department', county, '交通局'),
    await at('government_department', county, '水利局'),
  ];
  const clerks = await Promise.all(
    [...villages, ...departments].map((node) => world.enter('department_handler', { at: node })),
  );
  const workers = [
    await world.enter('township_worker', { at: townshipA }),
    await world.enter('township_worker', { at: townshipB }),
  ];
  const officer = await world.enter('county_officer');
  return {
    world,
    villages,
    units: [...villages, ...departments, townshipA, townshipB],
    actors: [...clerks, ...workers, officer],
    officer,
    async turn(day) {
      now = new Date(`${day}T02:00:00Z`);
      // Sessions do not end while days pass.
      await asAdmin(world.admin, (admin) =>
        admin.query(
          `update ${world.county.entry.schema}.session set created_at = $1, seen_at = $1, expires_at = $1::timestamptz + interval '1 hour'`,
          [now.toISOString()],
        ),
      );
    },
    close: () => world.close(),
  };
};

const categories = ['roads', 'land', 'sanitation', 'other'] as const;

export const send = ({ world }: Ground, village: Node, n: number): Promise<z.output<typeof sendRequest.reply>> =>
  world.nobody.call(sendRequest, {
    body: { kind: 'help', category: categories[n % 4] ?? 'other', areaId: village.id, text: '村口路灯坏了三盏' },
  });

/** Of whoever sees it just now; undefined where nobody of them does. */
export const standing = async ({ officer }: Ground, id: string) =>
  officer.client.call(oneRequest, { params: { id } }).catch(() => undefined);

/** Requests that others have, in every state: without them a share of one could only be 0 or 1. */
export const sendOthers = async (
  ground: Ground,
  first: string,
  act: (ground: Ground, id: string, name: string) => Promise<string>,
): Promise<number> => {
  let sent = 0;
  for (let day = 0; day < 12; day += 1) {
    await ground.turn(addDays(first, day));
    for (const village of ground.villages) {
      const { id, code } = await send(ground, village, sent);
      sent += 1;
      if (sent % 4 === 0) continue;
      await act(ground, id, 'requests.take');
      await act(ground, id, 'requests.answer');
      if (sent % 3 === 0) await ground.world.nobody.call(acceptAnswer, { body: { code } });
    }
  }
  return sent;
};

/** Every share that is told, by unit, category, place and for the whole county. */
export const sharesOf = async ({ officer }: Ground): Promise<ReadonlyMap<string, Share>> => {
  const shares = new Map<string, Share>();
  for (const by of figureGroups) {
    const { total, rows } = await officer.client.call(requestFigures, {
      query: { by, from: '2020-01-01', to: '2039-12-31' },
    });
    for (const { key, counts } of [total, ...rows])
      shares.set(`${by} ${key}`, { part: counts.onTime, whole: counts.counted });
  }
  return shares;
};
