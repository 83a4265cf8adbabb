import { Button, Input, Select } from 'antd';
import { DeleteOutlined, UploadOutlined } from '@ant-design/icons';
import { type ChangeEvent, type ReactNode, useId, useRef, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { Section, Toolbar } from '#ui/office/page.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { ProgressBar } from '#ui/progress-bar.tsx';
import { Tag } from '#ui/tag.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useCommand } from '#webkit/query.ts';
import { type Meeting, meetingById } from '../../contract.ts';
import { type Material, materialFile, removeMaterial } from '../../materials/contract.ts';
import { type MaterialKind, materialEndings, materialKinds } from '../../materials/rules.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import { useAddMaterial } from './add-material.ts';
import css from './meeting.module.css';

const Line = ({ meeting, material, onRemove }: { meeting: Meeting; material: Material; onRemove: () => void }) => {
  const t = useText();
  const format = useFormat();
  const { start, progress, error } = useDownload();
  const { id, name, kind, removed } = material;
  const added = { by: material.addedBy, at: format.moment(material.addedAt), size: format.bytes(material.size) };
  return (
    <li>
      <div className={css.file}>
        <Tag>{t(meetingTexts[`material_${kind}`])}</Tag>
        {removed ? (
          <del>{name}</del>
        ) : (
          <Button
            type="link"
            disabled={progress !== null}
            aria-label={t(meetingTexts.openMaterial, { name })}
            onClick={() => start(addressOf(materialFile, { params: { id: meeting.id, materialId: id } }))}
          >
            {name}
          </Button>
        )}
        <span className={css.hint}>
          {removed
            ? t(meetingTexts.materialGone, { ...removed, at: format.moment(removed.at) })
            : t(meetingTexts.materialAdded, added)}
        </span>
        {meeting.can.materials && !removed && (
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t(meetingTexts.removeMaterial, { name })}
            onClick={onRemove}
          />
        )}
      </div>
      {material.addedReason && (
        <p className={css.hint}>{t(meetingTexts.materialLate, { reason: material.addedReason })}</p>
      )}
      {error && <ErrorNotice error={error} texts={meetingProblemTexts} />}
    </li>
  );
};

const Remove = ({
  meeting,
  material,
  onClose,
}: {
  meeting: Meeting;
  material: Material | null;
  onClose: () => void;
}) => {
  const t = useText();
  const closed = meeting.state === 'closed';
  const at = { params: { id: meeting.id } };
  const { fire, busy, error, reset } = useCommand(removeMaterial, { touches: [[meetingById, at]], onDone: onClose });
  const name = material?.name ?? '';
  return (
    <ConfirmDialog
      open={material !== null}
      title={t(meetingTexts.removeMaterial, { name })}
      consequence={t(closed ? meetingTexts.removeMaterialClosed : meetingTexts.removeMaterialHint, { name })}
      verb={t(meetingTexts.remove)}
      {...(closed ? { reasonFrom: 2 } : {})}
      busy={busy}
      error={error}
      texts={meetingProblemTexts}
      onConfirm={(reason) =>
        material && fire({ params: { id: meeting.id, materialId: material.id }, body: { reason } })
      }
      onClose={() => {
        reset();
        onClose();
      }}
    />
  );
};

const Add = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState<MaterialKind>(meeting.state === 'planned' ? 'paper' : 'sheet');
  const [reason, setReason] = useState('');
  const { send, share, error } = useAddMaterial(meeting.id, () => setReason(''));
  const needsReason = meeting.state === 'closed';
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (file) send(file, kind, needsReason ? reason.trim() : undefined);
  };
  if (share !== null)
    return <ProgressBar label={t(meetingTexts.materialUploading)} done={Math.round(share * 100)} total={100} />;
  return (
    <>
      <p className={css.hint}>{t(meetingTexts.materialsHint)}</p>
      {error && <ErrorNotice error={error} texts={meetingProblemTexts} />}
      <Toolbar>
        <label htmlFor={`${id}-kind`}>{t(meetingTexts.materialKind)}</label>
        <Select<MaterialKind>
          id={`${id}-kind`}
          value={kind}
          onChange={setKind}
          options={materialKinds.map((value) => ({ value, label: t(meetingTexts[`material_${value}`]) }))}
          popupMatchSelectWidth={false}
        />
        {needsReason && (
          <Input
            value={reason}
            maxLength={300}
            aria-label={t(meetingTexts.materialReason)}
            placeholder={t(meetingTexts.materialReason)}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
        <Button
          icon={<UploadOutlined aria-hidden />}
          disabled={needsReason && reason.trim().length < 2}
          onClick={() => input.current?.click()}
        >
          {t(meetingTexts.addMaterial)}
        </Button>
        <input ref={input} type="file" hidden accept={materialEndings.join(',')} onChange={choose} />
      </Toolbar>
    </>
  );
};

/** Papers before the meeting, the signed sheet and photos after it. */
export const Materials = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const [removing, setRemoving] = useState<Material | null>(null);
  return (
    <Section title={t(meetingTexts.materials)}>
      <div className={css.stack}>
        {meeting.materials.length === 0 ? (
          <p className={css.hint}>{t(meetingTexts.noMaterials)}</p>
        ) : (
          <ul aria-label={t(meetingTexts.materials)} className={css.lines}>
            {meeting.materials.map((material) => (
              <Line key={material.id} meeting={meeting} material={material} onRemove={() => setRemoving(material)} />
            ))}
          </ul>
        )}
        {meeting.can.materials && <Add meeting={meeting} />}
      </div>
      <Remove meeting={meeting} material={removing} onClose={() => setRemoving(null)} />
    </Section>
  );
};
