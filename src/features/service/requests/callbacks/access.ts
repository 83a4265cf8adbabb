import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';

/** Lists that the county has drawn: they lie at its own leaves. */
export const visibleDraws = (db: Db, scope: Scope) =>
  db.selectFrom('request_draw as d').where('d.org_path', '>=', scope.from).where('d.org_path', '<', scope.to);

export const visibleItems = (db: Db, scope: Scope) =>
  db.selectFrom('request_draw_item as i').where('i.org_path', '>=', scope.from).where('i.org_path', '<', scope.to);
