import { Button, Dropdown, Popover, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { Why } from '#ui/why.tsx';
import { useList } from '#webkit/list.ts';
import { useAddressState } from '#webkit/router.tsx';
import { useSession } from '#webkit/session.tsx';
import { type Away, awayList } from '../../contract.ts';
import { outflowTexts } from '../../messages.ts';
import { ContactDialog } from '../parts/contact-dialog.tsx';
import { HistoryDialog } from '../parts/history-dialog.tsx';
import css from '../parts/outflow.module.css';
import { PlaceDialog } from '../parts/place-dialog.tsx';
import { useOutflowWords } from '../parts/words.ts';

const address = z.object({ show: z.enum(['all', 'due']).default('all') });
type Act = 'contact' | 'history' | 'place';
interface Acting {
  readonly act: Act;
  readonly away: Away;
}

const Clock = ({ away }: { away: Away }): ReactNode => {
  const t = useText();
  const words = useOutflowWords();
  return (
    <>
      {words.clock(away)}{' '}
      <Popover trigger="click" content={<Why why={away.why} to={`/rules/${away.why.ruleId}`} />}>
        <Button type="link" size="small" aria-label={t(outflowTexts.whyOf, { name: away.name })}>
          {t(outflowTexts.why)}
        </Button>
      </Popover>
    </>
  );
};

const Acts = ({ away, onAct }: { away: Away; onAct: (acting: Acting) => void }): ReactNode => {
  const t = useText();
  const navigate = useNavigate();
  const { can } = useSession();
  const keeps = can('outflow.keep');
  const items = [
    { key: 'history', label: t(outflowTexts.history), onClick: () => onAct({ act: 'history', away }) },
    ...(keeps ? [{ key: 'place', label: t(outflowTexts.place), onClick: () => onAct({ act: 'place', away }) }] : []),
    { key: 'file', label: t(outflowTexts.file), onClick: () => void navigate(`/members/${away.personId}`) },
  ];
  return (
    <div className={css.acts}>
      {keeps && (
        <Button
          size="small"
          aria-label={t(outflowTexts.recordOf, { name: away.name })}
          onClick={() => onAct({ act: 'contact', away })}
        >
          {t(outflowTexts.record)}
        </Button>
      )}
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button size="small" type="text" aria-label={t(outflowTexts.moreOf, { name: away.name })}>
          {t(outflowTexts.more)}
        </Button>
      </Dropdown>
    </div>
  );
};

const useColumns = (onAct: (acting: Acting) => void): Column<Away>[] => {
  const t = useText();
  const words = useOutflowWords();
  return [
    {
      key: 'name',
      title: t(outflowTexts.name),
      main: true,
      render: (away) => (
        <>
          {away.name}
          <div className={css.hint}>{away.branchName}</div>
        </>
      ),
    },
    {
      key: 'where',
      title: t(outflowTexts.where),
      render: (away) => (
        <>
          {away.place}
          <div className={css.hint}>{words.where(away)}</div>
        </>
      ),
    },
    {
      key: 'receiving',
      title: t(outflowTexts.receiving),
      render: (away) => away.receiving?.name ?? t(outflowTexts.receivingNone),
    },
    {
      key: 'contact',
      title: t(outflowTexts.next),
      render: (away) => (
        <>
          <Clock away={away} />
          <div className={css.hint}>{t(outflowTexts.lastOf, { last: words.last(away) })}</div>
        </>
      ),
    },
    { key: 'acts', title: t(uiTexts.actions), render: (away) => <Acts away={away} onAct={onAct} /> },
  ];
};

/** Who is away, and until when the branch makes contact. */
export const Page = (): ReactNode => {
  const t = useText();
  const [{ show }, setState] = useAddressState(address);
  const [acting, setActing] = useState<Acting | null>(null);
  const list = useList(awayList, { query: { show } });
  const counts = list.reply;
  const of = (act: Act): Away | null => (acting?.act === act ? acting.away : null);
  const close = (): void => setActing(null);
  return (
    <Frame
      title={t(outflowTexts.title)}
      intro={t(outflowTexts.intro)}
      actions={<Link to="/outflow/arrivals">{t(outflowTexts.arrivals)}</Link>}
    >
      <Section flush>
        <DataTable
          name="outflow"
          caption={t(outflowTexts.caption)}
          columns={useColumns(setActing)}
          list={{ ...list, total: show === 'due' ? counts?.due : counts?.total }}
          rowKey={(away) => away.id}
          whenEmpty={<p>{t(show === 'due' ? outflowTexts.emptyDue : outflowTexts.empty)}</p>}
          tools={
            <Segmented<'all' | 'due'>
              aria-label={t(outflowTexts.show)}
              value={show}
              onChange={(next) => setState({ show: next })}
              options={[
                { value: 'all', label: t(outflowTexts.all, { count: counts?.total ?? 0 }) },
                { value: 'due', label: t(outflowTexts.due, { count: counts?.due ?? 0 }) },
              ]}
            />
          }
        />
      </Section>
      <ContactDialog away={of('contact')} onClose={close} />
      <HistoryDialog away={of('history')} onClose={close} />
      <PlaceDialog away={of('place')} onClose={close} />
    </Frame>
  );
};
