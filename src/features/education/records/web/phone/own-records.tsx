import { type ReactNode, useState } from 'react';
import { dayOf } from '#shared/days.ts';
import type { Reply } from '#shared/endpoint.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { Fold } from '#ui/phone/fold.tsx';
import css from '#ui/phone/own.module.css';
import { Cell, Cells, Page as Frame, Section } from '#ui/phone/page.tsx';
import { Pager } from '#ui/phone/pager.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { ErrorNotice, Notice, StateView } from '#ui/phone/state-view.tsx';
import { useList } from '#webkit/list.ts';
import { useCommand } from '#webkit/query.ts';
import { ownRecordsTexts } from '../../messages.ts';
import { endOwnKey, makeOwnKey, type OwnDocument, type OwnStatement, ownRecords } from '../../own/contract.ts';

/** The key stands here once. */
const Key = ({ name, shown, onClose }: { name: string; shown: string; onClose: () => void }): ReactNode => {
  const t = useText();
  return (
    <div className={css.stack}>
      <p className={css.line}>{t(ownRecordsTexts.shownOnce)}</p>
      <p className={css.quiet}>{t(ownRecordsTexts.account)}</p>
      <p className={css.words}>{name}</p>
      <p className={css.quiet}>{t(ownRecordsTexts.key)}</p>
      <p className={css.words}>{shown}</p>
      <Button filled onClick={onClose}>
        {t(ownRecordsTexts.close)}
      </Button>
    </div>
  );
};

const Sharing = ({ account, keyMadeAt }: Pick<Reply<typeof ownRecords>, 'account' | 'keyMadeAt'>): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [shown, setShown] = useState<Reply<typeof makeOwnKey> | null>(null);
  const make = useCommand(makeOwnKey, { touches: [ownRecords], onDone: setShown });
  const end = useCommand(endOwnKey, { touches: [ownRecords] });
  const error = make.error ?? end.error;
  return (
    <Fold title={t(ownRecordsTexts.sharing)}>
      <div className={css.stack}>
        <p className={css.line}>{t(ownRecordsTexts.sharingHint)}</p>
        <p className={css.quiet}>{t(ownRecordsTexts.homePage)}</p>
        <p className={css.words}>{account.homePage}</p>
        <p className={css.quiet}>{t(ownRecordsTexts.account)}</p>
        <p className={css.words}>{account.name}</p>
        <p className={css.line}>
          {keyMadeAt === null
            ? t(ownRecordsTexts.noKey)
            : t(ownRecordsTexts.keySince, { at: format.moment(keyMadeAt) })}
        </p>
        {error && <ErrorNotice error={error} />}
        {keyMadeAt !== null && <p className={css.quiet}>{t(ownRecordsTexts.renewHint)}</p>}
        <Button busy={make.busy} onClick={() => make.fire({ body: {} })}>
          {t(keyMadeAt === null ? ownRecordsTexts.makeKey : ownRecordsTexts.renewKey)}
        </Button>
        {keyMadeAt !== null && (
          <Button busy={end.busy} onClick={() => end.fire({ body: {} })}>
            {t(ownRecordsTexts.endKey)}
          </Button>
        )}
      </div>
      <Sheet open={shown !== null} title={t(ownRecordsTexts.makeKey)} onClose={() => setShown(null)}>
        {shown && <Key name={shown.name} shown={shown.key} onClose={() => setShown(null)} />}
      </Sheet>
    </Fold>
  );
};

const Documents = ({ items }: { items: readonly OwnDocument[] }): ReactNode => {
  const t = useText();
  const format = useFormat();
  if (items.length === 0) return null;
  return (
    <Fold title={t(ownRecordsTexts.documents)} end={format.number(items.length)}>
      <div className={css.stack}>
        <p className={css.quiet}>{t(ownRecordsTexts.documentsHint)}</p>
        {items.map(({ id, by, name, activity, updatedAt, text }) => (
          <div key={id}>
            <p className={css.words}>{name}</p>
            <p className={css.quiet}>
              {by} · {format.moment(updatedAt)}
            </p>
            {activity !== '' && <p className={css.words}>{activity}</p>}
            {text !== null && <p className={css.words}>{text}</p>}
          </div>
        ))}
      </div>
    </Fold>
  );
};

/** As it was sent, broken into lines so that it can be read. */
const spread = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

/** What is known by its day alone begins with that day in China. */
const isDayAlone = (at: string): boolean => new Date(at).toISOString().endsWith('T16:00:00.000Z');

export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const when = (at: string): string => (isDayAlone(at) ? format.day(dayOf(Date.parse(at))) : format.moment(at));
  const list = useList(ownRecords, { query: {} });
  const [opened, setOpened] = useState<OwnStatement | null>(null);
  return (
    <Frame title={t(ownRecordsTexts.title)} intro={t(ownRecordsTexts.intro)} back="/">
      <StateView
        error={list.error}
        loading={list.loading}
        empty={list.rows.length === 0}
        whenEmpty={<Notice title={t(ownRecordsTexts.empty)} hint={t(ownRecordsTexts.emptyHint)} />}
        onAgain={list.reload}
      >
        <Section>
          <Cells label={t(ownRecordsTexts.title)}>
            {list.rows
              .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
              .map((one) => (
                <Cell
                  key={one.id}
                  title={`${one.verb} ${one.object}`}
                  hint={`${when(one.at)} · ${one.by ?? t(ownRecordsTexts.byPlatform)}`}
                  onClick={() => setOpened(one)}
                />
              ))}
          </Cells>
        </Section>
        <Pager list={list} />
      </StateView>
      {list.reply && <Documents items={list.reply.documents} />}
      {list.reply && <Sharing account={list.reply.account} keyMadeAt={list.reply.keyMadeAt} />}
      <Sheet open={opened !== null} title={t(ownRecordsTexts.original)} onClose={() => setOpened(null)}>
        {opened && <p className={css.words}>{spread(opened.text)}</p>}
      </Sheet>
    </Frame>
  );
};
