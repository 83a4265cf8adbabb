import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Section } from '#ui/office/page.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import type { Meeting } from '../../contract.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import { useAttendance } from './attendance.ts';
import { Counts, Names } from './names.tsx';
import css from './meeting.module.css';

type Taking = ReturnType<typeof useAttendance>;

const Confirm = ({ meeting, taking }: { meeting: Meeting; taking: Taking }): ReactNode => {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const { confirm } = taking;
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>
        {t(meetingTexts.confirm)}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t(meetingTexts.confirm)}
        consequence={
          <>
            <Counts meeting={meeting} />
            <p>{t(meetingTexts.confirmHint)}</p>
          </>
        }
        verb={t(meetingTexts.confirm)}
        busy={confirm.busy}
        error={confirm.error}
        texts={meetingProblemTexts}
        onConfirm={confirm.fire}
        onClose={() => setAsking(false)}
      />
    </>
  );
};

const Late = ({ taking }: { taking: Taking }): ReactNode => {
  const t = useText();
  return (
    <ConfirmDialog
      open={taking.late !== null}
      title={t(meetingTexts.late, { name: taking.late?.name ?? '' })}
      consequence={t(meetingTexts[`mark_${taking.mark}`])}
      verb={t(meetingTexts.save)}
      reasonFrom={2}
      busy={taking.busy}
      error={taking.error}
      texts={meetingProblemTexts}
      onConfirm={taking.enterLate}
      onClose={taking.closeLate}
    />
  );
};

/** Who came: by tapping names, beside what the members do themselves. */
export const AttendanceSection = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const taking = useAttendance(meeting);
  const { can, confirmedBy, confirmedAt } = meeting;
  return (
    <Section
      title={t(meetingTexts.attendance)}
      actions={
        can.take &&
        meeting.state === 'planned' && (
          <>
            <LinkButton to={`/meetings/${meeting.id}/screen`}>{t(meetingTexts.screen)}</LinkButton>
            <Button disabled={taking.open.length === 0} loading={taking.busy} onClick={taking.allPresent}>
              {t(meetingTexts.allPresent)}
            </Button>
            {can.confirm && <Confirm meeting={meeting} taking={taking} />}
          </>
        )
      }
    >
      <div className={css.stack}>
        <Counts meeting={meeting} />
        {confirmedBy && (
          <p className={css.hint}>{t(meetingTexts.confirmed, { by: confirmedBy, at: format.moment(confirmedAt) })}</p>
        )}
        {taking.error && !taking.late && <ErrorNotice error={taking.error} texts={meetingProblemTexts} />}
        <Names meeting={meeting} taking={taking} />
      </div>
      <Late taking={taking} />
    </Section>
  );
};
