/** Articles by three hands, as the commands leave them; contacts of organisations; the foot of the portal. */
import { matterPath } from '#platform/access/scope.ts';
import { loadSegmenter, type Segmenter } from '#platform/text/segment.ts';
import { bodyText, excerptOf, type Body } from '#shared/body.ts';
import { bodyFrom } from '#features/insight/publishing/factory.ts';
import { reviewItems } from '#features/insight/publishing/rules.ts';
import { wordVector } from '#features/insight/publishing/words/rules.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import { landmarks } from '../landmarks.ts';
import type { Filed } from '../organisation-rows.ts';
import { mix, random, textSeed } from '../random.ts';
import { articles, type Written } from './articles.ts';
import { someName, type Service } from './desk.ts';
import { instant } from './request-plan.ts';
import { idAt } from './request-rows.ts';

interface Hand {
  readonly holder: string;
  readonly name: string;
}

type Hands = Readonly<Record<'propose' | 'review' | 'publish', Hand>>;

/** In the publicity department those with accounts; in the township people who have left. */
const handsOf = ({ holdings, at }: Service, written: Written): Hands => {
  const known = (role: string, organisation: string): Hand => {
    const found = holdings.find((one) => one.role === role && one.organisationId === at(organisation).id);
    return found === undefined ? stranger(role) : { holder: found.personId, name: found.name };
  };
  const stranger = (what: string): Hand => ({
    holder: newId(),
    name: someName(random(mix(textSeed(`hand ${what}`), 7))),
  });
  const publish = known('county_officer', landmarks.county);
  return written.township === true
    ? { propose: stranger('writer'), review: stranger('reviewer'), publish: stranger('publisher') }
    : {
        propose: known('publisher', landmarks.publicityDepartment),
        review: known('reviewer', landmarks.publicityDepartment),
        publish,
      };
};

const steps = [
  ['propose', 'propose'],
  ['review', 'approve'],
  ['publish', 'publish'],
] as const;
/** How many of the three steps it has gone through. */
const gone = { draft: 0, review: 1, approved: 2, published: 3, withdrawn: 3 } as const;

const allClear = reviewItems.map((item) => ({ item, clear: true }));

interface Text {
  readonly title: string;
  readonly summary: string;
  readonly source: string;
  readonly body: Body;
}

interface Piece {
  readonly id: string;
  readonly unit: Filed;
  readonly columnId: string;
  readonly written: Written;
  readonly text: Text;
  /** When it was written. */
  readonly at: number;
}

const iso = (at: number): string => new Date(at).toISOString();

const putSteps = ({ loader, now }: Service, piece: Piece, hands: Hands): void => {
  const { id, unit, written, at } = piece;
  const filed = { article_id: id, org_path: matterPath(unit.path, id) };
  const past = steps.slice(0, gone[written.state ?? 'published']);
  const moments = [at + 20 * 60_000, at + 95 * 60_000, at + 130 * 60_000];
  for (const [n, [hand, kind]] of past.entries()) {
    const moment = Math.min(moments[n] ?? at, now);
    loader.put('article_hand', { ...filed, round: 1, holder: hands[hand].holder, hand });
    loader.put('article_step', {
      id: idAt(moment),
      ...filed,
      round: 1,
      edition: 1,
      kind,
      actor: hands[hand].name,
      checks: kind === 'approve' ? allClear : null,
      note: null,
      at: iso(moment),
    });
  }
  if (written.state !== 'withdrawn') return;
  const moment = at + 26 * 3_600_000;
  const note = '施工改期，停水时间另行通知。';
  const step = { ...filed, round: 1, edition: 1, kind: 'withdraw', actor: hands.publish.name, checks: null, note };
  loader.put('article_step', { id: idAt(moment), ...step, at: iso(moment) });
};

const putPublished = ({ loader, today }: Service, piece: Piece, { cutForSearch }: Segmenter): void => {
  const { id, unit, columnId, written, text } = piece;
  const plain = bodyText(text.body);
  loader.put('published_article', {
    article_id: id,
    round: 1,
    edition: 1,
    column_id: columnId,
    unit_id: unit.id,
    title: text.title,
    summary: text.summary,
    source: text.source,
    excerpt: excerptOf(plain),
    body: text.body,
    headline: written.headline === true,
    from_at: written.ago < 0 ? iso(instant(addDays(today, -written.ago), 480)) : iso(piece.at + 130 * 60_000),
    until: written.days === undefined ? null : iso(piece.at + written.days * 86_400_000),
    words: wordVector(cutForSearch(text.title), cutForSearch(`${text.summary}\n${plain}`)),
  });
};

const putArticle = (service: Service, piece: Piece, segmenter: Segmenter): void => {
  const { loader } = service;
  const { id, unit, columnId, written, text, at } = piece;
  const hands = handsOf(service, written);
  const state = written.state ?? 'published';
  const filed = { org_path: matterPath(unit.path, id) };
  const [writer, moment] = [hands.propose.name, iso(at)];
  loader.put('article', {
    id,
    ...filed,
    unit_id: unit.id,
    column_id: columnId,
    state,
    version: 1 + gone[state],
    round: state === 'draft' ? 0 : 1,
    ...text,
    writer,
    changed_at: moment,
    created_at: moment,
  });
  loader.put('article_edition', {
    article_id: id,
    edition: 1,
    ...filed,
    ...text,
    holder: hands.propose.holder,
    writer,
    at: moment,
  });
  putSteps(service, piece, hands);
  if (state === 'published') putPublished(service, piece, segmenter);
};

export const putArticles = async (service: Service): Promise<void> => {
  const { tx, today, now, at } = service;
  const columns = new Map(
    (await tx.selectFrom('publishing_column').select(['id', 'slug']).execute()).map(({ id, slug }) => [slug, id]),
  );
  const segmenter = await loadSegmenter();
  for (const written of articles.toSorted((a, b) => b.ago - a.ago)) {
    const columnId = columns.get(written.column);
    if (columnId === undefined) throw new Error(`no column ${written.column}`);
    const day = addDays(today, -Math.max(written.ago, 0));
    const moment = Math.min(instant(day, 540 + (written.ago % 7) * 11), now - 4 * 3_600_000);
    const text = { title: written.title, summary: '', source: '', body: bodyFrom(written.lines) };
    const unit = at(written.township === true ? landmarks.demoTownship : landmarks.publicityDepartment);
    putArticle(service, { id: idAt(moment), unit, columnId, written, text, at: moment }, segmenter);
  }
  await service.loader.flush();
};

/** Telephone and address of offices. The numbers are invented: no exchange of the county begins with 6700. */
export const putContacts = async ({ tx, tree, at, county }: Service): Promise<void> => {
  const offices = [...tree.values()].filter(({ seed }) =>
    ['township_government', 'government_department'].includes(seed.type),
  );
  const named = [...offices, at(landmarks.county), at(landmarks.demoPlace), at(landmarks.secondPlace)];
  const rows = named.map(({ id, seed }, n) => ({
    organisation_id: id,
    phone: `0577-6700${String(1_000 + n * 7).padStart(4, '0')}`,
    address: seed.type === 'government_department' ? '永嘉县北城街道行政中心' : `${seed.name}驻地`,
    hours: '工作日 8:30—12:00，14:00—17:30',
    changed_at: county.now().toISOString(),
  }));
  await tx.insertInto('public_contact').values(rows).execute();
};

/** What the law wants at the foot: placeholders that no registry has given out. */
export const putFoot = async ({ tx }: Service): Promise<void> => {
  await tx
    .updateTable('portal_foot')
    .set({
      sponsor: '中共永嘉县委组织部（演示）',
      icp: '浙ICP备00000000号（演示）',
      police: '浙公网安备00000000000000号（演示）',
      site_code: '3303240000（演示）',
      phone: '0577-67001000',
    })
    .execute();
};
