import { Button, Checkbox } from 'antd';
import type { ReactNode } from 'react';
import type { Field } from '#ui/field.ts';
import { useText } from '#ui/language.tsx';
import { fileFields, isFieldKey, nationalForm, type FieldKey } from '../../catalogue.ts';
import { exportTexts } from '../../export/messages.ts';
import { fileTexts } from '../../file/messages.ts';
import css from './export.module.css';
import { fieldSections } from './sections.ts';
import { useSeen, useWords } from './words.ts';

const order = new Map(fileFields.map((field, place) => [field.key as string, place]));
/** In the order of the catalogue, which is that of the national form. */
const inOrder = (keys: readonly string[]): string[] =>
  keys.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));

const sections = [
  ...fieldSections.map(({ id, title, keys }) => ({ id, title, keys: [...keys] as string[] })),
  { id: 'organisation', title: fileTexts.branch, keys: ['branchId', 'leftOn', 'leaveKind'] },
];

interface Props {
  readonly field: Field<string[]>;
  /** Whether a column may go where the sheet goes. */
  readonly goes: (key: FieldKey) => boolean;
}

/** Which columns a sheet has, by the sections of the file. */
export const ColumnChoice = ({ field, goes }: Props): ReactNode => {
  const t = useText();
  const words = useWords();
  const seen = useSeen();
  const chosen = new Set(field.value);
  const offered = (key: string): boolean => isFieldKey(key) && seen.field(key) && goes(key);
  const groups = sections
    .map((section) => ({ ...section, keys: section.keys.filter(offered) }))
    .filter((section) => section.keys.length > 0);
  const all = groups.flatMap((section) => section.keys);
  const form = nationalForm.map((item) => item.key as string).filter(offered);
  const choose = (keys: readonly string[]): void => field.onChange(inOrder([...new Set(keys)]));
  return (
    <div role="group" aria-labelledby={`${field.id}-label`}>
      <div className={css.line}>
        <span id={`${field.id}-label`}>{field.label}</span>
        <span className={css.hint}>{t(exportTexts.chosen, { count: chosen.size })}</span>
        <Button type="link" size="small" onClick={() => choose(form)}>
          {t(exportTexts.chooseForm)}
        </Button>
        <Button type="link" size="small" onClick={() => choose(all)}>
          {t(exportTexts.chooseAll)}
        </Button>
        <Button type="link" size="small" onClick={() => choose([])}>
          {t(exportTexts.chooseNone)}
        </Button>
      </div>
      <div className={css.columns} id={field.id} tabIndex={-1}>
        {groups.map((group) => (
          <fieldset key={group.id}>
            <legend>{t(group.title)}</legend>
            <div className={css.choices}>
              {group.keys.map((key) => (
                <Checkbox
                  key={key}
                  checked={chosen.has(key)}
                  onChange={(event) =>
                    choose(event.target.checked ? [...chosen, key] : [...chosen].filter((other) => other !== key))
                  }
                >
                  {words.label(key)}
                </Checkbox>
              ))}
            </div>
          </fieldset>
        ))}
      </div>
      {field.errors.map((error) => (
        <div key={error} className={css.error} role="alert">
          {error}
        </div>
      ))}
    </div>
  );
};
