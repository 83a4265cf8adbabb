import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { useList } from '#webkit/list.ts';
import { useCommand } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { useSession } from '#webkit/session.tsx';
import { figureList, type FigureLine, type FigureMark, requestFigures } from '../../figures/contract.ts';
import { figureTexts } from '../../figures/messages.ts';
import { measureNames } from '../../figures/rules.ts';
import { withdrawMark } from '../../marking/contract.ts';
import { requestTexts } from '../../messages.ts';
import { MarkDialog, type Marked } from '../parts/mark-dialog.tsx';
import { figureAddress, periodOf } from '../parts/figure-period.ts';
import css from '#ui/office/matter.module.css';
import { RequestStateTag } from '../parts/state.tsx';

const address = figureAddress.extend({
  key: z.string().max(60).optional(),
  count: z.enum(measureNames).default('received'),
});

const Mark = ({ mark }: { mark: FigureMark }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { can } = useSession();
  const { message } = App.useApp();
  const { fire, busy } = useCommand(withdrawMark, {
    touches: [figureList, requestFigures],
    onDone: () => void message.success(t(figureTexts.withdrawn)),
  });
  const words = { unit: mark.unitName, by: mark.byName, day: format.day(mark.markedOn), reason: mark.reason };
  return (
    <div className={css.hint}>
      {t(figureTexts.markLine, { ...words, ground: t(figureTexts[`ground_${mark.ground}`]) })}{' '}
      {can('requests.mark') && (
        <Button type="link" size="small" loading={busy} onClick={() => fire({ params: { id: mark.id } })}>
          {t(figureTexts.withdraw)}
        </Button>
      )}
    </div>
  );
};

interface Marking {
  readonly unitId: string;
  readonly begin: (line: FigureLine) => void;
}

const useColumns = (onMark: Marking | null): Column<FigureLine>[] => {
  const t = useText();
  const format = useFormat();
  return [
    {
      key: 'request',
      title: t(requestTexts.content),
      main: true,
      render: (row) => (
        <>
          {row.excerpt === null ? t(figureTexts.goneOut) : <Link to={`/requests/${row.id}`}>{row.excerpt}</Link>}
          <div className={css.hint}>
            {t.loose([row.kindName.zh, row.kindName.en])} · {t.loose([row.categoryName.zh, row.categoryName.en])}
          </div>
          {row.marks.map((mark) => (
            <Mark key={mark.id} mark={mark} />
          ))}
          {onMark !== null && row.marks.every(({ unitId }) => unitId !== onMark.unitId) && (
            <Button size="small" onClick={() => onMark.begin(row)}>
              {t(figureTexts.mark)}
            </Button>
          )}
        </>
      ),
    },
    { key: 'area', title: t(requestTexts.area), render: (row) => row.areaName },
    { key: 'unit', title: t(requestTexts.unit), render: (row) => row.unitName ?? '–' },
    { key: 'state', title: t(requestTexts.state), width: 110, render: (row) => <RequestStateTag state={row.state} /> },
    { key: 'received', title: t(requestTexts.receivedOn), width: 130, render: (row) => format.day(row.receivedOn) },
    { key: 'due', title: t(figureTexts.firstDue), width: 130, render: (row) => format.day(row.dueOn) },
    {
      key: 'answered',
      title: t(figureTexts.answeredOn),
      width: 130,
      render: (row) => (row.answeredOn === null ? '–' : format.day(row.answeredOn)),
    },
  ];
};

/** The requests that one number counts; where they are those of one unit, a second one marks there what was beyond it. */
export const Page = (): ReactNode => {
  const t = useText();
  const [{ by, year, key, count }] = useAddressState(address);
  const { can } = useSession();
  const [marked, setMarked] = useState<Marked | null>(null);
  const list = useList(figureList, { query: { by, count, ...(key === undefined ? {} : { key }), ...periodOf(year) } });
  const unit = by === 'unit' && key !== undefined && can('requests.mark') ? key : null;
  const back = new URLSearchParams({ by, ...(year === undefined ? {} : { year: String(year) }) });
  return (
    <Frame
      title={t(figureTexts[count])}
      intro={t(figureTexts.listIntro)}
      crumbs={[
        { title: t(requestTexts.title), to: '/requests' },
        { title: t(figureTexts.title), to: `/requests/figures?${back.toString()}` },
        { title: t(figureTexts.list) },
      ]}
    >
      <Section flush>
        <DataTable
          name="request-figures"
          caption={t(figureTexts.list)}
          columns={useColumns(
            unit === null ? null : { unitId: unit, begin: ({ id }) => setMarked({ id, unitId: unit }) },
          )}
          list={{ ...list, total: list.reply?.total }}
          rowKey={(row) => row.id}
          whenEmpty={<p>{t(figureTexts.none)}</p>}
        />
      </Section>
      <MarkDialog marked={marked} onClose={() => setMarked(null)} />
    </Frame>
  );
};
