import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { ChoiceField, LongTextField, SwitchCell, TextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { ErrorNotice, Notice, StateView } from '#ui/phone/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { wishWords } from '../../contract.ts';
import { ownWishTexts, wishProblems, wishTexts } from '../../messages.ts';
import { answerOwnWish, makeWish, type OwnWish, ownWishList } from '../../own/contract.ts';
import { wishCategories } from '../../rules.ts';
import { WishStateTag } from '../parts/words.tsx';
import css from '#ui/phone/own.module.css';

const MakeForm = ({ onDone }: { readonly onDone: () => void }): ReactNode => {
  const t = useText();
  const { run } = useCommand(makeWish, { touches: [ownWishList] });
  const form = useForm({
    schema: makeWish.body,
    labels: { category: wishTexts.category, text: ownWishTexts.text, phone: ownWishTexts.phone },
    texts: wishProblems,
    draft: 'own-wish',
    submit: async (body) => {
      await run({ body });
      onDone();
    },
  });
  return (
    <FormFrame form={form} verb={t(ownWishTexts.send)} label={t(ownWishTexts.make)}>
      <ChoiceField
        field={form.field('category')}
        choices={wishCategories.map((one) => ({ value: one, label: t(wishTexts[`category_${one}`]) }))}
      />
      <LongTextField field={form.field('text')} hint={t(ownWishTexts.textHint)} rows={5} />
      <TextField field={form.field('phone')} inputMode="tel" />
    </FormFrame>
  );
};

interface Props {
  readonly wish: OwnWish;
}

const NotYetForm = ({ wish, onDone }: Props & { readonly onDone: () => void }): ReactNode => {
  const t = useText();
  const { run } = useCommand(answerOwnWish, { touches: [ownWishList] });
  const form = useForm({
    schema: z.object({ words: wishWords(1_000) }),
    labels: { words: ownWishTexts.notYetWords },
    texts: wishProblems,
    submit: async ({ words }) => {
      await run({ params: { id: wish.id }, body: { version: wish.version, act: 'not_yet', words } });
      onDone();
    },
  });
  return (
    <FormFrame form={form} verb={t(ownWishTexts.send)} label={t(ownWishTexts.notYet)}>
      <LongTextField field={form.field('words')} rows={4} />
    </FormFrame>
  );
};

/** Whether it has come true, and whose hours are right: for the one who wished to say. */
const Confirm = ({ wish }: Props): ReactNode => {
  const t = useText();
  const [right, setRight] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState(false);
  const { fire, busy, error } = useCommand(answerOwnWish, { touches: [ownWishList] });
  const stated = wish.helpers.filter(({ state }) => state === 'stated');
  return (
    <div className={css.stack}>
      <h3 className={css.heading}>{t(ownWishTexts.confirmTitle)}</h3>
      {stated.length > 0 && <p className={css.quiet}>{t(ownWishTexts.hoursTitle)}</p>}
      {stated.map(({ id, name, hours }) => (
        <SwitchCell
          key={id}
          label={t(ownWishTexts.hoursOf, { name, hours: hours ?? 0 })}
          value={right.includes(id)}
          onChange={(on) => setRight(on ? [...right, id] : right.filter((one) => one !== id))}
        />
      ))}
      {error && <ErrorNotice error={error} texts={wishProblems} />}
      <Button
        filled
        busy={busy}
        onClick={() =>
          fire({ params: { id: wish.id }, body: { version: wish.version, act: 'confirm', hours: [...right] } })
        }
      >
        {t(ownWishTexts.confirm)}
      </Button>
      <Button onClick={() => setAsking(true)}>{t(ownWishTexts.notYet)}</Button>
      <Sheet open={asking} title={t(ownWishTexts.notYet)} onClose={() => setAsking(false)}>
        <NotYetForm wish={wish} onDone={() => setAsking(false)} />
      </Sheet>
    </div>
  );
};

const Withdraw = ({ wish }: Props): ReactNode => {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error } = useCommand(answerOwnWish, {
    touches: [ownWishList],
    onDone: () => setAsking(false),
  });
  const title = t(ownWishTexts.withdraw);
  return (
    <>
      <Button onClick={() => setAsking(true)}>{title}</Button>
      <Sheet open={asking} title={title} onClose={() => setAsking(false)}>
        <p>{t(ownWishTexts.withdrawHint)}</p>
        {error && <ErrorNotice error={error} texts={wishProblems} />}
        <Button
          busy={busy}
          onClick={() => fire({ params: { id: wish.id }, body: { version: wish.version, act: 'withdraw', hours: [] } })}
        >
          {title}
        </Button>
      </Sheet>
    </>
  );
};

const One = ({ wish }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const said = wish.entries.findLast(({ text }) => text !== null);
  return (
    <Section
      title={
        <>
          {t(wishTexts[`category_${wish.category}`])} <WishStateTag state={wish.state} />
        </>
      }
    >
      <div className={css.stack}>
        <p className={css.words}>{wish.text}</p>
        <p className={css.quiet}>
          {t(ownWishTexts.since, { day: format.day(wish.receivedOn) })}
          {wish.doerName !== null && ` · ${t(wishTexts.doer)} ${wish.doerName}`}
        </p>
        {said !== undefined && (
          <div>
            <p className={css.quiet}>
              {format.moment(said.at)} {t(wishTexts[`entry_${said.kind}`])}
            </p>
            <p className={css.words}>{said.text}</p>
            {said.way !== null && <p className={css.words}>{t(wishTexts.wayLine, { way: said.way })}</p>}
          </div>
        )}
        {wish.can.confirm && <Confirm wish={wish} />}
        {wish.can.withdraw && <Withdraw wish={wish} />}
      </div>
    </Section>
  );
};

/** The own wishes: make one, see who has it, say whether it has come true. */
export const Page = (): ReactNode => {
  const t = useText();
  const [making, setMaking] = useState(false);
  const { data, error, isPending, refetch } = useApi(ownWishList, {});
  const items = data?.items ?? [];
  return (
    <Frame title={t(ownWishTexts.title)} intro={t(ownWishTexts.intro)} back="/">
      <Button filled={!items.some(({ can }) => can.confirm)} onClick={() => setMaking(true)}>
        {t(ownWishTexts.make)}
      </Button>
      <Sheet open={making} title={t(ownWishTexts.make)} onClose={() => setMaking(false)}>
        <MakeForm onDone={() => setMaking(false)} />
      </Sheet>
      <StateView
        error={error}
        loading={isPending}
        empty={items.length === 0}
        whenEmpty={<Notice title={t(ownWishTexts.empty)} />}
        onAgain={() => void refetch()}
      >
        {items.map((wish) => (
          <One key={wish.id} wish={wish} />
        ))}
      </StateView>
    </Frame>
  );
};
