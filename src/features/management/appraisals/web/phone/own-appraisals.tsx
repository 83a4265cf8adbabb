import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { LongTextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { ErrorNotice, Notice, StateView } from '#ui/phone/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { z } from 'zod';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { appraisalRefusals, appraisalTexts, gradeTexts, ownAppraisalTexts } from '../../messages.ts';
import { type OwnAppraisal, ownAppraisals, respondToGrade, writeSelf } from '../../own/contract.ts';
import css from '#ui/phone/own.module.css';

interface Props {
  readonly own: OwnAppraisal;
}

const SelfForm = ({ own }: Props): ReactNode => {
  const t = useText();
  const [saved, setSaved] = useState(false);
  const { run } = useCommand(writeSelf, { touches: [ownAppraisals] });
  const form = useForm({
    schema: writeSelf.body,
    labels: { text: ownAppraisalTexts.self },
    initial: { text: own.self },
    texts: appraisalRefusals,
    draft: `own-appraisal:${own.id}`,
    submit: async (body) => {
      await run({ params: { id: own.id }, body });
      setSaved(true);
    },
  });
  return (
    <>
      <FormFrame form={form} verb={t(ownAppraisalTexts.selfSave)} label={t(ownAppraisalTexts.self)}>
        <LongTextField field={form.field('text')} hint={t(ownAppraisalTexts.selfHint)} rows={8} />
      </FormFrame>
      <p role="status" className={css.line}>
        {saved && !form.dirty ? t(ownAppraisalTexts.selfSaved) : ''}
      </p>
    </>
  );
};

const Self = ({ own }: Props): ReactNode => {
  const t = useText();
  if (own.part === 'excused') return <p className={css.line}>{t(ownAppraisalTexts.excused)}</p>;
  if (own.can.write) return <SelfForm own={own} />;
  return (
    <>
      {own.selfHow === 'paper' && <p className={css.quiet}>{t(ownAppraisalTexts.selfPaper)}</p>}
      <p className={css.words}>{own.self ?? t(ownAppraisalTexts.selfNone)}</p>
    </>
  );
};

const ObjectForm = ({ own, onDone }: Props & { readonly onDone: () => void }): ReactNode => {
  const t = useText();
  const { run } = useCommand(respondToGrade, { touches: [ownAppraisals] });
  const form = useForm({
    schema: z.object({ words: z.string().trim().min(2).max(1000) }),
    labels: { words: ownAppraisalTexts.objectWords },
    texts: appraisalRefusals,
    draft: `own-objection:${own.id}`,
    submit: async ({ words }) => {
      await run({ params: { id: own.id }, body: { response: 'objected', words } });
      onDone();
    },
  });
  return (
    <FormFrame form={form} verb={t(ownAppraisalTexts.send)} label={t(ownAppraisalTexts.object)}>
      <LongTextField field={form.field('words')} rows={5} />
    </FormFrame>
  );
};

const Respond = ({ own }: Props): ReactNode => {
  const t = useText();
  const [objecting, setObjecting] = useState(false);
  const { fire, busy, error } = useCommand(respondToGrade, { touches: [ownAppraisals] });
  return (
    <div className={css.stack}>
      {error && <ErrorNotice error={error} texts={appraisalRefusals} />}
      <Button
        filled
        busy={busy}
        onClick={() => fire({ params: { id: own.id }, body: { response: 'accepted', words: '' } })}
      >
        {t(ownAppraisalTexts.accept)}
      </Button>
      <Button onClick={() => setObjecting(true)}>{t(ownAppraisalTexts.object)}</Button>
      <Sheet open={objecting} title={t(ownAppraisalTexts.object)} onClose={() => setObjecting(false)}>
        <ObjectForm own={own} onDone={() => setObjecting(false)} />
      </Sheet>
    </div>
  );
};

const Answered = ({ own }: Props): ReactNode => {
  const t = useText();
  if (own.response === 'accepted') return <Tag tone="success">{t(ownAppraisalTexts.accepted)}</Tag>;
  if (own.response === null) return null;
  return (
    <>
      <p className={css.words}>{t(ownAppraisalTexts.objected, { words: own.words ?? '' })}</p>
      <p className={css.words}>
        {own.answer === null ? t(ownAppraisalTexts.answerWaits) : t(ownAppraisalTexts.answer, { answer: own.answer })}
      </p>
    </>
  );
};

const Result = ({ own }: Props): ReactNode => {
  const t = useText();
  if (own.part === 'ungraded') return <p className={css.line}>{t(ownAppraisalTexts.ungraded)}</p>;
  if (own.grade === null) return <p className={css.quiet}>{t(ownAppraisalTexts.waiting)}</p>;
  return (
    <div className={css.stack}>
      <p className={css.grade}>{t(ownAppraisalTexts.gradeIs, { grade: t(gradeTexts[own.grade]) })}</p>
      {own.reason && (
        <p className={css.words}>
          {t(ownAppraisalTexts.reason)}：{own.reason}
        </p>
      )}
      <p className={css.quiet}>{t(ownAppraisalTexts.privateHint)}</p>
      {own.can.respond && <Respond own={own} />}
      <Answered own={own} />
    </div>
  );
};

const One = ({ own }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <Section title={t(appraisalTexts.yearly, { year: own.year })}>
      <p className={css.quiet}>
        {own.organisationName}
        {own.toldAt !== null && ` · ${format.moment(own.toldAt)}`}
      </p>
      {own.part !== 'excused' && own.state !== 'running' && <Result own={own} />}
      <h3 className={css.heading}>{t(ownAppraisalTexts.self)}</h3>
      <Self own={own} />
      {own.part !== 'excused' && own.state === 'running' && <p className={css.quiet}>{t(ownAppraisalTexts.waiting)}</p>}
    </Section>
  );
};

/** The own appraisals: write about oneself, read the result, acknowledge it or object. Nobody else's is here. */
export const Page = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(ownAppraisals, {});
  const items = data?.items ?? [];
  return (
    <Frame title={t(ownAppraisalTexts.title)} back="/">
      <StateView
        error={error}
        loading={isPending}
        empty={items.length === 0}
        whenEmpty={<Notice title={t(ownAppraisalTexts.empty)} />}
        onAgain={() => void refetch()}
      >
        {items.map((own) => (
          <One key={own.id} own={own} />
        ))}
      </StateView>
    </Frame>
  );
};
