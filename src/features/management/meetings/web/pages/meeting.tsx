import { type ReactNode, useEffect } from 'react';
import { useParams } from 'react-router';
import { useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { type Meeting, meetingById } from '../../contract.ts';
import { meetingTexts } from '../../messages.ts';
import { Answers } from '../parts/answers.tsx';
import { AttendanceSection } from '../parts/attendance-section.tsx';
import { CloseMeeting, Documents } from '../parts/documents.tsx';
import { Guests } from '../parts/guests.tsx';
import { Materials } from '../parts/materials.tsx';
import { PlanSection } from '../parts/plan-section.tsx';
import { RecordSection } from '../parts/record-section.tsx';
import { Amendments } from '../parts/record-view.tsx';
import { StateTag } from '../parts/words.tsx';

const Sections = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  return (
    <>
      <PlanSection meeting={meeting} />
      {meeting.state !== 'cancelled' && (
        <>
          <Materials meeting={meeting} />
          {meeting.can.respond && <Answers meeting={meeting} />}
          <AttendanceSection meeting={meeting} />
          <Guests meeting={meeting} />
          <RecordSection meeting={meeting} />
          <Documents meeting={meeting} />
        </>
      )}
      {meeting.amendments.length > 0 && (
        <Section title={t(meetingTexts.amendments)}>
          <Amendments meeting={meeting} />
        </Section>
      )}
    </>
  );
};

/** One meeting: its plan, who came, the record and the papers. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data: meeting, error, isPending, refetch } = useApi(meetingById, { params: { id } });
  const title = meeting?.title ?? t(meetingTexts.title);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <Frame
      title={
        <>
          {title} {meeting && <StateTag state={meeting.state} />}
        </>
      }
      {...(meeting ? { intro: meeting.organisation.name } : {})}
      crumbs={[{ title: t(meetingTexts.title), to: '/meetings' }, { title }]}
      actions={meeting?.can.close && <CloseMeeting meeting={meeting} />}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
        {() => meeting && <Sections meeting={meeting} />}
      </StateView>
    </Frame>
  );
};
