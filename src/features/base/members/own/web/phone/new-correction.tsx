import type { ReactNode } from 'react';
import { z } from 'zod';
import type { Field as FormField } from '#ui/field.ts';
import { Facts } from '#ui/facts.tsx';
import { useText } from '#ui/language.tsx';
import { ChoiceField, DayField, LongTextField, MonthField, TextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { LeaveDialog } from '#ui/phone/sheet.tsx';
import { StateView } from '#ui/phone/state-view.tsx';
import { uiTexts } from '#ui/messages.ts';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { useAddressState, useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { fieldOf, type FieldKey, isFieldKey } from '#features/base/members/catalogue.ts';
import type { MemberFile } from '#features/base/members/contract.ts';
import { askCorrection, correctableKeys, ownCorrections } from '#features/base/members/corrections/contract.ts';
import { fileProblemTexts, memberRefusalTexts } from '#features/base/members/messages.ts';
import { fieldSections } from '#features/base/members/web/parts/sections.ts';
import { useWords } from '#features/base/members/web/parts/words.ts';
import { ownFile } from '../../contract.ts';
import { ownTexts } from '../../messages.ts';
import { NoFile, withoutMissing } from '../parts/no-file.tsx';

const address = z.object({ field: z.enum(correctableKeys).optional(), section: z.string().optional() });
const texts = { ...fileProblemTexts, ...memberRefusalTexts };

/** Fields to choose from: those of the section that one came from, else all. */
const offered = (section: string | undefined, chosen: FieldKey | undefined): FieldKey[] => {
  const all = fieldSections
    .filter(({ id }) => section === undefined || id === section)
    .flatMap(({ keys }) => [...keys]);
  const known: readonly string[] = correctableKeys;
  const keys: FieldKey[] = all.filter((key) => known.includes(key));
  return chosen && !keys.includes(chosen) ? [chosen, ...keys] : keys;
};

const inputModes: Readonly<Record<string, 'tel' | 'numeric'>> = {
  phone: 'tel',
  landline: 'tel',
  partyAgeCorrection: 'numeric',
};

/** The input that the chosen field needs. Every value travels as text. */
const WantedField = ({ name, field }: { name: FieldKey; field: FormField<string> }): ReactNode => {
  const t = useText();
  const words = useWords();
  const declared = fieldOf(name);
  const yesNo = [
    { value: 'true', label: t(uiTexts.yes) },
    { value: 'false', label: t(uiTexts.no) },
  ];
  if (declared.kind === 'date') return <DayField field={field} />;
  if (declared.kind === 'partialDate') return <MonthField field={field} hint={t(ownTexts.wantedMonth)} />;
  if (declared.kind === 'bool') return <ChoiceField field={field} choices={yesNo} />;
  if (declared.kind === 'code' && declared.codes)
    return <ChoiceField field={field} choices={words.choices(declared.codes)} />;
  const inputMode = inputModes[name];
  return <TextField field={field} {...(inputMode ? { inputMode } : {})} />;
};

const AskForm = ({ file }: { file: MemberFile }): ReactNode => {
  const t = useText();
  const words = useWords();
  const goOn = useGoOn();
  const [{ field: first, section }] = useAddressState(address);
  const { data: asked } = useApi(ownCorrections, {});
  const { run } = useCommand(askCorrection, { touches: [ownCorrections] });
  const form = useForm({
    schema: askCorrection.body,
    labels: { field: ownTexts.field, wanted: ownTexts.wanted, reason: ownTexts.reason },
    initial: first ? { field: first } : {},
    texts,
    draft: `correction:${first ?? section ?? ''}`,
    submit: async (body) => {
      await run({ body });
      form.reset(body);
      // After the form knows that it is clean, so that it does not hold the way.
      goOn('/file/corrections', { replace: true });
    },
  });
  const guard = useLeaveGuard(form.dirty && !form.busy);
  const chosen = form.values.field && isFieldKey(form.values.field) ? form.values.field : undefined;
  const which = form.field('field');
  const waiting = (asked?.items ?? []).some(({ field, state }) => field === chosen && state === 'waiting');
  return (
    <Section>
      <FormFrame form={form} verb={t(ownTexts.send)} label={t(ownTexts.ask)}>
        <ChoiceField
          field={{ ...which, onChange: (field) => form.set({ field, wanted: undefined }) }}
          choices={offered(section, first).map((key) => ({ value: key, label: words.label(key) }))}
          {...(waiting ? { hint: t(ownTexts.waitingAlready) } : {})}
        />
        {chosen && (
          <>
            <Facts
              columns={1}
              facts={[{ label: t(ownTexts.present), value: words.value(fieldOf(chosen), file.fields[chosen]) }]}
            />
            <WantedField key={chosen} name={chosen} field={form.field('wanted')} />
          </>
        )}
        <LongTextField field={form.field('reason')} hint={t(ownTexts.reasonHint)} />
      </FormFrame>
      <LeaveDialog {...guard} />
    </Section>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const { data: file, error, isPending, refetch } = useApi(ownFile, {});
  return (
    <Frame title={t(ownTexts.ask)} intro={t(ownTexts.askIntro)} back="/file">
      <StateView {...withoutMissing(error)} loading={isPending} whenEmpty={<NoFile />} onAgain={() => void refetch()}>
        {() => file && <AskForm file={file} />}
      </StateView>
    </Frame>
  );
};
