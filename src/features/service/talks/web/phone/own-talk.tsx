import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { LongTextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { StateView } from '#ui/phone/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { ownTalk, sayOwn } from '../../contract.ts';
import { talkProblems, talkTexts } from '../../messages.ts';
import { Standing, TalkLog } from '../parts/talk-log.tsx';

const SayForm = (): ReactNode => {
  const t = useText();
  const { run } = useCommand(sayOwn, { touches: [ownTalk] });
  const form = useForm({
    schema: sayOwn.body,
    labels: { text: talkTexts.phoneText },
    texts: talkProblems,
    draft: 'own-talk',
    submit: async (body) => {
      await run({ body });
      form.reset({});
    },
  });
  return (
    <FormFrame form={form} verb={t(talkTexts.send)} label={t(talkTexts.phoneText)}>
      <LongTextField field={form.field('text')} rows={3} />
    </FormFrame>
  );
};

/** What a member says to the own branch, and what it answers. */
export const Page = (): ReactNode => {
  const t = useText();
  const { data: talk, error, isPending, refetch } = useApi(ownTalk, {});
  return (
    <Frame title={t(talkTexts.phoneTitle)} intro={t(talkTexts.phoneIntro)} back="/">
      <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
        {() =>
          talk && (
            <Section title={talk.standing.unitName}>
              <Standing standing={talk.standing} asks />
              <TalkLog messages={talk.messages} asker={t(talkTexts.you)} own="asker" />
              <SayForm />
            </Section>
          )
        }
      </StateView>
    </Frame>
  );
};
