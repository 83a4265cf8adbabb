import type { TodoSource } from '#platform/feature.ts';
import { notFound } from '#shared/errors.ts';
import { transferPage, transferRow, standingOf, walkerOfRow } from '../queries.ts';
import { stepsOf, type Step } from '../rules.ts';
import { walk } from '../walking/commands.ts';

/** Steps that need nothing but a yes: taking the member in from today on, sending the receipt back. */
const plainSteps: readonly Step[] = ['accept', 'receipt'];
const plainOf = (can: readonly Step[]): Step | undefined => plainSteps.find((step) => can.includes(step));

/** Transfers whose next step lies with the organisation of the role. */
export const waitingTransfers: TodoSource = {
  kind: 'transfers.waiting',
  permission: 'transfers.read',
  link: '/transfers?queue=todo',
  async list(db, scope, county, { limit }) {
    const { items, counts } = await transferPage(db, scope, county, { queue: 'todo', limit });
    const view = ({ id, version, member, dueOn, dueWhy, waitsFor, can }: (typeof items)[number]) => ({
      id,
      params: { name: member.name },
      link: `/transfers/${id}`,
      dueOn,
      ruleId: dueWhy?.ruleId ?? null,
      why: `transfers.${waitsFor ?? 'origin_branch'}`,
      ...(plainOf(can) === undefined ? {} : { finish: version }),
    });
    return { count: counts.todo, items: items.map(view) };
  },
  async finish(tx, scope, county, { id, version }) {
    const row = await transferRow(tx, scope, id);
    const step = plainOf(stepsOf(standingOf(row), walkerOfRow(scope, row)));
    if (step === undefined) throw notFound();
    await walk(tx, scope, county, id, { step, version });
  },
};
