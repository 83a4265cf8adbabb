import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { DayField, LongTextField } from '#ui/phone/fields.tsx';
import { Cell, Cells, Page as Frame, Section } from '#ui/phone/page.tsx';
import { Pager } from '#ui/phone/pager.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { ErrorNotice, Notice, StateView } from '#ui/phone/state-view.tsx';
import { useList } from '#webkit/list.ts';
import { type Away, arrivalList, awayList } from '../../contract.ts';
import { outflowProblems, outflowTexts } from '../../messages.ts';
import { channels } from '../../rules.ts';
import { useContactForm } from '../parts/contact-form.ts';
import css from '../parts/outflow.module.css';
import { useOutflowWords } from '../parts/words.ts';

const ContactSheet = ({ away, onClose }: { away: Away; onClose: () => void }): ReactNode => {
  const t = useText();
  const words = useOutflowWords();
  const form = useContactForm(away, onClose);
  return (
    <div className={css.stack}>
      <p>{words.clock(away)}</p>
      {form.error && <ErrorNotice error={form.error} texts={outflowProblems} />}
      <p className={css.hint}>{t(outflowTexts.recordHint)}</p>
      <div role="group" aria-label={t(outflowTexts.howLabel)} className={css.channels}>
        {channels.map((channel) => (
          <Button key={channel} disabled={form.busy} onClick={() => form.save(channel)}>
            {t(outflowTexts[`channel_${channel}`])}
          </Button>
        ))}
      </div>
      <DayField field={form.onDay} />
      <LongTextField field={form.note} rows={2} />
    </div>
  );
};

const Arrivals = (): ReactNode => {
  const t = useText();
  const list = useList(arrivalList, { query: {} });
  return (
    <Section title={t(outflowTexts.arrivals)}>
      <StateView
        error={list.error}
        loading={list.loading}
        empty={list.rows.length === 0}
        whenEmpty={<p>{t(outflowTexts.arrivalsEmpty)}</p>}
        onAgain={list.reload}
        lines={2}
      >
        <Cells label={t(outflowTexts.arrivalsCaption)}>
          {list.rows.map((arrival) => (
            <Cell
              key={arrival.id}
              title={arrival.name}
              hint={[arrival.home, arrival.phone].filter(Boolean).join(' · ')}
            />
          ))}
        </Cells>
        <Pager list={list} />
      </StateView>
    </Section>
  );
};

/** Who is away; a tap on the name, and one on how they were contacted. */
export const Page = (): ReactNode => {
  const t = useText();
  const words = useOutflowWords();
  const [chosen, setChosen] = useState<Away | null>(null);
  const list = useList(awayList, { query: { show: 'all' } });
  const close = (): void => setChosen(null);
  return (
    <Frame title={t(outflowTexts.title)} intro={t(outflowTexts.intro)} back="/">
      <StateView
        error={list.error}
        loading={list.loading}
        empty={list.rows.length === 0}
        whenEmpty={<Notice title={t(outflowTexts.empty)} />}
        onAgain={list.reload}
      >
        <Cells label={t(outflowTexts.caption)}>
          {list.rows.map((away) => (
            <Cell
              key={away.id}
              title={`${away.name} · ${away.place}`}
              hint={`${words.clock(away)} · ${t(outflowTexts.lastOf, { last: words.last(away) })}`}
              onClick={() => setChosen(away)}
            />
          ))}
        </Cells>
        <Pager list={list} />
      </StateView>
      <Arrivals />
      <Sheet
        open={chosen !== null}
        title={chosen ? t(outflowTexts.recordOf, { name: chosen.name }) : ''}
        onClose={close}
      >
        {chosen && <ContactSheet away={chosen} onClose={close} />}
      </Sheet>
    </Frame>
  );
};
