import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { type PlainColumn, PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import { type Holding, type Organisation, organisationHoldings } from '../../contract.ts';
import { postTexts, termTexts } from '../../terms/messages.ts';
import { AppointDialog, CorrectHoldingDialog, EndHoldingDialog, WithdrawHoldingDialog } from './holding-dialogs.tsx';
import css from './organisation.module.css';
import { useTermName } from './term-state.tsx';

const Holder = ({ holding }: { holding: Holding }): ReactNode => {
  const { can } = useSession();
  if (holding.personId === null || !can('members.read')) return holding.name ?? '–';
  return <Link to={`/members/${holding.personId}`}>{holding.name}</Link>;
};

type Act = 'end' | 'correct' | 'withdraw';
interface Doing {
  readonly act: Act;
  readonly holding: Holding;
}

const acts = [
  { act: 'end', text: termTexts.end },
  { act: 'correct', text: termTexts.correct },
  { act: 'withdraw', text: termTexts.withdraw },
] as const;

const ActButtons = ({ holding, onAct }: { holding: Holding; onAct: (doing: Doing) => void }): ReactNode => {
  const t = useText();
  const whose = `${holding.name ?? ''} ${t(postTexts[holding.post])}`;
  return acts
    .filter(({ act }) => act !== 'end' || holding.toOn === null)
    .map(({ act, text }) => (
      <Button
        key={act}
        type="link"
        size="small"
        aria-label={`${t(text)} ${whose}`}
        onClick={() => onAct({ act, holding })}
      >
        {t(text)}
      </Button>
    ));
};

interface TableProps {
  readonly caption: string;
  readonly empty: string;
  readonly holdings: readonly Holding[];
  readonly organisation: Organisation;
  readonly former?: boolean;
  readonly onAct: (doing: Doing) => void;
}

const HoldingTable = ({ caption, empty, holdings, organisation, former = false, onAct }: TableProps): ReactNode => {
  const t = useText();
  const format = useFormat();
  const termName = useTermName();
  const { can, terms } = organisation;
  const columns: PlainColumn<Holding>[] = [
    { key: 'person', title: t(termTexts.person), render: (holding) => <Holder holding={holding} /> },
    { key: 'post', title: t(termTexts.post), render: (holding) => t(postTexts[holding.post]) },
    {
      key: 'from',
      title: t(termTexts.from),
      render: ({ fromOn, toOn }) =>
        toOn === null || former
          ? format.day(fromOn)
          : `${format.day(fromOn)} ${t(termTexts.lastDay, { day: format.day(toOn) })}`,
    },
    ...(former ? [{ key: 'to', title: t(termTexts.to), render: (holding: Holding) => format.day(holding.toOn) }] : []),
    {
      key: 'term',
      title: t(termTexts.term),
      render: (holding) => termName(terms.find((term) => term.id === holding.termId)),
    },
    { key: 'note', title: t(termTexts.note), render: (holding) => holding.note },
  ];
  const actions = (holding: Holding): ReactNode => <ActButtons holding={holding} onAct={onAct} />;
  return (
    <PlainTable
      caption={caption}
      columns={columns}
      rows={holdings}
      rowKey={(holding) => holding.id}
      empty={empty}
      renderActions={can.posts ? actions : undefined}
    />
  );
};

const Former = ({ organisation, onAct }: Pick<TableProps, 'organisation' | 'onAct'>): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(organisationHoldings, { params: { id: organisation.id } });
  const present = new Set((organisation.committee ?? []).map((holding) => holding.id));
  const former = (data?.items ?? []).filter((holding) => !present.has(holding.id));
  return (
    <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={3}>
      <HoldingTable
        caption={t(termTexts.former)}
        empty={t(termTexts.noFormer)}
        holdings={former}
        organisation={organisation}
        former
        onAct={onAct}
      />
    </StateView>
  );
};

/** Who is in office, who was, and what may be done about it. */
export const Committee = ({ organisation }: { organisation: Organisation }): ReactNode => {
  const t = useText();
  const { can: may } = useSession();
  const [appointing, setAppointing] = useState(false);
  const [doing, setDoing] = useState<Doing | null>(null);
  const [showsFormer, setShowsFormer] = useState(false);
  const { committee, can } = organisation;
  const close = (): void => setDoing(null);
  const dialog = { organisation, holding: doing?.holding ?? null, onClose: close };
  return (
    <Section
      title={t(termTexts.committee)}
      actions={
        <>
          {committee !== null && may('organisations.officers') && (
            <Button aria-expanded={showsFormer} onClick={() => setShowsFormer(!showsFormer)}>
              {t(showsFormer ? termTexts.hideFormer : termTexts.showFormer)}
            </Button>
          )}
          {can.posts && (
            <Button type="primary" onClick={() => setAppointing(true)}>
              {t(termTexts.appoint)}
            </Button>
          )}
        </>
      }
    >
      {committee === null ? (
        <p className={css.quiet}>{t(termTexts.hidden)}</p>
      ) : (
        <HoldingTable
          caption={t(termTexts.committee)}
          empty={t(termTexts.noCommittee)}
          holdings={committee}
          organisation={organisation}
          onAct={setDoing}
        />
      )}
      {showsFormer && (
        <>
          <h3 className={css.subtitle}>{t(termTexts.former)}</h3>
          <Former organisation={organisation} onAct={setDoing} />
        </>
      )}
      <AppointDialog organisation={organisation} open={appointing} onClose={() => setAppointing(false)} />
      <EndHoldingDialog {...dialog} open={doing?.act === 'end'} />
      <CorrectHoldingDialog {...dialog} open={doing?.act === 'correct'} />
      <WithdrawHoldingDialog {...dialog} open={doing?.act === 'withdraw'} />
    </Section>
  );
};
