import type { ReactNode } from 'react';
import type { Reply } from '#shared/endpoint.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { Cell, Cells, Page as Frame, Section } from '#ui/phone/page.tsx';
import { Notice, StateView } from '#ui/phone/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { dutiesOfOrganisation, dutyOverview, ownDuties, type Duty } from '../../contract.ts';
import { dutyKindTexts, dutyTexts } from '../../messages.ts';
import { StateTag, useMissingText, usePeriodName } from '../parts/words.tsx';

const Card = ({ duty }: { duty: Duty }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const name = usePeriodName();
  const say = useMissingText();
  const lines = [t(dutyTexts.dueOn, { day: format.day(duty.period.last) }), ...duty.missing.map(say)];
  return (
    <Cell
      title={t(dutyTexts.detail, { kind: t(dutyKindTexts[duty.kind]), period: name(duty.period) })}
      hint={lines.join(' · ')}
      end={<StateTag state={duty.state} />}
    />
  );
};

/** The duties of a branch as cards: what can be done in time, what was missed, what was done last. */
const Branch = ({ id }: { id: string }): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(dutiesOfOrganisation, { params: { id } });
  const byDay = (duties: readonly Duty[]): readonly Duty[] =>
    duties.toSorted((a, b) => (a.period.last < b.period.last ? -1 : Number(a.period.last > b.period.last)));
  const those = (...states: Duty['state'][]): readonly Duty[] =>
    byDay((data?.duties ?? []).filter(({ state }) => states.includes(state)));
  const running = those('due_soon', 'open');
  const missed = those('missed').toReversed();
  const done = those('done').toReversed().slice(0, 12);
  const part = (title: string, duties: readonly Duty[]): ReactNode =>
    duties.length > 0 && (
      <Section title={title}>
        <Cells label={title}>
          {duties.map((duty) => (
            <Card key={`${duty.kind} ${duty.period.key}`} duty={duty} />
          ))}
        </Cells>
      </Section>
    );
  return (
    <StateView
      error={error}
      loading={isPending}
      empty={running.length + missed.length + done.length === 0}
      whenEmpty={<Notice title={t(dutyTexts.phoneEmpty)} />}
      onAgain={() => void refetch()}
      lines={6}
    >
      {part(t(dutyTexts.phoneOpen), running)}
      {part(t(dutyTexts.phoneMissed), missed)}
      {part(t(dutyTexts.phoneDone), done)}
    </StateView>
  );
};

const Counts = ({ view }: { view: Reply<typeof dutyOverview> }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const name = usePeriodName();
  return (
    <Cells label={t(dutyTexts.caption)}>
      {view.counts.map((row) => (
        <Cell
          key={row.kind}
          title={t(dutyKindTexts[row.kind])}
          hint={`${name(row.period)} · ${t(dutyTexts.unmet)} ${format.number(row.unmet)} / ${format.number(row.owed)}`}
          end={<StateTag state={row.unmet > 0 ? row.unmetState : 'done'} />}
        />
      ))}
    </Cells>
  );
};

/** The counts of a range, to be looked at on the way; the lists behind them stand in the office. */
const Range = (): ReactNode => {
  const { data, error, isPending, refetch } = useApi(dutyOverview, { query: {} });
  return (
    <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={6}>
      {() => data && <Counts view={data} />}
    </StateView>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(ownDuties, {});
  return (
    <Frame title={t(dutyTexts.title)} back="/">
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={6}>
        {() => data && (data.branch ? <Branch id={data.organisation.id} /> : <Range />)}
      </StateView>
    </Frame>
  );
};
