import { Alert, Button, Checkbox, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, useId } from 'react';
import { useNavigate } from 'react-router';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { useDay } from '#ui/office/day-keys.ts';
import { Page as Frame, Section, Split } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tree } from '#ui/tree.tsx';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { organisationTree } from '../../contract.ts';
import { organisationTexts } from '../../detail/messages.ts';
import { useTreeRows } from '../parts/organisation-nodes.ts';
import { Summary } from '../parts/summary.tsx';
import css from './organisation-tree.module.css';

const address = z.object({
  on: z.iso.date().optional(),
  abolished: z.stringbool().default(false),
  id: z.uuid().optional(),
});

interface DayProps {
  readonly day: string | undefined;
  readonly today: string | undefined;
  readonly onDay: (day: string | undefined) => void;
}

const DayChoice = ({ day, today, onDay }: DayProps): ReactNode => {
  const t = useText();
  const id = useId();
  return (
    <div className={css.day}>
      <label htmlFor={id}>{t(organisationTexts.on)}</label>
      <DatePicker
        id={id}
        allowClear={false}
        format={['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D', 'YYYY/M/D']}
        value={useDay(day || today)}
        {...(today ? { maxDate: dayjs(today) } : {})}
        onChange={(value) => {
          const next = value?.format('YYYY-MM-DD');
          onDay(next === today ? undefined : next);
        }}
      />
      {day && <Button onClick={() => onDay(undefined)}>{t(organisationTexts.today)}</Button>}
    </div>
  );
};

/** Where tree and summary stand above each other, choosing leads straight to the page of the organisation. */
const isNarrow = (): boolean => matchMedia('(width <= 900px)').matches;

export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const navigate = useNavigate();
  const [{ on, abolished, id }, setState] = useAddressState(address);
  const query = { ...(on ? { on } : {}), ...(abolished && !on ? { abolished: 'true' } : {}) };
  const { data, error, isPending, refetch } = useApi(organisationTree, { query }, { keep: true });
  const today = useApi(organisationTree, { query: {} }, { enabled: on === undefined }).data?.on;
  const nodes = data?.items ?? [];
  const rows = useTreeRows(nodes);
  // Counts are shown within one's own range only, so the first node with one is where it begins.
  const own = nodes.find((node) => node.members !== null) ?? nodes[0];
  const selected = nodes.find((node) => node.id === id) ?? own;
  const isPast = data !== undefined && on !== undefined && data.on === on;
  return (
    <Frame
      title={t(organisationTexts.tree)}
      intro={t(organisationTexts.treeIntro)}
      actions={<DayChoice day={on} today={today} onDay={(day) => setState({ on: day })} />}
    >
      {isPast && <Alert type="info" showIcon title={t(organisationTexts.onPast, { day: format.day(on) })} />}
      <Split
        side={
          <Section>
            <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={12}>
              <Tree
                nodes={rows}
                label={t(organisationTexts.tree)}
                selected={selected?.id}
                onSelect={(next) => (isNarrow() && !on ? navigate(`/organisations/${next}`) : setState({ id: next }))}
                openDepth={1}
                height="calc(100vh - 330px)"
              />
              {!on && (
                <Checkbox
                  className={css.abolished ?? ''}
                  checked={abolished}
                  onChange={(event) => setState({ abolished: event.target.checked ? 'true' : undefined })}
                >
                  {t(organisationTexts.withAbolished)}
                </Checkbox>
              )}
            </StateView>
          </Section>
        }
      >
        {selected && data && <Summary key={selected.id} node={selected} nodes={nodes} on={on ? data.on : undefined} />}
      </Split>
    </Frame>
  );
};
