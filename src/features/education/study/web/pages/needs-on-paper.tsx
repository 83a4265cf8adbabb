import { App, Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { ManyField, RadioField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { studyProblems } from '../../messages.ts';
import {
  askedPeople,
  enterNeeds,
  needsPaper,
  needsPeople,
  needsSheets,
  printNeeds,
} from '../../needs/paper/contract.ts';
import { paperTexts } from '../../needs/paper/messages.ts';
import { studyStatus } from '../../status/contract.ts';
import css from '../parts/study.module.css';
import { useTopics } from '../parts/words.ts';

type Props = z.output<typeof needsPeople.reply>;

const Print = ({ items: people, withoutAccount, out }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { start, error } = useDownload();
  const { run } = useCommand(printNeeds, { touches: [needsPeople] });
  const counts = { no_account: withoutAccount, all: people.length };
  const form = useForm({
    schema: printNeeds.body,
    labels: { who: paperTexts.who, personIds: paperTexts.people },
    initial: { who: counts.no_account > 0 ? 'no_account' : 'chosen' },
    texts: studyProblems,
    submit: async ({ who, personIds = [] }) => {
      const { id, sheets } = await run({ body: { who, personIds: who === 'chosen' ? personIds : [] } });
      void message.success(t(paperTexts.printed, { count: sheets }));
      start(addressOf(needsSheets, { params: { id } }));
    },
  });
  return (
    <>
      <FormFrame form={form} verb={t(paperTexts.printVerb)} label={t(paperTexts.print)}>
        <RadioField
          field={form.field('who')}
          hint={t(paperTexts.printHint)}
          choices={askedPeople.map((value) => ({
            value,
            label:
              value === 'chosen' ? t(paperTexts.who_chosen) : t(paperTexts[`who_${value}`], { count: counts[value] }),
          }))}
        />
        {form.values.who === 'chosen' && (
          <ManyField
            field={form.field('personIds')}
            choices={people.map(({ personId, name }) => ({ value: personId, label: name }))}
          />
        )}
      </FormFrame>
      {error && <ErrorNotice error={error} />}
      {out > 0 && <p className={css.quiet}>{t(paperTexts.out, { count: out })}</p>}
    </>
  );
};

interface SheetProps {
  readonly code: string;
  readonly onDone: () => void;
}

const EntryForm = ({ code, label, onDone }: SheetProps & { readonly label: string }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { choices } = useTopics();
  const { run } = useCommand(enterNeeds, { touches: [needsPeople, needsPaper, studyStatus] });
  const form = useForm({
    schema: enterNeeds.body,
    labels: { topics: paperTexts.topics, words: paperTexts.words },
    texts: studyProblems,
    submit: async (body) => {
      const { added } = await run({ params: { code }, body });
      void message.success(t(paperTexts.entered, { count: added }));
      onDone();
    },
  });
  return (
    <FormFrame form={form} verb={t(paperTexts.save)} label={label} onCancel={onDone}>
      <ManyField field={form.field('topics')} hint={t(paperTexts.topicsHint)} choices={choices} />
      <TextField field={form.field('words')} hint={t(paperTexts.wordsHint)} />
    </FormFrame>
  );
};

const Sheet = ({ code, onDone }: SheetProps): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { data, error } = useApi(needsPaper, { params: { code } });
  if (error) return <ErrorNotice error={error} texts={studyProblems} />;
  if (data === undefined) return null;
  const label = t(paperTexts.enterOf, { name: data.name, day: format.day(data.printedOn) });
  return (
    <>
      <strong>{label}</strong>
      <EntryForm code={code} label={label} onDone={onDone} />
    </>
  );
};

const Enter = (): ReactNode => {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [code, setCode] = useState<string | null>(null);
  return (
    <div className={css.rows}>
      <div className={css.row}>
        <Input
          className={css.wide}
          aria-label={t(paperTexts.code)}
          placeholder={t(paperTexts.code)}
          inputMode="numeric"
          value={typed}
          maxLength={10}
          onChange={(event) => {
            setTyped(event.target.value.normalize('NFKC').replaceAll(/\D/g, ''));
            setCode(null);
          }}
        />
        <Button disabled={typed.length !== 10} onClick={() => setCode(typed)}>
          {t(paperTexts.open)}
        </Button>
      </div>
      {code !== null && (
        <Sheet
          key={code}
          code={code}
          onDone={() => {
            setCode(null);
            setTyped('');
          }}
        />
      )}
    </div>
  );
};

/** Forms of learning needs for those without a phone: printed with a code, entered by it. */
export const Page = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(needsPeople, {});
  return (
    <Frame title={t(paperTexts.title)} intro={t(paperTexts.intro)}>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={6}>
        {() =>
          data && (
            <>
              <Section title={t(paperTexts.print)}>
                <Print {...data} />
              </Section>
              <Section title={t(paperTexts.enter)}>
                <Enter />
              </Section>
            </>
          )
        }
      </StateView>
    </Frame>
  );
};
