import { DownOutlined } from '@ant-design/icons';
import { Checkbox, DatePicker, Input, InputNumber, Radio, Select, Switch, TreeSelect } from 'antd';
import type { ReactNode } from 'react';
import type { Choice, Field } from '../field.ts';
import { useFormat, useText } from '../language.tsx';
import { uiTexts } from '../messages.ts';
import { useClearing } from './clearing.tsx';
import { useDay, useDayKeys } from './day-keys.ts';
import css from './fields.module.css';

interface FrameProps<V> {
  readonly field: Field<V>;
  readonly hint?: ReactNode;
  /** For groups of inputs, whose label names the group and not one input. */
  readonly group?: boolean;
  /** Across the whole width of the grid. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

type Own<V> = Omit<FrameProps<V>, 'children' | 'group'>;

const hintId = (id: string): string => `${id}-hint`;
const errorId = (id: string): string => `${id}-error`;
const labelId = (id: string): string => `${id}-label`;

/** What ties an input to its label, hint and problems. */
const aria = <V,>({ field, hint }: { field: Field<V>; hint?: ReactNode }) => ({
  'aria-required': field.required,
  'aria-invalid': field.errors.length > 0,
  ...(field.errors.length || hint
    ? { 'aria-describedby': field.errors.length ? errorId(field.id) : hintId(field.id) }
    : {}),
});
const status = (field: { readonly errors: readonly string[] }): '' | 'error' => (field.errors.length ? 'error' : '');

const Frame = <V,>({ field, hint, group, wide, children }: FrameProps<V>): ReactNode => {
  const label = (
    <>
      {field.label}
      {field.required && (
        <span className={css.required} aria-hidden="true">
          *
        </span>
      )}
    </>
  );
  return (
    <div
      className={css.field}
      data-wide={wide}
      {...(group ? { role: 'group', 'aria-labelledby': labelId(field.id) } : {})}
    >
      {group ? (
        <span id={labelId(field.id)} className={css.label}>
          {label}
        </span>
      ) : (
        <label htmlFor={field.id} className={css.label}>
          {label}
        </label>
      )}
      {children}
      {field.errors.length > 0 ? (
        <div id={errorId(field.id)} className={css.error}>
          {field.errors.map((error) => (
            <div key={error}>{error}</div>
          ))}
        </div>
      ) : (
        hint && (
          <div id={hintId(field.id)} className={css.hint}>
            {hint}
          </div>
        )
      )}
    </div>
  );
};

interface TextProps extends Own<string> {
  readonly placeholder?: string;
  readonly autoComplete?: string;
  readonly inputMode?: 'text' | 'numeric' | 'tel' | 'email';
}

const base = <V,>(field: Field<V>) => ({
  id: field.id,
  disabled: field.disabled ?? false,
  onBlur: field.onBlur,
  status: status(field),
});

export const TextField = ({ placeholder, autoComplete = 'off', inputMode, ...own }: TextProps): ReactNode => (
  <Frame {...own}>
    <Input
      {...base(own.field)}
      {...aria(own)}
      value={own.field.value ?? ''}
      autoComplete={autoComplete}
      {...(placeholder ? { placeholder } : {})}
      {...(inputMode ? { inputMode } : {})}
      {...(own.field.maxLength ? { maxLength: own.field.maxLength } : {})}
      onChange={(event) => own.field.onChange(event.target.value)}
    />
  </Frame>
);

export const PasswordField = ({ autoComplete = 'current-password', ...own }: TextProps): ReactNode => (
  <Frame {...own}>
    <Input.Password
      {...base(own.field)}
      {...aria(own)}
      value={own.field.value ?? ''}
      autoComplete={autoComplete}
      onChange={(event) => own.field.onChange(event.target.value)}
    />
  </Frame>
);

export const LongTextField = ({ rows = 3, ...own }: Own<string> & { readonly rows?: number }): ReactNode => (
  <Frame {...own}>
    <Input.TextArea
      {...base(own.field)}
      {...aria(own)}
      rows={rows}
      value={own.field.value ?? ''}
      {...(own.field.maxLength ? { maxLength: own.field.maxLength, showCount: true } : {})}
      onChange={(event) => own.field.onChange(event.target.value)}
    />
  </Frame>
);

export const NumberField = ({ unit, ...own }: Own<number> & { readonly unit?: string }): ReactNode => (
  <Frame {...own}>
    <InputNumber<number>
      {...base(own.field)}
      {...aria(own)}
      value={own.field.value ?? null}
      className={css.full ?? ''}
      {...(unit ? { suffix: unit } : {})}
      onChange={(value) => own.field.onChange(value)}
    />
  </Frame>
);

/** A calendar day, typed as 2026-03-01 or picked. */
export const DayField = (own: Own<string>): ReactNode => {
  const keys = useDayKeys(own.field.value ?? '', () => own.field.onChange(undefined));
  const day = useDay(own.field.value);
  return (
    <Frame {...own}>
      <DatePicker
        {...base(own.field)}
        {...aria(own)}
        {...keys}
        className={css.full ?? ''}
        format={['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D', 'YYYY/M/D']}
        value={day}
        onChange={(value) => own.field.onChange(value ? value.format('YYYY-MM-DD') : undefined)}
      />
    </Frame>
  );
};

/** A calendar month; what travels is its first day. */
export const MonthField = (own: Own<string>): ReactNode => {
  const keys = useDayKeys(own.field.value?.slice(0, 7) ?? '', () => own.field.onChange(undefined));
  const day = useDay(own.field.value);
  return (
    <Frame {...own}>
      <DatePicker
        {...base(own.field)}
        {...aria(own)}
        {...keys}
        picker="month"
        className={css.full ?? ''}
        format={['YYYY-MM', 'YYYYMM', 'YYYY.M', 'YYYY/M']}
        value={day}
        onChange={(value) => own.field.onChange(value ? value.format('YYYY-MM-01') : undefined)}
      />
    </Frame>
  );
};

interface ChoiceProps<V extends string | number> extends Own<V> {
  readonly choices: readonly Choice<V>[];
}

/** One of many; typing looks for it. */
export const ChoiceField = <V extends string | number>({ choices, ...own }: ChoiceProps<V>): ReactNode => {
  const t = useText();
  const clearing = useClearing();
  return (
    <Frame {...own}>
      <Select<V>
        {...base(own.field)}
        {...aria(own)}
        allowClear={own.field.required ? false : clearing}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t(uiTexts.choose)}
        value={own.field.value ?? null}
        options={choices.map(({ value, label }) => ({ value, label }))}
        onChange={(value: V | null | undefined) => own.field.onChange(value)}
      />
    </Frame>
  );
};

interface FindProps extends ChoiceProps<string> {
  /** Asks the server for choices that fit what is typed. */
  readonly onFind: (typed: string) => void;
  readonly finding: boolean;
}

/** One of too many to send: typing asks for those that fit. */
export const FindField = ({ choices, onFind, finding, ...own }: FindProps): ReactNode => {
  const t = useText();
  const clearing = useClearing();
  return (
    <Frame {...own}>
      <Select<string>
        {...base(own.field)}
        {...aria(own)}
        allowClear={own.field.required ? false : clearing}
        showSearch={{ filterOption: false, onSearch: onFind }}
        loading={finding}
        notFoundContent={finding ? t(uiTexts.loading) : t(uiTexts.treeNone)}
        placeholder={t(uiTexts.typeToFind)}
        value={own.field.value ?? null}
        options={choices.map(({ value, label }) => ({ value, label }))}
        onChange={(value: string | null | undefined) => own.field.onChange(value)}
      />
    </Frame>
  );
};

interface ManyProps<V extends string | number> extends Omit<ChoiceProps<V>, 'field'> {
  readonly field: Field<V[]>;
  /** Where there are too many for a list: what is typed is looked for elsewhere. */
  readonly onFind?: (text: string) => void;
  readonly finding?: boolean;
}

/** Several of many. */
export const ManyField = <V extends string | number>({
  choices,
  field,
  onFind,
  finding = false,
  ...own
}: ManyProps<V>): ReactNode => {
  const t = useText();
  return (
    <Frame field={field} {...own}>
      <Select<V[]>
        {...base(field)}
        {...aria({ field, hint: own.hint })}
        mode="multiple"
        showSearch={onFind === undefined ? { optionFilterProp: 'label' } : { filterOption: false, onSearch: onFind }}
        {...(onFind === undefined
          ? {}
          : { loading: finding, notFoundContent: finding ? t(uiTexts.loading) : t(uiTexts.treeNone) })}
        placeholder={t(onFind === undefined ? uiTexts.choose : uiTexts.typeToFind)}
        value={field.value ?? []}
        options={choices.map(({ value, label }) => ({ value, label }))}
        onChange={(value) => field.onChange(value)}
      />
    </Frame>
  );
};

/** One of a few, all in view. */
export const RadioField = <V extends string | number>({ choices, ...own }: ChoiceProps<V>): ReactNode => (
  <Frame {...own} group>
    <Radio.Group
      name={own.field.id}
      value={own.field.value ?? null}
      disabled={own.field.disabled ?? false}
      options={choices.map(({ value, label }, place) => ({
        value,
        label,
        ...(place === 0 ? { id: own.field.id } : {}),
      }))}
      onChange={(event) => own.field.onChange(event.target.value as V)}
    />
  </Frame>
);

interface TreeFieldProps extends Own<string> {
  readonly nodes: readonly {
    readonly id: string;
    readonly parentId: string | null;
    readonly name: string;
    readonly initials?: string;
    /** Shown for the way to it, but not to be chosen. */
    readonly fixed?: boolean;
  }[];
}

/** One node of a tree, found by name or initials. */
export const TreeField = ({ nodes, ...own }: TreeFieldProps): ReactNode => {
  const t = useText();
  const clearing = useClearing();
  return (
    <Frame {...own}>
      <TreeSelect<string | null>
        suffixIcon={<DownOutlined aria-hidden />}
        {...base(own.field)}
        {...aria(own)}
        allowClear={own.field.required ? false : clearing}
        showSearch={{ filterTreeNode: (text, node) => String(node['words']).includes(text.toLowerCase()) }}
        treeDataSimpleMode
        placeholder={t(uiTexts.choose)}
        value={own.field.value ?? null}
        treeData={nodes.map((node) => ({
          id: node.id,
          pId: node.parentId ?? 0,
          value: node.id,
          title: node.name,
          disabled: node.fixed ?? false,
          words: `${node.name} ${node.initials ?? ''}`.toLowerCase(),
        }))}
        onChange={(value: string | null | undefined) => own.field.onChange(value)}
      />
    </Frame>
  );
};

/** Off or on, so that nothing in it waits to be filled in. */
export const SwitchField = (own: Own<boolean>): ReactNode => (
  <Frame {...own} field={{ ...own.field, required: false }}>
    <div>
      <Switch
        id={own.field.id}
        checked={own.field.value ?? false}
        disabled={own.field.disabled ?? false}
        onChange={(value) => own.field.onChange(value)}
      />
    </div>
  </Frame>
);

/** A statement to agree to. */
export const CheckField = ({ field }: { readonly field: Field<boolean> }): ReactNode => {
  const format = useFormat();
  return (
    <div className={css.field} data-wide>
      <Checkbox
        id={field.id}
        checked={field.value ?? false}
        disabled={field.disabled ?? false}
        onChange={(event) => field.onChange(event.target.checked)}
        {...aria({ field })}
      >
        {field.label}
      </Checkbox>
      {field.errors.length > 0 && (
        <div id={errorId(field.id)} className={css.error}>
          {format.clauses(field.errors)}
        </div>
      )}
    </div>
  );
};

/** Fields in columns, as many as there is room for. */
export const FieldGrid = ({ children }: { children: ReactNode }): ReactNode => (
  <div className={css.grid}>{children}</div>
);
