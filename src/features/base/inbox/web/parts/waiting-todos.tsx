import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useApi } from '#webkit/query.ts';
import { todoList } from '../../contract.ts';
import { inboxTexts } from '../../messages.ts';
import { tones } from './inbox-words.ts';
import css from './inbox.module.css';
import { TodoLine } from './todo-line.tsx';

/** So many of the most pressing stand on the workbench. */
const shown = 5;

/** The workbench's first part: what needs a hand, the most pressing first. */
export const Part = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(todoList, { query: {} });
  const all = (data?.groups ?? []).flatMap(({ group, items }) => items.map((todo) => ({ group, todo })));
  const counts = (data?.groups ?? []).filter(({ items }) => items.length > 0);
  return (
    <Section title={t(inboxTexts.todos)} actions={<Link to="/inbox">{t(inboxTexts.all)}</Link>}>
      <StateView
        error={error}
        loading={isPending}
        empty={all.length === 0}
        whenEmpty={<p className={css.nothing}>{t(inboxTexts.noTodos)}</p>}
        onAgain={() => void refetch()}
        lines={2}
      >
        <p className={`${css.head} ${css.counts}`}>
          {counts.map(({ group, items }) => (
            <Tag key={group} tone={tones[group]}>
              {t(inboxTexts[`group_${group}`])} {items.length}
            </Tag>
          ))}
        </p>
        <ul className={css.list}>
          {all.slice(0, shown).map(({ todo }) => (
            <TodoLine key={`${todo.kind}:${todo.id}`} todo={todo} />
          ))}
        </ul>
      </StateView>
    </Section>
  );
};
