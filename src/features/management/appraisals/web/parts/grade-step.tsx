import { App, Button, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Facts } from '#ui/facts.tsx';
import { DayField, FieldGrid, RadioField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { Tag } from '#ui/tag.tsx';
import { Why } from '#ui/why.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type Appraisal, gradeAppraisal } from '../../contract.ts';
import { appraisalRefusals, appraisalTexts, gradeTexts } from '../../messages.ts';
import { deciders, type Grade, grades } from '../../rules.ts';
import css from './appraisal.module.css';
import { touchedByAppraisal } from './reads.ts';
import { deciderTexts, gradeTones } from './words.ts';

interface Props {
  readonly appraisal: Appraisal;
}
type Person = Appraisal['people'][number];

const gradedOf = ({ people }: Appraisal): readonly Person[] => people.filter(({ part }) => part === 'graded');

/** What the test has in front is filled in: people change it where the branch decided otherwise. */
const initialOf = (appraisal: Appraisal) => ({
  version: appraisal.version,
  decidedBy: appraisal.decidedBy ?? ('committee' as const),
  decidedOn: appraisal.decidedOn ?? appraisal.testedOn,
  grades: gradedOf(appraisal).map(({ personId, grade, leaders, reason }) => ({
    personId,
    grade: grade ?? leaders[0] ?? 'qualified',
    reason,
  })),
});

const GradeForm = ({ appraisal, onClose }: Props & { readonly onClose?: () => void }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { message } = App.useApp();
  const { run } = useCommand(gradeAppraisal, { touches: touchedByAppraisal });
  const form = useForm({
    schema: gradeAppraisal.body,
    labels: {
      decidedBy: appraisalTexts.decidedBy,
      decidedOn: appraisalTexts.decidedOn,
      grades: appraisalTexts.gradesTitle,
    },
    initial: initialOf(appraisal),
    texts: appraisalRefusals,
    draft: `appraisal-grades:${appraisal.id}`,
    submit: async (body) => {
      await run({ params: { id: appraisal.id }, body });
      void message.success(t(appraisalTexts.gradeSaved));
      onClose?.();
    },
  });
  const rows = form.values.grades ?? [];
  const people = new Map(gradedOf(appraisal).map((person) => [person.personId, person]));
  const change = (at: number, part: { grade?: Grade; reason?: string }): void =>
    form.set({ grades: rows.map((row, place) => (place === at ? { ...row, ...part } : row)) });
  const excellent = rows.filter(({ grade }) => grade === 'excellent').length;
  const problems = form.errorsAt('grades');
  return (
    <FormFrame
      form={form}
      verb={t(appraisalTexts.gradeSave)}
      label={t(appraisalTexts.gradesTitle)}
      {...(onClose ? { onCancel: onClose } : {})}
    >
      <p className={css.quiet}>{t(appraisalTexts.gradeHint)}</p>
      <FieldGrid>
        <RadioField
          field={form.field('decidedBy')}
          choices={deciders.map((value) => ({ value, label: t(deciderTexts[value]) }))}
        />
        <DayField field={form.field('decidedOn')} />
      </FieldGrid>
      <p className={css.line} aria-live="polite">
        {t(appraisalTexts.gradeCount, { count: excellent, most: appraisal.most })}
      </p>
      <div className={css.votes}>
        {rows.map((row, at) => {
          const person = people.get(row.personId);
          if (person === undefined) return null;
          const { name, leaders } = person;
          const differs = !leaders.includes(row.grade);
          const faults = form.errorsAt(`grades.${at}.reason`);
          return (
            <fieldset key={row.personId} className={css.gradeRow}>
              <div>
                <strong>{name}</strong>
                <div className={css.quiet}>
                  {t(appraisalTexts.leader)}：{leaders.map((grade) => t(gradeTexts[grade])).join('、') || '—'}
                </div>
              </div>
              <Select<Grade>
                aria-label={t(appraisalTexts.gradeOf, { name })}
                value={row.grade}
                options={grades.map((value) => ({ value, label: t(gradeTexts[value]) }))}
                onChange={(grade) => change(at, { grade })}
              />
              {(differs || (row.reason ?? '') !== '') && (
                <div className={css.inline}>
                  <Input
                    aria-label={t(appraisalTexts.reasonOf, { name })}
                    placeholder={t(appraisalTexts.reason)}
                    maxLength={500}
                    value={row.reason ?? ''}
                    {...(faults.length > 0 ? { status: 'error' as const } : {})}
                    onChange={(event) => change(at, { reason: event.target.value })}
                  />
                  {faults.length > 0 && (
                    <div className={css.error} role="alert">
                      ■ {format.clauses(faults)}
                    </div>
                  )}
                </div>
              )}
            </fieldset>
          );
        })}
      </div>
      {problems.length > 0 && (
        <div className={css.error} role="alert">
          ■ {format.clauses(problems)}
        </div>
      )}
    </FormFrame>
  );
};

const Given = ({ appraisal }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { decidedBy, decidedOn, grades: counts, sight } = appraisal;
  return (
    <div className={css.stack}>
      <Facts
        columns={3}
        facts={[
          { label: t(appraisalTexts.decidedBy), value: decidedBy && t(deciderTexts[decidedBy]) },
          { label: t(appraisalTexts.decidedOn), value: decidedOn && format.day(decidedOn) },
          ...grades.map((grade) => ({ label: t(gradeTexts[grade]), value: format.number(counts[grade]) })),
        ]}
      />
      {sight !== 'counts' && (
        <PlainTable
          caption={t(appraisalTexts.gradesTitle)}
          rows={gradedOf(appraisal).filter(({ grade }) => grade !== null)}
          rowKey={(person) => person.personId}
          empty={t(appraisalTexts.attentionEmpty)}
          columns={[
            { key: 'name', title: t(appraisalTexts.name), render: ({ name }) => name },
            {
              key: 'grade',
              title: t(appraisalTexts.grade),
              render: ({ grade }) => grade && <Tag tone={gradeTones[grade]}>{t(gradeTexts[grade])}</Tag>,
            },
            { key: 'reason', title: t(appraisalTexts.reason), render: ({ reason }) => reason ?? '—' },
          ]}
        />
      )}
    </div>
  );
};

/** The grades that the branch gave, and how many may be the best. */
export const GradeStep = ({ appraisal }: Props): ReactNode => {
  const t = useText();
  const [editing, setEditing] = useState(false);
  const { can, decidedOn } = appraisal;
  const grading = can.grade && (decidedOn === null || editing);
  return (
    <Section
      title={t(appraisalTexts.gradesTitle)}
      actions={
        can.grade &&
        decidedOn !== null &&
        !editing && <Button onClick={() => setEditing(true)}>{t(appraisalTexts.gradeEdit)}</Button>
      }
    >
      {grading && (
        <GradeForm
          key={appraisal.version}
          appraisal={appraisal}
          {...(decidedOn === null ? {} : { onClose: () => setEditing(false) })}
        />
      )}
      {!grading && decidedOn === null && <p className={css.quiet}>{t(appraisalTexts.gradesNone)}</p>}
      {!grading && decidedOn !== null && <Given appraisal={appraisal} />}
      <div className={css.why}>
        <Why why={appraisal.why} to="/rules/appraisal.maxExcellent" />
      </div>
    </Section>
  );
};
