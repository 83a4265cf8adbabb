import type { TodoSource } from '#platform/feature.ts';
import { deadline } from '#features/base/rules/rules.ts';
import { keptOf } from '../queries.ts';
import { accountOf } from '../rules.ts';

/** Members whose dues have been open for months: to be talked with before the sixth is over. The branch's own matter. */
export const openArrears: TodoSource = {
  kind: 'dues.arrears',
  permission: 'dues.keep',
  // The sheet lists everybody who owes a month; this is the list of those that the rule reminds of.
  link: '/inbox?kind=dues.arrears',
  async list(db, scope, county, { limit }) {
    const today = county.today();
    const reminded = (await keptOf(db, scope)).flatMap(({ id, name, record }) => {
      const { alert, since } = accountOf(record, today);
      return alert === 'none' || since === null ? [] : [{ id, name, since }];
    });
    const items = reminded
      .toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))
      .slice(0, limit)
      .map(({ id, name, since }) => ({
        id,
        params: { name },
        link: '/dues?show=open',
        dueOn: deadline('dues.lapse', since).value,
        ruleId: 'dues.lapse',
        why: 'dues',
      }));
    return { count: reminded.length, items };
  },
};
