import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { ChoiceField, LongTextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import css from '#ui/phone/own.module.css';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { ErrorNotice, StateView } from '#ui/phone/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { ownTexts, studyProblems } from '../../messages.ts';
import { askStudy, dropNeed, ownNeeds, type OwnNeed } from '../../needs/contract.ts';
import { useTopics } from '../parts/words.ts';

const AskForm = ({ onDone }: { readonly onDone: () => void }): ReactNode => {
  const t = useText();
  const { choices } = useTopics();
  const { run } = useCommand(askStudy, { touches: [ownNeeds] });
  const form = useForm({
    schema: askStudy.body,
    labels: { topic: ownTexts.topic, words: ownTexts.words },
    texts: studyProblems,
    submit: async (body) => {
      await run({ body });
      onDone();
    },
  });
  return (
    <FormFrame form={form} verb={t(ownTexts.send)} label={t(ownTexts.ask)}>
      <ChoiceField field={form.field('topic')} choices={choices} />
      <LongTextField field={form.field('words')} rows={3} />
    </FormFrame>
  );
};

const One = ({ need }: { readonly need: OwnNeed }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { nameOf } = useTopics();
  const { fire, busy, error } = useCommand(dropNeed, { touches: [ownNeeds] });
  return (
    <Section title={nameOf(need.topic)}>
      <div className={css.stack}>
        {need.words !== '' && <p className={css.words}>{need.words}</p>}
        <p className={css.quiet}>{t(ownTexts.askedOn, { day: format.day(need.askedOn) })}</p>
        {need.paper && (
          <p className={css.quiet}>
            {t(ownTexts.fromPaper, { who: need.paper.enteredBy, day: format.day(need.paper.enteredOn) })}
          </p>
        )}
        {error && <ErrorNotice error={error} texts={studyProblems} />}
        <Button
          busy={busy}
          label={t(ownTexts.dropOf, { topic: nameOf(need.topic) })}
          onClick={() => fire({ params: { id: need.id }, body: { version: need.version } })}
        >
          {t(ownTexts.drop)}
        </Button>
      </div>
    </Section>
  );
};

/** What the member wants to learn, told to the branch without a name. */
export const Page = (): ReactNode => {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const { data, error, isPending, refetch } = useApi(ownNeeds, {});
  const items = data?.items ?? [];
  return (
    <Frame title={t(ownTexts.needs)} intro={t(ownTexts.needsIntro)} back="/">
      <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
        <Section>
          <Button filled onClick={() => setAsking(true)}>
            {t(ownTexts.ask)}
          </Button>
        </Section>
        {items.length === 0 && (
          <Section>
            <p className={css.quiet}>{t(ownTexts.noNeeds)}</p>
          </Section>
        )}
        {items.map((need) => (
          <One key={need.id} need={need} />
        ))}
        <Sheet open={asking} title={t(ownTexts.ask)} onClose={() => setAsking(false)}>
          <AskForm onDone={() => setAsking(false)} />
        </Sheet>
      </StateView>
    </Frame>
  );
};
