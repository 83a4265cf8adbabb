import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tile, Tiles } from '#ui/office/tile.tsx';
import { Tag } from '#ui/tag.tsx';
import { useWord } from '#ui/words.tsx';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { type Todo, todoList } from '../../contract.ts';
import { inboxTexts } from '../../messages.ts';
import type { Group } from '../../rules.ts';
import { tones } from '../parts/inbox-words.ts';
import css from '../parts/inbox.module.css';
import { Notices } from '../parts/notices.tsx';
import { TodoActs } from '../parts/todo-acts.tsx';
import { TodoLine } from '../parts/todo-line.tsx';

const address = z.object({ kind: z.string().max(60).optional() });

/** So many of a group are shown before somebody asks for more: the notices stand below. */
const first = 5;

const OneGroup = ({ group, items }: { group: Group; items: readonly Todo[] }): ReactNode => {
  const t = useText();
  const [whole, setWhole] = useState(false);
  const title = t(inboxTexts[`group_${group}`]);
  return (
    <section aria-label={title}>
      <h3 className={css.group}>
        <Tag tone={tones[group]}>{title}</Tag> {items.length}
      </h3>
      <ul className={css.list}>
        {(whole ? items : items.slice(0, first)).map((todo) => (
          <TodoLine key={`${todo.kind}:${todo.id}`} todo={todo} acts={<TodoActs todo={todo} />} />
        ))}
      </ul>
      {!whole && items.length > first && (
        <Button type="link" size="small" className={css.more ?? ''} onClick={() => setWhole(true)}>
          {t(inboxTexts.showAll, { count: items.length })}
        </Button>
      )}
    </section>
  );
};

const Todos = (): ReactNode => {
  const t = useText();
  const word = useWord();
  const [{ kind }] = useAddressState(address);
  const { data, error, isPending, refetch } = useApi(todoList, { query: kind === undefined ? {} : { kind } });
  const sources = (data?.sources ?? []).filter(({ count }) => count > 0);
  return (
    <Section title={t(inboxTexts.todos)} actions={kind !== undefined && <Link to="/inbox">{t(inboxTexts.all)}</Link>}>
      <StateView
        error={error}
        loading={isPending}
        empty={data?.total === 0}
        whenEmpty={<p className={css.nothing}>{t(inboxTexts.noTodos)}</p>}
        onAgain={() => void refetch()}
      >
        <Tiles>
          {sources.map((source) => (
            <Tile key={source.kind} label={word(`todo.list.${source.kind}`)} value={source.count} to={source.link} />
          ))}
        </Tiles>
        {(data?.groups ?? [])
          .filter(({ items }) => items.length > 0)
          .map(({ group, items }) => (
            <OneGroup key={group} group={group} items={items} />
          ))}
        {sources
          .filter(({ count, shown }) => count > shown)
          .map(({ kind: one, count, shown, link }) => (
            <p key={one}>
              <Link to={link}>
                {word(`todo.list.${one}`)}: {t(inboxTexts.more, { count: count - shown })}
              </Link>
            </p>
          ))}
      </StateView>
    </Section>
  );
};

/** What waits for me, and what I was told. */
export const Page = (): ReactNode => {
  const t = useText();
  return (
    <Frame
      title={t(inboxTexts.title)}
      intro={t(inboxTexts.intro)}
      actions={<Link to="/inbox/settings">{t(inboxTexts.settings)}</Link>}
    >
      <Todos />
      <Notices />
    </Frame>
  );
};
