import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import { oneWish, showWishPhone, type WishView } from '../../contract.ts';
import { wishProblems, wishTexts } from '../../messages.ts';
import type { UnitAct } from '../../rules.ts';
import { ActDialog } from '../parts/act-dialogs.tsx';
import { Helpers } from '../parts/volunteers.tsx';
import css from '#ui/office/matter.module.css';
import { WishStateTag } from '../parts/words.tsx';

/** Masked until it is asked for: each showing leaves a trace. */
const Phone = ({ wish }: { wish: WishView }): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const [shown, setShown] = useState<string | null>(null);
  const { fire, busy, error } = useCommand(showWishPhone, { onDone: ({ phone }) => setShown(phone) });
  if (wish.phone === null) return t(wishTexts.notGiven);
  return (
    <>
      {shown ?? wish.phone}{' '}
      {shown === null && can('wishes.handle') && (
        <Button type="link" size="small" loading={busy} onClick={() => fire({ params: { id: wish.id } })}>
          {t(wishTexts.showPhone)}
        </Button>
      )}
      {error && <ErrorNotice error={error} texts={wishProblems} />}
    </>
  );
};

const WishFacts = ({ wish }: { wish: WishView }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const facts: Fact[] = [
    { label: t(wishTexts.category), value: t(wishTexts[`category_${wish.category}`]) },
    ...(wish.offerTitle === null ? [] : [{ label: t(wishTexts.offer), value: wish.offerTitle }]),
    { label: t(wishTexts.area), value: wish.areaName },
    { label: t(wishTexts.receivedOn), value: format.day(wish.receivedOn) },
    { label: t(wishTexts.unit), value: wish.unitName },
    { label: t(wishTexts.doer), value: wish.doerName ?? t(wishTexts.nobodyYet) },
    {
      label: t(wishTexts.from),
      value: (
        <>
          {wish.name ?? t(wishTexts.notGiven)}
          {wish.member && ` · ${t(wishTexts.member)}`}
        </>
      ),
    },
    { label: t(wishTexts.phone), value: <Phone wish={wish} /> },
    ...(wish.publicWords === null ? [] : [{ label: t(wishTexts.publicWords), value: wish.publicWords }]),
  ];
  return <Facts facts={facts} />;
};

type Entry = WishView['entries'][number];

const EntryLine = ({ entry }: { entry: Entry }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [day, what] = [format.moment(entry.at), t(wishTexts[`entry_${entry.kind}`])];
  return (
    <li>
      <div>
        {entry.unitName === null
          ? t(wishTexts.entryOwn, { day, what })
          : t(wishTexts.entryLine, { day, what, unit: entry.unitName })}
      </div>
      {entry.text !== null && <p className={css.text}>{entry.text}</p>}
      {entry.way !== null && <p className={css.text}>{t(wishTexts.wayLine, { way: entry.way })}</p>}
      {entry.actor !== null && <div className={css.hint}>{t(wishTexts.byActor, { actor: entry.actor })}</div>}
    </li>
  );
};

/** The next step is filled, and stands last. */
const order = ['refuse', 'list', 'release', 'claim', 'done'] as const;

const Acts = ({ wish, onAct }: { wish: WishView; onAct: (act: UnitAct) => void }): ReactNode => {
  const t = useText();
  return order
    .filter((act) => wish.can[act])
    .map((act) => (
      <Button key={act} type={act === 'claim' || act === 'done' ? 'primary' : 'default'} onClick={() => onAct(act)}>
        {t(wishTexts[act])}
      </Button>
    ));
};

/** One wish: what was wished for, who has promised it, what happened, and what may follow. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const [act, setAct] = useState<UnitAct | null>(null);
  const { data: wish, error, isPending, refetch } = useApi(oneWish, { params: { id } });
  return (
    <Frame
      title={
        <>
          {t(wishTexts.one)} {wish && <WishStateTag state={wish.state} />}
        </>
      }
      crumbs={[{ title: t(wishTexts.title), to: '/wishes' }, { title: t(wishTexts.one) }]}
      actions={wish && <Acts wish={wish} onAct={setAct} />}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={6}>
        {() =>
          wish && (
            <>
              <Section title={t(wishTexts.content)}>
                <p className={css.text}>{wish.text}</p>
              </Section>
              <Section>
                <WishFacts wish={wish} />
              </Section>
              <Helpers wish={wish} />
              <Section title={t(wishTexts.thread)}>
                <ol className={css.thread}>
                  {wish.entries.map((entry, place) => (
                    <EntryLine key={place} entry={entry} />
                  ))}
                </ol>
              </Section>
              <ActDialog act={act} wish={wish} onClose={() => setAct(null)} />
            </>
          )
        }
      </StateView>
    </Frame>
  );
};
