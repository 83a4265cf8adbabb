import { type ChangeEvent, type ReactNode, useRef, useState } from 'react';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { ChoiceField, LongTextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Section } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { ErrorNotice } from '#ui/phone/state-view.tsx';
import { ProgressBar } from '#ui/progress-bar.tsx';
import { Tag } from '#ui/tag.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type Meeting, meetingById } from '../../contract.ts';
import {
  type Material,
  materialFile,
  type OwnMaterial,
  ownMaterial,
  removeMaterial,
} from '../../materials/contract.ts';
import { materialEndings, materialKinds, type MaterialKind } from '../../materials/rules.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import type { OwnMeeting } from '../../own/contract.ts';
import { useAddMaterial } from '../parts/add-material.ts';
import css from '../parts/meeting.module.css';

const Open = ({ material, address }: { material: OwnMaterial; address: string }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { start, progress, error } = useDownload();
  const { name, kind, size } = material;
  return (
    <>
      <p>
        <Tag>{t(meetingTexts[`material_${kind}`])}</Tag> {name} <small>{format.bytes(size)}</small>
      </p>
      <Button busy={progress !== null} label={t(meetingTexts.openMaterial, { name })} onClick={() => start(address)}>
        {t(meetingTexts.openFile)}
      </Button>
      {error && <ErrorNotice error={error} texts={meetingProblemTexts} />}
    </>
  );
};

/** What somebody who is asked may read. */
export const OwnMaterials = ({ meeting }: { meeting: OwnMeeting }): ReactNode => {
  const t = useText();
  return (
    <Section title={t(meetingTexts.materials)}>
      <ul aria-label={t(meetingTexts.materials)} className={css.lines}>
        {meeting.materials.map((material) => (
          <li key={material.id} className={css.line}>
            <Open
              material={material}
              address={addressOf(ownMaterial, { params: { id: meeting.id, materialId: material.id } })}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
};

const RemoveForm = ({ meeting, material, onDone }: { meeting: Meeting; material: Material; onDone: () => void }) => {
  const t = useText();
  const closed = meeting.state === 'closed';
  const { name } = material;
  const at = { params: { id: meeting.id } };
  const { run } = useCommand(removeMaterial, { touches: [[meetingById, at]], onDone });
  const form = useForm({
    schema: z.object({
      reason: z
        .string()
        .trim()
        .min(closed ? 2 : 0)
        .max(300)
        .default(''),
    }),
    labels: { reason: meetingTexts.removeReason },
    texts: meetingProblemTexts,
    submit: (body) => run({ params: { ...at.params, materialId: material.id }, body }),
  });
  return (
    <FormFrame form={form} verb={t(meetingTexts.remove)} label={t(meetingTexts.removeMaterial, { name })}>
      <p>{t(closed ? meetingTexts.removeMaterialClosed : meetingTexts.removeMaterialHint, { name })}</p>
      {closed && <LongTextField field={form.field('reason')} rows={2} />}
    </FormFrame>
  );
};

const AddForm = ({ meeting, onDone }: { meeting: Meeting; onDone: () => void }): ReactNode => {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const [choice, setChoice] = useState<{ kind: MaterialKind; reason: string | undefined } | null>(null);
  const { send, share, error } = useAddMaterial(meeting.id, onDone);
  const closed = meeting.state === 'closed';
  const form = useForm({
    schema: z.object({
      kind: z.enum(materialKinds),
      reason: z
        .string()
        .trim()
        .min(closed ? 2 : 0)
        .max(300)
        .default(''),
    }),
    labels: { kind: meetingTexts.materialKind, reason: meetingTexts.materialReason },
    initial: { kind: meeting.state === 'planned' ? 'paper' : 'sheet' },
    texts: meetingProblemTexts,
    submit: ({ kind, reason }) => {
      setChoice({ kind, reason: closed ? reason : undefined });
      input.current?.click();
      return Promise.resolve();
    },
  });
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (file && choice) send(file, choice.kind, choice.reason);
  };
  return (
    <>
      <p className={css.hint}>{t(meetingTexts.materialsHint)}</p>
      {error && <ErrorNotice error={error} texts={meetingProblemTexts} />}
      {share !== null && (
        <ProgressBar label={t(meetingTexts.materialUploading)} done={Math.round(share * 100)} total={100} />
      )}
      <FormFrame form={form} verb={t(meetingTexts.chooseFile)} label={t(meetingTexts.addMaterial)}>
        <ChoiceField
          field={form.field('kind')}
          choices={materialKinds.map((value) => ({ value, label: t(meetingTexts[`material_${value}`]) }))}
        />
        {closed && <LongTextField field={form.field('reason')} rows={2} />}
      </FormFrame>
      <input ref={input} type="file" hidden accept={materialEndings.join(',')} onChange={choose} />
    </>
  );
};

/** The files of a meeting in a secretary's hand; a photo of the signed sheet comes from the camera. */
export const Materials = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Material | null>(null);
  return (
    <Section title={t(meetingTexts.materials)}>
      <div className={css.stack}>
        {meeting.materials.length === 0 && <p className={css.hint}>{t(meetingTexts.noMaterials)}</p>}
        {meeting.materials.length > 0 && (
          <ul aria-label={t(meetingTexts.materials)} className={css.lines}>
            {meeting.materials.map((material) => (
              <li key={material.id} className={css.line}>
                {material.removed ? (
                  <p>
                    <del>{material.name}</del>{' '}
                    {t(meetingTexts.materialGone, { ...material.removed, at: format.moment(material.removed.at) })}
                  </p>
                ) : (
                  <Open
                    material={material}
                    address={addressOf(materialFile, { params: { id: meeting.id, materialId: material.id } })}
                  />
                )}
                {material.addedReason && <p>{t(meetingTexts.materialLate, { reason: material.addedReason })}</p>}
                {meeting.can.materials && !material.removed && (
                  <Button
                    label={t(meetingTexts.removeMaterial, { name: material.name })}
                    onClick={() => setRemoving(material)}
                  >
                    {t(meetingTexts.remove)}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
        {meeting.can.materials && <Button onClick={() => setAdding(true)}>{t(meetingTexts.addMaterial)}</Button>}
      </div>
      <Sheet open={adding} title={t(meetingTexts.addMaterial)} onClose={() => setAdding(false)}>
        <AddForm meeting={meeting} onDone={() => setAdding(false)} />
      </Sheet>
      <Sheet
        open={removing !== null}
        title={t(meetingTexts.removeMaterial, { name: removing?.name ?? '' })}
        onClose={() => setRemoving(null)}
      >
        {removing && <RemoveForm meeting={meeting} material={removing} onDone={() => setRemoving(null)} />}
      </Sheet>
    </Section>
  );
};
