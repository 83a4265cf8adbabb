import { Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { type FigureGroup, figureGroups, requestFigures, type RequestFigures } from '../../figures/contract.ts';
import { figureTexts } from '../../figures/messages.ts';
import { requestTexts } from '../../messages.ts';
import { FigureBars, FigureTable, FigureTiles } from '../parts/figure-numbers.tsx';
import { figureAddress, periodOf, thisYear } from '../parts/figure-period.ts';
import { Satisfaction } from '../parts/figure-satisfaction.tsx';
import css from '#ui/office/matter.module.css';

const How = ({ figures }: { figures: RequestFigures }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [day, petition] = [format.day(figures.silentUntil), format.day(figures.petitionsUntil)];
  return (
    <Section title={t(figureTexts.how)}>
      <p>{t(figureTexts.howShare)}</p>
      <p>{t(figureTexts.howSilence, { day, petition })}</p>
      <p>{t(figureTexts.howUnits)}</p>
      <p>{t(figureTexts.howMarked)}</p>
      <p>{t(figureTexts.howFew)}</p>
    </Section>
  );
};

const last = 'last';

/** Numbers of requests, each of which is a list. */
export const Page = (): ReactNode => {
  const t = useText();
  const [address, setAddress] = useAddressState(figureAddress);
  const { by, year } = address;
  const query = { by, ...periodOf(year) };
  const { data, error, isPending, refetch } = useApi(requestFigures, { query }, { keep: true });
  const now = thisYear();
  return (
    <Frame
      title={t(figureTexts.title)}
      intro={t(figureTexts.intro)}
      crumbs={[{ title: t(requestTexts.title), to: '/requests' }, { title: t(figureTexts.title) }]}
    >
      <Toolbar>
        <div className={css.views}>
          <Segmented<FigureGroup>
            aria-label={t(figureTexts.by)}
            value={by}
            onChange={(next) => setAddress({ by: next })}
            options={figureGroups.map((one) => ({ value: one, label: t(figureTexts[`by_${one}`]) }))}
          />
        </div>
        <Select<string>
          aria-label={t(figureTexts.period)}
          value={year === undefined ? last : String(year)}
          onChange={(next) => setAddress({ year: next === last ? undefined : Number(next) })}
          options={[
            { value: last, label: t(figureTexts.period_last) },
            ...[now, now - 1, now - 2].map((one) => ({
              value: String(one),
              label: t(figureTexts.period_year, { year: one }),
            })),
          ]}
        />
      </Toolbar>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
        {() =>
          data && (
            <>
              <Section>
                <FigureTiles figures={data} address={address} />
              </Section>
              {data.rows.length > 0 && (
                <Section title={t(figureTexts.chart)}>
                  <FigureBars figures={data} />
                </Section>
              )}
              {(['served', 'open'] as const).map((about) => (
                <Section key={about} title={t(figureTexts[`caption_${about}`])}>
                  <FigureTable figures={data} address={address} about={about} />
                </Section>
              ))}
              <Satisfaction by={by} />
              <How figures={data} />
            </>
          )
        }
      </StateView>
    </Frame>
  );
};
