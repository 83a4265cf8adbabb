import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { checkDocument } from '#platform/documents/template-gate.ts';
import { checkPlaces } from '#platform/documents/template.ts';
import type { UploadedFile } from '#platform/http/route.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { hasSecrecyMark } from '#features/base/members/index.ts';
import { holdOwnPath } from '#features/base/organisations/index.ts';
import { visibleTemplates } from '../access.ts';
import { hasForm } from '../packs/forms.ts';
import { papers, type PaperId } from '../packs/papers.ts';
import { knownPlaces } from '../rules.ts';
import { templateLine } from './queries.ts';

interface Content {
  readonly file_id: string | null;
  readonly file_name: string | null;
  readonly size: number | null;
}

const newest = (tx: Tx, scope: Scope, paper: PaperId) =>
  visibleTemplates(tx, scope)
    .selectAll('t')
    .where('t.organisation_id', '=', scope.organisationId)
    .where('t.paper', '=', paper)
    .orderBy('t.version', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Adds a version. Two who upload at once meet at the organisation's row, which is held. */
const addVersion = async (
  tx: Tx,
  scope: Scope,
  {
    paper,
    path,
    action,
    content,
  }: { readonly paper: PaperId; readonly path: string; readonly action: string; readonly content: Content },
) => {
  if (scope.organisationId === null) throw notFound();
  const last = await newest(tx, scope, paper);
  const id = newId();
  await tx
    .insertInto('admission_template')
    .values({
      id,
      organisation_id: scope.organisationId,
      paper,
      version: (last?.version ?? 0) + 1,
      made_by: scope.actor,
      ...content,
    })
    .execute();
  audit(tx, { action, entity: 'admission_template', entityId: id, path, reason: papers[paper].title[0] });
  touch(tx, 'admission_templates', { path });
  return templateLine(tx, scope, paper);
};

/** @throws AppError invalid with everything that keeps it from being a form of this paper */
const checkUpload = async (county: County, paper: PaperId, file: UploadedFile): Promise<void> => {
  if (!file.name.toLowerCase().endsWith('.docx')) throw invalid('file', 'template.no_document');
  if (hasSecrecyMark(file.name)) throw invalid('file', 'scan_secret');
  const folder = await mkdtemp(join(tmpdir(), 'zhibu-form-'));
  try {
    const path = join(folder, 'form.docx');
    await county.files.copyTo(file.id, path);
    await checkDocument(path);
    checkPlaces(await readFile(path), knownPlaces, papers[paper].required);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

export const uploadTemplate = async (tx: Tx, scope: Scope, county: County, paper: PaperId, file: UploadedFile) => {
  if (!hasForm(paper)) throw notFound();
  await checkUpload(county, paper, file);
  const path = await holdOwnPath(tx, scope);
  await tx
    .insertInto('file')
    .values({
      id: file.id,
      org_path: path,
      name: file.name,
      media_type: file.mediaType,
      size: file.size,
      digest: file.digest,
      key_id: file.keyId,
      account_id: scope.accountId,
    })
    .execute();
  const content = { file_id: file.id, file_name: file.name, size: file.size };
  return addVersion(tx, scope, { paper, path, action: 'admission.uploadTemplate', content });
};

/** @throws AppError conflict where no form of the own is in use */
export const resetTemplate = async (tx: Tx, scope: Scope, paper: PaperId) => {
  const path = await holdOwnPath(tx, scope);
  const last = await newest(tx, scope, paper);
  if (!last?.file_id) throw new AppError('conflict', { message: 'template.is_default' });
  const content = { file_id: null, file_name: null, size: null };
  return addVersion(tx, scope, { paper, path, action: 'admission.resetTemplate', content });
};

/** @throws AppError not_found for a version that is not the own organisation's, or that held no form */
export const restoreTemplate = async (tx: Tx, scope: Scope, paper: PaperId, version: string) => {
  const path = await holdOwnPath(tx, scope);
  const row = await visibleTemplates(tx, scope)
    .selectAll('t')
    .where('t.id', '=', version)
    .where('t.paper', '=', paper)
    .where('t.organisation_id', '=', scope.organisationId)
    .executeTakeFirst();
  if (!row?.file_id) throw notFound();
  const content = { file_id: row.file_id, file_name: row.file_name, size: row.size };
  return addVersion(tx, scope, { paper, path, action: 'admission.restoreTemplate', content });
};
