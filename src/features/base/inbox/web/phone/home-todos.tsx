import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from '#ui/language.tsx';
import { Cell, Cells, Section } from '#ui/phone/page.tsx';
import { StateView } from '#ui/phone/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useApi } from '#webkit/query.ts';
import { todoList } from '../../contract.ts';
import { inboxTexts } from '../../messages.ts';
import { tones, useTodoWords } from '../parts/inbox-words.ts';
import css from '../parts/inbox.module.css';

/** So many of the most pressing stand on the first page. */
const shown = 2;

/** How much waits for me, by urgency, and the most pressing of it. */
export const Part = (): ReactNode => {
  const t = useText();
  const words = useTodoWords();
  const { data, error, isPending, refetch } = useApi(todoList, { query: {} });
  const groups = (data?.groups ?? []).filter(({ items }) => items.length > 0);
  const first = groups.flatMap(({ items }) => items).slice(0, shown);
  return (
    <Section title={data === undefined ? t(inboxTexts.todos) : t(inboxTexts.todosCount, { count: data.total })}>
      <StateView
        error={error}
        loading={isPending}
        empty={groups.length === 0}
        whenEmpty={<p className={css.nothing}>{t(inboxTexts.noTodos)}</p>}
        onAgain={() => void refetch()}
        lines={2}
      >
        <Link to="/inbox" className={`${css.head} ${css.counts}`}>
          {groups.map(({ group, items }) => (
            <Tag key={group} tone={tones[group]}>
              {t(inboxTexts[`group_${group}`])} {items.length}
            </Tag>
          ))}
        </Link>
        <Cells label={t(inboxTexts.todos)}>
          {first.map((todo) => (
            <Cell
              key={`${todo.kind}:${todo.id}`}
              to="/inbox"
              title={words.title(todo)}
              hint={words.due(todo) ?? words.why(todo)}
            />
          ))}
        </Cells>
      </StateView>
    </Section>
  );
};
