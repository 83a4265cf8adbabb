import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Section } from '#ui/office/page.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import type { Meeting } from '../../contract.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import { rollOpensOn } from '../../rules.ts';
import { useAttendance } from './attendance.ts';
import { HowCounted } from './how-counted.tsx';
import { LeadersDialog } from './leaders.tsx';
import { ConfirmedBy, Counts, Names } from './names.tsx';
import css from './meeting.module.css';
import { today } from './today.ts';

type Taking = ReturnType<typeof useAttendance>;

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
  const taking = useAttendance(meeting);
  const { can } = meeting;
  return (
    <Section
      title={t(meetingTexts.attendance)}
      actions={
        can.take &&
        meeting.state === 'planned' &&
        rollOpensOn(meeting, today()) === null && (
          <>
            <LinkButton to={`/meetings/${meeting.id}/screen`}>{t(meetingTexts.screen)}</LinkButton>
            <Button disabled={taking.open.length === 0} loading={taking.busy} onClick={taking.allPresent}>
              {t(meetingTexts.allPresent)}
            </Button>
            {can.confirm && (
              <LeadersDialog meeting={meeting} verb={t(meetingTexts.confirm)} filled onConfirm={taking.confirm}>
                <Counts meeting={meeting} />
                <p>{t(meetingTexts.confirmHint)}</p>
              </LeadersDialog>
            )}
          </>
        )
      }
    >
      <div className={css.stack}>
        <Counts meeting={meeting} />
        <HowCounted meeting={meeting} />
        <ConfirmedBy meeting={meeting} />
        {taking.error && !taking.late && <ErrorNotice error={taking.error} texts={meetingProblemTexts} />}
        <Names meeting={meeting} taking={taking} />
      </div>
      <Late taking={taking} />
    </Section>
  );
};
