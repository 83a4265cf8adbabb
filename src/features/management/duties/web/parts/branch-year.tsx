import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { Page as Frame, Section, Toolbar, type Crumb } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { dutiesOfOrganisation, type Duty, type YearView } from '../../contract.ts';
import { dutyKindTexts, dutyTexts } from '../../messages.ts';
import { DutyDetail } from './duty-detail.tsx';
import css from './duties.module.css';
import { usePeriodName } from './words.tsx';
import { fieldOf, YearMatrix } from './year-matrix.tsx';

const bounds = { first: 2018, last: 2099 } as const;
const address = z.object({ year: z.coerce.number().int().min(bounds.first).max(bounds.last).optional() });

/** What presses most: what can still be done in time, else what was missed last. */
const mostPressing = (duties: readonly Duty[]): Duty | undefined => {
  const byDay = duties.toSorted((a, b) => (a.period.last < b.period.last ? -1 : Number(a.period.last > b.period.last)));
  return byDay.find(({ state }) => state === 'due_soon') ?? byDay.findLast(({ state }) => state === 'missed');
};

const Year = ({ view }: { view: YearView }): ReactNode => {
  const t = useText();
  const name = usePeriodName();
  const [chosen, setChosen] = useState<string>();
  if (view.duties.length === 0)
    return (
      <Section>
        <p>{t(dutyTexts.nothing)}</p>
      </Section>
    );
  const duty = view.duties.find((one) => fieldOf(one) === chosen) ?? mostPressing(view.duties);
  return (
    <>
      <Section title={t(dutyTexts.matrix, { year: view.year })}>
        <YearMatrix year={view.year} duties={view.duties} chosen={duty && fieldOf(duty)} onChoose={setChosen} />
      </Section>
      <div aria-live="polite">
        {duty ? (
          <Section title={t(dutyTexts.detail, { kind: t(dutyKindTexts[duty.kind]), period: name(duty.period) })}>
            <DutyDetail duty={duty} own={view.own} />
          </Section>
        ) : (
          <Section>
            <p className={css.quiet}>{t(dutyTexts.choose)}</p>
          </Section>
        )}
      </div>
    </>
  );
};

const YearChoice = ({ year, onYear }: { year: number; onYear: (year: number) => void }): ReactNode => {
  const t = useText();
  return (
    <Toolbar>
      <Button
        icon={<LeftOutlined aria-hidden />}
        aria-label={t(dutyTexts.former)}
        disabled={year <= bounds.first}
        onClick={() => onYear(year - 1)}
      />
      <strong aria-live="polite">{t(dutyTexts.yearName, { year })}</strong>
      <Button
        icon={<RightOutlined aria-hidden />}
        aria-label={t(dutyTexts.next)}
        disabled={year >= bounds.last}
        onClick={() => onYear(year + 1)}
      />
    </Toolbar>
  );
};

/** The year of one branch: what it owes, how it stands, and why. */
export const BranchYear = ({ id, crumbs }: { id: string; crumbs?: readonly Crumb[] }): ReactNode => {
  const t = useText();
  const [{ year }, setAddress] = useAddressState(address);
  const { data, error, isPending, refetch } = useApi(
    dutiesOfOrganisation,
    { params: { id }, query: year === undefined ? {} : { year } },
    { keep: true },
  );
  return (
    <Frame
      title={data && crumbs ? t(dutyTexts.yearTitle, { name: data.organisation.shortName }) : t(dutyTexts.title)}
      intro={t(dutyTexts.introBranch)}
      {...(crumbs ? { crumbs } : {})}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
        {() =>
          data && (
            <>
              <YearChoice year={data.year} onYear={(next) => setAddress({ year: next })} />
              <Year key={data.year} view={data} />
            </>
          )
        }
      </StateView>
    </Frame>
  );
};
