import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { type PlainColumn, PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import { useWholeList } from '#webkit/list.ts';
import { duesCodes, duesTexts } from '../../messages.ts';
import { type Relief, reliefList } from '../../reliefs/contract.ts';
import { DuesFrame } from '../parts/dues-frame.tsx';
import { useMonths, yuan } from '../parts/dues-words.ts';
import { ReliefDialog } from '../parts/relief-dialog.tsx';

const tones: Readonly<Record<Relief['state'], Tone>> = {
  waiting: 'info',
  approved: 'success',
  refused: 'warning',
  withdrawn: 'plain',
  expired: 'warning',
};

const useColumns = (): PlainColumn<Relief>[] => {
  const t = useText();
  const format = useFormat();
  const months = useMonths();
  return [
    { key: 'name', title: t(duesTexts.name), render: ({ name }) => name },
    { key: 'months', title: t(duesTexts.months), render: ({ fromMonth, toMonth }) => months(fromMonth, toMonth) },
    {
      key: 'what',
      title: t(duesTexts.reliefMonthly),
      render: ({ monthlyFen }) =>
        monthlyFen === 0 ? t(duesTexts.exempt) : t(duesTexts.reduced, { amount: yuan(monthlyFen) }),
    },
    { key: 'decidedOn', title: t(duesTexts.reliefDecidedOn), render: ({ decidedOn }) => format.day(decidedOn) },
    { key: 'reason', title: t(duesTexts.reason), render: ({ reason }) => reason },
    {
      key: 'state',
      title: t(duesTexts.state),
      render: ({ state }) => <Tag tone={tones[state]}>{t(duesCodes[`relief_${state}`])}</Tag>,
    },
  ];
};

export const Page = (): ReactNode => {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const columns = useColumns();
  const list = useWholeList(reliefList, {});
  return (
    <DuesFrame
      title={t(duesTexts.reliefsTitle)}
      intro={t(duesTexts.reliefsIntro)}
      actions={
        <Button type="primary" onClick={() => setAsking(true)}>
          {t(duesTexts.askRelief)}
        </Button>
      }
    >
      <Section>
        <StateView error={list.error} loading={list.loading} onAgain={list.reload}>
          <PlainTable
            caption={t(duesTexts.reliefsCaption)}
            columns={columns}
            rows={list.rows}
            rowKey={({ id }) => id}
            empty={t(duesTexts.reliefsEmpty)}
          />
        </StateView>
      </Section>
      <ReliefDialog open={asking} onClose={() => setAsking(false)} />
    </DuesFrame>
  );
};
