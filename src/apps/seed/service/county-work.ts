/** What the county does with requests that have ended: answers for everybody to read, calls at random, marks; and what it keeps ready. */
import { sql } from 'kysely';
import { createHash } from 'node:crypto';
import { matterPath } from '#platform/access/scope.ts';
import { loadSegmenter } from '#platform/text/segment.ts';
import { hashOfKey, keyOf } from '#features/insight/exchange/keys/queries.ts';
import { drawOrder } from '#features/service/requests/callbacks/queries.ts';
import { tellingWords } from '#features/service/requests/learning/suggesting/rules.ts';
import { sealProposed } from '#features/service/requests/published/access.ts';
import type { TemplateAct } from '#features/service/requests/work/templates/rules.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import { landmarks } from '../landmarks.ts';
import { bytes } from '../loading.ts';
import { mix, random, textSeed } from '../random.ts';
import type { Service } from './desk.ts';
import type { Kept } from './requests.ts';

const published = 14;
const proposed = 2;

/** One of each category, the newest ones; as they stand in the catalogue of texts, which names nobody. */
const putAnswers = async (service: Service, kept: readonly Kept[]): Promise<void> => {
  const { loader, county, actorOf, holdings, at, now } = service;
  const { cutForSearch } = await loadSegmenter();
  const reviewer = holdings.find(({ organisationId }) => organisationId === at(landmarks.county).id);
  const seen = new Set<string>();
  const good = kept.toReversed().filter(([, { state, category, reopened, kind, lines }]) => {
    const fits =
      state === 'closed' && !reopened && kind !== 'praise' && !/^(conduct|neighbours|land\.taking)/.test(category);
    const answered = lines.some(({ points }) => (points?.length ?? 0) > 0);
    if (!fits || !answered || seen.has(category)) return false;
    seen.add(category);
    return true;
  });
  for (const [n, [id, plan]] of good.slice(0, published + proposed).entries()) {
    const line = plan.lines.find(({ kind }) => kind === 'answered');
    const question = plan.quotes.join('');
    const answer = line?.text ?? '';
    const isOut = n >= proposed;
    const when = Math.min(line?.at ?? now, now - 86_400_000) + 3_600_000;
    const { sealed, key_id } = sealProposed(county, { question, answer });
    loader.put('published_answer', {
      id: newId(),
      request_id: id,
      org_path: matterPath(plan.unit.path, id),
      unit_name: plan.unit.seed.shortName,
      category: plan.category,
      state: isOut ? 'published' : 'proposed',
      sealed: bytes(sealed),
      key_id,
      question: isOut ? question : null,
      answer: isOut ? answer : null,
      words: isOut ? tellingWords(cutForSearch(question)) : null,
      proposed_by: newId(),
      proposer: actorOf(plan.unit),
      proposed_at: new Date(when).toISOString(),
      reviewed_by: isOut ? (reviewer?.personId ?? newId()) : null,
      reviewer: isOut ? (reviewer?.name ?? '审核人') : null,
      reviewed_at: isOut ? new Date(when + 7_200_000).toISOString() : null,
    });
  }
  await loader.flush();
};

/** A list to call back, drawn by its seed from all that ended in a month; half of it has been called. */
const putDraw = async (service: Service, kept: readonly Kept[]): Promise<void> => {
  const { tx, at, today, chance, now, holdings } = service;
  const [from, until] = [addDays(today, -45), addDays(today, -15)];
  const county = at(landmarks.county);
  const pool = kept.filter(([, { endedOn, answeredOn, state, thanks, unit }, { hideName }]) => {
    const on = endedOn ?? answeredOn;
    const ended = ['answered', 'closed', 'refused'].includes(state) && on !== null && on >= from && on <= until;
    return ended && thanks !== true && !hideName && unit.id !== county.id;
  });
  const phones = new Set(pool.filter(([, , { phone }]) => phone !== null).map(([id]) => id));
  const seed = createHash('sha256').update(`callbacks ${today}`).digest('hex').slice(0, 32);
  const order = drawOrder(
    seed,
    pool.map(([id]) => id),
  );
  const drawn = order.filter((id) => phones.has(id)).slice(0, 12);
  if (drawn.length === 0) return;
  const id = newId();
  const path = matterPath(county.path, id);
  const actor = holdings.find(({ role }) => role === 'county_officer')?.name ?? '';
  await tx
    .insertInto('request_draw')
    .values({
      id,
      org_path: path,
      seed,
      from_on: from,
      until_on: until,
      size: 12,
      pool: pool.length,
      actor,
      drawn_at: new Date(now - 4 * 86_400_000).toISOString(),
    })
    .execute();
  const outcomes = ['rated', 'rated', 'not_reached', 'rated', 'declined', 'rated'] as const;
  const plans = new Map(kept.map(([one, plan]) => [one, plan]));
  for (const [n, requestId] of drawn.entries()) {
    const outcome = outcomes[n] ?? null;
    const called = outcome === null ? { outcome } : { outcome, called_on: addDays(today, -3), actor };
    await tx
      .insertInto('request_draw_item')
      .values({ draw_id: id, request_id: requestId, org_path: path, place: n + 1, ...called })
      .execute();
    const plan = plans.get(requestId);
    if (outcome !== 'rated' || plan === undefined) continue;
    await tx
      .insertInto('request_rating')
      .values({
        request_id: requestId,
        channel: 'callback',
        org_path: matterPath(county.path, requestId),
        unit_id: plan.unit.id,
        area_id: plan.area.id,
        category: plan.category,
        grade: chance.pick(['very_satisfied', 'satisfied', 'satisfied', 'fair'] as const),
        rated_at: new Date(now - 3 * 86_400_000).toISOString(),
      })
      .execute();
  }
};

const grounds = ['foreign', 'legal_way', 'not_possible', 'repeated'] as const;
const groundWords = [
  '事项属于上级部门审批权限。',
  '已进入仲裁程序，应由仲裁决定。',
  '管线迁改需省级立项，当前无法实施。',
  '同一事项此前已经答复。',
];

/** Said by the township of what its office and villages could not do. */
const putMarks = async (service: Service, kept: readonly Kept[]): Promise<void> => {
  const { tx, county, at, actorOf, today } = service;
  const by = at(landmarks.demoTownship);
  const late = kept.filter(
    ([, { unit, state, answeredOn, plainDueOn }]) =>
      unit.path.startsWith(by.path) && state === 'closed' && (answeredOn ?? '') > plainDueOn,
  );
  for (const [n, [id, plan]] of late.slice(0, 4).entries())
    await tx
      .insertInto('request_mark')
      .values({
        id: newId(),
        request_id: id,
        unit_id: plan.unit.id,
        org_path: matterPath(plan.unit.path, id),
        by_id: by.id,
        actor: actorOf(by),
        ground: grounds[n] ?? 'foreign',
        sealed: county.crypto.encrypt(JSON.stringify({ text: groundWords[n] ?? '' })),
        key_id: county.crypto.currentKeyId,
        marked_on: addDays(today, -n - 1),
      })
      .execute();
};

const templates: readonly (readonly [act: TemplateAct, category: string | null, name: string, text: string])[] = [
  ['answer', null, '一般答复', '您反映的问题收悉，现答复如下。\n如有疑问，请再与我们联系。'],
  ['answer', 'roads', '路面修复', '您反映的路面问题收悉。经现场查看，已安排施工，预计完成时间为　　。'],
  ['answer', 'sanitation', '环境卫生整改', '您反映的环境卫生问题收悉。已责成责任单位整改，整改结果为　　。'],
  ['refuse', null, '不属于受理范围', '您反映的事项不属于本平台受理范围。'],
  ['assign', null, '转交主管部门', '此事属于你单位职责，请按期办理并答复。'],
  ['return', null, '不属于本单位职责', '此事不属于本单位职责，建议由　　办理。'],
];

const putTemplates = (service: Service): void => {
  for (const [act, category, name, text] of templates)
    service.loader.put('request_template', {
      id: newId(),
      act,
      category,
      name,
      text,
      changed_at: new Date(service.now - 90 * 86_400_000).toISOString(),
    });
};

/** A program of others, and where places lie: points of chance within the county, not those of the map. */
const putExchange = async (service: Service, kept: readonly Kept[]): Promise<void> => {
  const { tx, county, tree } = service;
  const id = newId();
  await tx
    .insertInto('open311_key')
    .values({
      id,
      name: '城市生活小程序（演示）',
      contact: '县融媒体中心 0577-67009000',
      key_hash: hashOfKey(county, keyOf(county, id)),
    })
    .execute();
  const sent = kept.filter(([, { channel }]) => channel === 'open311');
  await tx
    .insertInto('open311_request')
    .values(sent.map(([request_id], n) => ({ request_id, key_id: id, listed: n % 3 !== 0 })))
    .execute();
  const points = [...tree.values()]
    .filter(({ seed }) => seed.type === 'village' || seed.type === 'community')
    .map(({ id: organisation_id, seed }) => {
      // A township is a few kilometres across, and its villages lie about it.
      const [town, chance] = [textSeed(seed.parentKey ?? ''), textSeed(seed.key)].map((key) => random(mix(key, 311)));
      const [lat, long] = [28.13 + (town?.next() ?? 0) * 0.44, 120.4 + (town?.next() ?? 0) * 0.45];
      return { organisation_id, lat: lat + (chance?.next() ?? 0) * 0.05, long: long + (chance?.next() ?? 0) * 0.06 };
    });
  await sql`insert into area_location select * from json_populate_recordset(null::area_location, ${JSON.stringify(points)}::json)`.execute(
    tx,
  );
};

export const putCountyWork = async (service: Service, kept: readonly Kept[]): Promise<void> => {
  putTemplates(service);
  await putAnswers(service, kept);
  await putDraw(service, kept);
  await putMarks(service, kept);
  await putExchange(service, kept);
};
