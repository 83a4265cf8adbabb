import type { ReactNode } from 'react';
import { newOpaqueId } from '#shared/ids.ts';
import { say, sayLoose, type Text, type TextParams } from '#shared/text.ts';
import { portalTexts } from './messages.ts';
import type { FormState, Visit } from './page.ts';

/** Where the pages lie. */
export const portalBase = '/portal';

/** The id of the form that the switches of the head belong to. */
export const mainForm = 'form';

interface FormProps {
  readonly visit: Visit;
  readonly form: FormState;
  /** Below the base. */
  readonly action: `/${string}`;
  readonly submit: Text;
  /** Whether it is the page's main form, or one among several; those have ids of their own. */
  readonly id?: string;
  /** What its fields are called, in their order. */
  readonly labels?: Readonly<Record<string, Text>>;
  /** Carried along unseen. */
  readonly hidden?: Readonly<Record<string, string>>;
  readonly plain?: boolean;
  /** One of its fields takes files. */
  readonly files?: boolean;
  readonly children?: ReactNode;
}

type SummaryProps = Pick<FormProps, 'visit' | 'form' | 'action' | 'labels'>;

/** What is wrong with all of a form, each line a way to its field, in their order on the page. */
const Summary = ({ visit, form, action, labels = {} }: SummaryProps): ReactNode => {
  const { language } = visit;
  const names = [...new Set([...Object.keys(labels), ...Object.keys(form.problems)])];
  const wrong = names.filter((name) => form.problems[name] !== undefined);
  if (form.of !== action || (wrong.length === 0 && form.refusal === null)) return null;
  return (
    <div className="summary" role="alert" tabIndex={-1} autoFocus>
      <p>
        <strong>{form.refusal ?? say(language, portalTexts.problems)}</strong>
      </p>
      {wrong.length > 0 && (
        <ul>
          {wrong.map((name) => {
            const label = labels[name];
            const words = form.problems[name] ?? '';
            return (
              <li key={name}>
                {label === undefined ? (
                  words
                ) : (
                  <a href={`#f-${name}`}>
                    {say(language, portalTexts.problemOf, { label: say(language, label), words })}
                  </a>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
};

/** A form that is posted without script. The key goes along, so that one intent is carried out once. */
export const Form = ({
  visit,
  form,
  action,
  submit,
  id = mainForm,
  labels,
  hidden = {},
  plain,
  files,
  children,
}: FormProps): ReactNode => (
  <form
    id={id}
    method="post"
    action={`${portalBase}${action}`}
    {...(files === true ? { encType: 'multipart/form-data' } : {})}
    acceptCharset="utf-8"
    noValidate
    autoComplete="on"
  >
    <Summary visit={visit} form={form} action={action} {...(labels === undefined ? {} : { labels })} />
    <input type="hidden" name="key" value={form.of === action ? form.key : newOpaqueId()} />
    {Object.entries(hidden).map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
    {children}
    <button type="submit" className={plain === true ? 'plain' : 'main'}>
      {say(visit.language, submit)}
    </button>
  </form>
);

interface FieldProps {
  readonly visit: Visit;
  readonly form: FormState;
  readonly name: string;
  readonly label: Text;
  readonly hint?: Text;
  /** Of the hint. */
  readonly params?: TextParams;
  readonly optional?: boolean;
}

const describedBy = ({ form, name, hint }: FieldProps): { 'aria-describedby'?: string; 'aria-invalid'?: true } => {
  const wrong = form.problems[name] !== undefined;
  const ids = [...(hint === undefined ? [] : [`f-${name}-hint`]), ...(wrong ? [`f-${name}-wrong`] : [])];
  return {
    ...(ids.length === 0 ? {} : { 'aria-describedby': ids.join(' ') }),
    ...(wrong ? { 'aria-invalid': true } : {}),
  };
};

const Label = ({ visit, label, optional }: Pick<FieldProps, 'visit' | 'label' | 'optional'>): ReactNode => (
  <>
    {say(visit.language, label)}
    {optional === true && <span className="optional">{say(visit.language, portalTexts.optional)}</span>}
  </>
);

const Beside = ({ visit, form, name, hint, params }: FieldProps): ReactNode => {
  const wrong = form.problems[name];
  return (
    <>
      {hint !== undefined && (
        <p className="hint" id={`f-${name}-hint`}>
          {sayLoose(visit.language, hint, params)}
        </p>
      )}
      {wrong !== undefined && (
        <p className="wrong" id={`f-${name}-wrong`}>
          {say(visit.language, portalTexts.problem, { text: wrong })}
        </p>
      )}
    </>
  );
};

const rowClass = ({ form, name }: FieldProps): string => (form.problems[name] === undefined ? 'field' : 'field bad');

interface LineProps extends FieldProps {
  readonly type?: 'text' | 'tel';
  readonly autoComplete?: string;
}

/** One line of text. */
export const Line = ({ type = 'text', autoComplete = 'off', ...field }: LineProps): ReactNode => (
  <div className={rowClass(field)}>
    <label htmlFor={`f-${field.name}`}>
      <Label {...field} />
    </label>
    <Beside {...field} />
    <input
      id={`f-${field.name}`}
      name={field.name}
      type={type}
      autoComplete={autoComplete}
      defaultValue={field.form.typed[field.name] ?? ''}
      {...describedBy(field)}
    />
  </div>
);

/** A text of several lines. Longer ones than the limit are taken and told of, not cut off. */
export const Words = ({ rows = 8, ...field }: FieldProps & { readonly rows?: number }): ReactNode => (
  <div className={rowClass(field)}>
    <label htmlFor={`f-${field.name}`}>
      <Label {...field} />
    </label>
    <Beside {...field} />
    <textarea
      id={`f-${field.name}`}
      name={field.name}
      rows={rows}
      defaultValue={field.form.typed[field.name] ?? ''}
      {...describedBy(field)}
    />
  </div>
);

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** A few choices, all in sight. */
export const Choices = ({ options, ...field }: FieldProps & { readonly options: readonly Option[] }): ReactNode => (
  <fieldset className={rowClass(field)} role="radiogroup" {...describedBy(field)}>
    <legend>
      <Label {...field} />
    </legend>
    <Beside {...field} />
    {options.map(({ value, label, hint }, at) => (
      <label key={value} className="choice">
        <input
          type="radio"
          name={field.name}
          value={value}
          id={at === 0 ? `f-${field.name}` : undefined}
          defaultChecked={field.form.typed[field.name] === value}
        />
        <span>
          {label}
          {hint !== undefined && <small>{hint}</small>}
        </span>
      </label>
    ))}
  </fieldset>
);

export interface OptionGroup {
  readonly label: string;
  readonly options: readonly Option[];
}

const Options = ({ options }: { readonly options: readonly Option[] }): ReactNode =>
  options.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));

/** One of many. */
export const Pick = ({ groups, ...field }: FieldProps & { readonly groups: readonly OptionGroup[] }): ReactNode => (
  <div className={rowClass(field)}>
    <label htmlFor={`f-${field.name}`}>
      <Label {...field} />
    </label>
    <Beside {...field} />
    <select
      id={`f-${field.name}`}
      name={field.name}
      defaultValue={field.form.typed[field.name] ?? ''}
      {...describedBy(field)}
    >
      <option value="">{say(field.visit.language, portalTexts.choose)}</option>
      {groups.map(({ label, options }) =>
        label === '' ? (
          <Options key={label} options={options} />
        ) : (
          <optgroup key={label} label={label}>
            <Options options={options} />
          </optgroup>
        ),
      )}
    </select>
  </div>
);

/** A box to tick. */
export const Tick = (field: FieldProps): ReactNode => (
  <div className={rowClass(field)}>
    <label className="choice">
      <input
        type="checkbox"
        name={field.name}
        id={`f-${field.name}`}
        value="yes"
        defaultChecked={(field.form.typed[field.name] ?? '') !== ''}
        {...describedBy(field)}
      />
      <span>
        <Label {...field} />
      </span>
    </label>
    <Beside {...field} />
  </div>
);

/** Files to choose. Which were chosen is lost with a refusal: no page may fill that in. */
export const Files = ({ accept, ...field }: FieldProps & { readonly accept: string }): ReactNode => (
  <div className={rowClass(field)}>
    <label htmlFor={`f-${field.name}`}>
      <Label {...field} />
    </label>
    <Beside {...field} />
    <input id={`f-${field.name}`} name={field.name} type="file" accept={accept} multiple {...describedBy(field)} />
  </div>
);
