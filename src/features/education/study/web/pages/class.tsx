import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { ChoiceField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import {
  cancelClass,
  classList,
  endClass,
  enrolMember,
  oneClass,
  type ClassView,
  type Lesson,
} from '../../classes/contract.ts';
import { hourTexts } from '../../hours/messages.ts';
import { studyProblems, workTexts } from '../../messages.ts';
import { ClassForm } from '../parts/class-form.tsx';
import { ClassPeople, RollDialog } from '../parts/class-people.tsx';
import { useTopics } from '../parts/words.ts';

interface Props {
  readonly one: ClassView;
}

const Nominate = ({ one }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(enrolMember, { touches: [oneClass, classList] });
  const form = useForm({
    schema: enrolMember.body,
    labels: { personId: workTexts.name },
    texts: studyProblems,
    submit: async (body) => {
      const { state } = await run({ params: { id: one.id }, body });
      void message.success(t(workTexts.nominated, { state: t(workTexts[`enrolment_${state}`]) }));
      form.set({ personId: '' });
    },
  });
  return (
    <FormFrame form={form} verb={t(workTexts.nominateVerb)} label={t(workTexts.nominate)}>
      <ChoiceField
        field={form.field('personId')}
        hint={t(workTexts.nominateHint)}
        choices={one.candidates.map(({ personId, name }) => ({ value: personId, label: name }))}
      />
    </FormFrame>
  );
};

const Lessons = ({ one }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [calling, setCalling] = useState<Lesson | null>(null);
  return (
    <>
      <PlainTable
        caption={t(workTexts.lessons)}
        rows={one.lessons}
        rowKey={({ id }) => id}
        empty="–"
        columns={[
          { key: 'subject', title: t(workTexts.subject), render: ({ subject }) => subject },
          { key: 'day', title: t(workTexts.day), render: ({ onDay }) => format.day(onDay) },
          { key: 'part', title: t(workTexts.part), render: ({ part }) => t(workTexts[`part_${part}`]) },
          {
            key: 'called',
            title: t(workTexts.state),
            render: ({ id }) => one.called.includes(id) && <Tag tone="success">{t(workTexts.rollCalled)}</Tag>,
          },
        ]}
        {...(one.can.roll
          ? {
              renderActions: (lesson: Lesson) => (
                <Button
                  size="small"
                  aria-label={t(workTexts.rollOf, { lesson: lesson.subject })}
                  onClick={() => setCalling(lesson)}
                >
                  {t(workTexts.roll)}
                </Button>
              ),
            }
          : {})}
      />
      <Modal
        open={calling !== null}
        title={calling === null ? '' : t(workTexts.rollOf, { lesson: calling.subject })}
        footer={null}
        mask={{ closable: false }}
        onCancel={() => setCalling(null)}
        destroyOnHidden
      >
        {calling && <RollDialog one={one} lesson={calling} onClose={() => setCalling(null)} />}
      </Modal>
    </>
  );
};

const Acts = ({ one, onChange }: Props & { readonly onChange: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [asking, setAsking] = useState<'end' | 'cancel' | null>(null);
  const end = useCommand(endClass, {
    touches: [oneClass, classList],
    onDone: ({ certificates }) => {
      setAsking(null);
      void message.success(t(workTexts.ended, { count: certificates }));
    },
  });
  const cancel = useCommand(cancelClass, { touches: [oneClass, classList], onDone: () => setAsking(null) });
  const input = { params: { id: one.id }, body: { version: one.version } };
  const [verb, hint, act] =
    asking === 'end'
      ? ([workTexts.end, workTexts.endHint, end] as const)
      : ([workTexts.cancel, workTexts.cancelHint, cancel] as const);
  return (
    <>
      <Button onClick={onChange}>{t(workTexts.changeClass)}</Button>
      {one.called.length === 0 && <Button onClick={() => setAsking('cancel')}>{t(workTexts.cancel)}</Button>}
      {one.can.end && (
        <Button type="primary" onClick={() => setAsking('end')}>
          {t(workTexts.end)}
        </Button>
      )}
      <ConfirmDialog
        open={asking !== null}
        title={t(verb)}
        verb={t(verb)}
        busy={act.busy}
        error={act.error}
        texts={studyProblems}
        onConfirm={() => act.fire(input)}
        onClose={() => setAsking(null)}
        consequence={t(hint)}
      />
    </>
  );
};

const View = ({ one }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const topics = useTopics();
  const { can } = useSession();
  return (
    <>
      <Section>
        <Facts
          columns={3}
          facts={[
            { label: t(workTexts.state), value: t(workTexts[`state_${one.state}`]) },
            { label: t(workTexts.organiser), value: one.organiserName },
            { label: t(workTexts.audience), value: t(hourTexts[`audience_${one.audience}`]) },
            { label: t(workTexts.place), value: one.place },
            { label: t(workTexts.lecturers), value: one.lecturers },
            { label: t(workTexts.topics), value: topics.namesOf(one.topics) },
            { label: t(workTexts.hours), value: String(one.hours) },
            {
              label: t(workTexts.quota),
              value: `${t(workTexts.taken, { enrolled: one.enrolled, quota: one.quota })}${one.waiting > 0 ? ` · ${t(workTexts.waitingCount, { count: one.waiting })}` : ''}`,
            },
            { label: t(workTexts.applyBy), value: format.day(one.applyBy) },
            { label: t(workTexts.details), value: one.details, wide: true },
          ]}
        />
      </Section>
      <Section title={t(workTexts.lessons)} flush>
        <Lessons one={one} />
      </Section>
      {one.can.nominate && one.candidates.length > 0 && (
        <Section title={t(workTexts.nominate)}>
          <Nominate one={one} />
        </Section>
      )}
      <Section title={t(workTexts.people)} flush>
        <ClassPeople one={one} teaches={can('study.teach')} />
      </Section>
    </>
  );
};

/** One class: what it is, its lessons and rolls, and its people as far as the reader may see them. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const [changing, setChanging] = useState(false);
  const { data, error, isPending, refetch } = useApi(oneClass, { params: { id } });
  return (
    <Frame
      title={data?.title ?? t(workTexts.classes)}
      crumbs={[{ title: t(workTexts.classes), to: '/education/classes' }, { title: data?.title ?? '' }]}
      actions={data?.can.change && !changing && <Acts one={data} onChange={() => setChanging(true)} />}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
        {() =>
          data &&
          (changing ? (
            <Section>
              <ClassForm one={data} onDone={() => setChanging(false)} onCancel={() => setChanging(false)} />
            </Section>
          ) : (
            <View one={data} />
          ))
        }
      </StateView>
    </Frame>
  );
};
