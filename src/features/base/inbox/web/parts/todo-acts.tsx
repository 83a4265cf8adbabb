import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { LongTextField, RadioField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useWord } from '#ui/words.tsx';
import type { Todo } from '../../contract.ts';
import { handoverTexts } from '../../handover/messages.ts';
import { useTodoWords } from './inbox-words.ts';
import css from './inbox.module.css';
import { useBack, useFinishForm, useGiveForm } from './todo-forms.ts';

interface Props {
  readonly todo: Todo;
  readonly onClose: () => void;
}

const Finish = ({ todo, onClose }: Props): ReactNode => {
  const t = useText();
  const words = useTodoWords();
  const { message } = App.useApp();
  const form = useFinishForm(todo, () => {
    onClose();
    void message.success(t(handoverTexts.finished));
  });
  return (
    <FormFrame form={form} verb={t(handoverTexts.finish)} label={t(handoverTexts.finish)} onCancel={onClose}>
      <p>{words.finish(todo)}</p>
      {todo.takesNote && <LongTextField field={form.field('note')} rows={2} />}
    </FormFrame>
  );
};

const Give = ({ todo, onClose }: Props): ReactNode => {
  const t = useText();
  const word = useWord();
  const { message } = App.useApp();
  const { takers, form } = useGiveForm(todo, () => {
    onClose();
    void message.success(t(handoverTexts.given));
  });
  const items = takers.data?.items ?? [];
  return (
    <StateView
      error={takers.error}
      loading={takers.isPending}
      empty={items.length === 0}
      whenEmpty={<p className={css.nothing}>{t(handoverTexts.nobody)}</p>}
      onAgain={() => void takers.refetch()}
      lines={2}
    >
      <FormFrame form={form} verb={t(handoverTexts.give)} label={t(handoverTexts.give)} onCancel={onClose}>
        <p>{t(handoverTexts.giveHint)}</p>
        <RadioField
          field={form.field('grantId')}
          choices={items.map(({ grantId, name, role }) => ({
            value: grantId,
            label: `${name}（${word(`role.${role}`)}）`,
          }))}
        />
        <LongTextField field={form.field('note')} rows={2} />
      </FormFrame>
    </StateView>
  );
};

const Back = ({ todo, handover }: { todo: Todo; handover: NonNullable<Todo['handover']> }): ReactNode => {
  const t = useText();
  const words = useTodoWords();
  const { fire, busy } = useBack();
  const given = handover.direction === 'given';
  const title = words.title(todo);
  return (
    <Button
      size="small"
      loading={busy}
      aria-label={t(given ? handoverTexts.takeBackOf : handoverTexts.giveBackOf, { title })}
      onClick={() => fire({ params: { id: handover.id } })}
    >
      {t(given ? handoverTexts.takeBack : handoverTexts.giveBack)}
    </Button>
  );
};

/** What can be done with a to-do where it stands. */
export const TodoActs = ({ todo }: { todo: Todo }): ReactNode => {
  const t = useText();
  const title = useTodoWords().title(todo);
  const [asked, setAsked] = useState<'finish' | 'give' | null>(null);
  const close = (): void => setAsked(null);
  return (
    <span className={css.acts}>
      {todo.finish !== null && (
        <Button size="small" aria-label={t(handoverTexts.finishOf, { title })} onClick={() => setAsked('finish')}>
          {t(handoverTexts.finish)}
        </Button>
      )}
      {todo.handover === null ? (
        <Button
          size="small"
          type="text"
          aria-label={t(handoverTexts.giveOf, { title })}
          onClick={() => setAsked('give')}
        >
          {t(handoverTexts.give)}
        </Button>
      ) : (
        <Back todo={todo} handover={todo.handover} />
      )}
      <Modal open={asked !== null} title={title} footer={null} onCancel={close} destroyOnHidden>
        {asked === 'finish' && <Finish todo={todo} onClose={close} />}
        {asked === 'give' && <Give todo={todo} onClose={close} />}
      </Modal>
    </span>
  );
};
