import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { ChoiceField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { ErrorNotice, StateView } from '#ui/phone/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { leaveHelp, offerHelp, type OwnHelp, ownHelpList, stateOwnHours } from '../../helping/contract.ts';
import { ownWishTexts, wishProblems, wishTexts } from '../../messages.ts';
import { openWishes, type OpenWish } from '../../offers/contract.ts';
import { HelperStateTag, WishStateTag } from '../parts/words.tsx';
import css from '#ui/phone/own.module.css';

/** Half hours of a day's work: nobody types them. */
const choices = Array.from({ length: 24 }, (_, at) => String((at + 1) / 2)).map((hours) => ({
  value: hours,
  label: hours,
}));

interface Props {
  readonly help: OwnHelp;
}

const HoursForm = ({ help, onDone }: Props & { readonly onDone: () => void }): ReactNode => {
  const t = useText();
  const { run } = useCommand(stateOwnHours, { touches: [ownHelpList] });
  const form = useForm({
    schema: z.object({ hours: z.string() }),
    labels: { hours: ownWishTexts.hours },
    initial: help.hours === null ? {} : { hours: String(help.hours) },
    texts: wishProblems,
    submit: async ({ hours }) => {
      await run({ params: { id: help.id }, body: { version: help.version, hours: Number(hours) } });
      onDone();
    },
  });
  return (
    <FormFrame form={form} verb={t(ownWishTexts.send)} label={t(ownWishTexts.stateHours)}>
      <ChoiceField field={form.field('hours')} choices={choices} />
    </FormFrame>
  );
};

const Mine = ({ help }: Props): ReactNode => {
  const t = useText();
  const [stating, setStating] = useState(false);
  const leave = useCommand(leaveHelp, { touches: [ownHelpList] });
  return (
    <Section
      title={
        <>
          {help.words} <HelperStateTag state={help.state} />
        </>
      }
    >
      <div className={css.stack}>
        <p className={css.quiet}>
          {help.areaName} · {help.unitName} · {t(wishTexts[`state_${help.wishState}`])}
          {help.hours !== null && ` · ${t(wishTexts.hoursOf, { hours: help.hours })}`}
        </p>
        {help.told !== null && <p className={css.words}>{t(ownWishTexts.told, { words: help.told })}</p>}
        {leave.error && <ErrorNotice error={leave.error} texts={wishProblems} />}
        {help.can.state && <Button onClick={() => setStating(true)}>{t(ownWishTexts.stateHours)}</Button>}
        {help.can.leave && (
          <Button
            busy={leave.busy}
            onClick={() => leave.fire({ params: { id: help.id }, body: { version: help.version } })}
          >
            {t(ownWishTexts.leave)}
          </Button>
        )}
        <Sheet open={stating} title={t(ownWishTexts.stateHours)} onClose={() => setStating(false)}>
          <HoursForm help={help} onDone={() => setStating(false)} />
        </Sheet>
      </div>
    </Section>
  );
};

const Waiting = ({ wish }: { readonly wish: OpenWish }): ReactNode => {
  const t = useText();
  const { fire, busy, error } = useCommand(offerHelp, { touches: [ownHelpList] });
  return (
    <Section
      title={
        <>
          {wish.words} <WishStateTag state={wish.state} />
        </>
      }
    >
      <div className={css.stack}>
        <p className={css.quiet}>
          {wish.areaName} · {t(wishTexts[`category_${wish.category}`])}
        </p>
        {error && <ErrorNotice error={error} texts={wishProblems} />}
        <Button
          busy={busy}
          label={`${t(ownWishTexts.offer)} ${wish.words}`}
          onClick={() => fire({ body: { wishId: wish.id } })}
        >
          {t(ownWishTexts.offer)}
        </Button>
      </div>
    </Section>
  );
};

/** Wishes that wait for somebody, and those that the member helps with. */
export const Page = (): ReactNode => {
  const t = useText();
  const mine = useApi(ownHelpList, {});
  const open = useApi(openWishes, {});
  const helps = mine.data?.items ?? [];
  const offered = new Set(helps.map(({ wishId }) => wishId));
  const waiting = (open.data?.waiting ?? []).filter(({ id }) => !offered.has(id));
  return (
    <Frame title={t(ownWishTexts.helpTitle)} intro={t(ownWishTexts.helpIntro)} back="/">
      <StateView
        error={mine.error ?? open.error}
        loading={mine.isPending || open.isPending}
        onAgain={() => {
          void mine.refetch();
          void open.refetch();
        }}
      >
        <h2 className={css.heading}>{t(ownWishTexts.mine)}</h2>
        {helps.length === 0 && <p className={css.quiet}>{t(ownWishTexts.noMine)}</p>}
        {mine.data !== undefined && mine.data.confirmedHours > 0 && (
          <p className={css.quiet}>{t(ownWishTexts.confirmedHours, { hours: mine.data.confirmedHours })}</p>
        )}
        {helps.map((help) => (
          <Mine key={help.id} help={help} />
        ))}
        <h2 className={css.heading}>{t(ownWishTexts.waiting)}</h2>
        {waiting.length === 0 && <p className={css.quiet}>{t(ownWishTexts.noWaiting)}</p>}
        {waiting.map((wish) => (
          <Waiting key={wish.id} wish={wish} />
        ))}
      </StateView>
    </Frame>
  );
};
