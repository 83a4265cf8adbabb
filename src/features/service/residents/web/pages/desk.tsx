import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Facts } from '#ui/facts.tsx';
import { useText } from '#ui/language.tsx';
import { FieldGrid, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { makeAtDesk } from '../../contract.ts';
import { residentProblems, residentTexts } from '../../messages.ts';

interface Handed {
  readonly phone: string;
  readonly code: string;
}

const PhoneForm = ({ onMade }: { onMade: (handed: Handed) => void }): ReactNode => {
  const t = useText();
  const { run } = useCommand(makeAtDesk);
  const form = useForm({
    schema: makeAtDesk.body,
    labels: { phone: residentTexts.phone },
    texts: residentProblems,
    submit: async (body) => onMade({ phone: body.phone, code: (await run({ body })).code }),
  });
  return (
    <FormFrame form={form} verb={t(residentTexts.make)} label={t(residentTexts.deskTitle)}>
      <FieldGrid>
        <TextField field={form.field('phone')} inputMode="tel" />
      </FieldGrid>
    </FormFrame>
  );
};

/** A code for a resident who stands at the desk and receives no message. */
export const Page = (): ReactNode => {
  const t = useText();
  const [handed, setHanded] = useState<Handed | null>(null);
  return (
    <Frame title={t(residentTexts.deskTitle)} intro={t(residentTexts.deskIntro)}>
      <Section title={handed ? t(residentTexts.handOver) : undefined}>
        {handed === null ? (
          <PhoneForm onMade={setHanded} />
        ) : (
          <>
            <Facts
              facts={[
                { label: t(residentTexts.phone), value: handed.phone },
                { label: t(residentTexts.code), value: <strong>{handed.code}</strong> },
              ]}
            />
            <p>{t(residentTexts.codeHint)}</p>
            <Button onClick={() => setHanded(null)}>{t(residentTexts.another)}</Button>
          </>
        )}
      </Section>
    </Frame>
  );
};
