import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { TodoItem, TodoSource } from '#platform/feature.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import type { Calendar } from '#features/base/rules/calendar/rules.ts';
import { ruleAt, sources as ruleBooks } from '#features/base/rules/rules.ts';
import type { Todo, todoList } from '../contract.ts';
import { groups, standingOf, type Group } from '../rules.ts';

/** To-dos of one list that are shown among those of others, and where it stands alone. */
const shownOf = { each: 50, alone: 1_000 } as const;

type View = z.input<typeof Todo>;

const ruleView = (id: string | null, today: string): View['rule'] => {
  if (id === null) return null;
  const { article, source } = ruleAt(id, today);
  return { id, article, source: ruleBooks[source].title };
};

const todoView = (
  kind: string,
  item: TodoItem,
  today: string,
  calendar: Calendar,
): { readonly group: Group; readonly view: View } => {
  const { ruleId, ...plain } = item;
  const { group, ...standing } = standingOf(item.dueOn, today, calendar);
  return { group, view: { ...plain, ...standing, kind, rule: ruleView(ruleId, today) } };
};

/** Days first, the earliest before the others; what has no day keeps the order of its list. */
const byDay = (a: View, b: View): number =>
  a.dueOn === b.dueOn ? 0 : a.dueOn === null ? 1 : b.dueOn === null ? -1 : a.dueOn < b.dueOn ? -1 : 1;

/** What waits for the person of the scope, out of the lists of all features. */
export const todosOf = async (
  db: Db,
  scope: Scope,
  county: County,
  sources: readonly TodoSource[],
  kind: string | undefined,
): Promise<z.input<(typeof todoList)['reply']>> => {
  const open = sources.filter(
    (source) =>
      (source.permission === 'signed-in' || may(scope, source.permission)) &&
      (kind === undefined || source.kind === kind),
  );
  const [calendar, ...lists] = await Promise.all([
    readCalendar(db),
    ...open.map(async (source) => ({
      source,
      ...(await source.list(db, scope, county, { limit: kind === undefined ? shownOf.each : shownOf.alone })),
    })),
  ]);
  const today = county.today();
  const placed = lists.flatMap(({ source, items }) =>
    items.map((item) => todoView(source.kind, item, today, calendar)),
  );
  return {
    total: lists.reduce((sum, { count }) => sum + count, 0),
    sources: lists.map(({ source, count, items }) => ({
      kind: source.kind,
      count,
      shown: items.length,
      link: source.link,
    })),
    groups: groups.map((group) => ({
      group,
      items: placed
        .filter((one) => one.group === group)
        .map(({ view }) => view)
        .toSorted(byDay),
    })),
  };
};
