import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { seenCharacters } from '#features/service/requests/rules.ts';
import { AppError, invalid } from '#shared/errors.ts';
import type { visibleWishes } from '../access.ts';
import { confirmHours } from '../helping/commands.ts';
import { allows, type WisherAct } from '../rules.ts';
import { endTelling, tellUnit } from '../telling/commands.ts';
import { stepWish, type HandledWish, type LockedWish } from '../thread/commands.ts';

/** One wish that the asker sees, held until the commit. */
export const lockWish = (rows: ReturnType<typeof visibleWishes>) =>
  rows
    .select([
      'w.id',
      'w.org_path',
      'w.person_id',
      'w.state',
      'w.version',
      'w.public_words',
      'w.sealed',
      'w.unit_id',
      'u.path as unit_path',
      'u.short_name as unit_name',
    ])
    .forUpdate('w')
    .executeTakeFirst();

interface Answered {
  readonly act: WisherAct;
  readonly words?: string | undefined;
  /** Helpers whose hours are right. */
  readonly hours: readonly string[];
  readonly action: string;
}

type Wish = LockedWish & { readonly unit_id: string; readonly unit_path: string; readonly unit_name: string };

/** What only the one who wished can say. @throws AppError invalid, conflict */
export const answerByWisher = async (
  tx: Tx,
  county: County,
  wish: Wish,
  { act, words = '', hours, action }: Answered,
): Promise<HandledWish> => {
  if (act === 'not_yet' && seenCharacters(words) < 4) throw invalid('body.words', 'wishes.too_short');
  if (!allows(act, wish.state)) throw new AppError('conflict', { message: 'wishes.wrong_state' });
  if (act === 'confirm') await confirmHours(tx, county, wish.id, hours);
  const handled = await stepWish(tx, county, wish, { act, action, words: words === '' ? null : words });
  await endTelling(tx, wish.id);
  if (act === 'not_yet') {
    const unit = { id: wish.unit_id, path: wish.unit_path, name: wish.unit_name };
    await tellUnit(tx, county, unit, { id: wish.id, version: handled.version, kind: 'not_yet' });
  }
  return handled;
};
