import { lazy, type ReactNode, Suspense } from 'react';
import { talkProblems, talkTexts } from '#features/service/talks/messages.ts';
import { loadTalkLog } from '#features/service/talks/web/index.ts';
import { useText } from '#ui/language.tsx';
import { LongTextField } from '#ui/phone/fields.tsx';
import { Fold } from '#ui/phone/fold.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { requestTalk, tellResident } from '../../../talk/contract.ts';

const TalkLog = lazy(async () => ({ default: (await loadTalkLog()).TalkLog }));

const SayForm = ({ id }: { readonly id: string }): ReactNode => {
  const t = useText();
  const { run } = useCommand(tellResident, { touches: [requestTalk] });
  const form = useForm({
    schema: tellResident.body,
    labels: { text: talkTexts.phoneText },
    texts: talkProblems,
    draft: `request-talk:${id}`,
    submit: async (body) => {
      await run({ params: { id }, body });
      form.reset({});
    },
  });
  return (
    <FormFrame form={form} verb={t(talkTexts.send)} label={t(talkTexts.phoneText)}>
      <LongTextField field={form.field('text')} rows={3} />
    </FormFrame>
  );
};

/** The live thread of a request; left out where nobody may say anything. */
export const Talk = ({ id }: { readonly id: string }): ReactNode => {
  const t = useText();
  const { data: talk } = useApi(requestTalk, { params: { id } });
  const count = talk?.messages.length ?? 0;
  if (talk === undefined || (count === 0 && !talk.can.answer)) return null;
  return (
    <Fold title={t(talkTexts.one)} end={count} open={count > 0}>
      <Suspense>
        <TalkLog messages={talk.messages} asker={t(talkTexts.asker_request)} own="unit" />
      </Suspense>
      {talk.can.answer && <SayForm id={id} />}
    </Fold>
  );
};
