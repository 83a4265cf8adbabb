import type { TodoSource } from '#platform/feature.ts';
import { requestPage } from '../../queries.ts';

/** What is overdue below, of which the own unit was told last. */
const lateRequests: TodoSource = {
  kind: 'requests.late',
  permission: 'requests.handle',
  link: '/requests?show=late',
  async list(db, scope, county, { limit }) {
    const { items, total } = await requestPage(db, scope, county, { show: 'late', limit });
    return {
      count: total,
      items: items.map(({ id, unitName, areaName, dueOn }) => ({
        id,
        params: { unit: unitName, area: areaName },
        link: `/requests/${id}`,
        dueOn,
        ruleId: 'request.escalate',
        why: 'requestsAbove',
      })),
    };
  },
};

/** More time, another procedure, a review: what the own unit has to decide. */
const askedRequests: TodoSource = {
  kind: 'requests.asked',
  permission: 'requests.handle',
  link: '/requests?show=asked',
  async list(db, scope, county, { limit }) {
    const { items, total } = await requestPage(db, scope, county, { show: 'asked', limit });
    const reviews = await db
      .selectFrom('request_review')
      .select(['request_id', 'due_on', 'level'])
      .where('unit_id', '=', scope.organisationId)
      .where('decided_on', 'is', null)
      .execute();
    const reviewOf = new Map(reviews.map((review) => [review.request_id, review]));
    return {
      count: total,
      items: items.map(({ id, unitName, areaName, dueOn }) => {
        const review = reviewOf.get(id);
        return {
          id,
          params: { unit: unitName, area: areaName },
          link: `/requests/${id}`,
          dueOn: review?.due_on ?? dueOn,
          ruleId: review === undefined ? null : review.level === 1 ? 'petition.review' : 'petition.recheck',
          why: 'requestsAbove',
        };
      }),
    };
  },
};

export const clockTodos: readonly TodoSource[] = [lateRequests, askedRequests];
