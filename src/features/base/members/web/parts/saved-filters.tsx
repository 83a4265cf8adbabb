import { DeleteOutlined, DownOutlined } from '@ant-design/icons';
import { App, Button, Input, Popover } from 'antd';
import { type ReactNode, type SubmitEvent, useId, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import type { MemberFilter } from '../../contract.ts';
import { filterList, removeFilter, saveFilter } from '../../filters/contract.ts';
import { listTexts } from '../../list/messages.ts';
import css from './saved-filters.module.css';

interface Props {
  readonly filter: MemberFilter;
  readonly onApply: (filter: MemberFilter) => void;
}

const SaveForm = ({ filter }: { filter: MemberFilter }): ReactNode => {
  const t = useText();
  const id = useId();
  const { message } = App.useApp();
  const [name, setName] = useState('');
  const { fire, busy, error } = useCommand(saveFilter, {
    touches: [filterList],
    onDone: () => {
      setName('');
      void message.success(t(listTexts.savedDone));
    },
  });
  const isEmpty = Object.values(filter).every((value) => value === undefined);
  if (isEmpty) return <p className={css.hint}>{t(listTexts.saveNothing)}</p>;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    fire({ body: { name: name.trim(), filter } });
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <label htmlFor={id}>{t(listTexts.saveThis)}</label>
      <Input
        id={id}
        value={name}
        maxLength={40}
        placeholder={t(listTexts.saveName)}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setName(event.target.value)}
      />
      <span id={`${id}-hint`} className={css.hint}>
        {t(listTexts.saveHint)}
      </span>
      {error && <ErrorNotice error={error} />}
      <Button htmlType="submit" loading={busy} disabled={name.trim() === ''}>
        {t(listTexts.saveThis)}
      </Button>
    </form>
  );
};

const Menu = ({ filter, onApply }: Props): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(filterList, {});
  const remove = useCommand(removeFilter, { touches: [filterList] });
  const items = data?.items ?? [];
  return (
    <div className={css.menu} role="dialog" aria-label={t(listTexts.saved)}>
      <StateView
        error={error}
        loading={isPending}
        empty={items.length === 0}
        whenEmpty={<p className={css.hint}>{t(listTexts.savedNone)}</p>}
        onAgain={() => void refetch()}
        lines={2}
      >
        <ul className={css.list}>
          {items.map((saved) => (
            <li key={saved.id}>
              <Button type="text" className={css.name ?? ''} onClick={() => onApply(saved.filter)}>
                {saved.name}
              </Button>
              <Button
                type="text"
                icon={<DeleteOutlined aria-hidden />}
                aria-label={t(listTexts.savedRemove, { name: saved.name })}
                title={t(listTexts.savedRemove, { name: saved.name })}
                onClick={() => remove.fire({ params: { id: saved.id } })}
              />
            </li>
          ))}
        </ul>
      </StateView>
      {remove.error && <ErrorNotice error={remove.error} />}
      <SaveForm filter={filter} />
    </div>
  );
};

/** Filters that the person keeps under names of the own choice. */
export const SavedFilters = ({ filter, onApply }: Props): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState(false);
  const apply = (chosen: MemberFilter): void => {
    setOpen(false);
    onApply(chosen);
  };
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      content={<Menu filter={filter} onApply={apply} />}
      destroyOnHidden
    >
      <Button icon={<DownOutlined aria-hidden />} iconPlacement="end" aria-expanded={open}>
        {t(listTexts.saved)}
      </Button>
    </Popover>
  );
};
