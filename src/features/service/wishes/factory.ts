import { matterPath } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { slipsOf } from '#features/service/requests/index.ts';
import { newId } from '#shared/ids.ts';
import type { WishState } from './rules.ts';
import { writeEntry } from './thread/commands.ts';
import { sealHelper, sealWish } from './thread/queries.ts';

interface Place {
  readonly id: string;
  readonly path: string;
}

interface Facts {
  readonly unit: Place;
  readonly area?: Place;
  readonly text?: string;
  readonly state?: WishState;
  readonly publicWords?: string | null;
  /** The member who wishes; a resident with a code otherwise. */
  readonly person?: string | null;
  readonly on?: string;
  /** A member who asks to help with it. */
  readonly helper?: { readonly person: string | null; readonly state: 'asked' | 'agreed' };
}

/** A wish at a unit, as if it had come in there, with name and phone; its helper where one is asked for. */
export const plantWish = async (
  tx: Tx,
  county: County,
  {
    unit,
    area = unit,
    text = '<b>院门</b> 坏了"关不上\' 想请人修',
    state = 'received',
    publicWords = null,
    person = null,
    on = county.today(),
    helper,
  }: Facts,
): Promise<{ readonly id: string; readonly helper: string }> => {
  const [id, helperId] = [newId(), newId()];
  const { codeOf, hashOf } = slipsOf('wish');
  const wish = { id, org_path: matterPath(unit.path, id), person_id: person };
  const claimed = ['claimed', 'done', 'confirmed'].includes(state);
  await tx
    .insertInto('wish')
    .values({
      ...wish,
      code_hash: person === null ? hashOf(county, codeOf(county, id)) : null,
      unit_id: unit.id,
      area_id: area.id,
      category: 'repair',
      state,
      ...sealWish(county, { text, name: '某群众', phone: '13800001234' }),
      public_words: publicWords,
      received_on: on,
      listed_on: publicWords === null ? null : on,
      doer_id: claimed ? unit.id : null,
      claimed_on: claimed ? on : null,
    })
    .execute();
  await writeEntry(tx, county, { wish, kind: 'received', unitId: unit.id });
  if (helper !== undefined)
    await tx
      .insertInto('wish_helper')
      .values({
        id: helperId,
        wish_id: id,
        person_id: helper.person,
        wisher_id: person,
        org_path: wish.org_path,
        state: helper.state,
        ...sealHelper(county, { name: '某党员', words: null }),
      })
      .execute();
  return { id, helper: helperId };
};

/** Something that a unit offers. */
export const plantOffer = async (
  tx: Tx,
  { unit, title = '上门理发' }: { readonly unit: Place; readonly title?: string },
): Promise<{ readonly id: string }> => {
  const id = newId();
  await tx
    .insertInto('service_offer')
    .values({ id, unit_id: unit.id, category: 'errand', title, details: '七十岁以上老人，每月第一个周六' })
    .execute();
  return { id };
};
