/** The clocks of requests as people meet them: stopped, and lengthened by another unit. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { noon, requestHands } from '#test/harness/requests.ts';
import { openTo } from '#test/harness/told.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { plantRequest } from '../factory.ts';
import * as contract from './contract.ts';
import { plantMoves } from './factory.ts';

const first = '2026-11-26';
let now = noon(first);
const server = useApp({ now: () => now });
const on = (day: string): void => {
  now = noon(day);
};
afterEach(() => on(first));

let village: Node;
const { act, acts, as, clerk, follow, kept, morning, officer, rowsOf, send, taken, todosOf, view, worker } =
  requestHands(
    () => server.current,
    on,
    () => village,
  );
beforeAll(async () => {
  village = await server.current.write((tx) => plantNode(tx, 'village', server.current.tree.townshipA, '浦口村'));
  for (const who of [clerk, worker, officer]) await who();
});

describe('a pause', () => {
  test('stops the clock for a listed reason, which the resident reads, and gives the days back when it ends', async () => {
    const { id, code } = await taken();
    const who = await clerk();
    expect((await acts(who, id)).can).toMatchObject({ pause: ['materials', 'expertise', 'disaster'], resume: false });
    expect(await act(who, id, 'pause', { reason: 'hearing', text: '等待举行听证' })).toBe('requests.pause_reason');
    const { version } = await view(who, id);
    const key = newOpaqueId();
    const input = { params: { id }, body: { version, reason: 'materials' as const, text: `${hostile} 请补照片` } };
    const replies = [
      await who.raw(contract.pauseRequest, input, { key }),
      await who.raw(contract.pauseRequest, input, { key }),
    ];
    expect(replies.map(({ status, text }) => [status, text])).toEqual([
      [200, replies[0]?.text],
      [200, replies[0]?.text],
    ]);
    expect((await follow(code)).clock).toMatchObject({
      paused: { reason: 'materials', since: first, latest: '2026-12-11' },
      overdue: false,
      plainDueOn: '2026-12-03',
    });
    expect((await follow(code)).entries.at(-1)).toMatchObject({ kind: 'paused', text: `${hostile} 请补照片` });
    expect(await kept(id)).toEqual({ due: '2026-12-18', plain: '2026-12-03' });
    expect(await act(who, id, 'pause', { reason: 'disaster', text: '洪水冲断道路' })).toBe('conflict');
    on('2026-11-30');
    const later = await clerk();
    expect(await act(later, id, 'resume')).toBe('ok');
    expect(await kept(id)).toEqual({ due: '2026-12-07', plain: '2026-12-03' });
    const seen = await follow(code);
    expect(seen.dueOn).toBe('2026-12-07');
    expect(seen.why?.steps[0]?.zh).toBe('2026-11-27 至 2026-11-30 暂停，不计：等待补充材料');
    expect(await act(later, id, 'resume')).toBe('conflict');
  });

  test('ends by itself at its last day, and with an answer', async () => {
    const [{ id, code }, other] = [await taken(), await taken()];
    for (const one of [id, other.id])
      expect(await act(await clerk(), one, 'pause', { reason: 'materials', text: '请补照片' })).toBe('ok');
    await morning('2026-12-11');
    expect((await follow(code)).clock.paused).not.toBeNull();
    expect(await act(await clerk(), other.id, 'answer', { text: '照片已收到，已修好' })).toBe('ok');
    await morning('2026-12-12');
    expect((await follow(code)).clock.paused).toBeNull();
    expect((await follow(code)).entries.filter(({ kind }) => kind === 'resumed')).toHaveLength(1);
    expect((await kept(id)).due).toBe('2026-12-18');
    expect(await rowsOf(`select ended_on::text from request_pause where request_id = $1`, [other.id])).toEqual([
      { ended_on: '2026-12-11' },
    ]);
  });
});

describe('more time', () => {
  test('is asked of the unit above once, before the day, and the resident reads who granted it and why', async () => {
    const { id, code } = await taken();
    const [who, above] = [await clerk(), await worker()];
    expect(await act(who, id, 'askTerm', { kind: 'extension', reason: `${hostile} 要等配件` })).toBe('ok');
    expect(await act(who, id, 'askTerm', { kind: 'extension', reason: '再问一次延期' })).toBe('conflict');
    expect((await acts(who, id)).ask).toMatchObject({ kind: 'extension', askedOn: first });
    expect(await openTo(above)).toContain('requests.asked');
    expect(await todosOf(above, 'requests.asked')).toContain(id);
    expect(await act(who, id, 'decideTerm', { grant: true, reason: '自己同意自己' })).toBe('refused');
    expect(await act(await officer(), id, 'decideTerm', { grant: true, reason: '越级批准' })).toBe('refused');
    expect((await kept(id)).due).toBe('2026-12-03');
    expect(await act(above, id, 'decideTerm', { grant: true, reason: '配件确需订货' })).toBe('ok');
    expect(await todosOf(above, 'requests.asked')).not.toContain(id);
    expect(await openTo(who)).toContain('requests.decided');
    expect(await kept(id)).toEqual({ due: '2026-12-17', plain: '2026-12-03' });
    const seen = await follow(code);
    expect(seen.clock.extendedOn).toBe(first);
    expect(seen.entries.slice(-2)).toMatchObject([
      { kind: 'term_asked', text: `${hostile} 要等配件` },
      { kind: 'extended', text: '配件确需订货' },
    ]);
    expect(await act(who, id, 'askTerm', { kind: 'extension', reason: '还要再延一次' })).toBe('conflict');
  });

  test('is no longer asked for when it is overdue, and what was denied moves nothing', async () => {
    const [{ id }, late] = [await taken(), await taken()];
    expect(await act(await clerk(), id, 'askTerm', { kind: 'extension', reason: '要等配件' })).toBe('ok');
    expect(await act(await worker(), id, 'decideTerm', { grant: false, reason: '不需要订货' })).toBe('ok');
    expect((await kept(id)).due).toBe('2026-12-03');
    on('2026-12-04');
    expect(await act(await clerk(), late.id, 'askTerm', { kind: 'extension', reason: '要等配件' })).toBe('conflict');
    expect(await act(await clerk(), late.id, 'pause', { reason: 'materials', text: '请补照片' })).toBe('conflict');
  });

  test('that one unit asked for is dropped when the request goes to another, and the rows go along', async () => {
    const { tree, write } = server.current;
    const place = await write((tx) => plantNode(tx, 'government_department', tree.county, '交通局'));
    await as('department_handler', place);
    const { id } = await taken();
    expect(await act(await clerk(), id, 'pause', { reason: 'disaster', text: '洪水冲断道路' })).toBe('ok');
    expect(await act(await clerk(), id, 'askTerm', { kind: 'extension', reason: '要等配件' })).toBe('ok');
    expect(await act(await clerk(), id, 'assign', { unitId: place.id, reason: '属交通局职责' })).toBe('ok');
    const handler = await as('department_handler', place);
    expect(await acts(handler, id)).toMatchObject({ ask: null, can: { resume: true } });
    const rows = await rowsOf<{ path: string; state: string }>(
      `select k.org_path as path, k.state from request_ask k join request_pause p using (request_id)
       where k.request_id = $1 and k.org_path = p.org_path`,
      [id],
    );
    expect(rows).toEqual([{ path: `${place.path}=${id}/`, state: 'dropped' }]);
    expect(await act(handler, id, 'resume')).toBe('ok');
  });

  test('at the county, where nobody stands above, is granted by another person', async () => {
    const { tree } = server.current;
    const { id } = await send();
    expect(await act(await worker(), id, 'assign', { unitId: tree.county.id, reason: '由县里办理' })).toBe('ok');
    const [one, two] = [await officer(), await officer()];
    expect(await act(one, id, 'take')).toBe('ok');
    expect(await act(one, id, 'askTerm', { kind: 'extension', reason: '要等配件' })).toBe('ok');
    expect(await todosOf(one, 'requests.asked')).not.toContain(id);
    expect(await act(one, id, 'decideTerm', { grant: true, reason: '自己同意自己' })).toBe('refused');
    expect(await todosOf(two, 'requests.asked')).toContain(id);
    expect(await act(two, id, 'decideTerm', { grant: true, reason: '情况属实' })).toBe('ok');
  });
});

describe('a planted clock', () => {
  test('stands as the commands would have left it', async () => {
    const { county, tree, write } = server.current;
    const { id } = await write((tx) => plantRequest(tx, county, { unit: village, area: village, state: 'taken' }));
    const extension = { on: first, deciderId: tree.townshipA.id };
    const pause = { reason: 'materials', from: '2026-11-27', until: '2026-12-01' } as const;
    await write((tx) => plantMoves(tx, county, id, { takenOn: first, pause, extension }));
    expect(await kept(id)).toEqual({ due: '2026-12-21', plain: '2026-12-03' });
    const seen = await view(await clerk(), id);
    expect(seen).toMatchObject({ dueOn: '2026-12-21', clock: { extendedOn: first, paused: null } });
    expect(seen.entries.map(({ kind }) => kind)).toEqual(['paused', 'resumed', 'extended']);
  });
});
