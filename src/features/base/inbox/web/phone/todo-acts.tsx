import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { ChoiceField, LongTextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { Notice as Nothing, StateView } from '#ui/phone/state-view.tsx';
import { useWord } from '#ui/words.tsx';
import type { Todo } from '../../contract.ts';
import { handoverTexts } from '../../handover/messages.ts';
import { useTodoWords } from '../parts/inbox-words.ts';
import css from '../parts/inbox.module.css';
import { useBack, useFinishForm, useGiveForm } from '../parts/todo-forms.ts';

interface Props {
  readonly todo: Todo;
  readonly onClose: () => void;
}

const Finish = ({ todo, onClose }: Props): ReactNode => {
  const t = useText();
  const form = useFinishForm(todo, onClose);
  const words = useTodoWords();
  return (
    <FormFrame form={form} verb={t(handoverTexts.finish)} label={t(handoverTexts.finish)}>
      <p>{words.finish(todo)}</p>
      {todo.takesNote && <LongTextField field={form.field('note')} rows={2} />}
    </FormFrame>
  );
};

const Give = ({ todo, onClose }: Props): ReactNode => {
  const t = useText();
  const word = useWord();
  const { takers, form } = useGiveForm(todo, onClose);
  const items = takers.data?.items ?? [];
  return (
    <StateView
      error={takers.error}
      loading={takers.isPending}
      empty={items.length === 0}
      whenEmpty={<Nothing title={t(handoverTexts.nobody)} />}
      onAgain={() => void takers.refetch()}
    >
      <FormFrame form={form} verb={t(handoverTexts.give)} label={t(handoverTexts.give)}>
        <p>{t(handoverTexts.giveHint)}</p>
        <ChoiceField
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

/** What can be done with a to-do where it stands. */
export const TodoActs = ({ todo }: { todo: Todo }): ReactNode => {
  const t = useText();
  const title = useTodoWords().title(todo);
  const [asked, setAsked] = useState<'finish' | 'give' | null>(null);
  const { fire, busy } = useBack();
  const { handover } = todo;
  const close = (): void => setAsked(null);
  return (
    <span className={css.acts}>
      {todo.finish !== null && (
        <Button label={t(handoverTexts.finishOf, { title })} onClick={() => setAsked('finish')}>
          {t(handoverTexts.finish)}
        </Button>
      )}
      {handover === null ? (
        <Button label={t(handoverTexts.giveOf, { title })} onClick={() => setAsked('give')}>
          {t(handoverTexts.give)}
        </Button>
      ) : (
        <Button
          busy={busy}
          label={t(handover.direction === 'given' ? handoverTexts.takeBackOf : handoverTexts.giveBackOf, { title })}
          onClick={() => fire({ params: { id: handover.id } })}
        >
          {t(handover.direction === 'given' ? handoverTexts.takeBack : handoverTexts.giveBack)}
        </Button>
      )}
      <Sheet open={asked !== null} title={title} onClose={close}>
        {asked === 'finish' && <Finish todo={todo} onClose={close} />}
        {asked === 'give' && <Give todo={todo} onClose={close} />}
      </Sheet>
    </span>
  );
};
