import { type ReactNode, useState } from 'react';
import { AppError, type ErrorCode, errorStatus } from '#shared/errors.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { LinkButton } from '#ui/phone/link-button.tsx';
import { Page, Section } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { Notice } from '#ui/phone/state-view.tsx';
import { errorText } from '#ui/problem-text.ts';
import { Tag, type Tone } from '#ui/tag.tsx';
import { outbox } from '#webkit/offline/outbox.ts';
import type { Entry } from '#webkit/offline/queue.ts';
import { useOutbox } from '#webkit/offline/use-outbox.ts';
import { deviceTexts } from './device-messages.ts';
import css from './unsent.module.css';

const tones: Readonly<Record<Entry['state'], Tone>> = {
  waiting: 'info',
  sending: 'info',
  conflict: 'warning',
  refused: 'error',
};

const refusalOf = ({ held }: Entry): Error =>
  held && held.code in errorStatus ? new AppError(held.code as ErrorCode, held.details) : new Error('unknown');

const Item = ({ entry }: { entry: Entry }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const kind = outbox.kindOf(entry);
  const name = kind ? t.loose(kind.name) : entry.kind;
  const { state } = entry;
  const isStuck = state === 'conflict' || state === 'refused';
  return (
    <li className={css.item}>
      <div className={css.line}>
        <span>
          {name}
          <br />
          <small>{format.moment(new Date(entry.at).toISOString())}</small>
        </span>
        <Tag tone={tones[state]}>{t(deviceTexts[`state_${state}`])}</Tag>
      </div>
      {state === 'refused' && <p>{errorText(t, refusalOf(entry), kind?.texts)}</p>}
      <div className={css.acts}>
        {kind && (
          <LinkButton to={state === 'conflict' ? kind.decidePage(entry) : kind.page(entry)}>
            {t(state === 'conflict' ? deviceTexts.decide : deviceTexts.open)}
          </LinkButton>
        )}
        {state === 'refused' && (
          <Button onClick={() => void outbox.settle(entry.id, entry.input)}>{t(deviceTexts.again)}</Button>
        )}
        {isStuck && (
          <Button label={t(deviceTexts.dropOf, { name })} onClick={() => setAsking(true)}>
            {t(deviceTexts.drop)}
          </Button>
        )}
      </div>
      <Sheet open={asking} title={t(deviceTexts.dropOf, { name })} onClose={() => setAsking(false)}>
        <p>{t(deviceTexts.dropHint)}</p>
        <Button onClick={() => void outbox.drop(entry.id)}>{t(deviceTexts.drop)}</Button>
      </Sheet>
    </li>
  );
};

/** Everything that was done here and has not reached the platform, each with its state. */
export const UnsentPage = (): ReactNode => {
  const t = useText();
  const { queue } = useOutbox();
  return (
    <Page title={t(deviceTexts.title)} intro={t(deviceTexts.intro)} back="/">
      {queue.length === 0 ? (
        <Notice title={t(deviceTexts.empty)} hint={t(deviceTexts.emptyHint)} />
      ) : (
        <>
          <Section>
            <ul className={css.list}>
              {queue.map((entry) => (
                <Item key={entry.id} entry={entry} />
              ))}
            </ul>
          </Section>
          <Button filled onClick={() => void outbox.flush()}>
            {t(deviceTexts.now)}
          </Button>
        </>
      )}
    </Page>
  );
};
