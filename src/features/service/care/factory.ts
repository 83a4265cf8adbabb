import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import type { CareReason, Occasion } from './rules.ts';
import { sealGiven, sealNote, sealVisit } from './visits/queries.ts';

interface Facts {
  readonly person: { readonly id: string; readonly path: string };
  readonly reasons?: readonly CareReason[];
  readonly occasion?: Occasion;
  readonly plannedOn?: string;
  /** When the visit took place; else it is planned. */
  readonly visitedOn?: string;
  /** Given at the visit. */
  readonly cents?: number;
}

/** A member who is cared for, with one visit. */
export const plantCare = async (
  tx: Tx,
  county: County,
  { person, reasons = ['ill'], occasion = 'routine', plannedOn = county.today(), visitedOn, cents }: Facts,
): Promise<{ readonly id: string; readonly visit: string }> => {
  const [id, visit] = [newId(), newId()];
  const filed = { person_id: person.id, org_path: person.path };
  await tx
    .insertInto('care_case')
    .values({
      id,
      ...filed,
      reasons: [...reasons],
      source: 'noted',
      ...sealNote(county, { note: '住院三个月', endReason: null }),
      since: plannedOn,
    })
    .execute();
  await tx
    .insertInto('care_visit')
    .values({
      id: visit,
      case_id: id,
      ...filed,
      occasion,
      planned_on: plannedOn,
      state: visitedOn === undefined ? 'planned' : 'done',
      visited_on: visitedOn ?? null,
      ...sealVisit(county, { visitor: '支部书记', words: visitedOn === undefined ? null : '身体好转' }),
    })
    .execute();
  if (cents !== undefined)
    await tx
      .insertInto('care_amount')
      .values({ id: newId(), visit_id: visit, ...filed, ...sealGiven(county, { cents, inKind: null }) })
      .execute();
  return { id, visit };
};
