import { matterPath } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { loadSegmenter } from '#platform/text/segment.ts';
import { newId } from '#shared/ids.ts';
import { plantRequest } from '../factory.ts';
import { tellingWords } from '../learning/suggesting/rules.ts';
import { sealProposed } from './access.ts';

interface Place {
  readonly id: string;
  readonly path: string;
}

interface Facts {
  readonly unit: Place;
  readonly unitName?: string;
  readonly area: Place;
  readonly category?: string;
  readonly question?: string;
  readonly answer?: string;
  readonly state?: 'proposed' | 'published';
}

/** An answer proposed by one person, and published by another where it is. */
export const plantAnswer = async (
  tx: Tx,
  county: County,
  {
    unit,
    unitName = '某村',
    area,
    category = 'roads',
    question = '村里的路灯坏了找谁修？',
    answer = '请找村里的网格员登记，三个工作日内维修。',
    state = 'proposed',
  }: Facts,
): Promise<{ readonly id: string }> => {
  const { id: request } = await plantRequest(tx, county, { unit, area, category, text: question, state: 'closed' });
  const id = newId();
  const at = county.now().toISOString();
  const { cutForSearch } = await loadSegmenter();
  const review =
    state === 'proposed'
      ? {}
      : {
          question,
          answer,
          words: tellingWords(cutForSearch(question)),
          reviewed_by: newId(),
          reviewer: '审核人',
          reviewed_at: at,
        };
  await tx
    .insertInto('published_answer')
    .values({
      id,
      request_id: request,
      org_path: matterPath(unit.path, request),
      unit_name: unitName,
      category,
      state,
      ...sealProposed(county, { question, answer }),
      proposed_by: newId(),
      proposer: '经办人',
      proposed_at: at,
      ...review,
    })
    .execute();
  return { id };
};
