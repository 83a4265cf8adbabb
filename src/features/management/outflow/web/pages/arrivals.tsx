import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { useList } from '#webkit/list.ts';
import { useSession } from '#webkit/session.tsx';
import { type Arrival, arrivalList } from '../../contract.ts';
import { outflowTexts } from '../../messages.ts';
import { EndDialog, EnterDialog } from '../parts/arrival-dialogs.tsx';
import { GuestsDialog } from '../parts/guests-dialog.tsx';
import css from '../parts/outflow.module.css';
import { useOutflowWords } from '../parts/words.ts';

const useColumns = (onEnd: (arrival: Arrival) => void, onLife: (arrival: Arrival) => void): Column<Arrival>[] => {
  const t = useText();
  const format = useFormat();
  const words = useOutflowWords();
  return [
    {
      key: 'name',
      title: t(outflowTexts.name),
      main: true,
      render: (arrival) => (
        <>
          {arrival.name}
          <div className={css.hint}>{arrival.branchName}</div>
        </>
      ),
    },
    { key: 'home', title: t(outflowTexts.home), render: (arrival) => arrival.home },
    { key: 'phone', title: t(outflowTexts.phone), render: (arrival) => arrival.phone ?? '–' },
    { key: 'since', title: t(outflowTexts.since), render: (arrival) => format.day(arrival.since) },
    {
      key: 'reason',
      title: t(outflowTexts.reason),
      render: ({ told, reason }) => (told ? words.reason(reason) : reason) ?? '–',
    },
    {
      key: 'source',
      title: t(outflowTexts.source),
      render: (arrival) => t(arrival.told ? outflowTexts.told : outflowTexts.entered),
    },
    {
      key: 'acts',
      title: t(uiTexts.actions),
      render: (arrival) =>
        arrival.canKeep ? (
          <>
            <Button
              size="small"
              aria-label={t(outflowTexts.guestsOf, { name: arrival.name })}
              onClick={() => onLife(arrival)}
            >
              {t(outflowTexts.guests)}
            </Button>{' '}
            {arrival.canEnd && (
              <Button
                size="small"
                aria-label={t(outflowTexts.endOf, { name: arrival.name })}
                onClick={() => onEnd(arrival)}
              >
                {t(outflowTexts.end)}
              </Button>
            )}
          </>
        ) : (
          '–'
        ),
    },
  ];
};

/** Members of other organisations who live here. */
export const Page = (): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const [entering, setEntering] = useState(false);
  const [life, setLife] = useState<string | null>(null);
  const [ending, setEnding] = useState<Arrival | null>(null);
  const list = useList(arrivalList, { query: {} });
  return (
    <Frame
      title={t(outflowTexts.arrivals)}
      intro={t(outflowTexts.arrivalsIntro)}
      crumbs={[{ title: t(outflowTexts.title), to: '/outflow' }, { title: t(outflowTexts.arrivals) }]}
      actions={
        can('outflow.keep') && (
          <Button type="primary" onClick={() => setEntering(true)}>
            {t(outflowTexts.enter)}
          </Button>
        )
      }
    >
      <Section flush>
        <DataTable
          name="arrivals"
          caption={t(outflowTexts.arrivalsCaption)}
          columns={useColumns(setEnding, ({ id }) => setLife(id))}
          list={list}
          rowKey={(arrival) => arrival.id}
          whenEmpty={<p>{t(outflowTexts.arrivalsEmpty)}</p>}
        />
      </Section>
      <EnterDialog open={entering} onClose={() => setEntering(false)} />
      <GuestsDialog arrival={list.rows.find(({ id }) => id === life) ?? null} onClose={() => setLife(null)} />
      <EndDialog arrival={ending} onClose={() => setEnding(null)} />
    </Frame>
  );
};
