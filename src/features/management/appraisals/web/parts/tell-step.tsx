import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useCommand } from '#webkit/query.ts';
import { type Appraisal, type Appraised, appraisalReport, closeAppraisal, tellAppraisal } from '../../contract.ts';
import { appraisalRefusals, appraisalTexts } from '../../messages.ts';
import css from './appraisal.module.css';
import { FormDialog } from './dialog.tsx';
import { AnswerForm, FollowForm, TalkForm } from './follow-forms.tsx';
import { touchedByAppraisal } from './reads.ts';
import { responseTexts } from './words.ts';

interface Props {
  readonly appraisal: Appraisal;
}
interface RowProps extends Props {
  readonly person: Appraised;
}

const Tell = ({ appraisal }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error } = useCommand(tellAppraisal, {
    touches: touchedByAppraisal,
    onDone: () => {
      setAsking(false);
      void message.success(t(appraisalTexts.told));
    },
  });
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>
        {t(appraisalTexts.tell)}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t(appraisalTexts.tellTitle)}
        consequence={t(appraisalTexts.tellHint)}
        verb={t(appraisalTexts.tell)}
        busy={busy}
        error={error}
        texts={appraisalRefusals}
        onConfirm={() => fire({ params: { id: appraisal.id }, body: { version: appraisal.version } })}
        onClose={() => setAsking(false)}
      />
    </>
  );
};

const Close = ({ appraisal }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error, reset } = useCommand(closeAppraisal, {
    touches: touchedByAppraisal,
    onDone: () => {
      setAsking(false);
      void message.success(t(appraisalTexts.closed));
    },
  });
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>
        {t(appraisalTexts.close)}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t(appraisalTexts.closeTitle)}
        consequence={t(appraisalTexts.closeHint)}
        verb={t(appraisalTexts.close)}
        busy={busy}
        error={error}
        texts={appraisalRefusals}
        onConfirm={() => fire({ params: { id: appraisal.id }, body: { version: appraisal.version } })}
        onClose={() => {
          setAsking(false);
          reset();
        }}
      />
    </>
  );
};

const Report = ({ appraisal }: Props): ReactNode => {
  const t = useText();
  const { start, progress, error } = useDownload();
  return (
    <>
      {error && <ErrorNotice error={error} texts={appraisalRefusals} />}
      <Button
        icon={<DownloadOutlined aria-hidden />}
        loading={progress !== null}
        onClick={() => start(addressOf(appraisalReport, { params: { id: appraisal.id } }))}
      >
        {t(appraisalTexts.report)}
      </Button>
    </>
  );
};

const Response = ({ person }: { person: Appraised }): ReactNode => {
  const t = useText();
  if (person.response === null) return t(person.toldAt === null ? appraisalTexts.none : appraisalTexts.responses_none);
  return (
    <div className={css.inline}>
      <Tag tone={person.response === 'accepted' ? 'success' : 'warning'}>{t(responseTexts[person.response])}</Tag>
      {person.words && <span className={css.self}>{person.words}</span>}
      {person.answer && (
        <span className={css.self}>
          {t(appraisalTexts.answer)}：{person.answer}
        </span>
      )}
    </div>
  );
};

/** What still follows from a grade, in words. */
export const FollowState = ({ person }: { person: Appraised }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { grade, talkOn, followUp } = person;
  if (grade === 'basic')
    return talkOn === null ? (
      <Tag tone="warning">{t(appraisalTexts.talkWaits)}</Tag>
    ) : (
      t(appraisalTexts.talkDone, { day: format.day(talkOn) })
    );
  if (grade !== 'unqualified') return t(appraisalTexts.none);
  if (followUp === null) return <Tag tone="warning">{t(appraisalTexts.followWaits)}</Tag>;
  if (followUp.finishedOn !== null) return t(appraisalTexts.followDone);
  if (followUp.untilOn !== null)
    return <Tag tone="warning">{t(appraisalTexts.followUntil, { day: format.day(followUp.untilOn) })}</Tag>;
  return <Tag tone="warning">{t(appraisalTexts.followUnder)}</Tag>;
};

const Actions = ({ appraisal, person }: RowProps): ReactNode => {
  const t = useText();
  const { name, grade, response } = person;
  return (
    <div className={css.actions}>
      {response === 'objected' && (
        <FormDialog
          button={t(appraisalTexts.answer)}
          label={t(appraisalTexts.answerOf, { name })}
          title={t(appraisalTexts.answerOf, { name })}
        >
          {(close, saved) => <AnswerForm appraisal={appraisal} person={person} onClose={close} onSaved={saved} />}
        </FormDialog>
      )}
      {grade === 'basic' && (
        <FormDialog
          button={t(appraisalTexts.talk)}
          label={t(appraisalTexts.talkOf, { name })}
          title={t(appraisalTexts.talkOf, { name })}
        >
          {(close, saved) => <TalkForm appraisal={appraisal} person={person} onClose={close} onSaved={saved} />}
        </FormDialog>
      )}
      {grade === 'unqualified' && (
        <FormDialog
          button={t(appraisalTexts.follow)}
          label={t(appraisalTexts.followOf, { name })}
          title={t(appraisalTexts.followOf, { name })}
        >
          {(close, saved) => <FollowForm appraisal={appraisal} person={person} onClose={close} onSaved={saved} />}
        </FormDialog>
      )}
    </div>
  );
};

/** Feedback to each, what follows from a grade, and the report upward. */
export const TellStep = ({ appraisal }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { can, state, counts, closedBy, closedOn, people, sight } = appraisal;
  const isGraded = state === 'graded' || state === 'closed';
  const { told, responded, objected } = counts;
  const shown = people.filter(({ grade }) => grade !== null);
  return (
    <Section
      title={t(appraisalTexts.stepTell)}
      actions={
        <>
          {isGraded && sight === 'all' && <Report appraisal={appraisal} />}
          {can.tell && <Tell appraisal={appraisal} />}
          {can.close && <Close appraisal={appraisal} />}
        </>
      }
    >
      {!isGraded && <p className={css.quiet}>{t(appraisalTexts.toldNone)}</p>}
      {isGraded && <p className={css.line}>{t(appraisalTexts.toldCount, { told, responded, objected })}</p>}
      {closedOn !== null && (
        <p className={css.line}>{t(appraisalTexts.closedIs, { name: closedBy ?? '', day: format.day(closedOn) })}</p>
      )}
      {isGraded && sight !== 'counts' && (
        <PlainTable
          caption={t(appraisalTexts.stepTell)}
          rows={shown}
          rowKey={(person) => person.personId}
          empty={t(appraisalTexts.attentionEmpty)}
          columns={[
            { key: 'name', title: t(appraisalTexts.name), render: ({ name }) => name },
            ...(sight === 'all'
              ? [
                  {
                    key: 'response',
                    title: t(appraisalTexts.response),
                    render: (person: Appraised) => <Response person={person} />,
                  },
                ]
              : []),
            {
              key: 'follow',
              title: t(appraisalTexts.attention),
              render: (person: Appraised) => <FollowState person={person} />,
            },
          ]}
          {...(can.follow
            ? { renderActions: (person: Appraised) => <Actions appraisal={appraisal} person={person} /> }
            : {})}
        />
      )}
    </Section>
  );
};
