import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { LongTextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Masked } from '#ui/phone/masked.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Pager } from '#ui/phone/pager.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { Notice, StateView } from '#ui/phone/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useList } from '#webkit/list.ts';
import { useCommand } from '#webkit/query.ts';
import {
  correctionList,
  decideCorrection,
  type MemberCorrection,
  revealCorrection,
} from '../../corrections/contract.ts';
import { correctionTexts } from '../../corrections/messages.ts';
import { memberFile, memberHistory, memberList } from '../../contract.ts';
import { fileProblemTexts, memberRefusalTexts } from '../../messages.ts';
import { declarationOf, useWords, valueOf } from '../parts/words.ts';
import css from './correction-list.module.css';

const texts = { ...fileProblemTexts, ...memberRefusalTexts };

const Wanted = ({ correction }: { correction: MemberCorrection }): ReactNode => {
  const words = useWords();
  const { run } = useCommand(revealCorrection);
  if (!correction.masked) return words.value(declarationOf(correction.field), valueOf(correction.wanted));
  return (
    <Masked
      label={words.label(correction.field)}
      masked={correction.wanted}
      reveal={async (reason) => (await run({ params: { id: correction.id }, body: { reason } })).wanted}
      texts={texts}
    />
  );
};

/** What is wrong with the wanted value is said above the form: there is no field to stand at. */
const withoutFields = (thrown: unknown): unknown => {
  if (!(thrown instanceof AppError)) return thrown;
  const problems = thrown.details.problems?.map((problem) =>
    problem.path.endsWith('answer') ? problem : { ...problem, path: 'body' },
  );
  return new AppError(thrown.code, { ...thrown.details, ...(problems ? { problems } : {}) });
};

interface DecideProps {
  readonly correction: MemberCorrection;
  readonly accept: boolean;
  readonly onDone: () => void;
}

const Decide = ({ correction, accept, onDone }: DecideProps): ReactNode => {
  const t = useText();
  const words = useWords();
  const { run } = useCommand(decideCorrection, {
    touches: [correctionList, [memberFile, { params: { id: correction.personId } }], memberHistory, memberList],
  });
  const form = useForm({
    schema: z.object({ answer: accept ? z.string().max(500).optional() : z.string().trim().min(2).max(500) }),
    labels: { answer: accept ? correctionTexts.answerOptional : correctionTexts.answerLabel },
    texts,
    submit: async ({ answer }) => {
      const body = { version: correction.version, accept, ...(answer ? { answer } : {}) };
      await run({ params: { id: correction.id }, body }).catch((thrown: unknown) => {
        throw withoutFields(thrown);
      });
      onDone();
    },
  });
  const verb = t(accept ? correctionTexts.accept : correctionTexts.refuse);
  const field = words.label(correction.field);
  return (
    <FormFrame form={form} verb={verb} label={verb}>
      <p>{accept ? t(correctionTexts.acceptHint, { field }) : t(correctionTexts.refuseHint)}</p>
      <LongTextField field={form.field('answer')} rows={2} />
    </FormFrame>
  );
};

const OneCorrection = ({ correction }: { correction: MemberCorrection }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useWords();
  const [deciding, setDeciding] = useState<'accept' | 'refuse' | null>(null);
  const about = { name: correction.name, field: words.label(correction.field) };
  const title = t(deciding === 'refuse' ? correctionTexts.refuseOf : correctionTexts.acceptOf, about);
  return (
    <li>
      <Section title={t(correctionTexts.partLine, about)}>
        <Facts
          columns={1}
          facts={[
            {
              label: t(correctionTexts.current),
              value: words.value(declarationOf(correction.field), valueOf(correction.current)),
            },
            { label: t(correctionTexts.wanted), value: <Wanted correction={correction} /> },
            { label: t(correctionTexts.reason), value: correction.reason },
            { label: t(correctionTexts.askedAt), value: format.moment(correction.askedAt) },
          ]}
        />
        <div className={css.actions}>
          <Button onClick={() => setDeciding('accept')} label={t(correctionTexts.acceptOf, about)}>
            {t(correctionTexts.accept)}
          </Button>
          <Button onClick={() => setDeciding('refuse')} label={t(correctionTexts.refuseOf, about)}>
            {t(correctionTexts.refuse)}
          </Button>
        </div>
        <Sheet open={deciding !== null} title={title} onClose={() => setDeciding(null)}>
          {deciding && (
            <Decide correction={correction} accept={deciding === 'accept'} onDone={() => setDeciding(null)} />
          )}
        </Sheet>
      </Section>
    </li>
  );
};

/** What members ask to have corrected and nobody has decided yet. */
export const Page = (): ReactNode => {
  const t = useText();
  const list = useList(correctionList, { query: { state: 'waiting' } });
  return (
    <Frame title={t(correctionTexts.title)} intro={t(correctionTexts.intro)} back="/">
      <StateView
        error={list.error}
        loading={list.loading}
        empty={list.rows.length === 0}
        whenEmpty={<Notice title={t(correctionTexts.emptyWaiting)} />}
        onAgain={list.reload}
      >
        <ul className={css.list} aria-label={t(correctionTexts.caption)}>
          {list.rows.map((correction) => (
            <OneCorrection key={correction.id} correction={correction} />
          ))}
        </ul>
        <Pager list={list} />
      </StateView>
    </Frame>
  );
};
