import { App, Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { DayField, FieldGrid, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { casePapers, keepPaper, type KeptPaper, paperFields, placePaper, voidPaper } from '../../papers/contract.ts';
import { paperProblems, papersTexts } from '../../papers/messages.ts';
import { type PaperId, papers } from '../../papers/packs/papers.ts';
import { today } from '../parts/today.ts';
import css from './papers.module.css';

/** What somebody set out to do with a paper. */
export type Asked =
  | { readonly kind: 'keep'; readonly paper: PaperId }
  | { readonly kind: 'place' | 'void'; readonly paper: PaperId; readonly kept: KeptPaper };

interface Props {
  readonly caseId: string;
  readonly usualPlaces: readonly string[];
  readonly onClose: () => void;
}
type KeepProps = Props & { readonly paper: PaperId };
type KeptProps = KeepProps & { readonly kept: KeptPaper };

const UsualPlaces = ({
  places,
  onPlace,
}: {
  places: readonly string[];
  onPlace: (place: string) => void;
}): ReactNode => {
  const t = useText();
  if (places.length === 0) return null;
  return (
    <div className={css.usual}>
      <span className={css.quiet}>{t(papersTexts.usual)}</span>
      {places.map((place) => (
        <Button key={place} size="small" onClick={() => onPlace(place)}>
          {place}
        </Button>
      ))}
    </div>
  );
};

const keepSchema = paperFields.omit({ paper: true });
const KeepForm = ({ caseId, paper, usualPlaces, onClose }: KeepProps): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(keepPaper, { touches: [[casePapers, { params: { id: caseId } }]] });
  const form = useForm({
    schema: keepSchema,
    labels: { on: papersTexts.onDay, place: papersTexts.place, note: papersTexts.note },
    initial: { on: today() },
    texts: paperProblems,
    draft: `admission-paper:${caseId}:${paper}`,
    submit: async ({ on, place, note }) => {
      await run({ params: { id: caseId }, body: { paper, on, place, ...(note ? { note } : {}) } });
      void message.success(t(papersTexts.kept, { paper: t(papers[paper].title) }));
      onClose();
    },
  });
  return (
    <FormFrame
      form={form}
      verb={t(papersTexts.keep)}
      label={t(papersTexts.keepOf, { paper: t(papers[paper].title) })}
      onCancel={onClose}
    >
      <FieldGrid>
        <DayField field={form.field('on')} />
        <TextField field={form.field('place')} hint={t(papersTexts.placeHint)} wide />
        <UsualPlaces places={usualPlaces} onPlace={(place) => form.set({ place })} />
        <TextField field={form.field('note')} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const placeSchema = z.object({ version: z.number().int(), place: paperFields.shape.place });
const PlaceForm = ({ caseId, paper, kept, usualPlaces, onClose }: KeptProps): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(placePaper, { touches: [[casePapers, { params: { id: caseId } }]] });
  const form = useForm({
    schema: placeSchema,
    labels: { place: papersTexts.place },
    initial: { place: kept.place ?? '', version: kept.version },
    texts: paperProblems,
    submit: async (body) => {
      await run({ params: { id: caseId, paperId: kept.id }, body });
      void message.success(t(papersTexts.moved));
      onClose();
    },
  });
  return (
    <FormFrame
      form={form}
      verb={t(papersTexts.move)}
      label={t(papersTexts.moveOf, { paper: t(papers[paper].title) })}
      onCancel={onClose}
    >
      <FieldGrid>
        <TextField field={form.field('place')} hint={t(papersTexts.placeHint)} wide />
        <UsualPlaces
          places={usualPlaces.filter((place) => place !== kept.place)}
          onPlace={(place) => form.set({ place })}
        />
      </FieldGrid>
    </FormFrame>
  );
};

const VoidDialog = ({ caseId, paper, kept, onClose }: KeptProps): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const command = useCommand(voidPaper, {
    touches: [[casePapers, { params: { id: caseId } }]],
    onDone: () => {
      void message.success(t(papersTexts.takenBack));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      title={t(papersTexts.takeBackOf, { paper: t(papers[paper].title) })}
      consequence={t(papersTexts.takeBackHint)}
      verb={t(papersTexts.takeBack)}
      reasonFrom={2}
      busy={command.busy}
      error={command.error}
      texts={paperProblems}
      onConfirm={(reason) => command.fire({ params: { id: caseId, paperId: kept.id }, body: { reason } })}
      onClose={onClose}
    />
  );
};

/** A paper is recorded, lies elsewhere, or is taken back. */
export const PaperDialog = ({ asked, ...props }: Props & { readonly asked: Asked }): ReactNode => {
  const t = useText();
  const paper = t(papers[asked.paper].title);
  if (asked.kind === 'void') return <VoidDialog {...props} paper={asked.paper} kept={asked.kept} />;
  return (
    <Modal
      open
      title={t(asked.kind === 'keep' ? papersTexts.keepOf : papersTexts.moveOf, { paper })}
      footer={null}
      mask={{ closable: false }}
      onCancel={props.onClose}
      destroyOnHidden
    >
      {asked.kind === 'keep' ? (
        <KeepForm {...props} paper={asked.paper} />
      ) : (
        <PlaceForm {...props} paper={asked.paper} kept={asked.kept} />
      )}
    </Modal>
  );
};
