import { sql } from 'kysely';
import type { Tx } from '#platform/db/types.ts';
import type { Remembered } from '../headings/rules.ts';

interface Owner {
  readonly organisationId: string;
  readonly path: string;
}

interface Lesson {
  readonly kind: 'heading' | 'branch';
  readonly text: string;
  readonly field?: string | null;
  readonly branchId?: string;
}

const learn = async (tx: Tx, owner: Owner, lessons: readonly Lesson[]): Promise<void> => {
  if (lessons.length === 0) return;
  await sql`
    insert into import_memory (organisation_id, kind, text, field, branch_id, org_path)
    select ${owner.organisationId}::uuid, l.kind, l.text, l.field, l."branchId", ${owner.path}
    from jsonb_to_recordset(${JSON.stringify(lessons)}::jsonb) as l(kind text, text text, field text, "branchId" uuid)
    on conflict (organisation_id, kind, text) do update
      set field = excluded.field, branch_id = excluded.branch_id, updated_at = now()`.execute(tx);
};

/** Remembers how a person read headings; null stands for "not read". */
export const rememberHeadings = (tx: Tx, owner: Owner, remembered: Remembered): Promise<void> =>
  learn(
    tx,
    owner,
    Object.entries(remembered).map(([text, field]) => ({ kind: 'heading', text, field })),
  );

export interface BranchLesson {
  /** Plain form of the name. */
  readonly text: string;
  readonly branchId: string | null;
}

/** Remembers which branches names mean; null forgets a name. */
export const rememberBranches = async (tx: Tx, owner: Owner, lessons: readonly BranchLesson[]): Promise<void> => {
  const forgotten = lessons.filter((lesson) => lesson.branchId === null).map((lesson) => lesson.text);
  if (forgotten.length > 0) {
    await tx
      .deleteFrom('import_memory')
      .where('organisation_id', '=', owner.organisationId)
      .where('kind', '=', 'branch')
      .where(sql<boolean>`text = any(${forgotten})`)
      .execute();
  }
  await learn(
    tx,
    owner,
    lessons.flatMap(({ text, branchId }) => (branchId === null ? [] : [{ kind: 'branch' as const, text, branchId }])),
  );
};
