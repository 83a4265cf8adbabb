import { CloseOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { type ReactNode, useId } from 'react';
import type { Field } from '#ui/field.ts';
import { useText } from '#ui/language.tsx';
import { bulkKeys } from '../../bulk/contract.ts';
import { bulkTexts } from '../../bulk/messages.ts';
import { fieldOf, type FieldKey } from '../../catalogue.ts';
import css from './bulk.module.css';
import { FieldInput } from './field-input.tsx';
import { useSeen, useWords } from './words.ts';

interface Props {
  readonly keys: readonly FieldKey[];
  readonly onKeys: (keys: readonly FieldKey[]) => void;
  readonly field: (key: FieldKey) => Field<unknown>;
}

/** Which fields change, and to what; several at once are allowed. */
export const BulkFields = ({ keys, onKeys, field }: Props): ReactNode => {
  const t = useText();
  const words = useWords();
  const seen = useSeen();
  const id = useId();
  const open = bulkKeys.filter((key) => seen.field(key) && !keys.includes(key));
  return (
    <div className={css.stack}>
      {keys.map((key) => (
        <div key={key} className={css.field}>
          <FieldInput declared={fieldOf(key)} field={field(key) as never} hint={t(bulkTexts.fieldHint)} />
          <Button
            type="text"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t(bulkTexts.removeField, { label: words.label(key) })}
            title={t(bulkTexts.removeField, { label: words.label(key) })}
            onClick={() => onKeys(keys.filter((other) => other !== key))}
          />
        </div>
      ))}
      <div className={css.add}>
        <label htmlFor={id}>{t(bulkTexts.addField)}</label>
        <Select<FieldKey | null>
          id={id}
          className={css.select ?? ''}
          value={null}
          placeholder={t(bulkTexts.addField)}
          showSearch={{ optionFilterProp: 'label' }}
          options={open.map((key) => ({ value: key, label: words.label(key) }))}
          onChange={(key: FieldKey | null) => key && onKeys([...keys, key])}
        />
      </div>
    </div>
  );
};
