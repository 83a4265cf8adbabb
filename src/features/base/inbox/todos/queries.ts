import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { TodoItem, TodoSource } from '#platform/feature.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import type { Calendar } from '#features/base/rules/calendar/rules.ts';
import { ruleAt, sources as ruleBooks } from '#features/base/rules/rules.ts';
import type { Todo, todoList } from '../contract.ts';
import { mostTodos, visibleHandovers, type HandoverRow } from '../handover/queries.ts';
import { groups, standingOf, type Group } from '../rules.ts';

/** To-dos of one list that are shown among those of others, and where it stands alone. */
const shownOf = { each: 50, alone: mostTodos } as const;

type View = z.input<typeof Todo>;

const ruleView = (id: string | null, today: string): View['rule'] => {
  if (id === null) return null;
  const { article, source } = ruleAt(id, today);
  return { id, article, source: ruleBooks[source].title };
};

const handoverView = (row: HandoverRow | undefined, account: string | null): View['handover'] => {
  if (row === undefined) return null;
  const given = row.from_account === account;
  const { id, note } = row;
  return {
    id,
    direction: given ? 'given' : 'taken',
    name: given ? row.to_name : row.from_name,
    note,
    at: row.created_at,
  };
};

interface Clock {
  readonly today: string;
  readonly calendar: Calendar;
}

const todoView = (
  { kind, takesNote = false }: TodoSource,
  item: TodoItem,
  { today, calendar }: Clock,
  handover: View['handover'],
): { readonly group: Group; readonly view: View } => {
  const { ruleId, finish, ...plain } = item;
  const { group, ...standing } = standingOf(item.dueOn, today, calendar);
  const view = {
    ...plain,
    ...standing,
    kind,
    rule: ruleView(ruleId, today),
    finish: finish ?? null,
    takesNote,
    handover,
  };
  return { group: handover?.direction === 'given' ? 'handed' : group, view };
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
  const [calendar, handed, ...lists] = await Promise.all([
    readCalendar(db),
    visibleHandovers(db, scope).selectAll('h').where('h.organisation_id', '=', scope.organisationId).execute(),
    ...open.map(async (source) => ({
      source,
      ...(await source.list(db, scope, county, { limit: kind === undefined ? shownOf.each : shownOf.alone })),
    })),
  ]);
  const clock = { today: county.today(), calendar };
  const byMatter = new Map(handed.map((row) => [`${row.kind} ${row.item}`, row]));
  const placed = lists.flatMap(({ source, items }) =>
    items.map((item) =>
      todoView(source, item, clock, handoverView(byMatter.get(`${source.kind} ${item.id}`), scope.accountId)),
    ),
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
