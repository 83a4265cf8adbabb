import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useArticle } from '#ui/articles.ts';
import { useLanguage, useText } from '#ui/language.tsx';
import { WayLink } from '#webkit/way.tsx';
import type { Todo } from '../../contract.ts';
import { inboxTexts } from '../../messages.ts';
import { useTodoWords } from './inbox-words.ts';
import css from './inbox.module.css';

/** One to-do: what, by when, why me, and the rule behind the day; who has it in hand where it was handed over. */
export const TodoLine = ({ todo, acts }: { todo: Todo; acts?: ReactNode }): ReactNode => {
  const t = useText();
  const { language } = useLanguage();
  const words = useTodoWords();
  const article = useArticle();
  const due = words.due(todo);
  const handed = words.handed(todo);
  return (
    <li className={css.todo}>
      <span className={css.line}>
        <span className={css.head}>
          <WayLink link={todo.link}>{words.title(todo)}</WayLink>
          {due !== null && <span>{due}</span>}
        </span>
        {handed !== null && <span>{handed}</span>}
        <span className={css.head}>
          <span className={css.quiet}>{words.why(todo)}</span>
          {todo.rule && (
            <Link className={css.quiet} to={`/rules/${todo.rule.id}`}>
              {t(inboxTexts.rule, { source: todo.rule.source[language], article: article(todo.rule.article) })}
            </Link>
          )}
        </span>
      </span>
      {acts}
    </li>
  );
};
