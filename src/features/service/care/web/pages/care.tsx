import { Button, Space } from 'antd';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { oneCare, type CareView, type CareVisit } from '../../contract.ts';
import { careTexts } from '../../messages.ts';
import css from '#ui/office/matter.module.css';
import { CareDialog, type Open } from '../parts/visit-dialogs.tsx';
import { useCareWords } from '../parts/words.ts';

interface Props {
  readonly care: CareView;
}

const CareFacts = ({ care }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useCareWords();
  const facts: Fact[] = [
    { label: t(careTexts.branch), value: care.branchName },
    { label: t(careTexts.reasons), value: words.reasons(care.reasons) },
    { label: t(careTexts.source), value: t(careTexts[`source_${care.source}`]) },
    { label: t(careTexts.since), value: format.day(care.since) },
    ...(care.note === null ? [] : [{ label: t(careTexts.note), value: <p className={css.text}>{care.note}</p> }]),
    ...(care.endedOn === null ? [] : [{ label: t(careTexts.endedOn), value: format.day(care.endedOn) }]),
    ...(care.endReason === null ? [] : [{ label: t(careTexts.endReason), value: care.endReason }]),
  ];
  return <Facts facts={facts} />;
};

const Visits = ({ care, onOpen }: Props & { readonly onOpen: (open: Open) => void }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useCareWords();
  const acts = (visit: CareVisit): ReactNode => (
    <Space wrap size="small">
      {care.can.keep && visit.state === 'planned' && (
        <>
          <Button size="small" onClick={() => onOpen({ act: 'record', visit })}>
            {t(careTexts.record)}
          </Button>
          <Button size="small" onClick={() => onOpen({ act: 'cancel', visit })}>
            {t(careTexts.cancel)}
          </Button>
        </>
      )}
      {care.can.amounts && visit.state !== 'cancelled' && (
        <Button size="small" onClick={() => onOpen({ act: 'amount', visit })}>
          {t(careTexts.setAmount)}
        </Button>
      )}
    </Space>
  );
  return (
    <PlainTable
      caption={t(careTexts.visits)}
      rows={care.visits}
      rowKey={({ id }) => id}
      empty={t(careTexts.noVisits)}
      columns={[
        {
          key: 'on',
          title: t(careTexts.plannedOn),
          render: ({ plannedOn, occasion }) => `${format.day(plannedOn)} · ${t(careTexts[`occasion_${occasion}`])}`,
        },
        { key: 'visitor', title: t(careTexts.visitor), render: ({ visitor }) => visitor },
        {
          key: 'state',
          title: t(careTexts.state),
          render: ({ state, visitedOn }) =>
            `${t(careTexts[`state_${state}`])}${visitedOn === null ? '' : ` · ${format.day(visitedOn)}`}`,
        },
        { key: 'words', title: t(careTexts.words), render: (visit) => visit.words ?? '–' },
        ...(care.can.amounts
          ? [
              {
                key: 'amount',
                title: t(careTexts.amount),
                render: ({ amount }: CareVisit) => (amount === null ? '–' : words.given(amount)),
              },
            ]
          : []),
      ]}
      {...(care.can.keep || care.can.amounts ? { renderActions: acts } : {})}
    />
  );
};

/** One member who is cared for: why, the visits, and what may follow. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const [open, setOpen] = useState<Open | null>(null);
  const { data: care, error, isPending, refetch } = useApi(oneCare, { params: { id } });
  return (
    <Frame
      title={care?.name ?? t(careTexts.one)}
      crumbs={[{ title: t(careTexts.title), to: '/care' }, { title: t(careTexts.one) }]}
      actions={
        care?.can.keep && (
          <>
            <Button onClick={() => setOpen({ act: 'end' })}>{t(careTexts.end)}</Button>
            <Button type="primary" onClick={() => setOpen({ act: 'plan' })}>
              {t(careTexts.plan)}
            </Button>
          </>
        )
      }
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={6}>
        {() =>
          care && (
            <>
              <Section>
                <CareFacts care={care} />
              </Section>
              <Section title={t(careTexts.visits)}>
                {care.can.amounts && <p>{t(careTexts.amountHint)}</p>}
                <Visits care={care} onOpen={setOpen} />
              </Section>
              <CareDialog open={open} care={care} onClose={() => setOpen(null)} />
            </>
          )
        }
      </StateView>
    </Frame>
  );
};
