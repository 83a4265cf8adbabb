import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { masks } from '#shared/mask.ts';
import { ownAccount } from '../access.ts';
import { isConnected } from '../channels/access.ts';
import { channels, type Channel } from '../rules.ts';
import type { NoticeSettings } from './contract.ts';
import { maskAddress, switchesOf, type KnownKind } from './rules.ts';

/** Kinds of which the account has had notices. A kind is statutory where one of its notices was. */
const kindsOf = async (db: Db, account: string): Promise<readonly KnownKind[]> =>
  db
    .selectFrom('notice')
    .where('account_id', '=', account)
    .groupBy('kind')
    .orderBy('kind')
    .select((e) => ['kind', e.fn<boolean>('bool_or', ['statutory']).as('statutory')])
    .execute();

export const isStatutoryKind = async (db: Db, account: string, kind: string): Promise<boolean> =>
  (await kindsOf(db, account)).some((one) => one.kind === kind && one.statutory);

/** The mobile phone of the member file: where SMS goes. */
const phoneOf = async (db: Db, scope: Scope, county: County): Promise<string | null> => {
  if (scope.personId === null) return null;
  const row = await db.selectFrom('person').select('phone').where('id', '=', scope.personId).executeTakeFirst();
  return row?.phone ? masks.phone(county.crypto.decrypt(row.phone)) : null;
};

export const settingsOf = async (db: Db, scope: Scope, county: County): Promise<z.input<typeof NoticeSettings>> => {
  const account = ownAccount(scope);
  const [settings, addresses, kinds, phone] = await Promise.all([
    db.selectFrom('notice_setting').selectAll().where('account_id', '=', account).execute(),
    db.selectFrom('notice_address').select(['channel', 'address']).where('account_id', '=', account).execute(),
    kindsOf(db, account),
    phoneOf(db, scope, county),
  ]);
  const addressOf = (channel: Channel): string | null => {
    if (channel === 'sms') return phone;
    const found = addresses.find((one) => one.channel === channel);
    return found === undefined ? null : maskAddress(county.crypto.decrypt(found.address));
  };
  return {
    channels: channels.map((channel) => ({
      channel,
      connected: isConnected(county.outside, channel),
      address: addressOf(channel),
    })),
    kinds: [...switchesOf(kinds, settings)],
  };
};
