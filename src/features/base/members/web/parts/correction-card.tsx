import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import { FieldDiff } from '#ui/field-diff.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { LongTextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Masked } from '#ui/office/masked.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { memberFile, memberHistory, memberList } from '../../contract.ts';
import {
  correctionList,
  type correctionStates,
  decideCorrection,
  type MemberCorrection,
  revealCorrection,
} from '../../corrections/contract.ts';
import { correctionTexts } from '../../corrections/messages.ts';
import { memberRefusalTexts } from '../../messages.ts';
import css from './correction-card.module.css';
import { problemTexts } from './field-form.ts';
import { declarationOf, useWords } from './words.ts';

const tones: Readonly<Record<(typeof correctionStates)[number], Tone>> = {
  waiting: 'info',
  accepted: 'success',
  refused: 'warning',
  withdrawn: 'plain',
};

/** A request travels as text; yes and no read as such. */
const valueOf = (text: string | null): string | boolean | null => {
  if (text === 'true' || text === 'false') return text === 'true';
  return text;
};

const Wanted = ({ correction }: { correction: MemberCorrection }): ReactNode => {
  const words = useWords();
  const { run } = useCommand(revealCorrection);
  if (!correction.masked) return words.value(declarationOf(correction.field), valueOf(correction.wanted));
  return (
    <Masked
      label={words.label(correction.field)}
      masked={correction.wanted}
      reveal={async (reason) => (await run({ params: { id: correction.id }, body: { reason } })).wanted}
      texts={memberRefusalTexts}
    />
  );
};

interface DecideProps {
  readonly correction: MemberCorrection;
  readonly accept: boolean;
  readonly onClose: () => void;
}

/** What is wrong with the wanted value is said above the form: there is no field to stand at. */
const withoutFields = (thrown: unknown): unknown => {
  if (!(thrown instanceof AppError)) return thrown;
  const problems = thrown.details.problems?.map((problem) => ({
    ...problem,
    path: problem.path.endsWith('answer') ? problem.path : 'body',
  }));
  return new AppError(thrown.code, { ...thrown.details, ...(problems ? { problems } : {}) });
};

const Decide = ({ correction, accept, onClose }: DecideProps): ReactNode => {
  const t = useText();
  const words = useWords();
  const { message } = App.useApp();
  const field = words.label(correction.field);
  const { run } = useCommand(decideCorrection, {
    touches: [correctionList, [memberFile, { params: { id: correction.personId } }], memberHistory, memberList],
  });
  const form = useForm({
    schema: z.object({ answer: accept ? z.string().max(500).optional() : z.string().trim().min(2).max(500) }),
    labels: { answer: accept ? correctionTexts.answerOptional : correctionTexts.answerLabel },
    texts: problemTexts,
    submit: async ({ answer }) => {
      const body = { version: correction.version, accept, ...(answer ? { answer } : {}) };
      await run({ params: { id: correction.id }, body }).catch((thrown: unknown) => {
        throw withoutFields(thrown);
      });
      void message.success(t(accept ? correctionTexts.accepted : correctionTexts.refused));
      onClose();
    },
  });
  const verb = t(accept ? correctionTexts.accept : correctionTexts.refuse);
  return (
    <FormFrame form={form} verb={verb} onCancel={onClose} label={verb} grave={!accept}>
      <p>{accept ? t(correctionTexts.acceptHint, { field }) : t(correctionTexts.refuseHint)}</p>
      <LongTextField field={form.field('answer')} rows={2} />
    </FormFrame>
  );
};

interface Props {
  readonly correction: MemberCorrection;
  /** On the member's own page the name need not be said again. */
  readonly named?: boolean;
}

/** One request: what stands in the file, what is wanted, why; and the two answers to it. */
export const CorrectionCard = ({ correction, named = true }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useWords();
  const [deciding, setDeciding] = useState<'accept' | 'refuse' | null>(null);
  const field = words.label(correction.field);
  const about = { name: correction.name, field };
  const change = {
    label: field,
    before: words.value(declarationOf(correction.field), valueOf(correction.current)),
    after: <Wanted correction={correction} />,
  };
  return (
    <article className={css.card} aria-label={t(correctionTexts.partLine, about)}>
      <header className={css.header}>
        <span className={css.who}>
          {named && (
            <>
              <Link to={`/members/${correction.personId}`}>{correction.name}</Link>
              <span className={css.quiet}>{correction.branchName}</span>
            </>
          )}
          <Tag tone={tones[correction.state]}>{t(correctionTexts[`states_${correction.state}`])}</Tag>
        </span>
        <time className={css.quiet} dateTime={correction.askedAt}>
          {format.moment(correction.askedAt)}
        </time>
      </header>
      <FieldDiff
        caption={t(correctionTexts.change, { field })}
        headings={[t(correctionTexts.current), t(correctionTexts.wanted)]}
        changes={[change]}
      />
      <p>{t(correctionTexts.reasonIs, { reason: correction.reason })}</p>
      {correction.decider && (
        <p className={css.quiet}>
          {t(correctionTexts.decidedBy, { decider: correction.decider, at: format.moment(correction.decidedAt) })}
          {correction.answer && t(correctionTexts.answerIs, { answer: correction.answer })}
        </p>
      )}
      {correction.state === 'waiting' && (
        <div className={css.actions}>
          <Button onClick={() => setDeciding('accept')} aria-label={t(correctionTexts.acceptOf, about)}>
            {t(correctionTexts.accept)}
          </Button>
          <Button onClick={() => setDeciding('refuse')} aria-label={t(correctionTexts.refuseOf, about)}>
            {t(correctionTexts.refuse)}
          </Button>
        </div>
      )}
      <Modal
        open={deciding !== null}
        title={t(deciding === 'refuse' ? correctionTexts.refuseOf : correctionTexts.acceptOf, about)}
        footer={null}
        onCancel={() => setDeciding(null)}
        destroyOnHidden
      >
        {deciding && (
          <Decide correction={correction} accept={deciding === 'accept'} onClose={() => setDeciding(null)} />
        )}
      </Modal>
    </article>
  );
};
