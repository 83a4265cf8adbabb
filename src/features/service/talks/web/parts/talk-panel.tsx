import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Endpoint } from '#shared/endpoint.ts';
import { useText } from '#ui/language.tsx';
import { ChoiceField, FieldGrid, LongTextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { answerTalk, attendTalk, handTalk, type HeldTalk, oneTalk, talkList, talkStaff } from '../../contract.ts';
import { talkProblems, talkTexts } from '../../messages.ts';
import { Standing, TalkLog } from './talk-log.tsx';
import css from './talk.module.css';

interface Props {
  readonly talk: HeldTalk;
  /** Says something by the door of what the thread is about. */
  readonly onSay: (text: string) => Promise<unknown>;
  /** The read behind `talk`. */
  readonly from: Endpoint;
}

const AnswerForm = ({ talk, onSay }: Pick<Props, 'talk' | 'onSay'>): ReactNode => {
  const t = useText();
  const form = useForm({
    schema: answerTalk.body,
    labels: { text: talkTexts.text },
    texts: talkProblems,
    draft: `talk:${talk.id}`,
    submit: async ({ text }) => {
      await onSay(text);
      form.reset({});
    },
  });
  return (
    <FormFrame form={form} verb={t(talkTexts.answer)} label={t(talkTexts.text)} grave>
      <LongTextField field={form.field('text')} rows={3} />
    </FormFrame>
  );
};

const HandForm = ({ talk, from, onClose }: Omit<Props, 'onSay'> & { readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { data } = useApi(talkStaff, { params: { id: talk.id } });
  const { run } = useCommand(handTalk, { touches: [from, oneTalk, talkList] });
  const form = useForm({
    schema: handTalk.body,
    labels: { accountId: talkTexts.handTo, note: talkTexts.note },
    texts: talkProblems,
    submit: async (body) => {
      await run({ params: { id: talk.id }, body });
      void message.success(t(talkTexts.handedOver));
      onClose();
    },
  });
  if (data?.items.length === 0) return <p>{t(talkTexts.noColleagues)}</p>;
  const verb = t(talkTexts.handOver);
  const choices = (data?.items ?? []).map(({ accountId, name }) => ({ value: accountId, label: name }));
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <FieldGrid>
        <ChoiceField field={form.field('accountId')} choices={choices} wide />
        <LongTextField field={form.field('note')} rows={3} wide />
      </FieldGrid>
    </FormFrame>
  );
};

/** A thread for those who answer it: who waits since when, who sees to it, what was said, and what may be done. */
export const TalkPanel = ({ talk, onSay, from }: Props): ReactNode => {
  const t = useText();
  const [handing, setHanding] = useState(false);
  const attend = useCommand(attendTalk, { touches: [from, oneTalk, talkList] });
  const { can, mine, attendant, kind } = talk;
  return (
    <>
      <Standing standing={talk.standing} asks={false} />
      <div className={css.acts}>
        <span>
          {t(talkTexts.attendant)}：{mine ? t(talkTexts.mine) : (attendant ?? t(talkTexts.nobody))}
        </span>
        {can.handOver && !mine && (
          <Button loading={attend.busy} onClick={() => attend.fire({ params: { id: talk.id } })}>
            {t(talkTexts.attend)}
          </Button>
        )}
        {can.handOver && <Button onClick={() => setHanding(true)}>{t(talkTexts.handOver)}</Button>}
      </div>
      {attend.error && <ErrorNotice error={attend.error} texts={talkProblems} />}
      <TalkLog messages={talk.messages} asker={talk.name ?? t(talkTexts[`asker_${kind}`])} own="unit" />
      {can.answer && <AnswerForm talk={talk} onSay={onSay} />}
      <Modal
        open={handing}
        title={t(talkTexts.handOver)}
        footer={null}
        mask={{ closable: false }}
        onCancel={() => setHanding(false)}
        destroyOnHidden
      >
        <HandForm talk={talk} from={from} onClose={() => setHanding(false)} />
      </Modal>
    </>
  );
};
