import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { addMonths, dayOf } from '#shared/days.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { burdenMonth, type KindBurden } from '../../contract.ts';
import { burdenTexts } from '../../messages.ts';
import { type Burden, Numbers } from '../parts/numbers.tsx';

const thisMonth = (): string => dayOf(Date.now()).slice(0, 7);
const address = z.object({
  month: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
    .optional(),
});

const Kinds = ({ burden }: { burden: Burden }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const each = ({ minutesEach }: KindBurden): string =>
    minutesEach === null
      ? t(burdenTexts.unmeasured)
      : t(burdenTexts.minutesEach, { count: format.number(Math.round(minutesEach * 10) / 10) });
  return (
    <PlainTable
      caption={t(burdenTexts.caption)}
      rows={burden.kinds}
      rowKey={({ kind }) => kind}
      empty="–"
      columns={[
        { key: 'kind', title: t(burdenTexts.kind), render: ({ kind }) => t(burdenTexts[`kind_${kind}`]) },
        { key: 'requests', title: t(burdenTexts.requests), render: (row) => format.number(row.requests) },
        { key: 'things', title: t(burdenTexts.things), render: (row) => format.number(row.things) },
        { key: 'fields', title: t(burdenTexts.fields), render: (row) => format.number(row.fields) },
        ...(burden.own
          ? []
          : [
              {
                key: 'perBranch',
                title: t(burdenTexts.perBranch),
                render: (row: KindBurden) =>
                  format.number(Math.round((row.fields / Math.max(1, burden.branches)) * 10) / 10),
              },
            ]),
        { key: 'each', title: t(burdenTexts.each), render: each },
      ]}
    />
  );
};

const How = (): ReactNode => {
  const t = useText();
  return (
    <Section title={t(burdenTexts.how)}>
      <p>{t(burdenTexts.howRequests)}</p>
      <p>{t(burdenTexts.howFields)}</p>
      <p>{t(burdenTexts.howMinutes)}</p>
    </Section>
  );
};

/** A month without work says what will stand here, and from when on. */
const NothingYet = (): ReactNode => {
  const t = useText();
  return (
    <Section title={t(burdenTexts.empty)}>
      <p>{t(burdenTexts.emptyWhat)}</p>
      <p>{t(burdenTexts.emptyNot)}</p>
    </Section>
  );
};

/** What a month asked of branches, kind by kind. */
export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [{ month }, setAddress] = useAddressState(address);
  const now = thisMonth();
  const shown = month ?? now;
  const go = (step: number): void => setAddress({ month: addMonths(`${shown}-01`, step).slice(0, 7) });
  const { data, error, isPending, refetch } = useApi(burdenMonth, { query: { month: shown } }, { keep: true });
  return (
    <Frame title={t(burdenTexts.title)} intro={t(burdenTexts.intro)}>
      <Toolbar>
        <Button icon={<LeftOutlined aria-hidden />} aria-label={t(burdenTexts.former)} onClick={() => go(-1)} />
        <strong aria-live="polite">{format.month(`${shown}-01`)}</strong>
        <Button
          icon={<RightOutlined aria-hidden />}
          aria-label={t(burdenTexts.next)}
          disabled={shown >= now}
          onClick={() => go(1)}
        />
      </Toolbar>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={6}>
        {() =>
          data &&
          (data.kinds.length === 0 ? (
            <>
              <NothingYet />
              <How />
            </>
          ) : (
            <>
              <Section title={data.own ? null : t(burdenTexts.ofBranches, { count: data.branches })}>
                <Numbers burden={data} />
              </Section>
              <Section title={t(burdenTexts.caption)}>
                <Kinds burden={data} />
              </Section>
              <How />
            </>
          ))
        }
      </StateView>
    </Frame>
  );
};
