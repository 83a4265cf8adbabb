import { App, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { DayField, FieldGrid, NumberField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { type Form, useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type Appraisal, type Appraised, confirmTally, enterTally } from '../../contract.ts';
import { appraisalRefusals, appraisalTexts, gradeTexts } from '../../messages.ts';
import { grades } from '../../rules.ts';
import css from './appraisal.module.css';
import { touchedByAppraisal } from './reads.ts';

type Line = z.input<typeof confirmTally.body>['lines'][number];
type SheetForm = Pick<Form<typeof confirmTally.body>, 'errorsAt'>;

const labels = {
  issued: appraisalTexts.issued,
  returned: appraisalTexts.returned,
  valid: appraisalTexts.valid,
  invalid: appraisalTexts.invalid,
  lines: appraisalTexts.tallyTitle,
} as const;

const Problems = ({ form, path }: { form: SheetForm; path: string }): ReactNode => {
  const format = useFormat();
  const all = [...new Set([path, ...grades.map((grade) => `${path}.${grade}`)].flatMap(form.errorsAt))];
  return all.length === 0 ? null : (
    <div className={css.error} role="alert">
      ■ {format.clauses(all)}
    </div>
  );
};

interface LinesProps {
  readonly form: SheetForm;
  readonly names: ReadonlyMap<string, string>;
  readonly lines: readonly Line[];
  readonly onChange: (lines: Line[]) => void;
}

/** One line for each name on the form: how many marks each grade has. */
const Lines = ({ form, names, lines, onChange }: LinesProps): ReactNode => {
  const t = useText();
  return (
    <div className={css.votes}>
      {lines.map((line, at) => {
        const name = names.get(line.personId) ?? '';
        return (
          <fieldset key={line.personId} className={css.row}>
            <strong>{name}</strong>
            {grades.map((grade) => (
              <label key={grade}>
                {t(gradeTexts[grade])}
                <InputNumber<number>
                  min={0}
                  precision={0}
                  value={line[grade]}
                  aria-label={t(appraisalTexts.votesOf, { name, grade: t(gradeTexts[grade]) })}
                  onChange={(value) =>
                    onChange(lines.map((one, place) => (place === at ? { ...one, [grade]: value ?? 0 } : one)))
                  }
                />
              </label>
            ))}
            <Problems form={form} path={`lines.${at}`} />
          </fieldset>
        );
      })}
    </div>
  );
};

const gradedOf = ({ people }: Appraisal): readonly Appraised[] => people.filter(({ part }) => part === 'graded');
const namesOf = (appraisal: Appraisal): ReadonlyMap<string, string> =>
  new Map(gradedOf(appraisal).map(({ personId, name }) => [personId, name]));
const none = { excellent: 0, qualified: 0, basic: 0, unqualified: 0 };

interface Props {
  readonly appraisal: Appraisal;
  readonly onClose?: () => void;
}

/** The first count. */
export const CountForm = ({ appraisal, onClose }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(enterTally, { touches: touchedByAppraisal });
  const { id, version, tally, testedOn, mutualOn } = appraisal;
  const form = useForm({
    schema: enterTally.body,
    labels: { ...labels, testedOn: appraisalTexts.testedOn },
    initial: {
      version,
      testedOn: testedOn ?? mutualOn,
      issued: tally?.issued ?? null,
      returned: tally?.returned ?? null,
      valid: tally?.valid ?? null,
      invalid: tally?.invalid ?? null,
      lines: gradedOf(appraisal).map(({ personId, votes }) => ({ personId, ...(votes ?? none) })),
    },
    texts: appraisalRefusals,
    draft: `appraisal-count:${id}`,
    submit: async (body) => {
      await run({ params: { id }, body });
      void message.success(t(appraisalTexts.countSaved));
      onClose?.();
    },
  });
  return (
    <FormFrame
      form={form}
      verb={t(appraisalTexts.countSave)}
      label={t(appraisalTexts.tallyTitle)}
      {...(onClose ? { onCancel: onClose } : {})}
    >
      <p className={css.quiet}>{t(appraisalTexts.tallyFirst)}</p>
      <FieldGrid>
        <DayField field={form.field('testedOn')} />
        <NumberField field={form.field('issued')} />
        <NumberField field={form.field('returned')} />
        <NumberField field={form.field('valid')} />
        <NumberField field={form.field('invalid')} />
      </FieldGrid>
      <Lines
        form={form}
        names={namesOf(appraisal)}
        lines={form.values.lines ?? []}
        onChange={(lines) => form.set({ lines })}
      />
    </FormFrame>
  );
};

/** The second count, by somebody who does not see the first. It is not kept as a draft: what agrees stands at once. */
export const ConfirmForm = ({ appraisal }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(confirmTally, { touches: touchedByAppraisal });
  const { id, version } = appraisal;
  const form = useForm({
    schema: confirmTally.body,
    labels,
    initial: { version, lines: gradedOf(appraisal).map(({ personId }) => ({ personId, ...none })) },
    texts: appraisalRefusals,
    submit: async (body) => {
      await run({ params: { id }, body });
      void message.success(t(appraisalTexts.confirmed));
    },
  });
  return (
    <FormFrame form={form} verb={t(appraisalTexts.confirmSave)} label={t(appraisalTexts.tallyTitle)}>
      <p className={css.quiet}>{t(appraisalTexts.tallySecond)}</p>
      <FieldGrid>
        <NumberField field={form.field('issued')} />
        <NumberField field={form.field('returned')} />
        <NumberField field={form.field('valid')} />
        <NumberField field={form.field('invalid')} />
      </FieldGrid>
      <Lines
        form={form}
        names={namesOf(appraisal)}
        lines={form.values.lines ?? []}
        onChange={(lines) => form.set({ lines })}
      />
    </FormFrame>
  );
};
