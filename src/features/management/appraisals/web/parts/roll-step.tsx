import { Modal, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { ChoiceField, DayField, FieldGrid, LongTextField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { Tag } from '#ui/tag.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type Appraisal, type Appraised, enterSelf, excuseMember, takeRoll } from '../../contract.ts';
import { appraisalRefusals, appraisalTexts, excuseTexts } from '../../messages.ts';
import { excuses } from '../../rules.ts';
import css from './appraisal.module.css';
import { FormDialog } from './dialog.tsx';
import { touchedByAppraisal } from './reads.ts';

interface Props {
  readonly appraisal: Appraisal;
}
interface RowProps extends Props {
  readonly person: Appraised;
}
interface FormProps {
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

const ExcuseForm = ({ appraisal, person, onClose, onSaved }: RowProps & FormProps): ReactNode => {
  const t = useText();
  const { run } = useCommand(excuseMember, { touches: touchedByAppraisal });
  const form = useForm({
    schema: excuseMember.body,
    labels: { excuse: appraisalTexts.excuse, note: appraisalTexts.note },
    initial: { version: appraisal.version, excuse: person.excuse, note: person.excuseNote },
    texts: appraisalRefusals,
    submit: async (body) => {
      await run({ params: { id: appraisal.id, personId: person.personId }, body });
      onSaved();
    },
  });
  return (
    <FormFrame form={form} verb={t(appraisalTexts.save)} label={t(appraisalTexts.excuseButton)} onCancel={onClose}>
      <p className={css.quiet}>{t(appraisalTexts.excuseHint)}</p>
      <FieldGrid>
        <ChoiceField
          field={form.field('excuse')}
          choices={excuses.map((value) => ({ value, label: t(excuseTexts[value]) }))}
          wide
        />
        <TextField field={form.field('note')} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const SelfForm = ({ appraisal, person, onClose, onSaved }: RowProps & FormProps): ReactNode => {
  const t = useText();
  const { run } = useCommand(enterSelf, { touches: touchedByAppraisal });
  const form = useForm({
    schema: enterSelf.body,
    labels: { text: appraisalTexts.selfText },
    initial: { version: appraisal.version, text: person.self },
    texts: appraisalRefusals,
    draft: `appraisal-self:${appraisal.id}:${person.personId}`,
    submit: async (body) => {
      await run({ params: { id: appraisal.id, personId: person.personId }, body });
      onSaved();
    },
  });
  return (
    <FormFrame form={form} verb={t(appraisalTexts.save)} label={t(appraisalTexts.selfText)} onCancel={onClose}>
      <LongTextField field={form.field('text')} rows={8} />
    </FormFrame>
  );
};

const RollForm = ({ appraisal, onClose, onSaved }: Props & FormProps): ReactNode => {
  const t = useText();
  const { run } = useCommand(takeRoll, { touches: touchedByAppraisal });
  const form = useForm({
    schema: takeRoll.body,
    labels: { rollOn: appraisalTexts.rollOn },
    initial: { version: appraisal.version, rollOn: appraisal.rollOn },
    texts: appraisalRefusals,
    submit: async (body) => {
      await run({ params: { id: appraisal.id }, body });
      onSaved();
    },
  });
  return (
    <FormFrame form={form} verb={t(appraisalTexts.save)} label={t(appraisalTexts.takeRoll)} onCancel={onClose}>
      <DayField field={form.field('rollOn')} />
    </FormFrame>
  );
};

const usePart = () => {
  const t = useText();
  return ({ part, excuse, excuseNote }: Appraised): string => {
    if (part === 'graded') return t(appraisalTexts.parts_graded);
    if (part === 'ungraded') return t(appraisalTexts.parts_ungraded);
    const why = [excuse === null ? '' : t(excuseTexts[excuse]), excuseNote ?? '']
      .filter((one) => one !== '')
      .join('，');
    return t(appraisalTexts.parts_excused, { why });
  };
};

/** The text stands behind a button: a list of names shows no one's words. */
const SelfCell = ({ person }: { person: Appraised }): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState(false);
  if (person.self === null)
    return person.part === 'graded' ? <Tag tone="warning">{t(appraisalTexts.selfMissing)}</Tag> : null;
  return (
    <>
      <Button type="link" aria-label={t(appraisalTexts.selfRead, { name: person.name })} onClick={() => setOpen(true)}>
        {t(person.selfHow === 'paper' ? appraisalTexts.selfPaper : appraisalTexts.selfPhone)}
      </Button>
      <Modal
        open={open}
        title={t(appraisalTexts.selfRead, { name: person.name })}
        footer={null}
        onCancel={() => setOpen(false)}
      >
        <p className={css.self}>{person.self}</p>
      </Modal>
    </>
  );
};

const Actions = ({ appraisal, person }: RowProps): ReactNode => {
  const t = useText();
  const { name } = person;
  return (
    <div className={css.actions}>
      {appraisal.can.prepare && person.part !== 'excused' && person.selfHow !== 'phone' && (
        <FormDialog
          button={t(appraisalTexts.selfEnter)}
          label={t(appraisalTexts.selfEnterOf, { name })}
          title={t(appraisalTexts.selfEnterOf, { name })}
        >
          {(close, saved) => <SelfForm appraisal={appraisal} person={person} onClose={close} onSaved={saved} />}
        </FormDialog>
      )}
      {appraisal.can.excuse && (
        <FormDialog
          button={t(appraisalTexts.excuseButton)}
          label={t(appraisalTexts.excuseOf, { name })}
          title={t(appraisalTexts.excuseOf, { name })}
        >
          {(close, saved) => <ExcuseForm appraisal={appraisal} person={person} onClose={close} onSaved={saved} />}
        </FormDialog>
      )}
    </div>
  );
};

/** Who takes part, and who has written about oneself. */
export const RollStep = ({ appraisal }: Props): ReactNode => {
  const t = useText();
  const say = usePart();
  const { can, people } = appraisal;
  return (
    <Section
      title={t(appraisalTexts.stepRoll)}
      actions={
        can.roll && (
          <FormDialog button={t(appraisalTexts.takeRoll)} title={t(appraisalTexts.takeRoll)}>
            {(close, saved) => <RollForm appraisal={appraisal} onClose={close} onSaved={saved} />}
          </FormDialog>
        )
      }
    >
      <PlainTable
        caption={t(appraisalTexts.rollCaption)}
        rows={people}
        rowKey={(person) => person.personId}
        empty={t(appraisalTexts.sightAct)}
        columns={[
          { key: 'name', title: t(appraisalTexts.name), render: (person) => person.name },
          { key: 'part', title: t(appraisalTexts.part), render: say },
          ...(appraisal.sight === 'all'
            ? [
                {
                  key: 'self',
                  title: t(appraisalTexts.self),
                  render: (person: Appraised) => <SelfCell person={person} />,
                },
              ]
            : []),
        ]}
        {...(can.prepare || can.excuse
          ? { renderActions: (person: Appraised) => <Actions appraisal={appraisal} person={person} /> }
          : {})}
      />
    </Section>
  );
};
