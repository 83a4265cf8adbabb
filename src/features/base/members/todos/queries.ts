import type { TodoSource } from '#platform/feature.ts';
import { correctionPage } from '../corrections/queries.ts';
import { visibleBatches } from '../import/access.ts';

/** Corrections that members ask for. */
const waitingCorrections: TodoSource = {
  kind: 'corrections.waiting',
  permission: 'corrections.decide',
  link: '/members/corrections',
  async list(db, scope, county, { limit }) {
    const { items, waiting } = await correctionPage(db, scope, county, { state: 'waiting', limit });
    const view = ({ id, name, branchName }: (typeof items)[number]) => ({
      id,
      params: { name, branch: branchName },
      link: '/members/corrections',
      dueOn: null,
      ruleId: null,
      why: 'corrections',
    });
    return { count: waiting, items: items.map(view) };
  },
};

/** Rosters that were read and wait for a person to map, mend or commit them. */
const openImports: TodoSource = {
  kind: 'imports.open',
  permission: 'members.import',
  // The page of imports lists the finished ones as well; this is the list that has as many.
  link: '/inbox?kind=imports.open',
  async list(db, scope, _county, { limit }) {
    const open = visibleBatches(db, scope).where('b.state', 'in', ['mapping', 'preview']);
    const [rows, { count }] = await Promise.all([
      open.select(['b.id', 'b.file_name']).orderBy('b.id').limit(limit).execute(),
      open.select((e) => e.fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
    ]);
    const items = rows.map((row) => ({
      id: row.id,
      params: { file: row.file_name },
      link: `/members/imports/${row.id}`,
      dueOn: null,
      ruleId: null,
      why: 'imports',
    }));
    return { count, items };
  },
};

export const memberTodos: readonly TodoSource[] = [waitingCorrections, openImports];
