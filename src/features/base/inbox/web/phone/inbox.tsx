import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { Cell, Cells, Page as Frame, Section } from '#ui/phone/page.tsx';
import { Pager } from '#ui/phone/pager.tsx';
import { Notice as Nothing, StateView } from '#ui/phone/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useList } from '#webkit/list.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { useWay, WayLink } from '#webkit/way.tsx';
import { type Notice, noticeList, readAllNotices, readNotice, todoList, unreadNotices } from '../../contract.ts';
import { inboxTexts } from '../../messages.ts';
import { tones, useNoticeTitle, useTodoWords } from '../parts/inbox-words.ts';
import css from '../parts/inbox.module.css';
import { TodoActs } from './todo-acts.tsx';

const touched = [noticeList, unreadNotices] as const;

/** What has a page of the phone is settled here; the other links lead to the office. */
const Todos = (): ReactNode => {
  const t = useText();
  const words = useTodoWords();
  const { data, error, isPending, refetch } = useApi(todoList, { query: {} });
  const groups = (data?.groups ?? []).filter(({ items }) => items.length > 0);
  return (
    <StateView
      error={error}
      loading={isPending}
      empty={groups.length === 0}
      whenEmpty={<Nothing title={t(inboxTexts.noTodos)} />}
      onAgain={() => void refetch()}
    >
      {groups.map(({ group, items }) => (
        <Section
          key={group}
          title={
            <>
              <Tag tone={tones[group]}>{t(inboxTexts[`group_${group}`])}</Tag> {items.length}
            </>
          }
        >
          <ul className={css.list}>
            {items.map((todo) => (
              <li key={`${todo.kind}:${todo.id}`} className={css.line}>
                <WayLink link={todo.link}>{words.title(todo)}</WayLink>
                {words.due(todo) !== null && <span>{words.due(todo)}</span>}
                {words.handed(todo) !== null && <span>{words.handed(todo)}</span>}
                <span className={css.quiet}>{words.why(todo)}</span>
                {words.rule(todo) !== null && <span className={css.quiet}>{words.rule(todo)}</span>}
                <TodoActs todo={todo} />
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </StateView>
  );
};

const OneNotice = ({ notice }: { notice: Notice }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const title = useNoticeTitle()(notice);
  const navigate = useNavigate();
  const way = useWay()(notice.link);
  const go = (): void => {
    if ('to' in way) void navigate(way.to);
    else location.assign(way.href);
  };
  const { fire } = useCommand(readNotice, { touches: touched });
  const isUnread = notice.readAt === null;
  return (
    <Cell
      title={title}
      hint={[notice.organisationName, format.moment(notice.createdAt)].filter((part) => part !== null).join(' · ')}
      {...(isUnread
        ? {
            end: <Tag tone="info">{t(inboxTexts.unread)}</Tag>,
            onClick: () => {
              fire({ params: { id: notice.id } });
              go();
            },
          }
        : 'to' in way
          ? way
          : { onClick: go })}
    />
  );
};

const Notices = (): ReactNode => {
  const t = useText();
  const list = useList(noticeList, { query: {} });
  const all = useCommand(readAllNotices, { touches: touched });
  const unread = list.reply?.unread ?? 0;
  return (
    <>
      <StateView
        error={list.error}
        loading={list.loading}
        empty={list.rows.length === 0}
        whenEmpty={<Nothing title={t(inboxTexts.noNotices)} />}
        onAgain={list.reload}
      >
        <Section title={`${t(inboxTexts.notices)} · ${t(inboxTexts.unreadCount, { count: unread })}`}>
          <Cells label={t(inboxTexts.notices)}>
            {list.rows.map((notice) => (
              <OneNotice key={notice.id} notice={notice} />
            ))}
          </Cells>
          {unread > 0 && (
            <Button busy={all.busy} onClick={() => all.fire({})}>
              {t(inboxTexts.markAll)}
            </Button>
          )}
        </Section>
        <Pager list={list} />
      </StateView>
    </>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  return (
    <Frame title={t(inboxTexts.title)} back="/">
      <Todos />
      <Notices />
    </Frame>
  );
};
