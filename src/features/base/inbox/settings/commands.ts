import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { ownAccount } from '../access.ts';
import type { AddressedChannel, Setting } from '../rules.ts';
import { isStatutoryKind } from './queries.ts';
import { isAddress } from './rules.ts';

/** Kinds that one account may set: more than there are, so that nobody fills the table. */
const mostSettings = 200;

/** @throws AppError refused where the kind is statutory */
export const changeSetting = async (tx: Tx, scope: Scope, setting: Setting): Promise<void> => {
  const account = ownAccount(scope);
  if (!setting.enabled && (await isStatutoryKind(tx, account, setting.kind)))
    throw new AppError('refused', { message: 'notice.statutory' });
  const { count } = await tx
    .selectFrom('notice_setting')
    .where('account_id', '=', account)
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (count >= mostSettings) throw new AppError('refused', { message: 'notice.too_many' });
  await tx
    .insertInto('notice_setting')
    .values({ account_id: account, ...setting })
    .onConflict((on) => on.columns(['account_id', 'kind', 'channel']).doUpdateSet({ enabled: setting.enabled }))
    .execute();
  audit(tx, { action: 'notices.set', entity: 'account', entityId: account, path: scope.path });
  touch(tx, 'noticeSettings', { account });
};

/** @throws AppError invalid where the text cannot be an address of the channel */
export const changeAddress = async (
  tx: Tx,
  scope: Scope,
  county: County,
  channel: AddressedChannel,
  address: string,
): Promise<void> => {
  const account = ownAccount(scope);
  if (address !== '' && !isAddress(channel, address)) throw invalid('body.address', 'notice.address_format');
  await tx.deleteFrom('notice_address').where('account_id', '=', account).where('channel', '=', channel).execute();
  if (address !== '') {
    const sealed = county.crypto.encrypt(address);
    await tx
      .insertInto('notice_address')
      .values({ id: newId(), account_id: account, channel, address: sealed, key_id: county.crypto.keyIdOf(sealed) })
      .execute();
  }
  audit(tx, { action: 'notices.setAddress', entity: 'account', entityId: account, path: scope.path });
  touch(tx, 'noticeSettings', { account });
};
