import { channels, everyKind, wants, type AddressedChannel, type Channel, type Setting } from '../rules.ts';

const mail = /^[^\s@<>"',;:]{1,64}@[^\s@<>"',;:]{1,120}\.[^\s@<>"',;:.]{2,24}$/;
/** Names of users at the work messengers. */
const user = /^[A-Za-z0-9][\w@.-]{0,63}$/;

/** Whether a text can be an address of the channel. */
export const isAddress = (channel: AddressedChannel, text: string): boolean =>
  channel === 'email' ? mail.test(text) : user.test(text);

/** Enough to recognise the own address by. */
export const maskAddress = (text: string): string => {
  const [name = '', host] = text.split('@');
  const shown = `${name.slice(0, 2)}***`;
  return host === undefined ? shown : `${shown}@${host}`;
};

export interface KnownKind {
  readonly kind: string;
  readonly statutory: boolean;
}

/** The switches as the page shows them: each kind that the account has had, and one line for all others. */
export const switchesOf = (
  kinds: readonly KnownKind[],
  settings: readonly Setting[],
): readonly (KnownKind & { readonly wanted: Channel[] })[] => {
  const set = settings.map(({ kind }) => kind).filter((kind) => !kinds.some((one) => one.kind === kind));
  const all = [
    { kind: everyKind, statutory: false },
    ...kinds,
    ...[...new Set(set)].filter((kind) => kind !== everyKind).map((kind) => ({ kind, statutory: false })),
  ];
  return all.map((one) => ({ ...one, wanted: channels.filter((channel) => wants(settings, one, channel)) }));
};
