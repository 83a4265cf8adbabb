import { App, Button, Modal, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { ChoiceField, FieldGrid, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { addCategory, bankCategories } from '../../contract.ts';
import { assignCategory, type ImportView } from '../../import/contract.ts';
import { bankProblems } from '../../messages.ts';
import { bankTexts, importTexts } from '../messages.ts';
import css from './bank.module.css';
import { touchedByImport, touchedByItems } from './touched.ts';
import { useBankChoices } from './words.tsx';

interface Props {
  readonly batch: ImportView;
}

interface Unknown {
  readonly text: string;
  readonly rows: number;
}

const labels = { nameZh: bankTexts.nameZh, topic: bankTexts.topic } as const;
const named = addCategory.body.pick({ nameZh: true, topic: true });

/** Nobody who imports a file thinks of a code: it only has to be one that is free. */
const freeCode = (): string => `c_${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;

const NewCategory = ({ name, onDone }: { name: string; onDone: (code: string | null) => void }): ReactNode => {
  const t = useText();
  const { topics } = useBankChoices();
  const { run } = useCommand(addCategory, { touches: touchedByItems });
  const form = useForm({
    schema: named,
    labels,
    texts: bankProblems,
    initial: { nameZh: name },
    submit: async ({ nameZh, topic }) => {
      const { code } = await run({ body: { code: freeCode(), nameZh, nameEn: nameZh, topic, position: 100 } });
      onDone(code);
    },
  });
  return (
    <FormFrame
      form={form}
      verb={t(bankTexts.save)}
      label={t(importTexts.unknownNew)}
      onCancel={() => {
        onDone(null);
      }}
    >
      <p className={css.hint}>{t(importTexts.unknownNewHint)}</p>
      <FieldGrid>
        <TextField field={form.field('nameZh')} />
        <ChoiceField field={form.field('topic')} choices={topics} />
      </FieldGrid>
    </FormFrame>
  );
};

const UnknownLine = ({ batch, text, rows }: Props & Unknown): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { categories } = useBankChoices();
  const mayAdd = useApi(bankCategories, {}).data?.can.edit === true;
  const [code, setCode] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const nameOf = (chosen: string | null): string => categories.find(({ value }) => value === chosen)?.label ?? '';
  const { fire, busy, error } = useCommand(assignCategory, {
    touches: touchedByImport,
    onDone: () => void message.success(t(importTexts.assigned, { rows, name: nameOf(code) })),
  });
  const name = text === '' ? t(importTexts.unknownEmpty, { rows }) : t(importTexts.unknownLine, { text, rows });
  return (
    <div className={css.unknown}>
      <span>{name}</span>
      <Select<string>
        className={css.select ?? ''}
        aria-label={`${t(bankTexts.category)} ${name}`}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t(bankTexts.category)}
        value={code}
        options={categories}
        onChange={setCode}
      />
      <Button
        size="small"
        type="primary"
        disabled={code === null}
        loading={busy}
        aria-label={`${t(importTexts.assign)} ${name}`}
        onClick={() =>
          code !== null &&
          fire({ params: { id: batch.id }, body: { version: batch.version, text, categoryCode: code } })
        }
      >
        {t(importTexts.assign)}
      </Button>
      {mayAdd && (
        <Button size="small" aria-label={`${t(importTexts.unknownNew)} ${name}`} onClick={() => setAdding(true)}>
          {t(importTexts.unknownNew)}
        </Button>
      )}
      {error && <ErrorNotice error={error} texts={bankProblems} />}
      <Modal
        open={isAdding}
        title={t(importTexts.unknownNew)}
        footer={null}
        mask={{ closable: false }}
        onCancel={() => setAdding(false)}
        destroyOnHidden
      >
        <NewCategory
          name={text.slice(0, 20)}
          onDone={(added) => {
            if (added !== null) setCode(added);
            setAdding(false);
          }}
        />
      </Modal>
    </div>
  );
};

/** Rows that name no category and names that nobody knows: each is given one for all its rows. */
export const UnknownCategories = ({ batch }: Props): ReactNode => {
  const t = useText();
  return (
    <div className={css.stack}>
      <p className={css.hint}>{t(importTexts.unknownHint)}</p>
      {batch.unknownCategories.map(({ text, rows }) => (
        <UnknownLine key={text} batch={batch} text={text} rows={rows} />
      ))}
    </div>
  );
};
