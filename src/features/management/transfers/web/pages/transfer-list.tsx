import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { Tag } from '#ui/tag.tsx';
import { useList } from '#webkit/list.ts';
import { useAddressState } from '#webkit/router.tsx';
import { Gate } from '#webkit/session.tsx';
import { type Queue, queues, type Transfer, transferList } from '../../contract.ts';
import { transferTexts } from '../../messages.ts';
import { grave, StepButtons } from '../parts/step-buttons.tsx';
import { endsOf, toneOf, useTransferWords } from '../parts/words.ts';

const address = z.object({ queue: z.enum(queues).default('todo'), personId: z.uuid().optional() });

const Next = ({ row }: { row: Transfer }): ReactNode => {
  const t = useText();
  if (row.can.some((step) => !grave.includes(step))) return <StepButtons transfer={row} main />;
  if (row.waitsForName) return t(transferTexts.nextAt, { place: row.waitsForName });
  return row.open ? '–' : t(transferTexts.done);
};

const Ends = ({ row }: { row: Transfer }): ReactNode => {
  const t = useText();
  const { from, to } = endsOf(row);
  return (
    <>
      <div>{from}</div>
      <div>
        <span aria-hidden="true">→ </span>
        <span className="sr-only">{t(transferTexts.to)}</span>
        {to}
      </div>
    </>
  );
};

const useColumns = (): Column<Transfer>[] => {
  const t = useText();
  const format = useFormat();
  const words = useTransferWords();
  return [
    {
      key: 'member',
      title: t(transferTexts.member),
      main: true,
      width: 130,
      render: (row) => <Link to={`/transfers/${row.id}`}>{row.member.name}</Link>,
    },
    { key: 'ends', title: t(transferTexts.ends), render: (row) => <Ends row={row} /> },
    { key: 'kind', title: t(transferTexts.kind), optional: true, render: (row) => words.kind(row.kind) },
    {
      key: 'letterNo',
      title: t(transferTexts.letterNo),
      width: 130,
      optional: true,
      render: (row) => row.letterNo ?? '–',
    },
    {
      key: 'state',
      title: t(transferTexts.state),
      width: 150,
      render: (row) => <Tag tone={toneOf(row.state)}>{words.state(row)}</Tag>,
    },
    { key: 'next', title: t(transferTexts.next), render: (row) => <Next row={row} /> },
    {
      key: 'due',
      title: t(transferTexts.due),
      width: 170,
      render: (row) =>
        row.dueOn === null ? (
          '–'
        ) : (
          <>
            {format.day(row.dueOn)} {row.overdue && <Tag tone="error">{t(transferTexts.overdue)}</Tag>}
          </>
        ),
    },
  ];
};

/** Letters by whose turn it is; the next step stands in the row. */
export const Page = (): ReactNode => {
  const t = useText();
  const [{ queue, personId }, setAddress] = useAddressState(address);
  const list = useList(transferList, { query: { queue, ...(personId ? { personId } : {}) } });
  const columns = useColumns();
  const counts = list.reply?.counts;
  const label = (one: Queue): string => {
    const name = t(transferTexts[`queue_${one}`]);
    return one === 'all' || !counts ? name : t(transferTexts.queueCount, { queue: name, count: counts[one] });
  };
  return (
    <Frame
      title={t(transferTexts.title)}
      intro={t(transferTexts.intro)}
      actions={
        <>
          <LinkButton to="/transfers/units">{t(transferTexts.units)}</LinkButton>
          <Gate permission="transfers.approve">
            <LinkButton to="/transfers/signers">{t(transferTexts.signers)}</LinkButton>
            <LinkButton to="/transfers/arrival">{t(transferTexts.arrivalTitle)}</LinkButton>
          </Gate>
          <Gate permission="transfers.prepare">
            <LinkButton type="primary" to="/transfers/new">
              {t(transferTexts.newTitle)}
            </LinkButton>
          </Gate>
        </>
      }
    >
      <Toolbar>
        <Segmented<Queue>
          aria-label={t(transferTexts.queue)}
          value={queue}
          onChange={(next) => setAddress({ queue: next })}
          options={queues.map((one) => ({ value: one, label: label(one) }))}
        />
      </Toolbar>
      <Section flush>
        <DataTable
          name="transfers"
          caption={t(transferTexts.caption)}
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          whenEmpty={<p>{t(transferTexts[`empty_${queue}`])}</p>}
        />
      </Section>
    </Frame>
  );
};
