import type { Db } from '#platform/db/types.ts';
import type { ImportField, Remembered } from '../headings/rules.ts';

/** What people of an organisation have taught: headings by plain heading, branches by plain name. */
export interface Memory {
  readonly headings: Remembered;
  readonly branches: ReadonlyMap<string, string>;
}

export const memoryOf = async (db: Db, organisationId: string): Promise<Memory> => {
  const rows = await db
    .selectFrom('import_memory')
    .select(['kind', 'text', 'field', 'branch_id'])
    .where('organisation_id', '=', organisationId)
    .execute();
  return {
    headings: Object.fromEntries(
      rows.filter((row) => row.kind === 'heading').map((row) => [row.text, row.field as ImportField | null]),
    ),
    branches: new Map(rows.flatMap((row) => (row.branch_id === null ? [] : [[row.text, row.branch_id]]))),
  };
};
