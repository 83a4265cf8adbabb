import { Button, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useList } from '#webkit/list.ts';
import { useCommand } from '#webkit/query.ts';
import { WayLink } from '#webkit/way.tsx';
import { type Notice, noticeList, readAllNotices, readNotice, unreadNotices } from '../../contract.ts';
import { inboxTexts } from '../../messages.ts';
import { useNoticeTitle } from './inbox-words.ts';
import css from './inbox.module.css';

const touched = [noticeList, unreadNotices] as const;

/** How far it has come outside the app: nothing where it went nowhere else. */
const Ways = ({ notice }: { notice: Notice }): ReactNode => {
  const t = useText();
  const outside = notice.deliveries.filter(({ channel, why }) => channel !== 'in_app' && why !== 'no_address');
  if (outside.length === 0) return null;
  const way = ({ channel, state, doubtful }: Notice['deliveries'][number]): string =>
    `${t(inboxTexts[`channel_${channel}`])} ${t(inboxTexts[`state_${state}`])}${doubtful ? ` (${t(inboxTexts.doubtful)})` : ''}`;
  return (
    <span className={css.quiet}>
      {t(inboxTexts.delivered)}: {outside.map(way).join(' · ')}
    </span>
  );
};

const OneNotice = ({ notice }: { notice: Notice }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const title = useNoticeTitle()(notice);
  const read = useCommand(readNotice, { touches: touched });
  const isUnread = notice.readAt === null;
  const mark = (): void => read.fire({ params: { id: notice.id } });
  return (
    <li className={css.notice}>
      <span className={css.line}>
        <span className={css.head}>
          <WayLink
            link={notice.link}
            className={isUnread ? css.unread : undefined}
            onClick={() => {
              if (isUnread) mark();
            }}
          >
            {title}
          </WayLink>
          {isUnread && <Tag tone="info">{t(inboxTexts.unread)}</Tag>}
          {notice.statutory && <Tag>{t(inboxTexts.statutory)}</Tag>}
          {notice.doneAt !== null && <Tag tone="success">{t(inboxTexts.done)}</Tag>}
        </span>
        <span className={css.quiet}>
          {[notice.organisationName, format.moment(notice.createdAt)].filter((part) => part !== null).join(' · ')}
        </span>
        <Ways notice={notice} />
      </span>
      {isUnread && (
        <Button size="small" aria-label={t(inboxTexts.markReadOf, { title })} loading={read.busy} onClick={mark}>
          {t(inboxTexts.markRead)}
        </Button>
      )}
    </li>
  );
};

type Shown = 'unread' | 'all';

/** The notices of the own account, page by page. */
export const Notices = (): ReactNode => {
  const t = useText();
  const [state, setState] = useState<Shown>('unread');
  const list = useList(noticeList, { query: { state } });
  const all = useCommand(readAllNotices, { touches: touched });
  const unread = list.reply?.unread ?? 0;
  return (
    <Section
      title={t(inboxTexts.notices)}
      actions={
        unread > 0 && (
          <Button size="small" loading={all.busy} onClick={() => all.fire({})}>
            {t(inboxTexts.markAll)}
          </Button>
        )
      }
    >
      <p>
        <Segmented<Shown>
          aria-label={t(inboxTexts.which)}
          value={state}
          onChange={setState}
          options={[
            { value: 'unread', label: `${t(inboxTexts.unread)} ${unread}` },
            { value: 'all', label: t(inboxTexts.every) },
          ]}
        />
      </p>
      <StateView
        error={list.error}
        loading={list.loading}
        empty={list.rows.length === 0}
        whenEmpty={<p className={css.nothing}>{t(state === 'unread' ? inboxTexts.noUnread : inboxTexts.noNotices)}</p>}
        onAgain={list.reload}
        lines={2}
      >
        <ul className={css.list}>
          {list.rows.map((notice) => (
            <OneNotice key={notice.id} notice={notice} />
          ))}
        </ul>
        <Walk list={list} />
      </StateView>
    </Section>
  );
};

const Walk = ({
  list,
}: {
  list: { readonly page: number; readonly hasNext: boolean; readonly next: () => void; readonly previous: () => void };
}): ReactNode => {
  const t = useText();
  if (list.page === 1 && !list.hasNext) return null;
  return (
    <p className={css.head}>
      <Button size="small" disabled={list.page === 1} onClick={list.previous}>
        {t(inboxTexts.newer)}
      </Button>
      <Button size="small" disabled={!list.hasNext} onClick={list.next}>
        {t(inboxTexts.older)}
      </Button>
    </p>
  );
};
