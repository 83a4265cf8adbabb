import { codeTables, labelOf } from '#features/base/members/codes.ts';
import { dayOf } from '#shared/days.ts';
import { useFormat, useLanguage, useText } from '#ui/language.tsx';
import type { Away, Contact } from '../../contract.ts';
import { outflowTexts } from '../../messages.ts';

/** Today in China. */
export const today = (): string => dayOf(Date.now());

interface Words {
  /** Until when the next contact is owed, in words: how the branch stands, never a mark on the person. */
  readonly clock: (away: Away) => string;
  readonly last: (away: Away) => string;
  /** Why and since when. */
  readonly where: (away: Away) => string;
  readonly contact: (contact: Contact) => string;
  readonly reason: (code: string | null) => string;
}

export const useOutflowWords = (): Words => {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const reason = (code: string | null): string =>
    code === null ? '' : labelOf(codeTables.outflowReason, code, language);
  const contact = ({ onDay, channel }: Contact): string =>
    t(outflowTexts.contactLine, { day: format.day(onDay), channel: t(outflowTexts[`channel_${channel}`]) });
  return {
    reason,
    contact,
    clock: ({ state, dueOn, daysLeft }) =>
      t(outflowTexts[`state_${state}`], { day: format.day(dueOn), count: Math.abs(daysLeft) }),
    last: ({ lastContactOn, contacts: [newest] }) => {
      if (lastContactOn === null) return t(outflowTexts.never);
      return newest?.onDay === lastContactOn ? contact(newest) : format.day(lastContactOn);
    },
    where: (away) =>
      [reason(away.reason), t(outflowTexts.sinceOf, { day: format.day(away.since) })]
        .filter((part) => part !== '')
        .join(' · '),
  };
};
