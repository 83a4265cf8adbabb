import type { TodoSource } from '#platform/feature.ts';
import { reviewable } from '../queries.ts';

const stemLength = 40;

/** Questions that somebody submitted and this person may review, having written nothing of them. */
const waitingReviews: TodoSource = {
  kind: 'bank.review',
  permission: 'bank.review',
  link: '/education/bank?show=reviewable',
  async list(db, scope, _county, { limit }) {
    const rows = await reviewable(db, scope, limit);
    return {
      count: rows[0]?.count ?? 0,
      items: rows.map(({ id, stem }) => ({
        id,
        params: { stem: stem.length > stemLength ? `${stem.slice(0, stemLength)}…` : stem },
        link: `/education/bank/${id}`,
        dueOn: null,
        ruleId: null,
        why: 'bank.review',
      })),
    };
  },
};

export const bankTodos: readonly TodoSource[] = [waitingReviews];
