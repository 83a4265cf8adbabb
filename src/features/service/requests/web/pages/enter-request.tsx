import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useText } from '#ui/language.tsx';
import { CheckField, ChoiceField, FieldGrid, LongTextField, RadioField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { categoryList } from '../../categories/contract.ts';
import { type Receipt, type RequestArea, requestAreas, requestList } from '../../contract.ts';
import { enterRequest } from '../../intake/contract.ts';
import { intakeTexts } from '../../intake/messages.ts';
import type { Letter } from '../../intake/letters/rules.ts';
import { enteredChannels } from '../../intake/rules.ts';
import { kindList } from '../../kinds/contract.ts';
import { requestProblems, requestTexts } from '../../messages.ts';
import { categoryChoices } from '../parts/category-choices.ts';
import { LetterDrop } from '../parts/letters/letter-drop.tsx';
import { LetterAfter } from '../parts/letters/letter-photos.tsx';
import { Slip } from '../parts/intake-slip.tsx';

interface Props {
  readonly areas: readonly RequestArea[];
  readonly onDone: (receipt: Receipt, letter: Letter | null) => void;
}

const EnterForm = ({ areas, onDone }: Props): ReactNode => {
  const t = useText();
  const [search] = useSearchParams();
  const scanned = search.get('form');
  const [letter, setLetter] = useState<Letter | null>(null);
  const { data: categories } = useApi(categoryList, {});
  const { data: kinds } = useApi(kindList, {});
  const { run } = useCommand(enterRequest, { touches: [requestList] });
  const form = useForm({
    schema: enterRequest.body,
    labels: {
      channel: intakeTexts.channel,
      form: intakeTexts.form,
      areaId: requestTexts.area,
      kind: requestTexts.kind,
      category: requestTexts.category,
      text: requestTexts.content,
      name: intakeTexts.name,
      phone: intakeTexts.phone,
      helper: intakeTexts.helper,
      hideName: intakeTexts.hideName,
    },
    texts: requestProblems,
    draft: `request-entry:${scanned ?? ''}`,
    initial: scanned === null ? { channel: 'assisted' } : { channel: 'paper', form: scanned },
    submit: async (body) => onDone(await run({ body }), body.channel === 'email' ? letter : null),
  });
  const { channel, kind: chosen } = form.values;
  const offered = (kinds?.items ?? []).filter(({ retired }) => !retired);
  const kind = offered.find(({ code }) => code === chosen);
  const places = areas.map(({ id, name, under }) => ({ value: id, label: `${name} · ${under}` }));
  const optional = t(intakeTexts.optional);
  return (
    <FormFrame form={form} verb={t(intakeTexts.enter)} label={t(intakeTexts.title)}>
      <FieldGrid>
        <RadioField
          field={form.field('channel')}
          choices={enteredChannels.map((value) => ({ value, label: t(requestTexts[`channel_${value}`]) }))}
          wide
        />
        {channel === 'email' && (
          <LetterDrop
            letter={letter}
            onLetter={(read) => {
              setLetter(read);
              form.set({ text: read.text, ...(read.name === '' ? {} : { name: read.name }) });
            }}
          />
        )}
        {channel === 'paper' && <TextField field={form.field('form')} hint={t(intakeTexts.formHint)} wide />}
        <ChoiceField field={form.field('areaId')} choices={places} />
        <ChoiceField field={form.field('category')} choices={categoryChoices(t, categories?.items ?? [])} />
        <RadioField
          field={form.field('kind')}
          choices={offered.map(({ code, name }) => ({ value: code, label: t.loose([name.zh, name.en]) }))}
          wide
        />
        <LongTextField field={form.field('text')} rows={6} wide />
        <TextField field={form.field('name')} hint={optional} />
        <TextField field={form.field('phone')} hint={optional} inputMode="tel" />
        <TextField field={form.field('helper')} hint={t(intakeTexts.helperHint)} wide />
      </FieldGrid>
      <CheckField field={form.field('hideName')} />
      {kind?.treatment === 'divert' && (
        <p role="status">{t(intakeTexts.diverted, { hint: t.loose([kind.hint.zh, kind.hint.en]) })}</p>
      )}
    </FormFrame>
  );
};

/** A request entered for somebody who says, calls or writes it. */
export const Page = (): ReactNode => {
  const t = useText();
  const [done, setDone] = useState<{ readonly receipt: Receipt; readonly letter: Letter | null } | null>(null);
  const { data, error, isPending, refetch } = useApi(requestAreas, {});
  return (
    <Frame
      title={t(done === null ? intakeTexts.title : intakeTexts.done)}
      intro={done === null ? t(intakeTexts.intro) : undefined}
      crumbs={[{ title: t(requestTexts.title), to: '/requests' }, { title: t(intakeTexts.title) }]}
    >
      {done === null ? (
        <Section>
          <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
            {() => data && <EnterForm areas={data.items} onDone={(receipt, letter) => setDone({ receipt, letter })} />}
          </StateView>
        </Section>
      ) : (
        <Slip receipt={done.receipt} onAnother={() => setDone(null)}>
          {done.letter && <LetterAfter letter={done.letter} code={done.receipt.code} />}
        </Slip>
      )}
    </Frame>
  );
};
