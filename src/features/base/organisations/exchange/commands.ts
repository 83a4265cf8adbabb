import type { z } from 'zod';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/types.ts';
import type { UploadedFile } from '#platform/http/route.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { changeOrganisation } from '../detail/commands.ts';
import { conclude, moveOrganisation, retitleOrganisation, type At, type Paper } from '../events/commands.ts';
import { lockTree } from '../filing/commands.ts';
import { insertNode } from '../periods/commands.ts';
import { organisationRow } from '../queries.ts';
import type { ImportPlan } from './contract.ts';
import { digestOf, knownOrganisations, readOrganisations } from './queries.ts';
import { parentsFirst, planImport, type ParentRef, type PlannedRow } from './rules.ts';

const shownRows = 2_000;

const planOf = async (tx: Tx, { scope, county }: At, file: { readonly id: string; readonly name: string }) => {
  const { rows, ignored } = await readOrganisations(county, file);
  return { plan: planImport(rows, await knownOrganisations(tx, scope), county.today()), ignored };
};

/** Keeps the file and tells what it would change. @throws AppError refused for what is no sheet of organisations */
export const previewImport = async (tx: Tx, at: At, file: UploadedFile): Promise<z.input<typeof ImportPlan>> => {
  const { scope } = at;
  await tx
    .insertInto('file')
    .values({
      id: file.id,
      org_path: scope.path,
      name: file.name,
      media_type: file.mediaType,
      size: file.size,
      digest: file.digest,
      key_id: file.keyId,
      account_id: scope.accountId,
    })
    .execute();
  const { plan, ignored } = await planOf(tx, at, file);
  audit(tx, { action: 'organisations.previewImport', entity: 'file', entityId: file.id, path: scope.path });
  const count = (action: PlannedRow['action']): number => plan.filter((row) => row.action === action).length;
  return {
    fileId: file.id,
    fileName: file.name,
    digest: digestOf(plan),
    counts: { new: count('new'), changed: count('changed'), unchanged: count('unchanged'), wrong: count('wrong') },
    rows: plan
      .filter((row) => row.action !== 'unchanged')
      .slice(0, shownRows)
      .map(({ line, action, name, changes, problems }) => ({
        line,
        action,
        name,
        changes: [...changes],
        problems: problems.map((each) => ({
          field: each.field,
          message: each.message,
          ...(each.params === undefined ? {} : { params: { ...each.params } }),
        })),
      })),
    ignored: [...ignored],
  };
};

interface Dated extends Paper {
  readonly on: string;
}

interface Made {
  readonly id: string;
  readonly path: string;
  readonly since: string;
}

const createRows = async (tx: Tx, at: At, plan: readonly PlannedRow[], dated: Dated): Promise<Map<number, Made>> => {
  const made = new Map<number, Made>();
  const placeOf = async (ref: ParentRef): Promise<Made> => {
    const planted = 'line' in ref ? made.get(ref.line) : undefined;
    if (planted) return planted;
    const id = 'id' in ref ? ref.id : (plan.find((row) => row.line === ref.line)?.id ?? '');
    const row = await organisationRow(tx, at.scope, id);
    return { id: row.id, path: row.path, since: row.founded_on ?? '0001-01-01' };
  };
  for (const row of parentsFirst(plan.filter((each) => each.action === 'new'))) {
    if (row.parent === null || row.type === null) throw notFound();
    const parent = await placeOf(row.parent);
    const founded = row.facts.foundedOn ?? dated.on;
    // Older than what it hangs below: in the tree it appears with its parent.
    const since = founded < parent.since ? parent.since : founded;
    const { code, divisionCode, unitRelation, unitCode, phone, address, shortName } = row.facts;
    const facts = {
      founded_on: founded,
      code: code ?? null,
      division_code: divisionCode ?? null,
      unit_relation: unitRelation ?? null,
      unit_code: unitCode ?? null,
      phone: phone ?? null,
      address: address ?? null,
    };
    const node = await insertNode(tx, { parent, type: row.type, name: row.name, shortName, on: since, facts });
    made.set(row.line, { ...node, since });
    await conclude(tx, at, {
      ...dated,
      on: since,
      id: node.id,
      kind: 'created',
      before: {},
      after: { name: row.name, type: row.type, code: code ?? null },
      paths: [node.path],
    });
  }
  return made;
};

const titleFields = new Set(['name', 'shortName', 'parentName']);

interface Done {
  renamed: number;
  moved: number;
  changed: number;
}

const changeRow = async (
  tx: Tx,
  at: At,
  row: PlannedRow,
  dated: Dated & { readonly made: ReadonlyMap<number, Made>; readonly done: Done },
): Promise<void> => {
  const id = row.id ?? '';
  const { on, reason, document, made, done } = dated;
  const current = () => organisationRow(tx, at.scope, id);
  const fields = new Set(row.changes.map((change) => change.field));
  if (fields.has('name') || fields.has('shortName')) {
    const { version, short_name } = await current();
    await retitleOrganisation(tx, at, {
      id,
      version,
      name: row.name,
      shortName: row.facts.shortName ?? (fields.has('name') ? row.name : short_name),
      on,
      reason,
      document,
    });
    done.renamed += 1;
  }
  if (fields.has('parentName') && row.parent !== null) {
    const targetId = 'id' in row.parent ? row.parent.id : (made.get(row.parent.line)?.id ?? '');
    await moveOrganisation(tx, at, { id, version: (await current()).version, targetId, on, reason, document });
    done.moved += 1;
  }
  if ([...fields].some((field) => !titleFields.has(field))) {
    const {
      name: _name,
      shortName: _short,
      type: _type,
      foundedOn: _founded,
      parentCode: _code,
      parentName: _parent,
      ...facts
    } = row.facts;
    await changeOrganisation(tx, at, id, { ...facts, version: (await current()).version, reason });
    done.changed += 1;
  }
};

/** At which row a refusal arose, so that the sheet can be mended. */
const atLine = async <T>(line: number, work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') {
      throw new AppError('invalid', {
        problems: (error.details.problems ?? []).map((each) => ({
          ...each,
          path: `rows.${line}.${each.path.replace('body.', '')}`,
        })),
      });
    }
    throw error;
  }
};

/** Writes the whole sheet in one transaction, exactly as it was shown. @throws AppError stale, refused, invalid, not_found */
export const commitImport = async (tx: Tx, at: At, fileId: string, input: Dated & { readonly digest: string }) => {
  await lockTree(tx, at.county);
  const file = await tx
    .selectFrom('file')
    .select(['id', 'name', 'account_id'])
    .where('id', '=', fileId)
    .executeTakeFirst();
  if (!file || file.account_id !== at.scope.accountId) throw notFound();
  if (input.on > at.county.today())
    throw new AppError('invalid', {
      problems: [{ path: 'body.on', message: 'event_future', params: { today: at.county.today() } }],
    });
  const { plan } = await planOf(tx, at, file);
  if (digestOf(plan) !== input.digest) throw new AppError('stale', { message: 'import_tree_changed' });
  if (plan.some((row) => row.action === 'wrong')) throw new AppError('refused', { message: 'import_rows_wrong' });
  const dated: Dated = { on: input.on, reason: input.reason, document: input.document };
  const made = await createRows(tx, at, plan, dated);
  const done: Done = { renamed: 0, moved: 0, changed: 0 };
  for (const row of plan.filter((each) => each.action === 'changed'))
    await atLine(row.line, changeRow(tx, at, row, { ...dated, made, done }));
  audit(tx, {
    action: 'organisations.import',
    entity: 'file',
    entityId: fileId,
    path: at.scope.path,
    reason: input.reason ?? null,
    changes: [
      { field: 'created', from: null, to: made.size },
      ...Object.entries(done).map(([field, to]) => ({ field, from: null, to })),
    ],
  });
  return { created: made.size, ...done };
};
