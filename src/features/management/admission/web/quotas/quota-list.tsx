import { Button, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { Facts } from '#ui/facts.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { admissionTexts } from '../../messages.ts';
import { type QuotaLine, quotaList } from '../../quotas/contract.ts';
import { quotaTexts } from '../../quotas/messages.ts';
import { today } from '../parts/today.ts';
import { QuotaDialog, type Shown } from './quota-dialogs.tsx';
import css from './quotas.module.css';

const address = z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() });
type Reply = (typeof quotaList)['reply']['_output'];

interface Opened {
  readonly organisationId: string;
  readonly shown: Shown;
}

const Remaining = ({ remaining }: { remaining: number | null }): ReactNode => {
  const t = useText();
  const format = useFormat();
  if (remaining === null) return '–';
  if (remaining < 0) return <Tag tone="warning">{t(quotaTexts.over, { count: -remaining })}</Tag>;
  return <span className={css.number}>{format.number(remaining)}</span>;
};

const Lines = ({ data, year }: { data: Reply; year: number }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [opened, setOpened] = useState<Opened | null>(null);
  const line = data.items.find(({ organisationId }) => organisationId === opened?.organisationId);
  const open = ({ organisationId }: QuotaLine, shown: Shown): void => setOpened({ organisationId, shown });
  const count = (one: QuotaLine, of: 'used' | 'approved'): ReactNode =>
    one[of] === 0 ? (
      <span className={css.number}>0</span>
    ) : (
      <Button
        type="link"
        className={css.count ?? ''}
        aria-label={`${t(quotaTexts[`${of}Of`], { organisation: one.organisation, year })} ${one[of]}`}
        onClick={() => open(one, of)}
      >
        {format.number(one[of])}
      </Button>
    );
  return (
    <>
      <PlainTable
        caption={t(quotaTexts.caption, { year })}
        rows={data.items}
        rowKey={({ organisationId }) => organisationId}
        empty={t(quotaTexts.empty)}
        columns={[
          { key: 'organisation', title: t(quotaTexts.organisation), render: ({ organisation }) => organisation },
          {
            key: 'places',
            title: t(quotaTexts.places),
            render: ({ places }) =>
              places === null ? t(quotaTexts.none) : <span className={css.number}>{format.number(places)}</span>,
          },
          { key: 'used', title: t(quotaTexts.used), render: (one) => count(one, 'used') },
          {
            key: 'remaining',
            title: t(quotaTexts.remaining),
            render: ({ remaining }) => <Remaining remaining={remaining} />,
          },
          { key: 'approved', title: t(quotaTexts.approved), render: (one) => count(one, 'approved') },
        ]}
        renderActions={(one) => (
          <span className={css.acts}>
            {data.maySet && (
              <Button size="small" onClick={() => open(one, 'set')}>
                {t(one.places === null ? quotaTexts.set : quotaTexts.adjust)}
                <span className="sr-only">{one.organisation}</span>
              </Button>
            )}
            {one.decisions.length > 0 && (
              <Button size="small" type="text" onClick={() => open(one, 'history')}>
                {t(quotaTexts.history, { count: one.decisions.length })}
                <span className="sr-only">{one.organisation}</span>
              </Button>
            )}
          </span>
        )}
      />
      {opened && line && <QuotaDialog year={year} line={line} shown={opened.shown} onClose={() => setOpened(null)} />}
    </>
  );
};

/** The year's quotas of the townships and what has been used of them; the county decides them. */
export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const current = Number(today().slice(0, 4));
  const [asked, setAsked] = useAddressState(address);
  const year = asked.year ?? current;
  const { data, error, isPending, refetch } = useApi(quotaList, { query: { year } }, { keep: true });
  const years = [...new Set([...Array.from({ length: 8 }, (_, back) => current + 1 - back), year])];
  return (
    <Frame
      title={t(quotaTexts.title)}
      intro={t(quotaTexts.intro)}
      crumbs={[{ title: t(admissionTexts.title), to: '/admission' }, { title: t(quotaTexts.title) }]}
      actions={
        <Select<number>
          className={css.year ?? ''}
          aria-label={t(quotaTexts.year)}
          value={year}
          options={years
            .toSorted((one, other) => other - one)
            .map((value) => ({ value, label: t(quotaTexts.yearOf, { year: value }) }))}
          onChange={(next) => setAsked({ year: next })}
        />
      }
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
        {() =>
          data && (
            <>
              {data.items.length > 1 && (
                <Section title={t(quotaTexts.total)}>
                  <Facts
                    columns={3}
                    facts={[
                      { label: t(quotaTexts.places), value: format.number(data.places) },
                      { label: t(quotaTexts.used), value: format.number(data.used) },
                      { label: t(quotaTexts.approved), value: format.number(data.approved) },
                    ]}
                  />
                </Section>
              )}
              <Section title={t(quotaTexts.caption, { year })}>
                <Lines data={data} year={year} />
              </Section>
            </>
          )
        }
      </StateView>
    </Frame>
  );
};
