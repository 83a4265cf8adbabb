import { paramsIn } from '#shared/text.ts';
import { useArticle } from '#ui/articles.ts';
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
  /** The rule behind the day, in words; null where there is none. */
  rule(todo: Todo): string | null;
  /** What follows when it is settled in place. */
  finish(todo: Todo): string;
  /** In whose hand it is, and the word about it; null where it was not handed over. */
  handed(todo: Todo): string | null;
  /** When it is due and how long that is; null without a day. */
  due(todo: Todo): string | null;
}

/** A value that is named a period is a key (2026-10, 2026-Q4, 2026) and is read as the pages write it. */
const usePeriod = () => {
  const t = useText();
  const format = useFormat();
  return (name: string, value: string | number): string | number => {
    const [, year, part] = (name === 'period' && /^(\d{4})(?:-(\d\d|Q\d))?$/.exec(String(value))) || [];
    if (year === undefined) return value;
    if (part === undefined) return t(inboxTexts.wholeYear, { year });
    return part.startsWith('Q')
      ? t(inboxTexts.quarter, { year, quarter: part.slice(1) })
      : format.month(`${year}-${part}-01`);
  };
};

export const useTodoWords = (): TodoWords => {
  const t = useText();
  const format = useFormat();
  const word = useWord();
  const article = useArticle();
  const period = usePeriod();
  const { language } = useLanguage();
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
          Object.entries(paramsIn(language, params)).map(([name, value]) => [
            name,
            typeof value === 'string' && value.startsWith('@') ? word(value.slice(1)) : period(name, value),
          ]),
        ),
      ),
    why: ({ why }) => t(inboxTexts.why, { why: word(`todo.why.${why}`) }),
    rule: ({ rule }) => rule && t(inboxTexts.rule, { source: rule.source[language], article: article(rule.article) }),
    finish: ({ why }) => word(`todo.finish.${why}`, t(handoverTexts.finishHint)),
    handed: ({ handover }) =>
      handover && t(handover.direction === 'given' ? handoverTexts.givenTo : handoverTexts.takenFrom, handover),
    due(todo) {
      if (todo.dueOn === null) return null;
      const day = t(inboxTexts.dueOn, { day: format.day(todo.dueOn) });
      return `${day} · ${left(todo)}${todo.provisional ? t(inboxTexts.provisional) : ''}`;
    },
  };
};

/** What a notice says, in the words of the feature that sent it; one that was kept before its words asked for more, by its name. */
export const useNoticeTitle = (): ((notice: Pick<Notice, 'kind' | 'params'>) => string) => {
  const t = useText();
  const word = useWord();
  const { language } = useLanguage();
  const period = usePeriod();
  return ({ kind, params }) =>
    word(
      `notice.${kind}`,
      word(`notice.name.${kind}`, t(inboxTexts.unknownKind)),
      Object.fromEntries(
        Object.entries(paramsIn(language, params)).map(([name, value]) => [name, period(name, value)]),
      ),
    );
};
