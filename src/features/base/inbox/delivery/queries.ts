import { sql } from 'kysely';
import { systemScope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { say, type Language } from '#shared/text.ts';
import type { OutsideChannel } from '../rules.ts';
import { deliveryTexts } from './messages.ts';
import { lineOf, type NoticeTexts, type Told } from './rules.ts';

/** The language of an account; Chinese without one. The guard of the delivery does not open accounts. */
export const languageOf = async (county: County, account: string | null): Promise<Language> => {
  if (account === null) return 'zh';
  const row = await county
    .read(systemScope(county.entry.code, 'inbox', { guard: 'accounts' }))
    .selectFrom('account')
    .select('language')
    .where('id', '=', account)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return row?.language === 'en' ? 'en' : 'zh';
};

/** The way back to the thing. It names the notice, so that two messages of one text are two. */
export const urlOf = (county: County, { id, link }: Pick<Told, 'id' | 'link'>): string | null => {
  const { origin } = county.outside;
  if (origin === undefined) return null;
  const url = new URL(link, origin);
  url.searchParams.set('notice', id);
  return url.toString();
};

interface Morning {
  readonly county: County;
  readonly texts: NoticeTexts;
  readonly language: Language;
  readonly channel: OutsideChannel;
  readonly notices: readonly Told[];
  readonly day: string;
}

/** What was held over a night, in one message. A letter has a link for each; other channels have room for one, to the inbox. */
export const digestOf = ({ county, texts, language, channel, notices, day }: Morning) => {
  const why = say(language, deliveryTexts.why);
  const [only] = notices;
  if (notices.length === 1 && only !== undefined) {
    const [title, url] = [lineOf(texts, language, only), urlOf(county, only)];
    if (channel !== 'email') return { title, text: `${say(language, deliveryTexts.open)}\n${why}`, url };
    return { title, text: [`· ${title}`, ...(url === null ? [] : [`  ${url}`]), '', why].join('\n'), url: null };
  }
  const title = say(language, deliveryTexts.digest, { count: notices.length });
  const lines = notices.flatMap((told) => {
    const url = channel === 'email' ? urlOf(county, told) : null;
    return [`· ${lineOf(texts, language, told)}`, ...(url === null ? [] : [`  ${url}`])];
  });
  if (channel === 'email') return { title, text: [...lines, '', why].join('\n'), url: null };
  const url = urlOf(county, { id: `digest.${day}`, link: '/inbox' });
  // An SMS is its title alone.
  const short = channel === 'sms' ? `${title}，${say(language, deliveryTexts.open)}` : title;
  return { title: short, text: [...lines, why].join('\n'), url };
};

/** Where a channel finds the account; null where it does not. */
export const addressOf = async (
  tx: Tx,
  county: County,
  channel: OutsideChannel,
  to: { readonly account: string | null; readonly person: string | null },
): Promise<string | null> => {
  if (channel === 'sms') {
    if (to.person === null) return null;
    const row = await tx.selectFrom('person').select('phone').where('id', '=', to.person).executeTakeFirst();
    return row?.phone ? county.crypto.decrypt(row.phone) : null;
  }
  const row = await tx
    .selectFrom('notice_address')
    .select('address')
    .where('account_id', '=', to.account)
    .where('channel', '=', channel)
    .executeTakeFirst();
  return row === undefined ? null : county.crypto.decrypt(row.address);
};

/** Notices that are to be planned, with what decides about it. */
export const toPlan = async (tx: Tx, ids: readonly string[]) => {
  const notices = await tx
    .selectFrom('notice')
    .select(['id', 'account_id', 'person_id', 'kind', 'statutory'])
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('done_at', 'is', null)
    .execute();
  const accounts = notices.flatMap((one) => one.account_id ?? []);
  const people = notices.flatMap((one) => one.person_id ?? []);
  const settings = await tx
    .selectFrom('notice_setting')
    .selectAll()
    .where('account_id', '=', sql<string>`any(${accounts}::uuid[])`)
    .execute();
  const addresses = await tx
    .selectFrom('notice_address')
    .select(['account_id', 'channel'])
    .where('account_id', '=', sql<string>`any(${accounts}::uuid[])`)
    .execute();
  const phones = await tx
    .selectFrom('person')
    .select('id')
    .where('id', '=', sql<string>`any(${people}::uuid[])`)
    .where('phone', 'is not', null)
    .execute();
  return { notices, settings, addresses, phones: new Set(phones.map((one) => one.id)) };
};
