import { sql } from 'kysely';
import type { TodoSource } from '#platform/feature.ts';
import { visibleCourses } from '../access.ts';
import { isReviewable } from '../queries.ts';
import { tasksWaiting } from '../tasks/queries.ts';

/** Tasks on site that members of the branch say they have done. */
const waitingTasks: TodoSource = {
  kind: 'courses.tasks',
  permission: 'courses.confirm',
  link: '/education/tasks',
  async list(db, scope, _county, { limit }) {
    const { items } = await tasksWaiting(db, scope);
    return {
      count: items.length,
      items: items.slice(0, limit).map(({ id, task, personName }) => ({
        id,
        params: { task, name: personName },
        link: '/education/tasks',
        dueOn: null,
        ruleId: null,
        why: 'courses.tasks',
      })),
    };
  },
};

/** Courses of the range that wait for a second person: what this one may review, having written none of it. */
const waitingReviews: TodoSource = {
  kind: 'courses.review',
  permission: 'courses.review',
  link: '/education/courses?show=mine',
  async list(db, scope, _county, { limit }) {
    const rows = await visibleCourses(db, scope)
      .select(['c.id', 'c.title', sql<number>`count(*) over ()::int4`.as('count')])
      .where(isReviewable(scope))
      .orderBy('c.changed_at')
      .limit(limit)
      .execute();
    return {
      count: rows[0]?.count ?? 0,
      items: rows.map(({ id, title }) => ({
        id,
        params: { title },
        link: `/education/courses/${id}`,
        dueOn: null,
        ruleId: null,
        why: 'courses.review',
      })),
    };
  },
};

export const courseTodos: readonly TodoSource[] = [waitingTasks, waitingReviews];
