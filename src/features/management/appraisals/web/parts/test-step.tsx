import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { type Appraisal, appraisalForm } from '../../contract.ts';
import { appraisalTexts, gradeTexts } from '../../messages.ts';
import { grades } from '../../rules.ts';
import css from './appraisal.module.css';
import { ConfirmForm, CountForm } from './tally-form.tsx';

interface Props {
  readonly appraisal: Appraisal;
}

const PrintForm = ({ appraisal }: Props): ReactNode => {
  const t = useText();
  const { start, progress, error } = useDownload();
  return (
    <Section title={t(appraisalTexts.print)}>
      <p className={css.quiet}>{t(appraisalTexts.printHint, { voters: appraisal.counts.voters })}</p>
      {error && <ErrorNotice error={error} />}
      <Button
        icon={<DownloadOutlined aria-hidden />}
        loading={progress !== null}
        onClick={() => start(addressOf(appraisalForm, { params: { id: appraisal.id } }))}
      >
        {t(appraisalTexts.print)}
      </Button>
    </Section>
  );
};

const Sums = ({ appraisal }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { tally, people } = appraisal;
  if (tally === null) return null;
  const { issued, returned, valid, invalid, enterer, enteredAt, confirmer, confirmedAt } = tally;
  return (
    <div className={css.stack}>
      <p className={css.line}>
        {format.clauses([
          t(appraisalTexts.enteredBy, { name: enterer, at: format.moment(enteredAt) }),
          ...(confirmer === null
            ? []
            : [t(appraisalTexts.confirmedBy, { name: confirmer, at: format.moment(confirmedAt) })]),
        ])}
      </p>
      {confirmer === null && <Alert type="info" showIcon title={t(appraisalTexts.confirmWaits)} />}
      {issued === null ? (
        <p className={css.quiet}>{t(appraisalTexts.numbersHidden)}</p>
      ) : (
        <>
          <p className={css.line}>
            {t(appraisalTexts.tallyPapers, {
              issued,
              returned: returned ?? 0,
              valid: valid ?? 0,
              invalid: invalid ?? 0,
            })}
          </p>
          {appraisal.sight === 'all' && (
            <PlainTable
              caption={t(appraisalTexts.tallyTitle)}
              rows={people.filter(({ part }) => part === 'graded')}
              rowKey={(person) => person.personId}
              empty={t(appraisalTexts.noTally)}
              columns={[
                { key: 'name', title: t(appraisalTexts.name), render: (person) => person.name },
                ...grades.map((grade) => ({
                  key: grade,
                  title: t(gradeTexts[grade]),
                  render: (person: Appraisal['people'][number]) => format.number(person.votes?.[grade] ?? null),
                })),
              ]}
            />
          )}
        </>
      )}
    </div>
  );
};

/** The secret test: the form to print, and the sums of the paper, entered by two people. */
export const TestStep = ({ appraisal }: Props): ReactNode => {
  const t = useText();
  const [editing, setEditing] = useState(false);
  const { can, tally } = appraisal;
  const counting = can.count && (tally === null || editing);
  const mine = tally !== null && tally.issued !== null;
  return (
    <div className={css.stack}>
      {appraisal.sight === 'all' && <PrintForm appraisal={appraisal} />}
      <Section
        title={t(appraisalTexts.tallyTitle)}
        actions={
          can.count &&
          mine &&
          !editing && <Button onClick={() => setEditing(true)}>{t(appraisalTexts.countEdit)}</Button>
        }
      >
        {counting && (
          <CountForm appraisal={appraisal} {...(tally === null ? {} : { onClose: () => setEditing(false) })} />
        )}
        {!counting && tally === null && <p className={css.quiet}>{t(appraisalTexts.noTally)}</p>}
        {!counting && <Sums appraisal={appraisal} />}
        {!counting && can.confirm && <ConfirmForm key={appraisal.version} appraisal={appraisal} />}
      </Section>
    </div>
  );
};
