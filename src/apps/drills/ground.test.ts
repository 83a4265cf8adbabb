import { expect, test } from 'vitest';
import { studyStatus } from '#features/education/study/status/contract.ts';
import { articleList } from '#features/insight/publishing/contract.ts';
import { appraisalList } from '#features/management/appraisals/contract.ts';
import { meetingList } from '#features/management/meetings/contract.ts';
import { careList } from '#features/service/care/contract.ts';
import { requestList } from '#features/service/requests/contract.ts';
import { wishList } from '#features/service/wishes/contract.ts';
import { useApp } from '#test/harness/app.ts';
import { drills } from '#features/education/practice/rules.ts';
import { begin, entered } from '#features/education/practice/factory.ts';

const app = useApp({ practice: true });

test.each(drills)('%s: a trainee finds a township that lives, and nobody else’s', async (drill) => {
  const people = [];
  for (let n = 0; n < 2; n += 1) people.push(await app.current.as('township_worker', { withoutDrills: true }));
  const runs = [];
  for (const one of people) runs.push(await entered(app.current, one, await begin(one, drill)));
  const seen = [];
  for (const trainee of runs) {
    const { items: meetings } = await trainee.call(meetingList, { query: { limit: 100 } });
    const each = new Set(meetings.map(({ organisationId }) => organisationId));
    expect([each.size, meetings.length > 40]).toEqual([2, true]);
    expect(meetings.filter(({ state }) => state === 'planned')).not.toEqual([]);
    seen.push(...each);
    expect((await trainee.call(appraisalList, { query: {} })).items).not.toEqual([]);
    expect((await trainee.call(requestList, { query: {} })).items).toHaveLength(drill === 'request' ? 3 : 1);
    expect((await trainee.call(articleList, { query: {} })).items).toHaveLength(drill === 'withdrawal' ? 3 : 1);
    expect((await trainee.call(careList, { query: {} })).items).toHaveLength(1);
    expect((await trainee.call(wishList, { query: {} })).items).toHaveLength(1);
    const { total } = await trainee.call(studyStatus, { query: {} });
    expect(total).toMatchObject({ leaders: 6 });
  }
  expect(new Set(seen).size).toBe(4);
});
