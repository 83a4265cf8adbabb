/**
 * Every MUST of xAPI 1.0.3 that falls on a store and can be tried from outside, by section: asked over HTTP of the whole server. Each is
 * proved to be able to fail first: against a store that says yes to everything, or against one that says no.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { scopes } from '#features/education/records/clients/rules.ts';
import { addProgram } from '#features/education/records/contract.ts';
import { openWorld, type World } from '../../test/access/world.ts';
import { prepareTemplate, startTestServer } from '../../test/harness/server.ts';
import { dataMusts } from '../parts/xapi-data-musts.ts';
import { documentMusts } from '../parts/xapi-document-musts.ts';
import { formMusts } from '../parts/xapi-form-musts.ts';
import type { Ground, Must } from '../parts/xapi-ground.ts';
import { otherMusts } from '../parts/xapi-other-musts.ts';
import { queryMusts } from '../parts/xapi-query-musts.ts';
import { requestMusts } from '../parts/xapi-request-musts.ts';
import { signatureMusts } from '../parts/xapi-signature-musts.ts';
import { statementMusts } from '../parts/xapi-statement-musts.ts';
import type { Outcome } from '../report.ts';

interface Part {
  readonly title: string;
  readonly musts: readonly Must[];
}
const parts: readonly Part[] = [
  { title: 'Data', musts: [...formMusts, ...dataMusts, ...signatureMusts] },
  {
    title: 'Communication',
    musts: [...requestMusts, ...statementMusts, ...queryMusts, ...documentMusts, ...otherMusts],
  },
];

const isMet = async ({ met }: Must, ground: Ground): Promise<boolean> => {
  try {
    return await met(ground);
  } catch {
    return false;
  }
};

const openGround = async (world: World): Promise<Ground> => {
  const { client } = await world.enter('system_admin');
  const keyOf = async (held: readonly (typeof scopes)[number][]): Promise<string> => {
    const body = { name: '证明用的程序', contact: '某单位', scopes: [...held] };
    const { id, key } = await client.call(addProgram, { body });
    return `Basic ${Buffer.from(`${id}:${key}`).toString('base64')}`;
  };
  const address = await world.app.listen({ host: '127.0.0.1', port: 0 });
  return { base: `${address}/xapi`, auth: await keyOf(scopes), lesser: await keyOf(['state']) };
};

/** A store that answers everything in one way. */
const always = async (status: number, body: string): Promise<{ readonly server: Server; readonly base: string }> => {
  const server = createServer((request, reply) => {
    request.resume();
    request.on('end', () => reply.writeHead(status, { 'content-type': 'application/json', etag: '"0"' }).end(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { server, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

/** Requirements that no wrong store fails: they would say nothing. */
const idle = async (ground: Ground): Promise<readonly string[]> => {
  const stores = await Promise.all([always(200, '{}'), always(400, '{"error":"no"}'), always(204, '')]);
  const names: string[] = [];
  for (const { title, musts } of parts)
    for (const one of musts) {
      const passed = await Promise.all(stores.map(({ base }) => isMet(one, { ...ground, base })));
      if (passed.every(Boolean)) names.push(`${title} ${one.section}: ${one.asks}: no wrong store fails it`);
    }
  for (const { server } of stores) {
    server.closeAllConnections();
    server.close();
  }
  return names;
};

const sectionOf = ({ section }: Must): string => /^\d+\.\d+/.exec(section)?.[0] ?? section;

const judge = async ({ title, musts }: Part, ground: Ground) => {
  const failed: string[] = [];
  const bySection = new Map<string, { passed: number; failed: number }>();
  for (const one of musts) {
    const met = await isMet(one, ground);
    const counts = bySection.get(sectionOf(one)) ?? { passed: 0, failed: 0 };
    counts[met ? 'passed' : 'failed'] += 1;
    bySection.set(sectionOf(one), counts);
    if (!met) failed.push(`  ${title} ${one.section}: ${one.asks}`);
  }
  const lines = [...bySection]
    .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(([section, counts]) => `  ${title} ${section.padEnd(4)} passed ${counts.passed}, failed ${counts.failed}`);
  return { failed, lines, passed: musts.length - failed.length };
};

export const run = async (): Promise<Outcome> => {
  const server = await startTestServer();
  try {
    await prepareTemplate(server);
    const world = await openWorld(server.admin);
    try {
      const ground = await openGround(world);
      const unproved = await idle(ground);
      const judged = [];
      for (const part of parts) judged.push(await judge(part, ground));
      const passed = judged.reduce((sum, one) => sum + one.passed, 0);
      const failed = judged.flatMap((one) => one.failed);
      return {
        ok: failed.length === 0 && unproved.length === 0,
        lines: [
          `xapi: requirements of xAPI 1.0.3 with a test ${passed + failed.length}, passed ${passed}, failed ${failed.length}; of these not proved able to fail ${unproved.length}`,
          ...judged.flatMap((one) => one.lines),
          ...failed,
          ...unproved,
        ],
      };
    } finally {
      await world.close();
    }
  } finally {
    await server.stop();
  }
};
