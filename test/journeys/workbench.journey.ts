import { expect, test } from 'vitest';
import { workbenchReads } from '../../bench/parts/workbench.ts';
import { desktop, settled, useStage } from './stage.ts';

const stage = useStage();

test.each(['township_worker', 'county_officer'] as const)(
  'the bench opens the workbench of a %s with the reads that its page makes',
  async (role) => {
    const { as, open, tree } = stage.current;
    const client = await as(role, { at: role === 'county_officer' ? tree.county : tree.townshipA });
    const { page, faults } = await open('/account', { client, view: desktop });
    await settled(page);
    const reads = new Set<string>();
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      if (request.method() === 'GET' && pathname.startsWith('/api/') && request.resourceType() === 'fetch')
        reads.add(`${pathname}${search}`);
    });
    await page.goto(new URL('/', page.url()).toString());
    const measured = workbenchReads.flat().toSorted();
    await expect.poll(() => [...reads].toSorted(), { timeout: 20_000 }).toEqual(measured);
    await settled(page);
    expect([...reads].toSorted()).toEqual(measured);
    expect(faults).toEqual([]);
  },
);
