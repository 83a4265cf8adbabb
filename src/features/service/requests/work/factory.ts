import { matterPath } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import { suggestedPoints } from './points/rules.ts';
import type { TemplateAct } from './templates/rules.ts';

/** A task for a unit, open, of a request that lies anywhere. */
export const plantTask = async (
  tx: Tx,
  county: County,
  {
    requestId,
    unit,
    ask = '<b>请</b>核实路灯"由谁\' 管',
  }: {
    readonly requestId: string;
    readonly unit: { readonly id: string; readonly path: string };
    readonly ask?: string;
  },
): Promise<{ readonly id: string }> => {
  const id = newId();
  const request = await tx
    .selectFrom('service_request')
    .select(['org_path', 'unit_id', 'area_id', 'category', 'due_on'])
    .where('id', '=', requestId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('request_task')
    .values({
      id,
      request_id: requestId,
      org_path: request.org_path,
      to_path: matterPath(unit.path, id),
      from_unit_id: request.unit_id,
      unit_id: unit.id,
      area_id: request.area_id,
      category: request.category,
      due_on: request.due_on,
      sealed: county.crypto.encrypt(JSON.stringify({ ask, quotes: [], reply: null })),
      key_id: county.crypto.currentKeyId,
      asked_by: '某经办人',
      asked_at: county.now().toISOString(),
    })
    .execute();
  return { id };
};

/** The points of a request as the rule suggests them, all marked. */
export const plantPoints = async (tx: Tx, county: County, requestId: string, text: string): Promise<void> => {
  const { org_path } = await tx
    .selectFrom('service_request')
    .select('org_path')
    .where('id', '=', requestId)
    .executeTakeFirstOrThrow();
  const rows = suggestedPoints(text).map((one, position) => ({
    id: newId(),
    request_id: requestId,
    org_path,
    round: 0,
    position,
    aside: false,
    sealed: county.crypto.encrypt(one.text),
    key_id: county.crypto.currentKeyId,
    actor: '某经办人',
  }));
  if (rows.length > 0) await tx.insertInto('request_issue').values(rows).execute();
};

export const plantTemplate = async (
  tx: Tx,
  county: County,
  {
    act = 'answer',
    category = null,
    name = '<b>收悉</b> "答复\'',
    text = '您反映的问题收悉。经核实，答复如下：',
  }: {
    readonly act?: TemplateAct;
    readonly category?: string | null;
    readonly name?: string;
    readonly text?: string;
  } = {},
): Promise<{ readonly id: string }> => {
  const id = newId();
  await tx
    .insertInto('request_template')
    .values({ id, act, category, name, text, changed_at: county.now().toISOString() })
    .execute();
  return { id };
};
