import { Select } from 'antd';
import { type ReactNode, useId } from 'react';
import { useText } from '#ui/language.tsx';
import { useApi } from '#webkit/query.ts';
import { workTexts } from '#features/service/requests/work/messages.ts';
import { requestWork } from '#features/service/requests/work/panel/contract.ts';
import { templateList } from '#features/service/requests/work/templates/contract.ts';
import type { TemplateAct } from '#features/service/requests/work/templates/rules.ts';
import css from './work.module.css';

interface Props {
  readonly act: TemplateAct;
  readonly request: { readonly id: string; readonly category: string };
  readonly onText: (text: string) => void;
}

/** Texts to begin from: the county's for this act and category, and what related requests were answered. */
export const Beginnings = ({ act, request, onText }: Props): ReactNode => {
  const t = useText();
  const id = useId();
  const { data: templates } = useApi(templateList, { query: {} });
  const { data: work } = useApi(requestWork, { params: { id: request.id } });
  const kept = (templates?.items ?? [])
    .filter(
      (one) =>
        one.act === act &&
        (one.category === null || one.category === request.category || request.category.startsWith(`${one.category}.`)),
    )
    .map(({ id: value, name, text }) => ({ value, label: name, text }));
  const related = (act === 'answer' ? (work?.related ?? []) : []).flatMap(({ id: value, excerpt, answer: text }) =>
    text === null ? [] : [{ value, label: t(workTexts.answerOf, { text: excerpt }), text }],
  );
  const choices = [...kept, ...related];
  if (choices.length === 0) return null;
  return (
    <div className={css.block}>
      <label htmlFor={id}>{t(workTexts.beginFrom)}</label>
      <Select<string>
        id={id}
        value={null}
        placeholder={t(workTexts.beginFromHint)}
        options={choices.map(({ value, label }) => ({ value, label }))}
        onChange={(value) => {
          const chosen = choices.find((one) => one.value === value);
          if (chosen) onText(chosen.text);
        }}
      />
    </div>
  );
};
