import type { ReactNode } from 'react';
import type { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { Section } from '#ui/office/page.tsx';
import { useWord } from '#ui/words.tsx';
import { useList } from '#webkit/list.ts';
import { recipientTexts } from '../../export/recipients/messages.ts';
import { traceTexts } from '../../file/messages.ts';
import type { Reading } from '../../own/contract.ts';
import { memberReadings } from '../../readings/contract.ts';
import { useRecipient } from './recipient.ts';
import { useWords } from './words.ts';

type Row = z.infer<typeof Reading>;

const useColumns = (): Column<Row>[] => {
  const t = useText();
  const format = useFormat();
  const word = useWord();
  const words = useWords();
  const recipient = useRecipient();
  return [
    {
      key: 'reader',
      title: t(traceTexts.reader),
      main: true,
      render: (row) => `${row.reader} · ${word(`role.${row.role}`)} · ${row.organisation}`,
    },
    { key: 'at', title: t(traceTexts.readAt), render: (row) => format.moment(row.at) },
    {
      key: 'what',
      title: t(traceTexts.readWhat),
      render: (row) =>
        row.fields.length === 0
          ? t(row.since === row.at ? traceTexts.readFile : traceTexts.readOften, { since: format.moment(row.since) })
          : t(traceTexts.readFields, { names: format.list(row.fields.map((name) => words.label(name))) }),
    },
    {
      key: 'reason',
      title: t(traceTexts.readReason),
      render: (row) => (
        <>
          {row.reason ?? '–'}
          {row.recipient && <div>{t(recipientTexts.handedTo, { recipient: recipient(row) })}</div>}
        </>
      ),
    },
  ];
};

/** Who opened the file, and who was shown what in full, for what reason. */
export const Readings = ({ memberId }: { memberId: string }): ReactNode => {
  const t = useText();
  const columns = useColumns();
  const list = useList(memberReadings, { params: { id: memberId } });
  return (
    <Section flush>
      <DataTable
        name="member-readings"
        caption={t(traceTexts.readingsIntro)}
        columns={columns}
        list={list}
        rowKey={(row) => row.id}
        whenEmpty={t(traceTexts.readingsEmpty)}
      />
    </Section>
  );
};
