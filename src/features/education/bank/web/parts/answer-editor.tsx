import { Button, Checkbox, Input, Radio } from 'antd';
import { type ReactNode, useId } from 'react';
import type { Field } from '#ui/field.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { bankWords } from '../../messages.ts';
import { gapsIn, isChoice, longest, optionKeys, type Answer, type BankKind, type Option } from '../../rules.ts';
import { bankTexts } from '../messages.ts';
import css from './bank.module.css';

interface Props {
  readonly kind: BankKind;
  readonly stem: string;
  readonly options: Field<readonly Option[]>;
  readonly answer: Field<Answer>;
}

const Problems = ({ errors }: { errors: readonly string[] }): ReactNode =>
  errors.length > 0 && (
    <div role="alert">
      {errors.map((error) => (
        <div key={error} className={css.problem}>
          {error}
        </div>
      ))}
    </div>
  );

const keysOf = (answer: Answer | null | undefined): readonly string[] =>
  answer !== null && answer !== undefined && 'keys' in answer ? answer.keys : [];

/** The options in their order, lettered anew, and the answer that follows them. */
const relettered = (options: readonly Option[], keys: readonly string[]) => {
  const kept = options.map(({ key, text }, at) => ({ was: key, key: optionKeys.charAt(at), text }));
  return {
    options: kept.map(({ key, text }) => ({ key, text })),
    keys: kept.filter(({ was }) => keys.includes(was)).map(({ key }) => key),
  };
};

const OptionRows = ({ kind, options, answer }: Omit<Props, 'stem'>): ReactNode => {
  const t = useText();
  const name = useId();
  const rows = options.value ?? [];
  const keys = keysOf(answer.value);
  const tell = (next: readonly string[]): void => answer.onChange(next.length === 0 ? undefined : { keys: next });
  const tick = (key: string, on: boolean): void => {
    if (kind === 'single') tell([key]);
    else tell(on ? [...keys, key].toSorted() : keys.filter((one) => one !== key));
  };
  const drop = (key: string): void => {
    const next = relettered(
      rows.filter((one) => one.key !== key),
      keys,
    );
    options.onChange(next.options);
    tell(next.keys);
  };
  return (
    <div className={css.editor} role="group" aria-label={t(bankTexts.options)}>
      <span className={css.label}>{t(bankTexts.options)}</span>
      {rows.map(({ key, text }) => (
        <div key={key} className={css.optionRow}>
          {kind === 'single' ? (
            <Radio
              name={name}
              checked={keys.includes(key)}
              aria-label={t(bankTexts.optionRight, { key })}
              onChange={() => tick(key, true)}
            />
          ) : (
            <Checkbox
              checked={keys.includes(key)}
              aria-label={t(bankTexts.optionRight, { key })}
              onChange={(event) => tick(key, event.target.checked)}
            />
          )}
          <span aria-hidden>{key}</span>
          <Input
            value={text}
            maxLength={longest.option}
            aria-label={t(bankTexts.option, { key })}
            onChange={(event) =>
              options.onChange(rows.map((one) => (one.key === key ? { key, text: event.target.value } : one)))
            }
          />
          <Button type="link" size="small" aria-label={t(bankTexts.dropOption, { key })} onClick={() => drop(key)}>
            ✕
          </Button>
        </div>
      ))}
      {rows.length < optionKeys.length && (
        <div>
          <Button
            size="small"
            onClick={() => options.onChange([...rows, { key: optionKeys.charAt(rows.length), text: '' }])}
          >
            {t(bankTexts.addOption)}
          </Button>
        </div>
      )}
      <Problems errors={[...options.errors, ...answer.errors]} />
    </div>
  );
};

const JudgeRow = ({ answer }: { answer: Field<Answer> }): ReactNode => {
  const t = useText();
  const value =
    answer.value !== null && answer.value !== undefined && 'holds' in answer.value ? answer.value.holds : null;
  return (
    <div className={css.editor}>
      <span className={css.label} id={`${answer.id}-label`}>
        {t(bankTexts.answer)}
      </span>
      <Radio.Group
        name={answer.id}
        aria-labelledby={`${answer.id}-label`}
        value={value}
        options={[
          { value: true, label: t(bankWords.holds) },
          { value: false, label: t(bankWords.holdsNot) },
        ]}
        onChange={(event) => answer.onChange({ holds: event.target.value as boolean })}
      />
      <Problems errors={answer.errors} />
    </div>
  );
};

const takenOf = (text: string): string[] =>
  text
    .split('||')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const GapRows = ({ stem, answer }: { stem: string; answer: Field<Answer> }): ReactNode => {
  const t = useText();
  const id = useId();
  const value =
    answer.value !== null && answer.value !== undefined && 'blanks' in answer.value
      ? answer.value
      : { blanks: [], anyOrder: false };
  const gaps = gapsIn(stem);
  const tell = (at: number, text: string): void => {
    const blanks = Array.from({ length: gaps }, (_, one) => (one === at ? takenOf(text) : (value.blanks[one] ?? [])));
    answer.onChange({ ...value, blanks });
  };
  return (
    <div className={css.editor} role="group" aria-label={t(bankTexts.answer)}>
      <span className={css.label}>{t(bankTexts.answer)}</span>
      {gaps === 0 && <span className={css.hint}>{t(bankTexts.noGaps)}</span>}
      {Array.from({ length: gaps }, (_, at) => (
        <div key={`${gaps} ${at}`}>
          <label htmlFor={`${id}-${at}`}>{t(bankTexts.gap, { place: at + 1 })}</label>
          <Input
            id={`${id}-${at}`}
            defaultValue={(value.blanks[at] ?? []).join(' || ')}
            maxLength={longest.option}
            onChange={(event) => tell(at, event.target.value)}
          />
        </div>
      ))}
      {gaps > 0 && <span className={css.hint}>{t(bankTexts.gapHint)}</span>}
      {gaps > 1 && (
        <Checkbox
          checked={value.anyOrder}
          onChange={(event) => answer.onChange({ ...value, anyOrder: event.target.checked })}
        >
          {t(bankTexts.anyOrder)}
        </Checkbox>
      )}
      <Problems errors={answer.errors} />
    </div>
  );
};

const ShortRows = ({ answer }: { answer: Field<Answer> }): ReactNode => {
  const t = useText();
  const id = useId();
  const value =
    answer.value !== null && answer.value !== undefined && 'model' in answer.value
      ? answer.value
      : { model: '', points: [] };
  return (
    <div className={css.editor}>
      <label htmlFor={`${id}-model`}>{t(bankTexts.model)}</label>
      <Input.TextArea
        id={`${id}-model`}
        rows={3}
        value={value.model}
        maxLength={longest.answer}
        onChange={(event) =>
          answer.onChange(
            event.target.value === '' && value.points.length === 0
              ? undefined
              : { ...value, model: event.target.value },
          )
        }
      />
      <label htmlFor={`${id}-points`}>{t(bankTexts.points)}</label>
      <Input.TextArea
        id={`${id}-points`}
        rows={3}
        defaultValue={value.points.join('\n')}
        onChange={(event) =>
          answer.onChange({
            ...value,
            points: event.target.value
              .split('\n')
              .map((point) => point.trim())
              .filter((point) => point !== ''),
          })
        }
      />
      <Problems errors={answer.errors} />
    </div>
  );
};

/** Options and the right answer, as the kind of question asks for them. */
export const AnswerEditor = ({ kind, stem, options, answer }: Props): ReactNode => {
  const format = useFormat();
  if (isChoice(kind)) return <OptionRows kind={kind} options={options} answer={answer} />;
  return (
    <>
      {kind === 'judge' && <JudgeRow answer={answer} />}
      {kind === 'blank' && <GapRows stem={stem} answer={answer} />}
      {kind === 'short' && <ShortRows answer={answer} />}
      {options.errors.length > 0 && <Problems errors={[format.clauses(options.errors)]} />}
    </>
  );
};
