import type { TodoSource } from '#platform/feature.ts';
import { dueTermsOf } from '../terms/queries.ts';

/** Terms that end within the time of the reminder, or have ended. Whoever keeps the files of an organisation prepares for it. */
export const endingTerms: TodoSource = {
  kind: 'terms.ending',
  permission: 'members.edit',
  link: '/organisations/terms',
  async list(db, scope, county, { limit }) {
    const { items, total } = await dueTermsOf(db, scope, { limit, today: county.today() });
    const view = (term: (typeof items)[number]) => ({
      id: term.id,
      params: { organisation: term.organisation.shortName },
      link: `/organisations/${term.organisation.id}`,
      dueOn: term.dueOn,
      ruleId: term.ruleId,
      why: 'terms',
    });
    return { count: total, items: items.map(view) };
  },
};
