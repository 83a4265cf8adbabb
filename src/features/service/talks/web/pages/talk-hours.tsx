import { App } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { FieldGrid, NumberField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import type { Reply } from '#shared/endpoint.ts';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { setTalkHours, talkHours } from '../../contract.ts';
import { talkProblems, talkTexts } from '../../messages.ts';
import { readSpans, type Span, spansText } from '../../rules.ts';

const typed = z
  .string()
  .max(80)
  .refine((text) => readSpans(text) !== null, 'talks.span_form');

/** The hours as they are typed; the server is sent minutes. */
const schema = z.object({
  working: typed.optional(),
  off: typed.optional(),
  promiseMinutes: setTalkHours.body.shape.promiseMinutes,
});

const pairs = (text: string | undefined): [number, number][] =>
  (readSpans(text ?? '') ?? []).map(([from, to]: Span): [number, number] => [from, to]);

const HoursForm = ({ kept }: { kept: Reply<typeof talkHours> }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(setTalkHours, { touches: [talkHours] });
  const form = useForm({
    schema,
    labels: { working: talkTexts.working, off: talkTexts.off, promiseMinutes: talkTexts.promiseMinutes },
    initial: {
      working: spansText(kept.working),
      off: spansText(kept.off),
      promiseMinutes: kept.promiseMinutes,
    },
    texts: talkProblems,
    submit: async ({ working, off, promiseMinutes }) => {
      await run({ body: { working: pairs(working), off: pairs(off), promiseMinutes, version: kept.version } });
      void message.success(t(talkTexts.saved));
    },
  });
  return (
    <FormFrame form={form} verb={t(talkTexts.save)} label={t(talkTexts.hours)}>
      {kept.version === null && <p>{t(talkTexts.inherited)}</p>}
      <FieldGrid>
        <TextField field={form.field('working')} hint={t(talkTexts.spanHint)} />
        <TextField field={form.field('off')} hint={t(talkTexts.spanHint)} />
        <NumberField field={form.field('promiseMinutes')} />
      </FieldGrid>
    </FormFrame>
  );
};

/** When somebody of the own unit is there, and how soon it answers. */
export const Page = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(talkHours, {});
  return (
    <Frame
      title={t(talkTexts.hours)}
      intro={t(talkTexts.hoursIntro)}
      crumbs={[{ title: t(talkTexts.title), to: '/talks' }, { title: t(talkTexts.hours) }]}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={4}>
        {() =>
          data && (
            <Section title={data.unitName}>
              <HoursForm key={data.version ?? 0} kept={data} />
            </Section>
          )
        }
      </StateView>
    </Frame>
  );
};
