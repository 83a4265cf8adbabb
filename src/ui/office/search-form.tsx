import { Button, DatePicker, Input, InputNumber, Select, TreeSelect } from 'antd';
import { DownOutlined, SearchOutlined, UpOutlined } from '@ant-design/icons';
import { type ReactNode, useId, useState } from 'react';
import type { Choice } from '../field.ts';
import { useText } from '../language.tsx';
import { uiTexts } from '../messages.ts';
import { useClearing } from './clearing.tsx';
import { useDay, useDayKeys } from './day-keys.ts';
import css from './search-form.module.css';

type Kind =
  | { readonly kind: 'text'; readonly hint?: string }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[]; readonly many?: boolean }
  | { readonly kind: 'day' }
  /** Two whole numbers; `name` is the query's lower bound, `to` its upper one. */
  | { readonly kind: 'range'; readonly to: string; readonly unit?: string }
  | {
      readonly kind: 'tree';
      readonly nodes: readonly { readonly id: string; readonly pId: string | null; readonly title: string }[];
    };

/** One condition. `name` is the name of the query's field. */
export type SearchField = Kind & { readonly name: string; readonly label: string };

export type SearchValues = Readonly<Record<string, string | readonly string[] | undefined>>;

interface Props {
  readonly fields: readonly SearchField[];
  /** The conditions in force, from the page's address. */
  readonly values: SearchValues;
  readonly onSearch: (values: SearchValues) => void;
  /** How many conditions stand in view before the rest is folded away. */
  readonly first?: number;
  readonly label: string;
}

interface InputProps {
  readonly id: string;
  readonly field: Exclude<SearchField, { readonly kind: 'range' }>;
  readonly value: string | readonly string[] | undefined;
  readonly onChange: (value: string | readonly string[] | undefined) => void;
}

const asText = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0];
const asMany = (value: string | readonly string[] | undefined): string[] =>
  typeof value === 'string' ? [value] : [...(value ?? [])];

const RangeEnd = ({
  id,
  label,
  value,
  onChange,
}: {
  id: string;
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}): ReactNode => (
  <InputNumber<number>
    id={id}
    aria-label={label}
    className={css.bound ?? ''}
    controls={false}
    min={0}
    max={200}
    precision={0}
    value={value === undefined ? null : Number(value)}
    onChange={(next) => onChange(next === null ? undefined : String(next))}
  />
);

const RangeInput = ({
  id,
  field,
  values,
  onChange,
}: {
  id: string;
  field: SearchField & { readonly kind: 'range' };
  values: SearchValues;
  onChange: (changes: SearchValues) => void;
}): ReactNode => {
  const t = useText();
  return (
    <div className={css.range}>
      <RangeEnd
        id={id}
        label={t(uiTexts.rangeFrom, { label: field.label })}
        value={asText(values[field.name])}
        onChange={(value) => onChange({ [field.name]: value })}
      />
      <span aria-hidden="true">–</span>
      <RangeEnd
        id={`${id}-to`}
        label={t(uiTexts.rangeTo, { label: field.label })}
        value={asText(values[field.to])}
        onChange={(value) => onChange({ [field.to]: value })}
      />
      {field.unit && <span>{field.unit}</span>}
    </div>
  );
};

const DayInput = ({
  id,
  day,
  onChange,
}: {
  id: string;
  day: string | undefined;
  onChange: (day: string | undefined) => void;
}): ReactNode => (
  <DatePicker
    id={id}
    {...useDayKeys(day ?? '', () => onChange(undefined))}
    value={useDay(day)}
    format="YYYY-MM-DD"
    onChange={(next) => onChange(next ? next.format('YYYY-MM-DD') : undefined)}
  />
);

const SearchInput = ({ id, field, value, onChange }: InputProps): ReactNode => {
  const t = useText();
  const clearing = useClearing();
  switch (field.kind) {
    case 'text':
      return (
        <Input
          id={id}
          autoComplete="off"
          allowClear={clearing}
          value={asText(value) ?? ''}
          placeholder={field.hint ?? ''}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      );
    case 'choice': {
      const shared = {
        id,
        allowClear: clearing,
        placeholder: t(uiTexts.all),
        options: field.choices.map(({ value, label }) => ({ value, label })),
        showSearch: { optionFilterProp: 'label' },
      };
      return field.many ? (
        <Select
          {...shared}
          mode="multiple"
          maxTagCount="responsive"
          value={asMany(value)}
          onChange={(next: string[]) => onChange(next.length ? next : undefined)}
        />
      ) : (
        <Select
          {...shared}
          value={asText(value) ?? null}
          onChange={(next: string | null) => onChange(next ?? undefined)}
        />
      );
    }
    case 'day':
      return <DayInput id={id} day={asText(value)} onChange={onChange} />;
    case 'tree':
      return (
        <TreeSelect
          suffixIcon={<DownOutlined aria-hidden />}
          id={id}
          allowClear={clearing}
          showSearch={{ treeNodeFilterProp: 'title' }}
          treeDataSimpleMode
          placeholder={t(uiTexts.all)}
          treeData={field.nodes.map((node) => ({ id: node.id, pId: node.pId ?? 0, value: node.id, title: node.title }))}
          value={asText(value) ?? null}
          onChange={(next: string | null) => onChange(next ?? undefined)}
        />
      );
  }
};

/** The conditions of a list. Enter searches; an input method's own Enter does not. */
export const SearchForm = ({ fields, values, onSearch, first = 4, label }: Props): ReactNode => {
  const t = useText();
  const formId = useId();
  const given = JSON.stringify(values);
  // What was typed holds until other conditions come into force, from a link or the back button.
  const [state, setState] = useState({ given, typed: values });
  const typed = state.given === given ? state.typed : values;
  const setTyped = (next: SearchValues): void => setState({ given, typed: next });
  const folded = fields.slice(first);
  const [open, setOpen] = useState(() => folded.some((field) => values[field.name] !== undefined));
  const shown = open ? fields : fields.slice(0, first);
  const names = (field: SearchField): string[] => (field.kind === 'range' ? [field.name, field.to] : [field.name]);
  const nothing = Object.fromEntries(fields.flatMap(names).map((name) => [name, undefined]));
  return (
    <search>
      <form
        aria-label={label}
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(typed);
        }}
      >
        {shown.map((field) => (
          <div key={field.name} className={css.item}>
            <label htmlFor={`${formId}-${field.name}`}>{field.label}</label>
            {field.kind === 'range' ? (
              <RangeInput
                id={`${formId}-${field.name}`}
                field={field}
                values={typed}
                onChange={(changes) => setTyped({ ...typed, ...changes })}
              />
            ) : (
              <SearchInput
                id={`${formId}-${field.name}`}
                field={field}
                value={typed[field.name]}
                onChange={(value) => setTyped({ ...typed, [field.name]: value })}
              />
            )}
          </div>
        ))}
        <div className={css.buttons}>
          <Button type="primary" htmlType="submit" icon={<SearchOutlined aria-hidden />}>
            {t(uiTexts.search)}
          </Button>
          <Button
            onClick={() => {
              setTyped(nothing);
              onSearch(nothing);
            }}
          >
            {t(uiTexts.reset)}
          </Button>
          {folded.length > 0 && (
            <Button
              type="link"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
              icon={open ? <UpOutlined aria-hidden /> : <DownOutlined aria-hidden />}
              iconPlacement="end"
            >
              {t(open ? uiTexts.less : uiTexts.more)}
            </Button>
          )}
        </div>
      </form>
    </search>
  );
};
