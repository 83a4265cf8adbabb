import { paramsIn } from '#shared/text.ts';
import { useFormat, useLanguage, useText } from '#ui/language.tsx';
import type { Tone } from '#ui/tag.tsx';
import { useWord } from '#ui/words.tsx';
import type { Notice, Todo } from '../../contract.ts';
import { handoverTexts } from '../../handover/messages.ts';
import { inboxTexts } from '../../messages.ts';
import type { Group } from '../../rules.ts';

/** Overdue says so by sign and word; nothing here colours a person. */
export const tones: Readonly<Record<Group, Tone>> = {
  overdue: 'error',
  today: 'warning',
  soon: 'info',
  later: 'plain',
  undated: 'plain',
  handed: 'plain',
};

export interface TodoWords {
  title(todo: Todo): string;
  why(todo: Todo): string;
  /** In whose hand it is, and the word about it; null where it was not handed over. */
  handed(todo: Todo): string | null;
  /** When it is due and how long that is; null without a day. */
  due(todo: Todo): string | null;
}

export const useTodoWords = (): TodoWords => {
  const t = useText();
  const format = useFormat();
  const word = useWord();
  const left = ({ workdaysLeft }: Todo): string => {
    if (workdaysLeft === null || workdaysLeft === 0) return t(inboxTexts.dueToday);
    return workdaysLeft > 0
      ? t(inboxTexts.left, { count: workdaysLeft })
      : t(inboxTexts.past, { count: -workdaysLeft });
  };
  return {
    // A value that begins with a sign names a word: kinds of duties have one in each language.
    title: ({ kind, params }) =>
      word(
        `todo.${kind}`,
        kind,
        Object.fromEntries(
          Object.entries(params).map(([name, value]) => [
            name,
            typeof value === 'string' && value.startsWith('@') ? word(value.slice(1)) : value,
          ]),
        ),
      ),
    why: ({ why }) => t(inboxTexts.why, { why: word(`todo.why.${why}`) }),
    handed: ({ handover }) =>
      handover && t(handover.direction === 'given' ? handoverTexts.givenTo : handoverTexts.takenFrom, handover),
    due(todo) {
      if (todo.dueOn === null) return null;
      const day = t(inboxTexts.dueOn, { day: format.day(todo.dueOn) });
      return `${day} · ${left(todo)}${todo.provisional ? t(inboxTexts.provisional) : ''}`;
    },
  };
};

/** What a notice says, in the words of the feature that sent it. */
export const useNoticeTitle = (): ((notice: Pick<Notice, 'kind' | 'params'>) => string) => {
  const t = useText();
  const word = useWord();
  const { language } = useLanguage();
  return ({ kind, params }) => word(`notice.${kind}`, t(inboxTexts.unknownKind), paramsIn(language, params));
};
