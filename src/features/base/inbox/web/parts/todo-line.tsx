import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useLanguage, useText } from '#ui/language.tsx';
import type { Todo } from '../../contract.ts';
import { inboxTexts } from '../../messages.ts';
import { useTodoWords } from './inbox-words.ts';
import css from './inbox.module.css';

/** One to-do: what, by when, why me, and the rule behind the day. */
export const TodoLine = ({ todo }: { todo: Todo }): ReactNode => {
  const t = useText();
  const { language } = useLanguage();
  const words = useTodoWords();
  const due = words.due(todo);
  return (
    <li className={css.line}>
      <span className={css.head}>
        <Link to={todo.link}>{words.title(todo)}</Link>
        {due !== null && <span>{due}</span>}
      </span>
      <span className={css.head}>
        <span className={css.quiet}>{words.why(todo)}</span>
        {todo.rule && (
          <Link className={css.quiet} to={`/rules/${todo.rule.id}`}>
            {t(inboxTexts.rule, { source: todo.rule.source[language], article: todo.rule.article })}
          </Link>
        )}
      </span>
    </li>
  );
};
