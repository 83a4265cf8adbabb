import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { FieldGrid, NumberField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { printForms, type Sheet } from '../../intake/contract.ts';
import { intakeTexts } from '../../intake/messages.ts';
import { kindList } from '../../kinds/contract.ts';
import { requestTexts } from '../../messages.ts';
import css from '../parts/intake.module.css';
import { Square } from '../parts/address-square.tsx';

const CountForm = ({ onMade }: { onMade: (sheets: readonly Sheet[]) => void }): ReactNode => {
  const t = useText();
  const { run } = useCommand(printForms);
  const form = useForm({
    schema: printForms.body,
    labels: { count: intakeTexts.count },
    initial: { count: 10 },
    submit: async (body) => onMade((await run({ body })).items),
  });
  const verb = t(intakeTexts.make);
  return (
    <FormFrame form={form} verb={verb} label={t(intakeTexts.forms)}>
      <FieldGrid>
        <NumberField field={form.field('count')} />
      </FieldGrid>
    </FormFrame>
  );
};

/** An empty form: its head is for whoever enters it, its foot for whoever fills it in. */
const SheetView = ({ sheet: { number, code } }: { sheet: Sheet }): ReactNode => {
  const t = useText();
  const { data } = useApi(kindList, {});
  // What is not taken here stands in the note at the head.
  const kinds = (data?.items ?? [])
    .filter(({ retired, treatment }) => !retired && treatment !== 'divert')
    .map(({ code, name }) => <span key={code}>□ {t.loose([name.zh, name.en])}</span>);
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t(intakeTexts.sheetPlace), ''],
    [
      t(intakeTexts.sheetKind),
      <span key="kinds" className={css.kinds}>
        {kinds}
      </span>,
    ],
    [t(intakeTexts.sheetText), <div key="words" className={css.words} />],
    [t(intakeTexts.sheetName), ''],
    [t(intakeTexts.sheetPhone), t(intakeTexts.sheetHide)],
    [t(intakeTexts.sheetHelper), ''],
    [t(intakeTexts.sheetDay), ''],
  ];
  return (
    <article className={css.sheet} aria-label={t(intakeTexts.sheetNumber, { number })}>
      <div className={css.head}>
        <div>
          <h2>{t(intakeTexts.sheetTitle)}</h2>
          <p>{t(intakeTexts.sheetNumber, { number })}</p>
          <p>{t(intakeTexts.sheetPerson)}</p>
        </div>
        <Square address={`${location.origin}/requests/enter?form=${number}`} says={t(intakeTexts.scan)} />
      </div>
      <table className={css.rows}>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={css.cut}>
        <small>{t(intakeTexts.sheetCut)}</small>
        <div className={css.slip}>
          <div>
            <div>{t(intakeTexts.code)}</div>
            <p className={css.code}>{code}</p>
            <p>{t(intakeTexts.sheetKeep)}</p>
          </div>
          <Square address={`${location.origin}/portal/requests/follow`} says={t(intakeTexts.square)} />
        </div>
      </div>
    </article>
  );
};

/** Empty forms to be printed, for residents who write on paper. */
export const Page = (): ReactNode => {
  const t = useText();
  const [sheets, setSheets] = useState<readonly Sheet[]>([]);
  return (
    <Frame
      title={t(intakeTexts.forms)}
      intro={t(intakeTexts.formsIntro)}
      crumbs={[{ title: t(requestTexts.title), to: '/requests' }, { title: t(intakeTexts.forms) }]}
      actions={
        sheets.length > 0 && (
          <Button type="primary" onClick={() => window.print()}>
            {t(intakeTexts.print)}
          </Button>
        )
      }
    >
      {sheets.length === 0 ? (
        <Section>
          <CountForm onMade={setSheets} />
        </Section>
      ) : (
        <>
          <p role="status" className={css.quiet}>
            {t(intakeTexts.made, { count: sheets.length })}
          </p>
          {sheets.map((sheet) => (
            <SheetView key={sheet.id} sheet={sheet} />
          ))}
        </>
      )}
    </Frame>
  );
};
