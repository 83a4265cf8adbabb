import { App, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import type { Field } from '#ui/field.ts';
import { useText } from '#ui/language.tsx';
import { LongTextField, RadioField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type ArticleView, type Check, reviewArticle } from '../../contract.ts';
import { publishingProblems, publishingWords } from '../../messages.ts';
import { reviewItems, type ReviewItem } from '../../rules.ts';
import { articleTexts } from '../messages.ts';
import css from './article.module.css';
import { touchedByArticle } from './touched.ts';

interface ItemProps {
  readonly id: string;
  readonly item: ReviewItem;
  readonly check: Check | undefined;
  readonly disabled: boolean;
  readonly onChange: (check: Check) => void;
}

const Item = ({ id, item, check, disabled, onChange }: ItemProps): ReactNode => {
  const t = useText();
  const label = t(publishingWords[`item_${item}`]);
  return (
    <li className={css.item} {...(check ? { 'data-clear': check.clear } : {})}>
      <div role="group" aria-label={label} className={css.stack}>
        <span>{label}</span>
        <Radio.Group
          name={`${id}-${item}`}
          value={check?.clear ?? null}
          disabled={disabled}
          options={[
            { value: true, label: t(articleTexts.clear), ...(item === reviewItems[0] ? { id } : {}) },
            { value: false, label: t(articleTexts.unclear) },
          ]}
          onChange={(event) => onChange({ item, clear: event.target.value === true })}
        />
        {check?.clear === false && (
          <Input
            aria-label={t(articleTexts.itemNote)}
            placeholder={t(articleTexts.itemNote)}
            maxLength={200}
            value={check.note ?? ''}
            onChange={(event) => onChange({ ...check, note: event.target.value })}
          />
        )}
      </div>
    </li>
  );
};

const Items = ({ field }: { field: Field<Check[]> }): ReactNode => {
  const given = field.value ?? [];
  const set = (check: Check): void => {
    const others = given.filter(({ item }) => item !== check.item);
    field.onChange([...others, check]);
  };
  return (
    <>
      <ul className={css.items}>
        {reviewItems.map((item) => (
          <Item
            key={item}
            id={field.id}
            item={item}
            check={given.find((check) => check.item === item)}
            disabled={field.disabled === true}
            onChange={set}
          />
        ))}
      </ul>
      {field.errors.map((error) => (
        <div key={error} className={css.error}>
          {error}
        </div>
      ))}
    </>
  );
};

/** The secrecy review: nothing is ticked beforehand, and there is no button for all at once. */
export const ReviewForm = ({ article }: { article: ArticleView }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(reviewArticle, { touches: touchedByArticle });
  const form = useForm({
    schema: reviewArticle.body,
    labels: { checks: articleTexts.checks, decision: articleTexts.decision, note: articleTexts.returnNote },
    texts: publishingProblems,
    initial: { version: article.version, checks: [] },
    submit: async (body) => {
      await run({ params: { id: article.id }, body });
      void message.success(t(articleTexts[`reviewed_${body.decision}`]));
    },
  });
  const { decision } = form.values;
  return (
    <FormFrame form={form} verb={t(articleTexts.sendReview)} label={t(articleTexts.review)}>
      <p>{t(articleTexts.reviewHint)}</p>
      <Items field={form.field('checks')} />
      <RadioField
        field={form.field('decision')}
        choices={[
          { value: 'approve', label: t(articleTexts.decision_approve) },
          { value: 'return', label: t(articleTexts.decision_return) },
        ]}
      />
      {decision === 'return' && <LongTextField field={form.field('note')} rows={3} />}
    </FormFrame>
  );
};
