import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';

interface Facts {
  readonly category: string;
  /** A unit that handles requests; without one the township-level unit above the place answers. */
  readonly unit?: { readonly id: string };
  readonly area?: { readonly id: string };
  readonly reason: string;
}

/** A line of the catalogue of responsibilities, as if the county had set it. */
export const plantDuty = async (tx: Tx, { category, unit, area, reason }: Facts): Promise<{ readonly id: string }> => {
  const id = newId();
  await tx
    .insertInto('request_duty')
    .values({
      id,
      category,
      area_id: area?.id ?? null,
      level: unit === undefined ? 'above' : 'unit',
      unit_id: unit?.id ?? null,
      reason,
      set_by: '县委组织部',
    })
    .execute();
  return { id };
};
