import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import { drills, type Drill } from './drills/rules.ts';

export interface PlantedRight {
  readonly drill: Drill;
  readonly from?: string;
  readonly until?: string;
}

/** Rights of an account, all of them and for good where none is named. Needs the guard of accounts. */
export const plantDrills = async (
  tx: Tx,
  accountId: string,
  rights: readonly PlantedRight[] = drills.map((drill) => ({ drill })),
): Promise<void> => {
  for (const { drill, from = '2001-07-01', until = '2999-12-31' } of rights)
    await tx
      .insertInto('practice_right')
      .values({ id: newId(), account_id: accountId, drill, reason: '测试', from_on: from, until_on: until })
      .execute();
};
