import { App, Button, Checkbox, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { LongTextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { useForm } from '#webkit/form.ts';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useCommand } from '#webkit/query.ts';
import { classCertificate } from '../../certificates/printing/contract.ts';
import {
  callRoll,
  oneClass,
  withdrawCertificate,
  withdrawMember,
  type ClassView,
  type Enrolled,
  type Lesson,
} from '../../classes/contract.ts';
import { studyProblems, workTexts } from '../../messages.ts';
import css from './study.module.css';

interface Props {
  readonly one: ClassView;
}

/** Who of those enrolled is there. */
export const RollDialog = ({
  one,
  lesson,
  onClose,
}: Props & { readonly lesson: Lesson; readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const people = one.people.filter(({ state }) => state === 'enrolled');
  const known = one.called.includes(lesson.id);
  const [there, setThere] = useState<readonly string[]>(
    people.filter(({ present }) => !known || present.includes(lesson.id)).map(({ personId }) => personId),
  );
  const call = useCommand(callRoll, {
    touches: [oneClass],
    onDone: () => {
      void message.success(t(workTexts.saved));
      onClose();
    },
  });
  return (
    <div>
      <p>{t(workTexts.rollHint)}</p>
      {call.error && <ErrorNotice error={call.error} texts={studyProblems} />}
      <div className={css.names} role="group" aria-label={t(workTexts.people)}>
        {people.map(({ personId, name }) => (
          <Checkbox
            key={personId}
            checked={there.includes(personId)}
            onChange={({ target }) =>
              setThere(target.checked ? [...there, personId] : there.filter((id) => id !== personId))
            }
          >
            {name}
          </Checkbox>
        ))}
      </div>
      <Button
        type="primary"
        loading={call.busy}
        onClick={() => call.fire({ params: { id: one.id, lessonId: lesson.id }, body: { present: [...there] } })}
      >
        {t(uiTexts.save)}
      </Button>
    </div>
  );
};

const RevokeForm = ({
  one,
  person,
  onClose,
}: Props & { readonly person: Enrolled; readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const { run } = useCommand(withdrawCertificate, { touches: [oneClass] });
  const form = useForm({
    schema: withdrawCertificate.body,
    labels: { why: workTexts.revokeWhy },
    initial: { version: person.certificate?.version ?? 1 },
    texts: studyProblems,
    submit: async (body) => {
      await run({ params: { id: one.id, certificateId: person.certificate?.id ?? '' }, body });
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(workTexts.revoke)} label={t(workTexts.revoke)} onCancel={onClose}>
      <p>{t(workTexts.revokeHint)}</p>
      <LongTextField field={form.field('why')} rows={2} />
    </FormFrame>
  );
};

/** Those in a class whom the reader may see, with what they attended. */
export const ClassPeople = ({ one, teaches }: Props & { readonly teaches: boolean }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [revoking, setRevoking] = useState<Enrolled | null>(null);
  const withdraw = useCommand(withdrawMember, { touches: [oneClass] });
  const print = useDownload();
  return (
    <>
      {print.error && <ErrorNotice error={print.error} texts={studyProblems} />}
      {withdraw.error && <ErrorNotice error={withdraw.error} texts={studyProblems} />}
      <PlainTable
        caption={t(workTexts.people)}
        rows={one.people}
        rowKey={({ personId }) => personId}
        empty={t(workTexts.noPeople)}
        columns={[
          { key: 'name', title: t(workTexts.name), render: ({ name }) => name },
          { key: 'branch', title: t(workTexts.branch), render: ({ branchName }) => branchName },
          { key: 'state', title: t(workTexts.state), render: ({ state }) => t(workTexts[`enrolment_${state}`]) },
          {
            key: 'attended',
            title: t(workTexts.attended),
            render: ({ present }) => t(workTexts.attendedOf, { count: present.length, all: one.lessons.length }),
          },
          {
            key: 'certificate',
            title: t(workTexts.certificate),
            render: ({ certificate }) =>
              certificate &&
              `${certificate.number} · ${certificate.withdrawnOn === null ? format.day(certificate.issuedOn) : t(workTexts.revoked)}`,
          },
        ]}
        renderActions={(person) => (
          <div className={css.actions}>
            {one.state === 'open' && person.state !== 'withdrawn' && person.present.length === 0 && (
              <Button
                size="small"
                aria-label={t(workTexts.withdrawOf, { name: person.name })}
                onClick={() =>
                  withdraw.fire({
                    params: { id: one.id, personId: person.personId },
                    body: { version: person.version },
                  })
                }
              >
                {t(workTexts.withdraw)}
              </Button>
            )}
            {person.certificate !== null && person.certificate.withdrawnOn === null && (
              <Button
                size="small"
                aria-label={t(workTexts.printOf, { name: person.name })}
                onClick={() =>
                  print.start(
                    addressOf(classCertificate, {
                      params: { id: one.id, certificateId: person.certificate?.id ?? '' },
                    }),
                  )
                }
              >
                {t(workTexts.print)}
              </Button>
            )}
            {teaches && person.certificate !== null && person.certificate.withdrawnOn === null && (
              <Button
                size="small"
                aria-label={t(workTexts.revokeOf, { name: person.name })}
                onClick={() => setRevoking(person)}
              >
                {t(workTexts.revoke)}
              </Button>
            )}
          </div>
        )}
      />
      <Modal
        open={revoking !== null}
        title={t(workTexts.revoke)}
        footer={null}
        mask={{ closable: false }}
        onCancel={() => setRevoking(null)}
        destroyOnHidden
      >
        {revoking && <RevokeForm one={one} person={revoking} onClose={() => setRevoking(null)} />}
      </Modal>
    </>
  );
};
