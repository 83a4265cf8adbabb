import type { Selectable } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { may } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { TodoHandover } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';
import type { TodoItem, TodoSource } from '#platform/feature.ts';
import { holdersAt, type Holder } from '#features/base/accounts/index.ts';
import { notFound } from '#shared/errors.ts';

export type HandoverRow = Selectable<TodoHandover>;

/** To-dos that somebody has in hand, however many there are: a list of more is no list of things to do. */
export const mostTodos = 1_000;

/** Handovers that are open, of which the account is one of the two: the policy's own words. */
export const visibleHandovers = (db: Db, scope: Scope) =>
  db
    .selectFrom('todo_handover as h')
    .where((e) => e.or([e('h.from_account', '=', scope.accountId), e('h.to_account', '=', scope.accountId)]))
    .where('h.ended_at', 'is', null);

/** The kind as the role has it. @throws AppError not_found */
export const sourceFor = (scope: Scope, sources: readonly TodoSource[], kind: string): TodoSource => {
  const source = sources.find((one) => one.kind === kind);
  if (source === undefined || (source.permission !== 'signed-in' && !may(scope, source.permission))) throw notFound();
  return source;
};

export interface Matter {
  readonly kind: string;
  readonly item: string;
}

/** The to-do, where it waits for whoever the scope is; undefined where it does not. */
export const waitingFor = async (
  db: Db,
  scope: Scope,
  county: County,
  source: TodoSource,
  item: string,
): Promise<TodoItem | undefined> =>
  (await source.list(db, scope, county, { limit: mostTodos })).items.find(({ id }) => id === item);

/** Who else has the same matter waiting at the same organisation. @throws AppError not_found where it does not wait for the asker */
export const takersOf = async (
  db: Db,
  scope: Scope,
  county: County,
  { source, item }: { readonly source: TodoSource; readonly item: string },
): Promise<Holder[]> => {
  if (scope.organisationId === null || (await waitingFor(db, scope, county, source, item)) === undefined)
    throw notFound();
  const holders = await holdersAt(county, scope.organisationId, source.permission);
  const others = holders.filter(({ accountId }) => accountId !== scope.accountId);
  const found = await Promise.all(
    others.map(async (one) => ({
      one,
      waits: await waitingFor(county.read(one.scope), one.scope, county, source, item),
    })),
  );
  return found.flatMap(({ one, waits }) => (waits === undefined ? [] : [one]));
};
