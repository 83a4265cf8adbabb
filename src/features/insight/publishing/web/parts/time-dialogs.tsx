import { App, Modal } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { dayOf } from '#shared/days.ts';
import { useText } from '#ui/language.tsx';
import { DayField, FieldGrid, RadioField, SwitchField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type ArticleView, publishArticle, scheduleArticle } from '../../contract.ts';
import { publishingProblems } from '../../messages.ts';
import { articleTexts } from '../messages.ts';
import { touchedByArticle } from './touched.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'bad_format');

/** Days and times as people write them; the zone is the platform's. */
const schema = z
  .object({
    when: z.enum(['now', 'later']),
    fromDay: z.iso.date().optional(),
    fromTime: time.optional(),
    untilDay: z.iso.date().optional(),
    untilTime: time.optional(),
    headline: z.boolean(),
  })
  .refine(({ when, fromDay }) => when === 'now' || fromDay !== undefined, { message: 'required', path: ['fromDay'] })
  .refine(({ when, fromTime }) => when === 'now' || fromTime !== undefined, { message: 'required', path: ['fromTime'] })
  .refine(({ untilDay, untilTime }) => untilDay !== undefined || untilTime === undefined, {
    message: 'required',
    path: ['untilDay'],
  });

const instant = (day: string, hour: string): string => `${day}T${hour}:00+08:00`;
const dayAt = (at: string): string => dayOf(Date.parse(at));
const timeAt = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16);

const startOf = ({ publication }: ArticleView, later: boolean): z.input<typeof schema> => {
  if (publication === null || !later) return { when: 'now', headline: publication?.headline ?? false };
  const { from, until, headline } = publication;
  return {
    when: 'later',
    fromDay: dayAt(from),
    fromTime: timeAt(from),
    ...(until === null ? {} : { untilDay: dayAt(until), untilTime: timeAt(until) }),
    headline,
  };
};

interface Props {
  readonly article: ArticleView;
  readonly act: 'publish' | 'schedule';
  readonly onClose: () => void;
}

const TimeForm = ({ article, act, onClose }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const command = act === 'publish' ? publishArticle : scheduleArticle;
  const { run } = useCommand(command, { touches: touchedByArticle });
  const form = useForm({
    schema,
    labels: {
      when: articleTexts.when,
      fromDay: articleTexts.fromDay,
      fromTime: articleTexts.fromTime,
      untilDay: articleTexts.untilDay,
      untilTime: articleTexts.untilTime,
      headline: articleTexts.asHeadline,
    },
    texts: publishingProblems,
    initial: startOf(article, act === 'schedule'),
    submit: async ({ when, fromDay, fromTime, untilDay, untilTime, headline }) => {
      const from = when === 'later' && fromDay && fromTime ? { from: instant(fromDay, fromTime) } : {};
      const until = untilDay ? instant(untilDay, untilTime ?? '00:00') : null;
      const { id, version } = article;
      await run({ params: { id }, body: { version, ...from, until, headline } });
      void message.success(t(act === 'publish' ? articleTexts.published : articleTexts.scheduled));
      onClose();
    },
  });
  const verb = t(act === 'publish' ? articleTexts.publish : articleTexts.schedule);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <p>{t(articleTexts.publishHint)}</p>
      <RadioField
        field={form.field('when')}
        choices={[
          { value: 'now', label: t(articleTexts.when_now) },
          { value: 'later', label: t(articleTexts.when_later) },
        ]}
      />
      <FieldGrid>
        {form.values.when === 'later' && (
          <>
            <DayField field={form.field('fromDay')} />
            <TextField field={form.field('fromTime')} hint={t(articleTexts.timeHint)} />
          </>
        )}
        <DayField field={form.field('untilDay')} hint={t(articleTexts.untilHint)} />
        <TextField field={form.field('untilTime')} hint={t(articleTexts.timeHint)} />
        <SwitchField field={form.field('headline')} hint={t(articleTexts.headlineHint)} />
      </FieldGrid>
    </FormFrame>
  );
};

/** When the public sees an article. */
export const TimeDialog = ({
  act,
  ...props
}: Omit<Props, 'act'> & { readonly act: Props['act'] | null }): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={act !== null}
      title={t(act === 'schedule' ? articleTexts.schedule : articleTexts.publishTitle)}
      footer={null}
      mask={{ closable: false }}
      onCancel={props.onClose}
      destroyOnHidden
    >
      {act && <TimeForm {...props} act={act} />}
    </Modal>
  );
};
